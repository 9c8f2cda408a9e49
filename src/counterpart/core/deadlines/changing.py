"""What happens to a deadline afterwards: it is extended, or its clock stands still (modules-grammar.md 1).

Every function takes a deadline and returns one; the basis keeps what was done, so a stored deadline is enough to go on.
The calendar and the rule are those by which the deadline was counted.

Extensions count from the end as it stands ("adds to the deadline"), after it moved off a day off, and add up.
An extension "to" a total counts from the same start as the deadline did, with the times it stood still, and never
shortens: two extensions to six months are six months.

A clock that stands still goes on with what is left:
- days, weeks, months, years: a pause from one local date to a later one adds the days between the two. The day on
  which it stops has been counted, the day on which it goes on is not counted (as the day of an event is not);
  a pause within one day adds nothing;
- working days: the same, with the working days after the day of stopping up to the day of going on;
- hours and less: exactly as long as the pause.
The time is added to the end before it moved off a day off; then the new end moves by itself. No clock ends before the
day on which it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from counterpart.core.deadlines.basis import Deadline, Kind, Step, StepKind
from counterpart.core.deadlines.calendars import Calendar
from counterpart.core.deadlines.counting import due_after, due_from, end_off_day_off, extension_of
from counterpart.core.deadlines.periods import Period, Unit, add_days, add_seconds, in_utc
from counterpart.core.deadlines.rules import CountingRule
from counterpart.core.errors import Invalid

Pause = tuple[datetime, datetime]


def extended(deadline: Deadline, by: Period, calendar: Calendar, rule: CountingRule) -> Deadline:
    """Return the deadline with so much more time (`extend_due: 5 working days`); it is never earlier.

    The end moves off a day off if the deadline itself does, that is, not when it hangs on a named date.
    """
    if by.is_exact:
        at = max(deadline.at, add_seconds(deadline.at, by.seconds))
        return _ending_at(deadline, at, calendar, Step(StepKind.EXTENDED, deadline.at, at, by))
    begins = deadline.basis.ends_on
    ends, passed = extension_of(begins, by, calendar)
    step = Step(StepKind.EXTENDED, begins, ends, by, passed)
    return _ending_on(deadline, step, calendar, rule, not_before=begins)


def extended_to(
    deadline: Deadline, total: Period, calendar: Calendar, rule: CountingRule, *, start: datetime | None = None
) -> Deadline:
    """Return the deadline extended to a total from its start (`extend_due: {to: 6 months}`), or as it was if later.

    `start` is used for a deadline that is a named date and so has no start of its own (the entry into the state);
    raises Invalid when it is missing then.
    """
    basis = deadline.basis
    begins = basis.event or start
    if basis.kind is Kind.AFTER_DATE:
        anew = due_after(basis.counted_from, total, calendar, rule)
    elif begins is not None:
        anew = due_from(begins, total, calendar, rule)
    else:
        raise Invalid("deadline.total_without_start", field="extend_due", total=str(total))
    whole = anew
    for since, until in basis.pauses:
        whole = paused(whole, since, until, calendar, rule)
    if total.is_exact:
        longer = _ending_at(deadline, whole.at, calendar, Step(StepKind.TOTAL, deadline.at, whole.at, total))
    else:
        step = Step(StepKind.TOTAL, basis.ends_on, whole.basis.counted_to, total, anew.basis.steps[0].passed)
        longer = _ending_on(deadline, step, calendar, rule, not_before=basis.ends_on)
    return longer if longer.at > deadline.at else deadline


def paused(deadline: Deadline, since: datetime, until: datetime, calendar: Calendar, rule: CountingRule) -> Deadline:
    """Return the deadline after its clock stood still from `since` to `until` (aware); never earlier than before.

    A pause of no length, or after the clock has run out, changes nothing; before the start it does not count.
    """
    basis = deadline.basis
    stops, goes_on = in_utc(since), in_utc(until)
    if basis.event:
        stops = max(stops, basis.event)
    if goes_on <= stops or stops > deadline.at:
        return deadline
    if basis.period and basis.period.is_exact:
        at = add_seconds(deadline.at, (goes_on - stops).total_seconds())
        step = Step(StepKind.PAUSED, deadline.at, at, since=stops, until=goes_on)
        return _ending_at(deadline, at, calendar, step)
    stop_day, next_day = calendar.local_date(stops), calendar.local_date(goes_on)
    if stop_day == next_day:
        return deadline
    begins = basis.counted_to if stop_day <= basis.counted_to else basis.ends_on
    ends = _pushed(begins, stop_day, next_day, basis.period, calendar)
    step = Step(StepKind.PAUSED, begins, ends, since=stops, until=goes_on)
    return _ending_on(deadline, step, calendar, rule, not_before=max(next_day, basis.ends_on))


def paused_end(
    start: datetime, period: Period, pauses: Iterable[Pause], calendar: Calendar, rule: CountingRule
) -> Deadline:
    """Return when a clock ends that runs from `start` and stood still in `pauses`, in any order; overlaps once."""
    deadline = due_from(start, period, calendar, rule)
    for since, until in _merged(pauses):
        deadline = paused(deadline, since, until, calendar, rule)
    return deadline


def remaining(deadline: Deadline, now: datetime, calendar: Calendar) -> Period:
    """Return what is left, in the unit of the clock: working days, days, or seconds; nothing when it is over.

    Today does not count: on the last day 0 days are left.
    """
    moment, period = in_utc(now), deadline.basis.period
    if period and period.is_exact:
        return Period(max(0, int((deadline.at - moment).total_seconds())), Unit.SECOND)
    today, last = calendar.local_date(moment), deadline.local_date
    if period and period.unit is Unit.WORKING_DAY:
        return Period(calendar.working_days(today, last), Unit.WORKING_DAY)
    return Period(max(0, (last - today).days), Unit.DAY)


def _pushed(begins: date, stops: date, goes_on: date, period: Period | None, calendar: Calendar) -> date:
    """Return the end of a clock that stood still between two local dates, before it moves off a day off."""
    if period is None or period.unit is not Unit.WORKING_DAY:
        return add_days(begins, (goes_on - stops).days)
    ends, _ = calendar.walk(begins, calendar.working_days(stops, goes_on))
    if ends < goes_on:  # it stopped on its last working day and goes on on a later day off
        ends, _ = calendar.walk(add_days(goes_on, -1), 1)
    return ends


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the pauses in the order of time, those that overlap or touch as one."""
    merged: list[Pause] = []
    for since, until in sorted((in_utc(since), in_utc(until)) for since, until in pauses):
        if merged and since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], until)
        else:
            merged.append((since, until))
    return merged


def _ending_on(deadline: Deadline, step: Step, calendar: Calendar, rule: CountingRule, *, not_before: date) -> Deadline:
    """Return the deadline with one more step, which gives a day, and with the move off a day off that follows."""
    basis = deadline.basis
    movable = basis.kind is Kind.PERIOD
    moved = end_off_day_off(step.ends, calendar, rule, not_before=not_before) if movable else None
    steps = (*basis.steps, step, moved) if moved else (*basis.steps, step)
    ends = steps[-1].ends
    at = calendar.end_of(ends)
    return Deadline(at, replace(basis, steps=steps, ends_on=ends, ends_at=at))


def _ending_at(deadline: Deadline, at: datetime, calendar: Calendar, step: Step) -> Deadline:
    """Return the deadline with one more step, which gives an instant."""
    steps = (*deadline.basis.steps, step)
    return Deadline(at, replace(deadline.basis, steps=steps, ends_on=calendar.local_date(at), ends_at=at))
