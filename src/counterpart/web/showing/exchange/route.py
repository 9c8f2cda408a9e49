"""The usual way through a procedure: what is still to come if nothing unusual happens.

A definition does not say which way is the usual one. It is the cheapest one to a good end, where an action of whoever's
move it is costs least, and what wants a reason, or somebody else, costs more: refusing, withdrawing and sending back
always do.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow import SYSTEM
from counterpart.core.workflow.machine import SAME, ActionRules, MachineRules, StateRules

OWNERS, AUTOMATIC, OTHERS = 1, 2, 3
REASON, CONDITION = 12, 1
GOOD_END, OTHER_END = 0, 12


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the way: the action, and the state that it leads to."""

    action: str
    state: str


NOTHING: frozenset[str] = frozenset()


def usual_route(machine: MachineRules, start: str, without: Collection[str] = NOTHING) -> tuple[Leg, ...]:
    """Return the usual way from a state to an end: the cheapest (Dijkstra), of equal ones what is declared first.

    Nothing from an end, or where no way leads to one. `without`: actions that are not offered as the first step.
    """
    usual = _routes(machine).get(start, ())
    return _route(machine, start, without) if usual and usual[0].action in without else usual


@by_identity(512)
def _routes(machine: MachineRules) -> dict[str, tuple[Leg, ...]]:
    """Return the usual way from every state of a machine that is no end."""
    return {name: _route(machine, name) for name, state in machine.states.items() if not state.final}


def _route(machine: MachineRules, start: str, without: Collection[str] = NOTHING) -> tuple[Leg, ...]:
    ends: list[tuple[int, int, tuple[Leg, ...]]] = []
    seen: set[str] = set()
    waiting: list[tuple[int, int, str, tuple[Leg, ...]]] = [(0, 0, start, ())]
    order = 0
    while waiting:
        cost, _, name, legs = heapq.heappop(waiting)
        if name in seen:
            continue
        seen.add(name)
        state = machine.states[name]
        if state.final:
            ends.append((cost + (GOOD_END if state.outcome == "success" else OTHER_END), len(ends), legs))
            continue
        for price, leg in _legs(state):
            order += 1
            barred = name == start and leg.action in without
            if leg.state in machine.states and leg.state not in seen and not barred:
                heapq.heappush(waiting, (cost + price, order, leg.state, (*legs, leg)))
    return min(ends)[2] if ends else ()


def _legs(state: StateRules) -> Iterator[tuple[int, Leg]]:
    for action in state.actions:
        price = _price(action, state)
        for way in action.ways:
            if way.state not in (SAME, state.name):
                yield price + (CONDITION if way.when is not None else 0), Leg(action.name, way.state)


def _price(action: ActionRules, state: StateRules) -> int:
    if action.auto or set(action.by) <= {SYSTEM}:
        price = AUTOMATIC
    else:
        price = OWNERS if set(action.by) & set(state.owners) else OTHERS
    return price + (REASON if action.reason == "required" else 0)
