from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.foundation.words import SPOKEN, date_words
from counterpart.web.reading import day_read, day_typed, moment_read, moment_typed
from counterpart.web.reading.dates import no_such_day

DUBLIN = ZoneInfo("Europe/Dublin")
THIRD_OF_MAY = dt.date(1989, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3 5 1989", "03.05.1989", "3/5/1989", "3-5-1989", "1989-05-03", "1989 5 3", " 3. 5. 1989 ", "٣ ٥ ١٩٨٩",
        "3 May 1989", "3rd of May 1989", "May 3, 1989", "3 may 1989",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", SPOKEN)
def test_a_day_is_read_however_it_is_written(text: str, language: str) -> None:
    assert day_read(text, language) == THIRD_OF_MAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "3. Mai 1989"), ("el", "3 Μαΐου 1989"), ("el", "3 ΜΑΪΟΥ 1989"), ("bg", "3 май 1989 г."),
        ("bg", "03.05.1989 г."), ("pl", "3 maja 1989 r."), ("fr", "3 mai 1989"),
    ],
)  # fmt: skip
def test_months_have_their_names_in_the_language_of_the_writer(language: str, text: str) -> None:
    assert day_read(text, language) == THIRD_OF_MAY


def test_the_beginning_of_a_month_is_enough_when_no_other_begins_so() -> None:
    assert day_read("1er août 2020", "fr") == dt.date(2020, 8, 1)
    assert day_read("1 sept 2020", "en") == dt.date(2020, 9, 1)
    assert day_read("1 ju 2020", "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "31 2 2020", "3 5 89", "12 13 1989 7", "3 5", "1989", "3 5 19890", "0 0 0000", "3 Foo 1989",
        "3 May June 1989", "3 May 5 1989", "²", "3 5 1989 at noon", "9" * 5000, "1989-05-03T10:00",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none_and_nothing_is_guessed(text: str) -> None:
    assert day_read(text, "en") is None


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("31 9 2004", True), ("29.2.2023", True), ("5 31 2026", True), ("2026-02-30", True), ("31 June 2026", True),
        ("30 9 2004", False), ("30 9 04", False), ("soon", False), ("", False), ("3 Foo 1989", False),
        ("9" * 99, False),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_told_from_what_is_no_day(text: str, none: bool) -> None:
    assert no_such_day(text, "en") is none


@given(day=st.dates(), language=st.sampled_from(SPOKEN))
@settings(max_examples=150)
def test_a_day_read_from_its_own_field_is_the_same_day(day: dt.date, language: str) -> None:
    assert day_read(day_typed(day), language) == day


@given(day=st.dates(min_value=dt.date(1000, 1, 1)), language=st.sampled_from(SPOKEN))
@settings(max_examples=150)
def test_a_day_as_pages_say_it_can_be_typed_back(day: dt.date, language: str) -> None:
    assert day_read(date_words(language, day), language) == day


def test_a_time_is_meant_in_the_time_zone_of_the_writer() -> None:
    found = moment_read("11 3 2026 14:30", "en", DUBLIN)
    assert found == dt.datetime(2026, 3, 11, 14, 30, tzinfo=dt.UTC)
    assert moment_read("11 July 2026, 14.30", "en", DUBLIN) == dt.datetime(2026, 7, 11, 13, 30, tzinfo=dt.UTC)
    assert moment_read("2026-03-11T14:30:05+01:00", "en", DUBLIN) == dt.datetime(2026, 3, 11, 13, 30, 5, tzinfo=dt.UTC)


def test_an_hour_that_never_was_is_none() -> None:
    assert moment_read("29 3 2026 1:30", "en", DUBLIN) is None


def test_an_hour_that_comes_twice_says_which_of_them_is_meant() -> None:
    first = moment_read("25 10 2026 1:30", "en", DUBLIN)
    second = moment_read("25 10 2026 1:30 +00:00", "en", DUBLIN)
    assert first is not None
    assert second is not None
    assert second.timestamp() - first.timestamp() == 3600
    assert moment_typed(second, DUBLIN).endswith("+00:00")


@pytest.mark.parametrize(
    "text", ["", "11 3 2026", "25:00", "11 3 2026 24:00", "11 3 2026 9:60", "1 1 2026 9:00 +99:00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment_read(text, "en", DUBLIN) is None


ZONES = [ZoneInfo(name) for name in ("Europe/Dublin", "Europe/Sofia", "America/New_York", "Australia/Lord_Howe")]


def _in_utc(moment: dt.datetime | None) -> dt.datetime | None:
    """In an hour that comes twice, moments of two time zones are never equal in Python (PEP 495)."""
    return moment.astimezone(dt.UTC) if moment is not None else None


@given(
    moment=st.datetimes(min_value=dt.datetime(1000, 1, 2), max_value=dt.datetime(9999, 12, 30)),
    zone=st.sampled_from(ZONES),
)
@settings(max_examples=150)
def test_a_moment_read_from_its_own_field_is_the_same_moment(moment: dt.datetime, zone: ZoneInfo) -> None:
    whole = moment.replace(microsecond=0, tzinfo=dt.UTC)
    if whole.astimezone(zone).utcoffset() is not None and whole.year > 1950:
        assert _in_utc(moment_read(moment_typed(whole, zone), "en", zone)) == whole


@given(text=st.text(max_size=80), language=st.sampled_from(["en", "el", "xx", ""]))
@settings(max_examples=200)
def test_no_text_makes_it_fail(text: str, language: str) -> None:
    assert day_read(text, language) is None or isinstance(day_read(text, language), dt.date)
    assert moment_read(text, language, DUBLIN) is None or text
