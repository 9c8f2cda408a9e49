"""When a period ends: the dates of modules-grammar.md 1, counted by the rule of the network.

Regulation (EEC, Euratom) No 1182/71, Article 3, is what the rules are made for; the values are data (`rules.py`).
"""

from __future__ import annotations

from datetime import date, datetime

from counterpart.core.deadlines.basis import Basis, Deadline, Kind, Step, StepKind
from counterpart.core.deadlines.calendars import NO_DAYS_OFF, WEEKEND, Calendar, DaysOff
from counterpart.core.deadlines.periods import Period, Unit, add_days, add_seconds, in_utc, later
from counterpart.core.deadlines.rules import CountingRule, FirstDay


def due_from(start: datetime, period: Period, calendar: Calendar, rule: CountingRule) -> Deadline:
    """Return when a period ends that runs from an event (`14 days`, `1 months from sent`, a clock).

    `start` is an aware instant. Days, weeks, months and years are counted in the local dates of the calendar and end
    at 23:59:59 of the last one; hours and less end at an instant and never move. Raises Invalid for a naive start.
    """
    event = in_utc(start)
    if period.is_exact:
        return _due_at(event, period, calendar, rule)
    first = calendar.local_date(event)
    ends, passed = _counted(first, period, calendar, rule.first_day)
    steps: tuple[Step, ...] = (Step(StepKind.COUNTED, first, ends, period, passed),)
    moved = end_off_day_off(ends, calendar, rule, not_before=first)
    longer = _minimum(first, moved.ends if moved else ends, period, calendar, rule)
    last = longer or moved
    if last:
        steps, ends = (*steps, last), last.ends
    at = calendar.end_of(ends)
    basis = Basis(
        Kind.PERIOD, calendar.name, calendar.zone, period, first, event, rule.first_day, rule.reference, steps, ends, at
    )
    return Deadline(at, basis)


def due_on(day: date, calendar: Calendar) -> Deadline:
    """Return the end of a local day that somebody named (`by exchange.agreed_on`); it is not moved to a working day."""
    ends = add_days(day, 0)
    at = calendar.end_of(ends)
    basis = Basis(Kind.DATE, calendar.name, calendar.zone, None, ends, None, "excluded", "", (), ends, at)
    return Deadline(at, basis)


def due_after(day: date, period: Period, calendar: Calendar, rule: CountingRule) -> Deadline:
    """Return when a period ends that runs from a date (`5 days after subject.decided_on`).

    It is not moved to a working day, and no minimum of working days applies. Hours and less run from the end of that
    day, or from its beginning when the rule includes the first day.
    """
    first = add_days(day, 0)
    if period.is_exact:
        begins = calendar.end_of(first if rule.first_day == "excluded" else add_days(first, -1))
        at = add_seconds(begins, period.seconds)
        ends, step = calendar.local_date(at), Step(StepKind.COUNTED, begins, at, period)
    else:
        ends, passed = _counted(first, period, calendar, rule.first_day)
        at, step = calendar.end_of(ends), Step(StepKind.COUNTED, first, ends, period, passed)
    kind, zone, law = Kind.AFTER_DATE, calendar.zone, rule.reference
    basis = Basis(kind, calendar.name, zone, period, first, None, rule.first_day, law, (step,), ends, at)
    return Deadline(at, basis)


def end_off_day_off(day: date, calendar: Calendar, rule: CountingRule, *, not_before: date) -> Step | None:
    """Return how the end of a period leaves a day off, None when it stays (Article 3(4))."""
    reason = None if rule.end_on_day_off == "stays" else calendar.day_off(day)
    if reason is None:
        return None
    ends, passed = calendar.walk(day, 1 if rule.end_on_day_off == "next_working_day" else -1)
    if ends < not_before:
        return None
    if reason == WEEKEND:
        passed = DaysOff(passed.weekend_days + 1, passed.holidays)
    else:
        passed = DaysOff(passed.weekend_days, ((day, reason), *passed.holidays))
    return Step(StepKind.MOVED, day, ends, None, passed)


def extension_of(begins: date, period: Period, calendar: Calendar) -> tuple[date, DaysOff]:
    """Return where so much more time ends, and the days off that were not counted; the old last day is not counted."""
    return _counted(begins, period, calendar, "excluded")


def _due_at(event: datetime, period: Period, calendar: Calendar, rule: CountingRule) -> Deadline:
    """Return the end of a period in hours or less: an instant, whatever day it falls on."""
    at = add_seconds(event, period.seconds)
    basis = Basis(
        kind=Kind.PERIOD,
        calendar=calendar.name,
        zone=calendar.zone,
        period=period,
        counted_from=calendar.local_date(event),
        event=event,
        first_day=rule.first_day,
        rule=rule.reference,
        steps=(Step(StepKind.COUNTED, event, at, period),),
        ends_on=calendar.local_date(at),
        ends_at=at,
    )
    return Deadline(at, basis)


def _counted(first: date, period: Period, calendar: Calendar, first_day: FirstDay) -> tuple[date, DaysOff]:
    """Return the last day of a period, and the days off that were not counted.

    Days, weeks, months and years include the days off (Article 3(3)). With the first day included, a week ends on
    the day before the same weekday; a month that has no such date ends on its last day either way (Article 3(2)(c)).
    """
    if period.unit is Unit.WORKING_DAY:
        before = add_days(first, -1) if first_day == "included" else first
        return calendar.walk(before, period.count)
    ends = later(first, period)
    if first_day == "included" and not (period.months and ends.day < first.day):
        ends = max(first, add_days(ends, -1))
    return ends, NO_DAYS_OFF


def _minimum(first: date, ends: date, period: Period, calendar: Calendar, rule: CountingRule) -> Step | None:
    """Return the step that gives a period its least number of working days, None when it has them (Article 3(5))."""
    least = rule.least_for(period)
    if not least:
        return None
    day, passed = calendar.walk(add_days(first, -1) if rule.first_day == "included" else first, least)
    return Step(StepKind.MINIMUM, ends, day, Period(least, Unit.WORKING_DAY), passed) if day > ends else None
