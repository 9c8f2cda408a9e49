"""Days, times and how far away they are, in the reader's language and time zone (CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time

from counterpart.foundation.words.catalogues import Words

SOON = dt.timedelta(days=3)
"""What is due within so many days is marked as coming soon."""


@functools.lru_cache(maxsize=4_096)
def date_words(language: str, day: dt.date) -> str:
    """Return a day with its year: "20 March 2026"."""
    return format_date(day, "long", locale=_locale(language))


@functools.lru_cache(maxsize=4_096)
def day_words(language: str, day: dt.date, today: dt.date) -> str:
    """Return a day with its weekday, and its year only when that is another: "Fri 20 March"."""
    locale = _locale(language)
    skeleton = "MMMEd" if day.year == today.year else "yMMMEd"
    at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return format_skeleton(skeleton, at, tzinfo=dt.UTC, locale=locale)


def time_words(language: str, moment: dt.datetime, zone: ZoneInfo) -> str:
    """Return day and time in a time zone: "20 March 2026, 10:42"."""
    local = moment.astimezone(zone)
    return f"{date_words(language, local.date())}, {_clock_words(language, local.hour, local.minute)}"


@functools.lru_cache(maxsize=4_096)
def _clock_words(language: str, hour: int, minute: int) -> str:
    """Return a time of the day as a clock on the wall shows it; a page has hundreds of them."""
    return format_time(dt.time(hour, minute), "short", locale=_locale(language))


def moment_words(language: str, moment: dt.datetime, zone: ZoneInfo) -> str:
    """Return day and time with the name of the zone, for what must not be misread."""
    return format_datetime(moment, "full", tzinfo=zone, locale=_locale(language))


def distance_words(words: Words, due: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> str:
    """Return how far away a date is, in whole days of the reader's zone: "2 days late", "Today", "In 9 days"."""
    days = (due.astimezone(zone).date() - now.astimezone(zone).date()).days
    if due < now and days >= 0:
        return words.gettext("Late since today")
    if days == 0:
        return words.gettext("Today")
    if days == 1:
        return words.gettext("Tomorrow")
    if days > 0:
        return words.ngettext("In %(num)s day", "In %(num)s days", days)
    return words.ngettext("%(num)s day late", "%(num)s days late", -days)


def urgency(due: dt.datetime | None, now: dt.datetime) -> str:
    """Return how a date is marked: `late`, `soon`, or nothing."""
    if due is None:
        return ""
    if due < now:
        return "late"
    return "soon" if due - now <= SOON else ""


@functools.lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """Return the locale of a language; English is that of Europe, where days come before months."""
    return Locale.parse("en_GB") if language == "en" else Locale.parse(language, sep="-")
