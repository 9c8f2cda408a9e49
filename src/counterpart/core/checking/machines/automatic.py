"""What happens by itself: it cannot be refused, does not go round in circles, and needs nobody's form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.moves import sources
from counterpart.core.checking.paths import Edge
from counterpart.core.definitions.procedures import SYSTEM, Action
from counterpart.core.findings import Findings

GUARDS = ("when", "needs", "at_most")
OF_PEOPLE = ("form", "complete", "four_eyes", "needs")


def guards_of(action: Action) -> list[str]:
    """Return which keys of an action could refuse the clock."""
    return [key for key in GUARDS if getattr(action, key)]


def the_clock_is_never_refused(context: Context, findings: Findings) -> None:
    """M022: what is done when a state is overdue has no `when`, no `needs` and is never used up."""
    for machine in context.machines:
        for state in machine.states:
            for name, address in machine.clocked(state):
                guards = guards_of(machine.actions[name]) if name in machine.actions else []
                if guards:
                    machine.error(
                        findings,
                        "M022",
                        address,
                        f"{machine.name}.{state}: {address[-1]} action '{name}' has {_with_article(guards[0])}; "
                        "the clock cannot be refused",
                        "give the action branches ('to: [{when: .., state: ..}, {state: ..}]') instead",
                    )


def _with_article(key: str) -> str:
    return {"when": "a 'when'", "needs": "'needs'", "at_most": "an 'at_most'"}[key]


def automatic_actions_do_not_clash(context: Context, findings: Findings) -> None:
    """M018: where an automatic action without a condition fires, no other automatic action ever would."""
    for machine in context.machines:
        for state in machine.states:
            automatic = list(_automatic(machine, state))
            free = [name for name in automatic if machine.actions[name].when is None]
            if len(free) > 1:
                message = f"{machine.name}: '{state}' has two unconditional automatic actions: " + ", ".join(free)
                machine.error(findings, "M018", ("states", state), message, "give all but one a 'when'")
            elif free and free[0] != automatic[-1]:
                later = automatic[automatic.index(free[0]) + 1 :]
                machine.error(
                    findings,
                    "M018",
                    ("actions", later[0]),
                    f"{machine.name}: in '{state}' the automatic action '{free[0]}' always comes first, "
                    f"so {', '.join(later)} never happens",
                    f"write it before '{free[0]}', or give '{free[0]}' a 'when'",
                )


def nobody_waits_in_vain(context: Context, findings: Findings) -> None:
    """M033: an automatic action without a condition leaves its state on entry, so nobody would ever wait there."""
    for machine in context.machines:
        for state in machine.states:
            free = [name for name in _automatic(machine, state) if machine.actions[name].when is None]
            if len(free) == 1 and machine.actions[free[0]].at_most is None and _leaves(machine, state, free[0]):
                message = f"{machine.name}.{free[0]}: happens as soon as '{state}' is entered"
                hint = "say 'when', or leave the state out"
                machine.warning(findings, "M033", ("actions", free[0]), message, hint)


def _leaves(machine: PlacedMachine, state: str, action: str) -> bool:
    return any(edge.action == action and edge.target != state for edge in machine.moves.graph.out_of(state))


def automatic_actions_do_not_go_round(context: Context, findings: Findings) -> None:
    """M019: automatic actions lead on; only an action that waits for a register, or is used up, may close a circle.

    One that stays in its state happens once for each entry.
    """
    for machine in context.machines:
        turning = machine.moves.graph.kept(partial(_turns, machine))
        for circle in turning.circles():
            closing = next(edge for edge in turning.edges if edge.source in circle and edge.target in circle)
            machine.error(
                findings,
                "M019",
                ("actions", closing.action),
                f"{machine.name}: automatic actions go round in a circle through '{closing.target}'",
                "let one of them lead out of the circle, or say 'at_most'",
            )


def _turns(machine: PlacedMachine, edge: Edge) -> bool:
    action = machine.actions[edge.action]
    return action.auto and edge.enters and action.at_most is None and not any(effect.call for effect in action.effects)


def _automatic(machine: PlacedMachine, state: str) -> Iterator[str]:
    return (
        name for name, action in machine.actions.items() if action.auto and state in sources(action, machine.machine)
    )


def the_system_fills_in_nothing(context: Context, findings: Findings) -> None:
    """M026: what only the system does has no form, no reason, nothing to complete and no second pair of eyes.

    Done by the system, an action skips `complete`, `form` and `reason`, and `needs` is forbidden (grammar, section 7).
    """
    for machine in context.machines:
        for name, action in machine.actions.items():
            for key in _said_in_vain(action):
                machine.error(
                    findings,
                    "M026",
                    ("actions", name, key),
                    f"{machine.name}.{name}: is done by the system, so '{key}' has no effect",
                    "write 'when' instead" if key == "needs" and action.auto else f"remove '{key}'",
                )


def _said_in_vain(action: Action) -> list[str]:
    if action.by == (SYSTEM,) or (action.auto and not action.by):
        reason = ["reason"] if action.reason != "no" else []
        return [key for key in OF_PEOPLE if getattr(action, key)] + reason
    return ["needs"] if action.auto and action.needs else []
