"""How much a module may inherit: some lines of `extends` can stand for more than a server holds in memory."""

from __future__ import annotations

from typing import Any

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.limits import LIMITS
from counterpart.core.reading.tree import Branch


class Allowance:
    """Counts what the entries of one module inherit. Past the limit nothing more is composed; that is said once."""

    def __init__(self, findings: Findings, most: int = LIMITS.inherited_nodes) -> None:
        """Take how many keys and values all entries may inherit together."""
        self._findings = findings
        self._most = most
        self._inherited = 0

    def covers(self, template: Branch, place: Position) -> bool:
        """Count a template that is about to be copied for the entry at `place`; return whether the limit holds."""
        if self._inherited > self._most:
            return False
        self._inherited += _nodes(template)
        if self._inherited <= self._most:
            return True
        message = f"the module inherits more than {self._most} keys and values (limit inherited_nodes)"
        self._findings.error("Y005", place, message, "cut the module into smaller ones")
        return False


def _nodes(node: Any) -> int:
    """Return how many keys, values, maps and lists a tree has; what reading let in is never deep."""
    if isinstance(node, dict):
        return 1 + sum(1 + _nodes(value) for value in node.values())
    return 1 + sum(map(_nodes, node)) if isinstance(node, list) else 1
