"""What a picture of a machine holds: its states as boxes, its actions as arrows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.core.definitions.procedures import SYSTEM, Action, Machine, Procedure
from counterpart.core.drawing.due_words import ENGLISH, Say, Wording, due_in_words

BUNDLED_FROM = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A state: its title, who owns it and by when (empty for a final one).

    `notes` say which actions lead here from many states: their arrows would hide all others.
    """

    name: str
    title: str
    owner: str
    due: str
    final: bool
    outcome: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """All actions that lead from one state to another; `automatic` when nobody but the system does them."""

    source: str
    target: str
    titles: tuple[str, ...]
    automatic: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """One machine to be drawn: `name` is empty for the main machine, else the name of the track."""

    name: str
    title: str
    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(key: str, procedure: Procedure, say: Say, track: str = "", wording: Wording = ENGLISH) -> Graph:
    """Return the picture of a procedure's main machine, or of one of its tracks.

    `say` gives the text of an address in the reader's language, `wording` what else is said. Raises KeyError
    for a track that does not exist.
    """
    machine: Machine = procedure.tracks[track] if track else procedure
    address = f"procedure.{key}.{track}" if track else f"procedure.{key}"
    parties = {party: say(f"procedure.{key}.party.{party}") for party in procedure.parties}
    bundled = _bundled(machine)
    nodes = []
    for name, state in machine.states.items():
        owner = ", ".join(parties.get(party, party) for party in state.owner)
        due = due_in_words(key, procedure, state, track, say, wording)
        notes = tuple(
            wording.words["from_states"].format(action=say(f"{address}.action.{action}"), count=count)
            for (action, target), count in bundled.items()
            if target == name
        )
        said = ("", "") if state.final else (owner, due)
        nodes.append(Node(name, say(f"{address}.state.{name}"), *said, state.final, state.outcome, notes))
    title = say(f"procedure.{key}.track.{track}.title" if track else f"procedure.{key}.title")
    return Graph(track, title, machine.start, tuple(nodes), _edges(machine, address, say, bundled))


def sources(action: Action, machine: Machine) -> tuple[str, ...]:
    """Return the states that an action can start from; `*` is every state that is not final."""
    if "*" in action.from_:
        return tuple(name for name, state in machine.states.items() if not state.final)
    return tuple(name for name in action.from_ if name in machine.states)


def _bundled(machine: Machine) -> dict[tuple[str, str], int]:
    """Return the actions that lead to one final state from many states, and from how many."""
    counts: dict[tuple[str, str], int] = {}
    for name, action in machine.actions.items():
        for target in {way.state for way in action.to}:
            if target in machine.states and machine.states[target].final:
                counts[name, target] = len(sources(action, machine))
    return {pair: count for pair, count in counts.items() if count >= BUNDLED_FROM}


def _edges(machine: Machine, address: str, say: Say, bundled: Mapping[tuple[str, str], int]) -> tuple[Edge, ...]:
    titles: dict[tuple[str, str], list[str]] = {}
    automatic: dict[tuple[str, str], bool] = {}
    for name, action in machine.actions.items():
        by_system = action.auto or set(action.by) == {SYSTEM}
        for source, target in _pairs(name, action, machine, bundled):
            titles.setdefault((source, target), []).append(say(f"{address}.action.{name}"))
            automatic[source, target] = automatic.get((source, target), True) and by_system
    return tuple(Edge(*pair, tuple(dict.fromkeys(said)), automatic[pair]) for pair, said in titles.items())


def _pairs(
    name: str, action: Action, machine: Machine, bundled: Mapping[tuple[str, str], int]
) -> list[tuple[str, str]]:
    """Return from where to where an action's arrows go; staying is no arrow."""
    return [
        (source, way.state)
        for source in sources(action, machine)
        for way in action.to
        if way.state in machine.states and way.state != source and (name, way.state) not in bundled
    ]
