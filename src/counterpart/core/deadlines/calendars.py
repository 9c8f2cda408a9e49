"""Calendars: which days are days off, and when a day ends, for one member of the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from counterpart.core.deadlines.periods import FIRST_DAY, LAST_DAY, Unreadable, add_days, month_end
from counterpart.core.deadlines.public_holidays import public_holidays
from counterpart.core.findings import nearest

WEEKEND = "weekend"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
END_OF_DAY = time(23, 59, 59)

# Together with a weekend of at most six days these keep every search for a working day short.
MOST_FIXED = 60
MOST_DATED = 600
_MOST_YEARS = 64
_LEAP_YEAR = 2000
_MONTH_AND_DAY = len("MM-DD")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

DatedHoliday = tuple[date, str]
FixedHoliday = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off that were passed over, kept short: how many of the weekend, and each holiday by name."""

    weekend_days: int = 0
    holidays: tuple[DatedHoliday, ...] = ()


NO_DAYS_OFF = DaysOff()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a member (or of the operator): time zone, weekend and holidays.

    `zone` is the key of a time zone (IANA), `weekend` holds days of the week (0 is Monday), `library` is a code of
    the library of holidays and only ever what the network profile says. Make it with `calendar_of`.
    """

    name: str
    zone: str
    weekend: frozenset[int] = frozenset({5, 6})
    library: str | None = None
    fixed: tuple[FixedHoliday, ...] = ()
    dated: tuple[DatedHoliday, ...] = ()
    clock: ZoneInfo = field(init=False, repr=False, compare=False)
    _years: dict[int, Mapping[date, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what would leave no working day; raises Unreadable for an unknown time zone."""
        if len(self.weekend) >= len(WEEKDAYS) or not self.weekend <= set(range(len(WEEKDAYS))):
            advice = "name at most six days of the week, 0 is Monday"
            raise Unreadable("calendar.weekend", field="weekend", text=str(sorted(self.weekend)), advice=advice)
        if len(self.fixed) > MOST_FIXED or len(self.dated) > MOST_DATED:
            advice = f"at most {MOST_FIXED} holidays with a fixed date and {MOST_DATED} of single years"
            raise Unreadable("calendar.too_many", field="list_of_holidays", text=self.name, advice=advice)
        object.__setattr__(self, "clock", _zone(self.zone))

    def day_off(self, day: date) -> str | None:
        """Return why nobody works on this day: `WEEKEND` or the name of the holiday; None on a working day."""
        if day.weekday() in self.weekend:
            return WEEKEND
        holidays = self._years.get(day.year)
        if holidays is None:
            holidays = self._holidays_of(day.year)
        return holidays.get(day)

    def _holidays_of(self, year: int) -> Mapping[date, str]:
        """Return the holidays of a year and remember them; a bounded memory, filled anew when full."""
        holidays = dict(public_holidays(self.library, year)) if self.library else {}
        for month, day, name in self.fixed:
            if day <= month_end(year, month).day:
                holidays[date(year, month, day)] = name
        holidays.update((day, name) for day, name in self.dated if day.year == year)
        if len(self._years) >= _MOST_YEARS:
            self._years.clear()
        self._years[year] = holidays
        return holidays

    def local_date(self, instant: datetime) -> date:
        """Return the date that the calendar's people read at this instant (aware)."""
        return instant.astimezone(self.clock).date()

    def instant(self, day: date, at: time) -> datetime:
        """Return when the clocks show `at` on that day, in UTC.

        A time that comes twice (clocks set back) is the second one; a time that is left out (clocks set forward) is
        read by the clock before the change: the later reading both times, so that nobody loses time.
        """
        local = datetime.combine(day, at, self.clock)
        first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
        return max(first, second)

    def end_of(self, day: date) -> datetime:
        """Return the last second of the local day, in UTC."""
        return self.instant(day, END_OF_DAY)

    def walk(self, day: date, working_days: int) -> tuple[date, DaysOff]:
        """Return the working day that is the so-many-th after `day` (before it when negative), and what was passed."""
        day, left, border = add_days(day, 0), abs(working_days), LAST_DAY if working_days > 0 else FIRST_DAY
        step, weekend, holidays = timedelta(1 if working_days > 0 else -1), 0, []
        while left and day != border:
            day += step
            reason = self.day_off(day)
            if reason is None:
                left -= 1
            elif reason == WEEKEND:
                weekend += 1
            else:
                holidays.append((day, reason))
        return day, DaysOff(weekend, tuple(holidays)) if weekend or holidays else NO_DAYS_OFF

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after `after`, up to and with `until`."""
        days = (date.fromordinal(number) for number in range(after.toordinal() + 1, until.toordinal() + 1))
        return sum(self.day_off(day) is None for day in days)


def calendar_of(
    name: str,
    zone: str,
    *,
    weekend: Iterable[str] = ("saturday", "sunday"),
    library: str | None = None,
    holidays: Iterable[tuple[str, str]] = (),
) -> Calendar:
    """Make a calendar from the words of a network profile.

    `library` is a code of the library of holidays (`PL`, `DE-BY`); `holidays` are added to it, each a date and a
    name: of every year (`("01-01", "New Year")`) or of one (`("2026-04-06", "Spring day")`).
    Raises Unreadable, which says what to write instead.
    """
    read = [(on, *_holiday(on, title)) for on, title in holidays]
    return Calendar(
        name=name,
        zone=zone,
        weekend=frozenset(_weekday(word) for word in weekend),
        library=library,
        fixed=tuple((day.month, day.day, title) for on, day, title in read if len(on) == _MONTH_AND_DAY),
        dated=tuple((day, title) for on, day, title in read if len(on) != _MONTH_AND_DAY),
    )


def _zone(key: str) -> ZoneInfo:
    """Return the time zone; raises Unreadable with the nearest name."""
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder of the zone database
        hint = nearest(key, available_timezones(), otherwise="write e.g. 'Europe/Warsaw'")
        raise Unreadable("calendar.zone_unknown", field="time_zone", text=key, advice=hint) from None


def _weekday(word: str) -> int:
    """Return the number of a day of the week, 0 for Monday."""
    if word.lower() not in WEEKDAYS:
        hint = nearest(word.lower(), WEEKDAYS, otherwise="write e.g. 'saturday'")
        raise Unreadable("calendar.weekday", field="day_of_the_week", text=word, advice=hint)
    return WEEKDAYS.index(word.lower())


def _holiday(on: str, title: str) -> DatedHoliday:
    """Read the date of a holiday; raises Unreadable for one that no year has. 02-29 is one of leap years."""
    advice = "write e.g. '01-01' for every year, or '2026-04-06'"
    unreadable = Unreadable("calendar.holiday", field="date_of_a_holiday", text=on, advice=advice)
    written = f"{_LEAP_YEAR}-{on}" if len(on) == _MONTH_AND_DAY else on
    if not _DATE.fullmatch(written):
        raise unreadable
    try:
        return date.fromisoformat(written), title
    except ValueError:
        raise unreadable from None
