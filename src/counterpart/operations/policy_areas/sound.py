"""Loading one module for a command that wants to look at it, with a word about what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from counterpart.core.composing import Area
from counterpart.core.findings import Findings
from counterpart.operations.policy_areas.loading import Shelves
from counterpart.operations.terminal import Terminal
from counterpart.operations.wording import counted


def area_at(path: Path, terminal: Terminal, shelves: Shelves | None = None) -> Area | None:
    """Return the module at a path, None after saying why there is none.

    A module with mistakes is still looked at; that it has some is said beside the result.
    """
    findings = Findings()
    area = (shelves or Shelves()).load(path, findings)
    if area is None:
        for finding in findings.errors:
            terminal.tell(f"{finding.position}: error {finding.code}: {finding.message}")
            if finding.hint:
                terminal.tell(f"    -> {finding.hint}")
    elif findings.errors:
        terminal.tell(f"{path}: {counted(len(findings.errors), 'error')}; see: counterpart module check {path}")
    return area
