"""Tables against the layers: no key upward or sideways, no table of nobody, no column that nobody thought about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from counterpart.foundation.personal import Column

OURS = "counterpart."
LIBRARIES = frozenset({"django", "procrastinate"})
"""Whose tables begin so come from a library."""
WITHOUT_MODEL = frozenset(
    {
        "foundation_access",  # cut into months, for which Django has no word
        "vault.index_key",  # the key store: reached by another role, never together with the data
        "vault.key",
        "vault.master",
    }
)


class Key(NamedTuple):
    """A foreign key or a dependency: from a room to a room, and where it stands."""

    room: str
    other: str
    where: str


def floors_of(layers: Sequence[str]) -> dict[str, int]:
    """Return the floor of each room, the ground floor 0, from the layers of the linter."""
    return {room.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def room_of_module(module: str) -> str:
    """Return the room of a module of ours, the library's name for another."""
    return module.removeprefix(OURS).split(".")[0]


def room_of_table(table: str) -> str:
    """Return the room of a table by its name: `<room>_<thing>`; the key store is the foundation's."""
    return "foundation" if table.startswith("vault.") else table.partition("_")[0]


def against_layers(keys: Iterable[Key], floors: Mapping[str, int]) -> list[str]:
    """Find keys of our rooms that do not lead downward or stay at home; one to a table of a library leads nowhere."""
    found = []
    for key in keys:
        if key.room not in floors or key.room == key.other:
            continue
        if floors.get(key.other, 99) >= floors[key.room]:
            found.append(f"{key.where}: a key of {key.room} to {key.other} does not lead downward")
    return found


def ownerless(tables: Collection[str], models: Iterable[str], floors: Mapping[str, int]) -> list[str]:
    """Find tables without a model that are not on the list, and tables named after no room."""
    modelled = set(models) | WITHOUT_MODEL
    named = floors.keys() | LIBRARIES
    found = [f"{table} has no model" for table in tables if table not in modelled and not _of_library(table)]
    return found + [f"{table} is named after no room" for table in tables if room_of_table(table) not in named]


def undeclared(
    stored: Mapping[str, Sequence[str]], declared: Mapping[str, Mapping[str, Column]], room: str
) -> list[str]:
    """Find columns of a room of which `PERSONAL` says nothing, and those that it names and nobody has."""
    ours = {table: set(names) for table, names in stored.items() if room_of_table(table) == room}
    found = []
    for table in sorted(ours.keys() | declared.keys()):
        said, has = set(declared.get(table, {})), ours.get(table, set())
        found += [f"{table}.{name}: is it personal?" for name in sorted(has - said)]
        found += [f"{table}.{name} is declared and does not exist" for name in sorted(said - has)]
    return found


def _of_library(table: str) -> bool:
    return room_of_table(table) in LIBRARIES
