"""The usual way through a procedure: what is still to come if nothing unusual happens.

A definition does not say which way is the usual one. It is the cheapest one to a good end, where an action of whoever's
move it is costs least, and what wants a reason, or somebody else, costs more: refusing, withdrawing and sending back
always do.

Some states are made to last: an entry that is published, an alert in force. Whoever's move it is says from time to time
that it still holds, by an action that does nothing but begin the state anew. That is what is to be done next there, and
from elsewhere to come there; taking the entry down is not, though it ends that way one day.
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
GOOD_END, LASTING_END, OTHER_END = 0, 1, 12


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


def usual_step(machine: MachineRules, state: str, without: Collection[str] = NOTHING) -> ActionRules | None:
    """Return what usually comes next in a state: to say that it still holds, where it lasts; else the way to an end."""
    usual = _steps(machine).get(state, "")
    if usual in without:
        legs = _route(machine, state, without, to_last=True)
        usual = legs[0].action if legs else ""
    return machine.actions.get(usual)


def _begins_anew(state: StateRules) -> ActionRules | None:
    """Return the action by which an owner says that a state still holds, None where it is not made to last."""
    return next((one for one in state.actions if _only_begins_anew(one, state)), None)


def _only_begins_anew(action: ActionRules, state: StateRules) -> bool:
    """Say whether an action of an owner leads back to its state, asks for nothing, and does nothing else."""
    asks = action.reason == "required" or action.forms or action.complete or action.chooses_for
    does = action.first or action.then or action.starts
    is_of_owner = not action.auto and bool(set(action.by) & set(state.owners))
    return is_of_owner and not asks and not does and all(way.state == state.name for way in action.ways)


@by_identity(512)
def _routes(machine: MachineRules) -> dict[str, tuple[Leg, ...]]:
    """Return the usual way from every state of a machine that is no end."""
    return {name: _route(machine, name) for name, state in machine.states.items() if not state.final}


@by_identity(512)
def _steps(machine: MachineRules) -> dict[str, str]:
    """Return the action that usually comes next in every state of a machine that has one."""
    found = {}
    for name, state in machine.states.items():
        anew, legs = _begins_anew(state), _route(machine, name, to_last=True)
        if anew is not None or legs:
            found[name] = anew.name if anew is not None else legs[0].action
    return found


def _route(
    machine: MachineRules, start: str, without: Collection[str] = NOTHING, *, to_last: bool = False
) -> tuple[Leg, ...]:
    """Return the cheapest way; `to_last`: a state that is made to last is an end, too."""
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
        if to_last and name != start and _begins_anew(state) is not None:
            ends.append((cost + LASTING_END, len(ends), legs))
            continue
        for price, leg in _legs(state):
            order += 1
            barred = name == start and leg.action in without
            if leg.state in machine.states and leg.state not in seen and not barred:
                heapq.heappush(waiting, (cost + price, order, leg.state, (*legs, leg)))
    return min(ends)[2] if ends else ()


def _legs(state: StateRules) -> Iterator[tuple[int, Leg]]:
    for action in sorted(state.actions, key=lambda one: bool(one.complete)):  # of equal ones what asks for less
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
