"""How findings are said: a line that editors understand, the hint below it, and the reason when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterpart.core.findings import Finding, Severity
from counterpart.operations.terminal import BOLD, DIM, RED, YELLOW, Styled, Terminal

_LOOKS = {Severity.ERROR: RED, Severity.WARNING: YELLOW}


def say_findings(found: Iterable[Finding], terminal: Terminal, *, why: bool = False) -> None:
    """Write findings, one after another."""
    for finding in found:
        kind = Styled(f"{finding.severity} {finding.code}", _LOOKS[finding.severity])
        terminal.say(Styled(str(finding.position), BOLD), ": ", kind, f": {finding.message}")
        if finding.hint:
            terminal.say(f"    -> {finding.hint}")
        if why:
            terminal.say(Styled(f"    why: {finding.why}", DIM))


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding for machines."""
    place = finding.position
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "hint": finding.hint,
        "why": finding.why,
    }
