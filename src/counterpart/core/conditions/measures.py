"""The two measures that a condition writes in quotes: a period such as '6 months' and a share such as '2/3'.

A condition knows no office and no calendar, so a period counts whole days and is never moved to a working day; that
is the work of the room `deadlines`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

_PERIOD = re.compile(r"([0-9]{1,4}) (day|week|month|year)s?")
_SHARE = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS_PER_YEAR = 12
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days, weeks, months or years; `unit` is the singular."""

    number: int
    unit: str

    def __str__(self) -> str:
        """Return the period as the grammar writes it."""
        return f"{self.number} {self.unit}s"

    def after(self, day: date) -> date | None:
        """Return the day this period after `day`, or None when it lies beyond the calendar."""
        return self._moved(day, 1)

    def before(self, day: date) -> date | None:
        """Return the day this period before `day`, or None when it lies before the calendar."""
        return self._moved(day, -1)

    def _moved(self, day: date, direction: int) -> date | None:
        number = self.number * direction
        if self.unit == "day":
            return _days_later(day, number)
        if self.unit == "week":
            return _days_later(day, number * _DAYS_PER_WEEK)
        return _months_later(day, number if self.unit == "month" else number * _MONTHS_PER_YEAR)


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
    """Return the period that the text says, or None."""
    match = _PERIOD.fullmatch(text)
    return Period(int(match[1]), match[2]) if match else None


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


def _days_later(day: date, days: int) -> date | None:
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if date.min.toordinal() <= ordinal <= date.max.toordinal() else None


def _months_later(day: date, months: int) -> date | None:
    # Regulation 1182/71 Art. 3(2)(c): the same day of the last month, or its last day when it has no such day.
    year, month = divmod(day.year * _MONTHS_PER_YEAR + day.month - 1 + months, _MONTHS_PER_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
