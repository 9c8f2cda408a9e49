"""What the author wrote and reading or composing refused: it was reported there, and what hangs on it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from counterpart.core.composing.area import Area
from counterpart.core.composing.extending import DIRECTIVES
from counterpart.core.reading.tree import Address

_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_HOLDING_NAMES = frozenset(
    (key,)
    for key in (
        "actions", "children", "clocks", "codelists", "documents", "fields", "forms", "interfaces", "messages",
        "operations", "parties", "policies", "procedures", "questionsets", "roles", "states", "tracks",
    )
)  # fmt: skip
_ON_THE_WAY = frozenset({"from", "to", "overdue", "auto", "final"})


@dataclass(frozen=True)
class Lost:
    """The addresses of what was written and is not in the composed tree."""

    addresses: frozenset[Address]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the things that are lost; a lost key such as `due` is no name."""
        return frozenset(str(address[-1]) for address in self.addresses if address[-2:-1] in _HOLDING_NAMES)

    def is_named_in(self, written: object) -> bool:
        """Say whether a text names something that is lost, so that it leads nowhere only for that reason."""
        return bool(self.names) and isinstance(written, str) and not self.names.isdisjoint(_WORD.findall(written))

    def explains(self, address: Address) -> bool:
        """Say whether what is missing at an address was written there, and refused."""
        return address in self.addresses

    def breaks_paths_of(self, machine: Address) -> bool:
        """Say whether a state or action of a machine is lost, or where it leads, so that its paths are not known."""
        size = len(machine)
        for address in self.addresses:
            inside = address[size:]
            if address[:size] != machine or not inside or inside[0] not in ("states", "actions"):
                continue
            if len(inside) <= len(("states", "name")) or inside[2] in _ON_THE_WAY:
                return True
        return False


def lost_in(area: Area) -> Lost:
    """Compare what was written with what was composed."""
    return Lost(frozenset(_missing(area.package.root, area.tree, ())))


def _missing(written: object, composed: object, above: Address) -> Iterator[Address]:
    if not isinstance(written, dict) or not isinstance(composed, dict):
        return
    for key, value in written.items():
        if key in DIRECTIVES or value is None:
            continue
        if key not in composed:
            yield (*above, key)
        elif isinstance(value, dict):
            yield from _missing(value, composed[key], (*above, key))
        elif isinstance(value, list) and isinstance(composed[key], list) and len(composed[key]) < len(value):
            yield (*above, key)
