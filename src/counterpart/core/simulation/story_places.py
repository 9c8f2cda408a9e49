"""Reporting what a scenario says wrongly, at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from counterpart.core.findings import Findings, Position, nearest
from counterpart.core.reading.tree import Address, Branch, position_of, value_at

NAMED = "S030"
IMPOSSIBLE = "S031"
_MOST_SHOWN = 12


class Places:
    """Reports the mistakes of one scenario."""

    def __init__(self, tree: Branch, findings: Findings) -> None:
        """Take the tree of the scenario, and where the findings go."""
        self._tree = tree
        self._findings = findings

    def known(self, address: Address, what: str, names: Iterable[str], choices: Collection[str]) -> bool:
        """Report each of the names that is none of the choices (S030); say whether all are."""
        missing = [name for name in dict.fromkeys(names) if name not in choices]
        for name in missing:
            self._findings.error(NAMED, self._at(address, name), f"there is no {what} '{name}'", _hint(name, choices))
        return not missing

    def wrong(self, address: Address, message: str, hint: str = "") -> None:
        """Report something that cannot be (S031)."""
        self._findings.error(IMPOSSIBLE, position_of(self._tree, address), message, hint)

    def _at(self, address: Address, name: str) -> Position:
        """Return the place of a name: of the key or the item, where the address leads to a map or a list of names."""
        value = value_at(self._tree, address)
        if isinstance(value, dict) and name in value:
            address = (*address, name)
        elif isinstance(value, list) and name in value:
            address = (*address, value.index(name))
        return position_of(self._tree, address)


def _hint(name: str, choices: Collection[str]) -> str:
    shown = sorted(choices)
    more = " …" if len(shown) > _MOST_SHOWN else ""
    otherwise = f"there are: {', '.join(shown[:_MOST_SHOWN])}{more}" if shown else "there are none"
    return nearest(name, choices, otherwise=otherwise)
