"""When the clock has to look at a place again: reminders, escalation, overdue action (grammar, section 1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from counterpart.core.deadlines import Deadline, fire_times
from counterpart.core.workflow.dues import whose
from counterpart.core.workflow.machine import Rulebook, StateRules
from counterpart.core.workflow.outcome import Alarm, AlarmKind
from counterpart.core.workflow.players import MAIN, Place
from counterpart.core.workflow.situation import ClockRun, Due, Situation

_LAST_SECOND = timedelta(seconds=1)


def alarms_of(rules: Rulebook, place: Place, state: StateRules, due: Due | None) -> tuple[Alarm, ...]:
    """Return everything that the deadline of a state will still do, in the order of time.

    Reminders whose time had passed when the date was set, or that went out, are not there; an escalation and an
    overdue action whose time had passed come at once. Of a repeated reminder the next one is given.
    """
    if due is None or state.final:
        return ()
    player = whose(due)
    calendar = rules.profile.calendar(player.member, player.zone)
    since = due.reminded_at or due.set_at
    escalate = None if due.escalated_at else state.escalate_after
    alarms = [
        _alarm(place, AlarmKind(firing.kind.value), max(firing.at, due.set_at), due)
        for firing in fire_times(due.deadline, state.reminders, since, calendar, escalate)
    ]
    if state.overdue and due.passed_at is None:
        alarms.append(_alarm(place, AlarmKind.OVERDUE, over_at(due.deadline, due.set_at), due))
    return tuple(sorted(alarms, key=lambda alarm: alarm.fire_at))


def clock_alarms(rules: Rulebook, name: str, run: ClockRun) -> tuple[Alarm, ...]:
    """Return when a clock runs out, where that does something by itself."""
    due = run.due
    if due is None or not run.running or not rules.clocks[name].runs_out:
        return ()
    return (_alarm(Place(clock=name), AlarmKind.OVERDUE, over_at(due.deadline, due.set_at), due),)


def over_at(deadline: Deadline, not_before: datetime) -> datetime:
    """Return when a deadline has passed.

    The last second of a last day still counts, so that what somebody does in it counts; a period in hours or less
    ends at its instant. A deadline that had passed when it was set is due at once.
    """
    period = deadline.basis.period
    exact = period is not None and period.is_exact
    return max(deadline.at if exact else deadline.at + _LAST_SECOND, not_before)


def next_alarms(rules: Rulebook, situation: Situation) -> tuple[Alarm, ...]:
    """Return all alarms of a situation in the order in which they fire: rows before clocks before the main machine."""
    found = list(alarms_of(rules, MAIN, rules.main.states[situation.state], situation.due))
    for row in situation.rows.values():
        found += alarms_of(rules, row.place, rules.tracks[row.track].states[row.state], row.due)
    for name, run in situation.clocks.items():
        found += clock_alarms(rules, name, run)
    return tuple(sorted(found, key=order))


def order(alarm: Alarm) -> tuple[datetime, int, str, str]:
    """Return by what alarms are sorted: time, then rows, clocks and the main machine, then name."""
    place = alarm.place
    rank = 0 if place.track else 1 if place.clock else 2
    return alarm.fire_at, rank, f"{place.track}/{place.key}", alarm.kind


def _alarm(place: Place, kind: AlarmKind, fire_at: datetime, due: Due) -> Alarm:
    basis = due.deadline.basis
    return Alarm(place, kind, fire_at, due.at, basis.zone, basis)
