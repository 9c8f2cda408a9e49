"""The moves of one machine: its actions as edges between states, and the names in `from` and `to` that are none.

A misspelt state is read as its nearest spelling here, so that one slip does not make five states unreachable; where
nothing is near, the states concerned are `loose` and nobody may conclude anything from their paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.checking.mending import ANYWHERE, meant
from counterpart.core.checking.paths import Edge, Graph
from counterpart.core.definitions.procedures import Action, Machine
from counterpart.core.reading.tree import Address

SAME = "same"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in `start`, `from` or `to` that is no state; `address` counts from the machine."""

    name: str
    action: str
    address: Address

    @property
    def key(self) -> str:
        """Return `from` or `to`."""
        return str(self.address[2])


@dataclass(frozen=True, slots=True)
class Moves:
    """What `moves_of` found. `start` is None where the machine has none that could be meant.

    `loose` are states with a way out to nobody knows where; `adrift` says that some action begins nobody knows where.
    """

    start: str | None
    graph: Graph
    unknown: tuple[Unknown, ...]
    loose: frozenset[str]
    adrift: bool

    @property
    def certain(self) -> bool:
        """Whether all paths are known or well guessed, so that what is not reached is really out of reach."""
        return self.start is not None and not self.loose and not self.adrift

    @property
    def exact(self) -> bool:
        """Whether no path is guessed, so that one may ask what lies on every path."""
        return self.certain and not self.unknown


def sources(action: Action, machine: Machine) -> tuple[str, ...]:
    """Return the names that an action may start from, as written; `*` means every state that is not final."""
    if ANYWHERE in action.from_:
        return tuple(name for name, state in machine.states.items() if not state.final)
    return action.from_


def starts_from(action: Action, state: str, machine: Machine) -> bool:
    """Say whether an action may start from a state."""
    return state in sources(action, machine)


def moves_of(machine: Machine) -> Moves:
    """Return all edges of a machine, with what could not be resolved."""
    edges: list[Edge] = []
    unknown: list[Unknown] = []
    loose: set[str] = set()
    adrift = False
    for name, action in machine.actions.items():
        begins = [meant(source, machine.states) for source in sources(action, machine)]
        unknown += _unknown(name, action, machine)
        adrift = adrift or None in begins
        for source in dict.fromkeys(found for found in begins if found is not None):
            for edge in _edges(name, action, source, machine):
                if edge is None:
                    loose.add(source)
                else:
                    edges.append(edge)
    start = meant(machine.start, machine.states)
    return Moves(start, Graph(tuple(machine.states), tuple(edges)), tuple(unknown), frozenset(loose), adrift)


def _edges(name: str, action: Action, source: str, machine: Machine) -> Iterator[Edge | None]:
    for index, way in enumerate(action.to):
        target = source if way.state == SAME else meant(way.state, machine.states)
        yield None if target is None else Edge(source, target, name, index, enters=way.state != SAME)


def _unknown(name: str, action: Action, machine: Machine) -> Iterator[Unknown]:
    """Give the names under `from` and `to` that are no states, each where it stands."""
    for index, state in enumerate(action.from_):
        if state not in machine.states and state != ANYWHERE:
            yield Unknown(state, name, ("actions", name, "from", index))
    for index, way in enumerate(action.to):
        if way.state not in machine.states and way.state != SAME:
            yield Unknown(way.state, name, ("actions", name, "to", index, "state"))
