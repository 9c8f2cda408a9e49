"""What is told of walks that did not end: the shortest way into the trap, and round in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterpart.core.simulation.walking import Pace, Walked


@dataclass(frozen=True, slots=True)
class Trap:
    """The way from the beginning to where a walk was caught, and the circle it went in (empty: nothing happened)."""

    way: tuple[Pace, ...]
    circle: tuple[Pace, ...]
    endless: str = ""

    @property
    def state(self) -> str:
        """Return the state in which it was caught."""
        return self.way[-1].state if self.way else ""

    @property
    def length(self) -> int:
        """Return by how many paces it is told."""
        return len(self.way) + len(self.circle)

    def __str__(self) -> str:
        """Return the trace, e.g. `draft —send→ sent —accept→ accepted`."""
        told = _told(self.way)
        if self.endless:
            return f"{told}: automatic actions ({self.endless}) go on and on"
        if not self.circle:
            return f"{told}: nobody can go on, and time does nothing"
        return f"{told}; then round and round: {self.state}{_told(self.circle, begun=True)}"


def shortest_trap(walks: Sequence[Walked]) -> Trap | None:
    """Return the shortest trace among walks that did not end, None when all did."""
    return min((_trap(walked) for walked in walks if not walked.ended), key=lambda trap: trap.length, default=None)


def _trap(walked: Walked) -> Trap:
    paces = walked.paces
    if walked.endless:
        return Trap(_straightened(paces), (), walked.endless)
    return Trap(_straightened(paces), _circle(paces))


def _circle(paces: Sequence[Pace]) -> tuple[Pace, ...]:
    """Return the shortest way that a walk took from where it ended back to there; empty when it came there once."""
    came = [index for index, pace in enumerate(paces) if pace.standing == paces[-1].standing]
    rounds = [tuple(paces[first + 1 : second + 1]) for first, second in pairwise(came)]
    return min(rounds, key=len, default=())


def _straightened(paces: Sequence[Pace]) -> tuple[Pace, ...]:
    """Return a way without its circles."""
    way: list[Pace] = []
    for pace in paces:
        earlier = next((index for index, one in enumerate(way) if one.standing == pace.standing), None)
        if earlier is None:
            way.append(pace)
        else:
            del way[earlier + 1 :]
    return tuple(way)


def _told(paces: Sequence[Pace], *, begun: bool = False) -> str:
    said = ""
    for pace in paces:
        where = f"{pace.where} " if pace.where else ""
        if not said and not begun:
            said = pace.state
        else:
            said += f" —{where}{pace.what}→ {pace.state}"
    return said
