"""What reading gives: plain dicts and lists that remember where each entry was written.

Merging (`composing`) keeps the places, so an inherited entry still points at the template's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from counterpart.core.findings import Position

Address = tuple[str | int, ...]
NOWHERE = Position("")


class Branch(dict[str, Any]):
    """A mapping that knows where it begins (`position`) and where each key stands (`places`)."""

    __slots__ = ("places", "position")

    def __init__(
        self,
        entries: Mapping[str, Any] | Iterable[tuple[str, Any]] = (),
        *,
        position: Position = NOWHERE,
        places: Mapping[str, Position] | None = None,
    ) -> None:
        """Take the entries and the places of their keys."""
        super().__init__(entries)
        self.position = position
        self.places: dict[str, Position] = dict(places or {})

    def put(self, key: str, value: Any, place: Position) -> None:
        """Set an entry together with its place."""
        self[key] = value
        self.places[key] = place

    def at(self, key: str) -> Position:
        """Return where the key stands, else where the mapping begins."""
        return self.places.get(key, self.position)

    def without(self, *keys: str) -> Self:
        """Return a copy that lacks the keys; the entries themselves are shared."""
        kept = {key: value for key, value in self.items() if key not in keys}
        return type(self)(kept, position=self.position, places=self.places)


class Row(list[Any]):
    """A list that knows where it begins and where each item stands."""

    __slots__ = ("places", "position")

    def __init__(
        self, items: Iterable[Any] = (), *, position: Position = NOWHERE, places: Iterable[Position] = ()
    ) -> None:
        """Take the items and their places, in the same order."""
        super().__init__(items)
        self.position = position
        self.places: list[Position] = list(places)

    def at(self, index: int) -> Position:
        """Return where the item stands, else where the list begins."""
        return self.places[index] if 0 <= index < len(self.places) else self.position


def position_of(tree: object, address: Address) -> Position:
    """Return the place of an address, or of the nearest thing above it that has a place."""
    found, node = getattr(tree, "position", NOWHERE), tree
    for step in address:
        if isinstance(node, Branch) and isinstance(step, str):
            found = node.at(step) if step in node or step in node.places else found
            node = node.get(step)
        elif isinstance(node, Row) and isinstance(step, int) and 0 <= step < len(node):
            found, node = node.at(step), node[step]
        else:
            break
    return found


def value_at(tree: object, address: Address) -> Any:
    """Return the value at an address, or None when there is none."""
    node = tree
    for step in address:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
            node = node[step]
        else:
            return None
    return node


def copied(node: Any) -> Any:
    """Return a deep copy that keeps all places; templates are copied before anything is merged into them."""
    if isinstance(node, Branch):
        return Branch({key: copied(value) for key, value in node.items()}, position=node.position, places=node.places)
    if isinstance(node, Row):
        return Row((copied(item) for item in node), position=node.position, places=node.places)
    return node
