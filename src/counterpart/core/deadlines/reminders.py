"""Reminders and escalation: when to say that something will be, or is, overdue (modules-grammar.md 1).

What is counted in days goes out at 08:00 by the calendar of the deadline, on working days or not (a period that is
counted backwards does not move: Regulation No 1182/71, Article 3(4)); what is counted in hours goes out exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from counterpart.core.deadlines.basis import Deadline
from counterpart.core.deadlines.calendars import Calendar
from counterpart.core.deadlines.periods import Period, Unit, Unreadable, add_seconds, in_utc, later, parse_period

Side = Literal["before", "after"]

REMINDER_HOUR = time(8)
REMINDER_HELP = "write e.g. '3 days before', '2 days after', 'every 7 days after', '4 hours before'"

_WRITTEN = re.compile(r"(every )?(.+) (before|after)")
_TOO_OFTEN = frozenset({Unit.SECOND, Unit.MINUTE})


@dataclass(frozen=True, slots=True)
class Reminder:
    """So long before or after the due date; `every` repeats it, without an end, after the due date."""

    period: Period
    side: Side
    every: bool = False

    def __str__(self) -> str:
        """Return the reminder as a module writes it."""
        return f"{'every ' if self.every else ''}{self.period} {self.side}"


class FiringKind(StrEnum):
    """What goes out."""

    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Firing:
    """Something that goes out at an instant (UTC); an escalation has no reminder."""

    at: datetime
    kind: FiringKind
    reminder: Reminder | None = None


@lru_cache(maxsize=1024)
def parse_reminder(text: str) -> Reminder:
    """Read `3 days before`; raises Unreadable, which says how to write it."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise Unreadable("reminder.unreadable", field="reminder", text=text, advice=REMINDER_HELP)
    side: Side = "before" if written[3] == "before" else "after"
    period, every = parse_period(written[2]), written[1] is not None
    if every and side == "before":
        advice = "only what comes after the due date can be repeated: 'every 7 days after'"
        raise Unreadable("reminder.every_before", field="reminder", text=text, advice=advice)
    if every and period.unit in _TOO_OFTEN:
        raise Unreadable("reminder.too_often", field="reminder", text=text, advice="repeat it at most every hour")
    return Reminder(period, side, every)


def fire_times(
    due: Deadline,
    reminders: Iterable[Reminder],
    entered_at: datetime,
    calendar: Calendar,
    escalate: Period | None = None,
) -> list[Firing]:
    """Return what will go out for a deadline, in the order of time.

    Reminders whose time had passed when the state was entered are dropped; of `every 7 days after` the first that
    is still to come is given, `next_after` gives the others. An escalation counts from the due date; when its time
    had passed at entry it goes out at once.
    """
    entered = in_utc(entered_at)
    times = ((_first(due, reminder, entered, calendar), reminder) for reminder in reminders)
    firings = [Firing(at, FiringKind.REMIND, reminder) for at, reminder in times if at > entered]
    if escalate:
        at = _fire_time(due, escalate, 1, calendar)
        firings.append(Firing(max(at, entered), FiringKind.ESCALATE))
    return sorted(firings, key=lambda firing: firing.at)


def next_after(due: Deadline, reminder: Reminder, instant: datetime, calendar: Calendar) -> datetime | None:
    """Return when a reminder goes out next after an instant; None for one that is over.

    After a long outage this is one time in the future, not all those that were missed.
    """
    moment = in_utc(instant)
    at = _first(due, reminder, moment, calendar)
    return at if at > moment else None


def _first(due: Deadline, reminder: Reminder, moment: datetime, calendar: Calendar) -> datetime:
    """Return the first time of a reminder after the moment, else the only time that it has."""
    if not reminder.every:
        return _fire_time(due, reminder.period, -1 if reminder.side == "before" else 1, calendar)
    times = max(1, _surely_gone(due, reminder.period, moment, calendar))
    at = _fire_time(due, reminder.period, times, calendar)
    while at <= moment:
        times += 1
        following = _fire_time(due, reminder.period, times, calendar)
        if following <= at:  # the end of the calendar
            return at
        at = following
    return at


def _surely_gone(due: Deadline, period: Period, moment: datetime, calendar: Calendar) -> int:
    """Return a number of repetitions that lies near the moment and not after it."""
    if period.unit is Unit.WORKING_DAY:
        return calendar.working_days(due.local_date, calendar.local_date(moment)) // max(1, period.count)
    elapsed = (moment - due.at).total_seconds()
    return int(elapsed // max(1, period.longest_seconds))


def _fire_time(due: Deadline, period: Period, times: int, calendar: Calendar) -> datetime:
    """Return the instant so many periods after the due date (before it when negative)."""
    if period.is_exact:
        return add_seconds(due.at, times * period.seconds)
    return calendar.instant(_day(due.local_date, period, times, calendar), REMINDER_HOUR)


def _day(day: date, period: Period, times: int, calendar: Calendar) -> date:
    """Return the local date so many periods away."""
    if period.unit is Unit.WORKING_DAY:
        return calendar.walk(day, times * period.count)[0]
    return later(day, period, times)
