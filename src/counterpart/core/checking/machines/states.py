"""Does everything that waits have an owner and a date? What a state says of itself."""

from __future__ import annotations

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.mending import ANYWHERE
from counterpart.core.definitions.due import OfClock, parse_due, single_parts
from counterpart.core.definitions.procedures import SYSTEM, State
from counterpart.core.findings import Findings

NOT_WHEN_FINAL = ("due", "standing", "remind", "escalate", "overdue", "edit")


def every_open_state_has_an_owner(context: Context, findings: Findings) -> None:
    """M013: somebody has to act in every state that is not final."""
    for machine in context.machines:
        for name, state in machine.states.items():
            if not state.final and not state.owner:
                message = f"{machine.name}: state '{name}' has no owner: who has to act?"
                machine.error(findings, "M013", ("states", name), message, "write 'owner: <party>'", lacks=("owner",))


def every_open_state_has_a_date(context: Context, findings: Findings) -> None:
    """M014: a state that is not final has a deadline, or is standing and looked at from time to time."""
    for machine in context.machines:
        for name, state in machine.states.items():
            if not state.final and state.due is None and state.standing is None:
                message = (
                    f"{machine.name}: state '{name}' has neither a deadline ('due') nor 'standing: review every …'"
                )
                machine.error(findings, "M014", ("states", name), message, lacks=("due", "standing"))


def every_deadline_has_a_consequence(context: Context, findings: Findings) -> None:
    """M017: somebody is reminded or told, or something happens, when a deadline comes."""
    for machine in context.machines:
        for name, state in machine.states.items():
            idle = not (state.remind or state.escalate or state.overdue)
            if state.due is not None and not state.final and idle and not _a_clock_acts(machine, state.due):
                machine.warning(
                    findings,
                    "M017",
                    ("states", name),
                    f"{machine.name}: the deadline of '{name}' has no consequence (no remind, escalate or overdue)",
                    lacks=("remind", "escalate", "overdue"),
                )


def _a_clock_acts(machine: PlacedMachine, due: str) -> bool:
    clocks = machine.procedure.clocks
    parts = [part for part in single_parts(parse_due(due)) if isinstance(part, OfClock)]
    return any(part.clock not in clocks or clocks[part.clock].runs_out is not None for part in parts)


def final_states_wait_for_nothing(context: Context, findings: Findings) -> None:
    """M025: where an exchange has ended nothing is due, and where it has not there is no outcome."""
    for machine in context.machines:
        for name, state in machine.states.items():
            said = [key for key in NOT_WHEN_FINAL if getattr(state, key)] if state.final else []
            for key in said:
                machine.error(
                    findings,
                    "M025",
                    ("states", name, key),
                    f"{machine.name}: state '{name}' is final, so '{key}' has no effect",
                    f"remove '{key}', or 'final'",
                )
            if not state.final and state.outcome is not None:
                machine.error(
                    findings,
                    "M025",
                    ("states", name, "outcome"),
                    f"{machine.name}: state '{name}' has an outcome, but is not final",
                    "add 'final: true', or remove 'outcome'",
                )


def who_has_to_act_sees_the_state(context: Context, findings: Findings) -> None:
    """M027: owners and editors may open the exchange in a state that says who `sees` it, and somebody may act there."""
    for machine in context.machines:
        for name, state in machine.states.items():
            if state.sees is None or not machine.procedure.parties.keys() >= {*state.sees}:
                continue  # of a reader who is no party M005 says enough
            for party in _who_must_see(state):
                if party in machine.procedure.parties and party not in state.sees:
                    machine.error(
                        findings,
                        "M027",
                        ("states", name, "sees"),
                        f"{machine.name}: '{party}' owns or edits '{name}', but does not see it",
                        f"add '{party}' to 'sees'",
                    )
            for action in _done_unseen(machine, name, state.sees):
                machine.error(
                    findings,
                    "M027",
                    ("actions", action, "by"),
                    f"{machine.name}.{action}: nobody who may do this sees state '{name}'",
                    f"add one of them to 'sees' of '{name}', or take '{name}' out of 'from'",
                )


def _who_must_see(state: State) -> list[str]:
    editors = [party for party in state.edit if party != "owner"]
    return list(dict.fromkeys((*state.owner, *editors)))


def _done_unseen(machine: PlacedMachine, state: str, sees: tuple[str, ...]) -> list[str]:
    """Return the actions that name the state under `from` and whose actors all do not see it."""
    found = []
    for name, action in machine.actions.items():
        actors = [party for party in action.by if party in machine.procedure.parties]
        if state in action.from_ and ANYWHERE not in action.from_ and actors and SYSTEM not in action.by:
            unseen = not set(actors) & set(sees)
            if unseen and not machine.done_by_system(name, state):
                found.append(name)
    return found
