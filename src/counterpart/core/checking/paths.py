"""Paths through a machine: what can be reached, what leads to an end, what lies on every way.

Machines have at most some dozens of states, so plain sets are quick enough and easy to follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from counterpart.core.checking.circles import going_round


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from a state to a state: by which action, which of its ways; `to: same` enters nothing."""

    source: str
    target: str
    action: str
    way: int = 0
    enters: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """The states of a machine and the edges between them; edges of states that do not exist are left out before."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    _out: Mapping[str, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)
    _in: Mapping[str, tuple[Edge, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the edges by their ends once; every question below needs that."""
        object.__setattr__(self, "_out", _sorted_by(self.nodes, self.edges, lambda edge: edge.source))
        object.__setattr__(self, "_in", _sorted_by(self.nodes, self.edges, lambda edge: edge.target))

    def out_of(self, node: str) -> tuple[Edge, ...]:
        """Return the edges that begin in a state."""
        return self._out.get(node, ())

    def into(self, node: str) -> tuple[Edge, ...]:
        """Return the edges that end in a state."""
        return self._in.get(node, ())

    def kept(self, wanted: Callable[[Edge], bool]) -> Graph:
        """Return the same states with only some of the edges."""
        return Graph(self.nodes, tuple(edge for edge in self.edges if wanted(edge)))

    def reachable(self, starts: Iterable[str], *, around: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return what can be reached from the starts (which are included) without entering a state of `around`."""
        return self._spread(starts, around, lambda node: (edge.target for edge in self.out_of(node)))

    def leading_to(self, ends: Iterable[str]) -> frozenset[str]:
        """Return the states from which one of the ends can be reached, the ends included."""
        return self._spread(ends, frozenset(), lambda node: (edge.source for edge in self.into(node)))

    def _spread(
        self, starts: Iterable[str], around: frozenset[str], neighbours: Callable[[str], Iterator[str]]
    ) -> frozenset[str]:
        seen = {node for node in starts if node in self._out and node not in around}
        waiting = list(seen)
        while waiting:
            for node in neighbours(waiting.pop()):
                if node not in seen and node not in around:
                    seen.add(node)
                    waiting.append(node)
        return frozenset(seen)

    def always_before(self, start: str) -> dict[str, frozenset[str]]:
        """Return for each reachable state the states that lie on every path from `start` to it (its dominators).

        A state lies on every path to itself. States that cannot be reached are not in the answer.
        """
        return self.flow(start, frozenset({start}), lambda edge, known: known | {edge.target})

    def flow(
        self, start: str, at_start: frozenset[str], gained: Callable[[Edge, frozenset[str]], frozenset[str]]
    ) -> dict[str, frozenset[str]]:
        """Return what certainly holds in each reachable state, whatever path was taken.

        `at_start` holds in the start. `gained` says what holds after an edge, given what held before it; it may only
        add. Where paths meet, only what all of them bring holds: the greatest solution, found by going round until
        nothing changes.
        """
        order = self._in_order_of_discovery(start)
        holds: dict[str, frozenset[str] | None] = dict.fromkeys(order)
        holds[start] = at_start
        changed = True
        while changed:
            changed = False
            for node in order[1:]:
                brought = [
                    gained(edge, before) for edge in self.into(node) if (before := holds.get(edge.source)) is not None
                ]
                now = frozenset.intersection(*brought) if brought else None
                if now != holds[node]:
                    holds[node], changed = now, True
        return {node: known for node, known in holds.items() if known is not None}

    def _in_order_of_discovery(self, start: str) -> list[str]:
        found = dict.fromkeys([start] if start in self._out else [])
        order = list(found)
        for node in order:
            new = dict.fromkeys(edge.target for edge in self.out_of(node) if edge.target not in found)
            found |= new
            order += new
        return order

    def circles(self) -> list[tuple[str, ...]]:
        """Return the groups of states that can go round for ever, each in the order of writing."""
        return going_round({node: {edge.target for edge in self.out_of(node)} for node in self.nodes})


def _sorted_by(
    nodes: tuple[str, ...], edges: tuple[Edge, ...], end: Callable[[Edge], str]
) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {node: [] for node in nodes}
    for edge in edges:
        found[end(edge)].append(edge)
    return {node: tuple(each) for node, each in found.items()}
