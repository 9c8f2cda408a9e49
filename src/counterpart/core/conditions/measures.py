"""The two measures that a condition writes in quotes: a period such as '6 months' and a share such as '2/3'.

A condition knows no office and no calendar, so a period counts whole days and is never moved to a working day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from counterpart.core.deadlines.periods import Period, Unit, Unreadable, parse_period

_SHARE = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE_DAYS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, compared without rounding: two thirds of seven are not reached by four."""

    part: int
    whole: int

    def __str__(self) -> str:
        """Return the share as the grammar writes it."""
        return f"{self.part}/{self.whole}"

    def reached(self, number: int, of: int) -> bool:
        """Say whether `number` out of `of` is at least this share; nothing reaches a share of nothing."""
        return of > 0 and number * self.whole >= self.part * of


def read_period(text: str) -> Period | None:
    """Return the period that the text says, or None; hours and working days belong to `due`."""
    try:
        period = parse_period(text)
    except Unreadable:
        return None
    return period if period.unit in WHOLE_DAYS else None


def read_share(text: str) -> Share | None:
    """Return the share that the text says, or None when it says none, nothing, or more than the whole."""
    match = _SHARE.fullmatch(text)
    share = Share(int(match[1]), int(match[2])) if match else None
    return share if share and 0 < share.part <= share.whole else None


def read_date(text: str) -> date | None:
    """Return the date that 'YYYY-MM-DD' says, or None when there is no such day."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:  # well written, but no day of the calendar: 30 February
        return None
