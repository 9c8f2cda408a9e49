"""Do reminders and escalations come, and come in time? (grammar, section 1)."""

from __future__ import annotations

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.moves import SAME
from counterpart.core.checking.time.deadlines import PlacedDue, deadlines_in
from counterpart.core.deadlines import Period, Unit, parse_period, parse_reminder
from counterpart.core.definitions.due import Due, OfClock, SinceEntry, SinceState
from counterpart.core.findings import Findings

_DAY = 86_400
_ABOUT = {  # how long a unit lasts on the average; a reminder is compared, nothing is counted with this
    Unit.SECOND: 1.0,
    Unit.MINUTE: 60.0,
    Unit.HOUR: 3_600.0,
    Unit.DAY: 1.0 * _DAY,
    Unit.WORKING_DAY: 1.4 * _DAY,
    Unit.WEEK: 7.0 * _DAY,
    Unit.MONTH: 30.0 * _DAY,
    Unit.YEAR: 365.0 * _DAY,
}


def standing_states_are_never_overdue(context: Context, findings: Findings) -> None:
    """D015: `overdue` needs a deadline; in a standing state it is the review that may be missed."""
    for machine in context.machines:
        for name, state in machine.states.items():
            if state.overdue and state.standing and state.due is None:
                machine.error(
                    findings,
                    "D015",
                    ("states", name, "overdue"),
                    f"{machine.name}.{name}: has no deadline, so 'overdue' never happens",
                    f"write 'standing: {{review: {state.standing.review}, missed: {state.overdue}}}'",
                )


def reminders_are_shorter_than_the_deadline(context: Context, findings: Findings) -> None:
    """D016: a reminder that should come before the state is entered would never come."""
    for machine in context.machines:
        for placed in deadlines_in(machine):
            longest = _longest(placed)
            for index, text in enumerate(machine.states[placed.state].remind):
                reminder = parse_reminder(text)
                if longest and reminder.side == "before" and _about(reminder.period) >= _about(longest):
                    machine.error(
                        findings,
                        "D016",
                        ("states", placed.state, "remind", index),
                        f"{placed.said}: the reminder '{text}' is not shorter than the deadline of {longest}",
                        "it would never be sent",
                    )


def nothing_waits_behind_the_overdue_action(context: Context, findings: Findings) -> None:
    """D017: where the deadline itself moves on, no reminder and no escalation after it is ever sent."""
    for machine in context.machines:
        for placed in deadlines_in(machine):
            state = machine.states[placed.state]
            action = machine.actions.get(state.overdue or "")
            if action is None or any(way.state == SAME for way in action.to):
                continue
            for index, text in enumerate(state.remind):
                if parse_reminder(text).side == "after":
                    _never(machine, placed, ("remind", index), f"the reminder '{text}'", findings)
            if state.escalate:
                _never(machine, placed, ("escalate",), "the escalation", findings)


def _never(
    machine: PlacedMachine, placed: PlacedDue, steps: tuple[str | int, ...], what: str, findings: Findings
) -> None:
    overdue = machine.states[placed.state].overdue
    message = f"{placed.said}: {what} is never sent, because '{overdue}' leaves the state when it is due"
    machine.warning(findings, "D017", ("states", placed.state, *steps), message, "remove it, or let it come before")


def _longest(placed: PlacedDue) -> Period | None:
    """Return the length of a deadline; None where it hangs on a date or a track, so that nobody can say."""
    periods = [_period(placed, part) for part in placed.parts]
    known = [period for period in periods if period is not None]
    return max(known, key=_about) if len(known) == len(periods) else None


def _period(placed: PlacedDue, part: Due) -> Period | None:
    if isinstance(part, SinceEntry | SinceState):
        return part.period
    if isinstance(part, OfClock) and part.clock in placed.machine.procedure.clocks:
        return parse_period(placed.machine.procedure.clocks[part.clock].period)
    return None


def _about(period: Period) -> float:
    return period.count * _ABOUT[period.unit]
