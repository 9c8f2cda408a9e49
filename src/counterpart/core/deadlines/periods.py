"""Periods as a module writes them: `14 days`, `5 working days`, `3 months`.

Dates stay inside `FIRST_DAY` .. `LAST_DAY`, so that no arithmetic on a date that somebody typed ("valid until
9999-12-31") can fail: what would lie beyond ends at the border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from counterpart.core.errors import Invalid
from counterpart.core.findings import nearest

FIRST_DAY = date(1, 1, 3)
LAST_DAY = date(9999, 12, 30)
FIRST_INSTANT = datetime(1, 1, 3, tzinfo=UTC)
LAST_INSTANT = datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC)

LONGEST_YEARS = 100
DAY_SECONDS = 86_400
PERIOD_HELP = "write e.g. '14 days', '10 working days', '10 seconds', '3 months'"

_WRITTEN = re.compile(r"([0-9]{1,9}) ([a-z]+(?: [a-z]+)?)", re.ASCII)
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_MONTH = 2


class Unreadable(Invalid, ValueError):
    """A text of a module or profile that cannot be read as what it should be.

    It is a ValueError too, so that the models of `definitions` turn it into a finding at its line.
    `advice` says what to write instead.
    """

    def __init__(self, code: str, *, field: str, text: str, advice: str) -> None:
        """Keep what was written and what to write instead."""
        super().__init__(code, field=field, text=text, advice=advice)
        self.text = text
        self.advice = advice

    def __str__(self) -> str:
        """Return a sentence for logs and findings."""
        return f"'{self.text}' is not a {self.field.replace('_', ' ')}; {self.advice}"


class Unit(StrEnum):
    """What a period counts."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_UNIT_SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3_600,
    Unit.DAY: DAY_SECONDS,
    Unit.WEEK: 7 * DAY_SECONDS,
}
_UNIT_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_EXACT = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
_BY_NAME = {name: unit for unit in Unit for name in (unit.value, unit.value + "s")}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the unit in which the law expresses it; `count` is not negative."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a length below nothing."""
        if self.count < 0:
            raise Unreadable("period.unreadable", field="period", text=f"{self.count} {self.unit}s", advice=PERIOD_HELP)

    def __str__(self) -> str:
        """Return the period as a module writes it; `parse_period` reads it again."""
        return f"{self.count} {self.unit}" if self.count == 1 else f"{self.count} {self.unit}s"

    @property
    def is_exact(self) -> bool:
        """Whether it is counted in hours or less: such a period ends at an instant and never moves."""
        return self.unit in _EXACT

    @property
    def seconds(self) -> int:
        """Return its length in seconds, a day having 24 hours; raises Invalid where the length depends on the start."""
        if self.unit not in _UNIT_SECONDS:
            raise Invalid("period.length_depends_on_start", field="period", period=str(self))
        return self.count * _UNIT_SECONDS[self.unit]

    @property
    def months(self) -> int:
        """Return its length in months, 0 for a period that is not counted in months or years."""
        return self.count * _UNIT_MONTHS.get(self.unit, 0)

    @property
    def longest_seconds(self) -> int:
        """Return the most seconds that it can last, a day having 24 hours.

        Working days: a generous guess, two days for each and ten for a run of holidays.
        """
        if self.unit in _UNIT_SECONDS:
            return self.seconds
        if self.unit is Unit.WORKING_DAY:
            return (2 * self.count + 10) * DAY_SECONDS if self.count else 0
        return _extremes(self.months)[1] * DAY_SECONDS

    @property
    def shortest_seconds(self) -> int:
        """Return the fewest seconds that it can last; working days may follow one another."""
        if self.unit in _UNIT_SECONDS:
            return self.seconds
        if self.unit is Unit.WORKING_DAY:
            return self.count * DAY_SECONDS
        return _extremes(self.months)[0] * DAY_SECONDS


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Period:
    """Read `5 working days`; raises Unreadable, which says how to write it, also above 100 years and for nothing."""
    written = _WRITTEN.fullmatch(text)
    unit = _BY_NAME.get(written[2]) if written else None
    if written is None or unit is None:
        raise Unreadable("period.unreadable", field="period", text=text, advice=_help(text))
    period = Period(int(written[1]), unit)
    if period.count == 0:
        raise Unreadable("period.empty", field="period", text=text, advice="a period lasts at least 1")
    if period.shortest_seconds > LONGEST_YEARS * 366 * DAY_SECONDS:
        raise Unreadable("period.too_long", field="period", text=text, advice=f"at most {LONGEST_YEARS} years")
    return period


