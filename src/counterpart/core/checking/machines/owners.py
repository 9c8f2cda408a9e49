"""Does the work lie on the right desk? The owner of a state can do something there, and more than give up."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.machines.reach import can_be_left, nothing_is_known
from counterpart.core.definitions.procedures import SYSTEM, Action
from counterpart.core.findings import Findings


def the_owner_has_something_to_do(context: Context, findings: Findings) -> None:
    """M037: an owner has an action in the state, and does not only stay or give up while somebody else moves on.

    An owner who acts in a track, or waits for a child, is the right one. What may be done everywhere is not counted.
    """
    for machine in context.machines:
        for name, state in machine.states.items():
            known = state.owner and {*state.owner} <= {*machine.procedure.parties}
            if state.final or not known or nothing_is_known(machine, name) or not can_be_left(machine, name):
                continue
            wrong = _idle(context, machine, name, {*state.owner})
            if wrong:
                machine.warning(
                    findings,
                    "M037",
                    ("states", name, "owner"),
                    f"{machine.name}: the owner of '{name}' ({', '.join(state.owner)}) {wrong}",
                    "name the party that has to act there",
                )


def _idle(context: Context, machine: PlacedMachine, state: str, owners: set[str]) -> str:
    """Return what is wrong with the owners of a state, or nothing."""
    here = {name: action for name, action in machine.actions.items() if state in action.from_}
    own = [name for name, action in here.items() if owners & {*action.by}]
    if not own:
        elsewhere = _acts_in_tracks(context, machine, owners) or bool(machine.procedure.children)
        others = _parties(action for name, action in here.items() if name not in own)
        return f"has no action there; {' and '.join(others)} may act" if others and not elsewhere else ""
    if any(_moves_on(machine, state, name) for name in own):
        return ""
    others = _parties(action for name, action in here.items() if _moves_on(machine, state, name))
    return f"can only stay or give up there, while {' and '.join(others)} may move on" if others else ""


def _acts_in_tracks(context: Context, machine: PlacedMachine, owners: set[str]) -> bool:
    return any(
        owners & {*action.by}
        for each in context.of_procedure(machine.procedure_id)
        if each is not machine
        for action in each.actions.values()
    )


def _parties(actions: Iterable[Action]) -> list[str]:
    """Return the parties that may do one of the actions."""
    return list(dict.fromkeys(party for action in actions for party in action.by if party != SYSTEM))


def _moves_on(machine: PlacedMachine, state: str, action: str) -> bool:
    """Whether an action leads on, to another open state or to an end with success."""
    ends = [machine.states[edge.target] for edge in machine.moves.graph.out_of(state) if edge.action == action]
    return any(end is not machine.states[state] and (not end.final or end.outcome == "success") for end in ends)
