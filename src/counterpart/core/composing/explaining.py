"""What a composed procedure has from where: the data behind `counterpart module explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.composing.provenance import Removal
from counterpart.core.composing.references import machines
from counterpart.core.errors import NotFound
from counterpart.core.findings import Position
from counterpart.core.reading.tree import Address, Branch, position_of, value_at

NAMED = ("parties", "states", "actions", "clocks", "children", "documents", "lookups", "tracks")
"""The maps of a procedure whose entries are explained one by one; everything else is explained key by key."""

_OF_TRACK = ("states", "actions")


class Origin(StrEnum):
    """From where an entry is."""

    OWN = "own"
    INHERITED = "inherited"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that the module says anew or adds below an inherited entry.

    `address` counts from the procedure. `was` is None for what was added; `now` is None for what was taken away.
    """

    address: Address
    was: Any
    now: Any
    place: Position


@dataclass(frozen=True, slots=True)
class Explained:
    """One entry of a procedure: its address there, from where it is, and what the module changed in it.

    `template` is what was extended ("std/request"), None for an own entry.
    """

    address: Address
    origin: Origin
    template: str | None
    place: Position
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A procedure explained; `removed` are whole entries that were taken away (addresses count from the module)."""

    procedure: str
    entries: tuple[Explained, ...]
    removed: tuple[Removal, ...]

    @property
    def templates(self) -> tuple[str, ...]:
        """Return what the procedure was made of, in the order of its entries."""
        return tuple(dict.fromkeys(entry.template for entry in self.entries if entry.template is not None))


def explain(area: Area, procedure: str) -> Explanation:
    """Return from where each entry of a procedure is. Raises NotFound for a procedure that the area does not have."""
    at: Address = ("procedures", procedure)
    tree = value_at(area.tree, at)
    if not isinstance(tree, Branch):
        raise NotFound("procedure.unknown", module=area.name, procedure=procedure)
    entries = tuple(_explained(area, at, address) for address in _addresses(tree))
    removed = tuple(each for each in area.provenance.removals if each.address[:2] == at and not _is_inside(tree, each))
    return Explanation(procedure, entries, removed)


def _addresses(tree: Branch) -> Iterator[Address]:
    """Iterate over the addresses that are explained, in the order of the composed procedure."""
    for key in tree:
        if key not in NAMED:
            yield (key,)
    for machine, part in machines(tree):
        for key in _OF_TRACK if machine else NAMED:
            found = part.get(key)
            yield from ((*machine, key, name) for name in found) if isinstance(found, Branch) else ()


def _explained(area: Area, at: Address, address: Address) -> Explained:
    full, replaced = at + address, area.provenance.replaced
    template = area.origin(full)
    changes = tuple(_changes(area, at, address)) if template is not None else ()
    if full in replaced:
        template = area.origin(at)
        changes = (Changed(address, replaced[full], value_at(area.tree, full), position_of(area.tree, full)),)
    origin = Origin.OWN if template is None else Origin.CHANGED if changes else Origin.INHERITED
    return Explained(address, origin, template, position_of(area.tree, full), changes)


def _changes(area: Area, at: Address, address: Address) -> Iterator[Changed]:
    full, provenance = at + address, area.provenance
    is_track = address[:-1] == ("tracks",)  # its states and actions come by themselves
    for noted in provenance.sources:
        if noted[: len(full)] != full or noted == full or area.inherited(noted):
            continue
        if not (is_track and noted[len(full)] in _OF_TRACK):
            was, now = provenance.replaced.get(noted), value_at(area.tree, noted)
            if now is not None:
                yield Changed(noted[len(at) :], was, now, position_of(area.tree, noted))
    for removal in provenance.removals:
        inside = removal.address[: len(full)] == full and removal.address != full
        if inside and not (is_track and removal.address[len(full)] in _OF_TRACK):
            yield Changed(removal.address[len(at) :], removal.value, None, removal.place)


def _is_inside(tree: Branch, removal: Removal) -> bool:
    """Return whether only a part of an entry was taken away; that is one of its changes."""
    address = removal.address[2:]
    size = 4 if address[:1] == ("tracks",) and len(address) > 2 else 2
    return len(address) > size and value_at(tree, address[:size]) is not None
