"""Dates as people write them: `3 5 1989`, `03.05.1989`, `1989-05-03`, `3. Mai 1989`, `3 May 1989`.

Day, month, year, or year, month, day where the year comes first; never month, day, year in numbers, which nobody can
tell from the first. Names of months are known in the writer's language and in English. A year has four digits.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from zoneinfo import ZoneInfo

from counterpart.core.texts.speaking import locale_of

LONGEST = 60
_WORDS = re.compile(r"[0-9]+|[^\W\d_]+")
_MOMENT = re.compile(
    r"(?P<day>.+?)(?:[\s,]+|(?<=[0-9])t)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?\s*"
    r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?"
)
_LEAST_LETTERS = 3


def day_read(text: str, language: str) -> dt.date | None:
    """Return the day that a text means; None for what is no day."""
    parts = _parts(text, language)
    return _of(*parts) if parts is not None else None


def no_such_day(text: str, language: str) -> bool:
    """Say whether a text is written as a day is, and the calendar has none of that name: `31 9 2004`, `5 13 2026`."""
    parts = _parts(text, language)
    return parts is not None and _of(*parts) is None


def moment_read(text: str, language: str, zone: ZoneInfo) -> dt.datetime | None:
    """Return the moment that a day and a time mean in a time zone; None for what is none, or never was there.

    Where an hour comes twice, the first is meant unless the distance from UTC stands behind it ("2:30 +01:00").
    """
    found = _MOMENT.fullmatch(_folded(text)) if len(text) <= LONGEST else None
    day = day_read(found["day"], language) if found else None
    if found is None or day is None:
        return None
    try:
        time = dt.time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
        written = dt.datetime.combine(day, time)
        if found["offset"]:
            return written.replace(tzinfo=_offset(found["offset"])).astimezone(zone)
        moment = written.replace(tzinfo=zone)
        there = moment.astimezone(dt.UTC).astimezone(zone)
    except (ValueError, OverflowError):  # 25 o'clock, or a day at the edge of the calendar
        return None
    return moment if there.replace(tzinfo=None) == written else None


def day_typed(day: dt.date) -> str:
    """Return a day as it stands in its field: `3 5 1989`."""
    return f"{day.day} {day.month} {day.year:04}"


def moment_typed(moment: dt.datetime, zone: ZoneInfo) -> str:
    """Return a moment as it stands in its field, with the distance from UTC only where the hour comes twice."""
    here = moment.astimezone(zone)
    seconds = f":{here.second:02}" if here.second else ""
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    offset = f" {here.isoformat()[-6:]}" if twice else ""
    return f"{day_typed(here.date())} {here.hour}:{here.minute:02}{seconds}{offset}"


_YEAR_WORDS = frozenset({"г", "година", "r", "roku", "de", "the", "of", "er", "st", "nd", "rd", "th"})
"""What may stand in a date beside its numbers and its month, in one of the languages of the interface."""


def _folded(text: str) -> str:
    """Return a text with plain digits, small letters and no accents, whatever the keyboard gave."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(str(unicodedata.decimal(one, one)) for one in letters if not unicodedata.combining(one))


def _parts(text: str, language: str) -> tuple[str, str, str] | None:
    """Return year, month and day in numbers; None for what is not written as a day is."""
    if len(text) > LONGEST:
        return None
    words = _WORDS.findall(_folded(text))
    numbers = [word for word in words if word[0].isdigit()]
    names = [word for word in words if not word[0].isdigit()]
    if len(numbers) == 2 and names:
        found = _with_name(numbers, names, language)
    elif len(numbers) == 3 and all(word in _YEAR_WORDS for word in names):
        found = _ordered(numbers)
    else:
        return None
    return found if found is not None and len(found[0]) == 4 and max(map(len, found[1:])) <= 2 else None


def _ordered(numbers: list[str]) -> tuple[str, str, str]:
    """Return year, month and day."""
    first, second, third = numbers
    return (first, second, third) if len(first) == 4 else (third, second, first)


def _with_name(numbers: list[str], names: list[str], language: str) -> tuple[str, str, str] | None:
    months = {found for name in names if (found := _month(name, language))}
    others = [name for name in names if not _month(name, language) and name not in _YEAR_WORDS]
    if len(months) != 1 or others:
        return None
    year, day = sorted(numbers, key=len, reverse=True)
    return year, str(months.pop()), day


def _of(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(name: str, language: str) -> int:
    """Return the number of a month by its name or the beginning of it, 0 for what is no month."""
    for known in (_months(language), _months("en")):
        if name in known:
            return known[name]
        begun = {number for month, number in known.items() if month.startswith(name)}
        if len(name) >= _LEAST_LETTERS and len(begun) == 1:
            return begun.pop()
    return 0


@functools.lru_cache(maxsize=64)
def _months(language: str) -> Mapping[str, int]:
    """Return the names of months in a language, long and short, folded as typed ones are."""
    known: dict[str, int] = {}
    for forms in locale_of(language).months.values():
        for width in ("abbreviated", "wide"):
            for number, name in forms[width].items():
                word = next(iter(_WORDS.findall(_folded(str(name)))), "")
                if word and not word[0].isdigit():
                    known.setdefault(word, int(number))
    return MappingProxyType(known)


def _offset(text: str) -> dt.timezone:
    if text == "z":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    distance = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-distance if text.startswith("-") else distance)