def _help(text: str) -> str:
    """Return the nearest spelling of the unit, else examples."""
    count, _, unit = text.strip().partition(" ")
    hint = nearest(unit.strip().lower(), _BY_NAME) if count.isdecimal() else ""
    return f"{hint} {PERIOD_HELP}" if hint else PERIOD_HELP


def surely_longer(period: Period, other: Period) -> bool:
    """Whether `period` is longer than `other` from every day on which both can begin.

    185 days are surely longer than 6 months, 184 are not: from 1 March to 1 September there are 184.
    """
    alike = _alike(period, other)
    return period.shortest_seconds > other.longest_seconds if alike is None else alike > 0


def may_be_longer(period: Period, other: Period) -> bool:
    """Whether `period` is longer than `other` from at least one day: 182 days may be longer than 6 months.

    A legal limit ("at most 6 months") is kept for certain only where this is false.
    """
    alike = _alike(period, other)
    return period.longest_seconds > other.shortest_seconds if alike is None else alike > 0


def _alike(period: Period, other: Period) -> int | None:
    """Return the difference of two periods of one kind (exact; months; working days), else None."""
    if period.unit in _UNIT_SECONDS and other.unit in _UNIT_SECONDS:
        return period.seconds - other.seconds
    if period.unit in _UNIT_MONTHS and other.unit in _UNIT_MONTHS:
        return period.months - other.months
    return period.count - other.count if period.unit is other.unit else None


@lru_cache(maxsize=1024)
def _extremes(months: int) -> tuple[int, int]:
    """Return the fewest and the most days that so many months can have.

    Fewest: four years of beginnings before 29 February 1900, which did not exist, each from the last day of its
    month, because the end of a month may cut the period short. Most: four years of beginnings after 1904, from
    the first day of a month. Exact for `LONGEST_YEARS`, because the next missing leap day is that of 2100.
    """
    cut_short = [month_end(1896 + (month + 2) // 12, (month + 2) % 12 + 1) for month in range(48)]
    whole = [date(1896 + (month + 2) // 12, (month + 2) % 12 + 1, 1) for month in range(48)]
    full = [date(1904 + month // 12, month % 12 + 1, 1) for month in range(48)]
    fewest = min((add_months(day, months) - day).days for day in cut_short + whole)
    return fewest, max((add_months(day, months) - day).days for day in full)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    leap = month == _LEAP_MONTH and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, _MONTH_LENGTHS[month - 1] + leap)


def add_months(day: date, months: int) -> date:
    """Return the same date `months` later (earlier when negative), else the last day of that month.

    Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < FIRST_DAY.year:
        return FIRST_DAY
    if year > LAST_DAY.year:
        return LAST_DAY
    last = month_end(year, month + 1)
    return last if day.day > last.day else last.replace(day=day.day)


def add_days(day: date, days: int) -> date:
    """Return the day `days` later (earlier when negative), not beyond the borders of the calendar."""
    try:
        return min(max(day + timedelta(days), FIRST_DAY), LAST_DAY)
    except OverflowError:
        return LAST_DAY if days > 0 else FIRST_DAY


def add_seconds(instant: datetime, seconds: float) -> datetime:
    """Return the instant (aware) so many seconds later, in UTC, not beyond the borders of the calendar."""
    try:
        return min(max(instant.astimezone(UTC) + timedelta(seconds=seconds), FIRST_INSTANT), LAST_INSTANT)
    except OverflowError:
        forward = seconds > 0 if seconds else instant.year > FIRST_DAY.year
        return LAST_INSTANT if forward else FIRST_INSTANT


def in_utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC; raises Invalid for a naive one, which is no instant."""
    if moment.tzinfo is None:
        raise Invalid("moment.without_zone", field="moment", moment=moment.isoformat())
    return add_seconds(moment, 0)


def later(day: date, period: Period, times: int = 1) -> date:
    """Return the date that lies `times` periods after `day` (before it when negative), without any calendar.

    Hours and less leave the date alone. Raises Invalid for working days: they need a calendar.
    """
    if period.unit is Unit.WORKING_DAY:
        raise Invalid("period.needs_calendar", field="period", period=str(period))
    if period.months:
        return add_months(day, times * period.months)
    return day if period.is_exact else add_days(day, times * period.seconds // DAY_SECONDS)


def added(moment: datetime, period: Period) -> datetime:
    """Return the moment one period later, without any calendar: the same time of day for days and more.

    The moment (aware) keeps its zone; hours and less are counted in real time, over a change of the clocks too.
    Raises Invalid for working days, and for a moment without a zone.
    """
    instant = in_utc(moment)
    if period.is_exact:
        return add_seconds(instant, period.seconds).astimezone(moment.tzinfo)
    return datetime.combine(later(moment.date(), period), moment.timetz())
