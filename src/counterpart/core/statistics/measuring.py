"""Within a period, or later: how a figure measures time.

A figure is no deadline: days count from the day after the event to the end of the last one, and a last day off moves
nothing. Working days are counted by the calendar; hours and less run from the instant.
"""

from __future__ import annotations

import datetime as dt

from counterpart.core.deadlines import Calendar, Period, Unit, later
from counterpart.core.deadlines.periods import add_seconds


def last_instant(start: dt.datetime, period: Period, calendar: Calendar) -> dt.datetime:
    """Return the last instant that still lies within a period after `start` (aware)."""
    if period.is_exact:
        return add_seconds(start, period.seconds)
    day = calendar.local_date(start)
    if period.unit is Unit.WORKING_DAY:
        return calendar.end_of(calendar.walk(day, period.count)[0])
    return calendar.end_of(later(day, period))


def bucket_of(start: dt.datetime, end: dt.datetime, buckets: tuple[Period, ...], calendar: Calendar) -> str:
    """Return the first period within which `end` lies, as it is written; "later" beyond all, "" without any."""
    if not buckets:
        return ""
    fitting = (str(period) for period in buckets if end <= last_instant(start, period, calendar))
    return next(fitting, "later")
