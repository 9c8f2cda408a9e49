"""Why a date is what it is: in every case a whole sentence, in the reader's language."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from counterpart.core.deadlines import SENTENCES, Period, Sentence, Unit
from counterpart.foundation.words import words_of
from counterpart.web.showing.exchange.basis import period_said, sentence_said

LONDON = ZoneInfo("Europe/London")
NAMED: dict[str, str | int | dt.date | dt.datetime | Period] = {
    "calendar": "GB",
    "zone": "Europe/London",
    "rule": "Regulation No 1182/71",
    "ends": dt.date(2026, 3, 20),
    "begins": dt.date(2026, 3, 2),
    "period": Period(5, Unit.WORKING_DAY),
    "count": 2,
    "day": dt.date(2026, 3, 17),
    "holiday": "Saint Patrick’s Day",
    "since": dt.datetime(2026, 3, 4, 9, tzinfo=LONDON),
    "until": dt.datetime(2026, 3, 6, 9, tzinfo=LONDON),
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_of_a_deadline_is_said_with_nothing_left_open(code: str) -> None:
    said = sentence_said(
        words_of("en"), lambda member: f"<{member}>", Sentence(code, NAMED), LONDON, dt.date(2026, 3, 2)
    )
    assert "%(" not in said
    assert "{" not in said
    assert said.endswith(".")


def test_days_and_members_are_named_not_coded() -> None:
    today = dt.date(2026, 3, 2)
    counted = Sentence("basis.counted.excluded", NAMED)
    said = sentence_said(words_of("en"), str, counted, LONDON, today)
    assert said == "5 working days from Mon 2 Mar; that day is not counted. Last day: Fri 20 Mar."
    whose = sentence_said(
        words_of("en"), {"GB": "United Kingdom"}.__getitem__, Sentence("basis.calendar", NAMED), LONDON, today
    )
    assert whose == "Counted by the calendar of United Kingdom, in the time zone Europe/London."


@pytest.mark.parametrize("unit", list(Unit))
def test_one_and_several_of_every_unit(unit: Unit) -> None:
    one, many = period_said(words_of("en"), Period(1, unit)), period_said(words_of("en"), Period(3, unit))
    assert (one, many) == (f"1 {unit.value}", f"3 {unit.value}s")


def test_a_sentence_that_ends_with_an_abbreviated_day_ends_with_one_full_stop() -> None:
    words = words_of("fr")
    begins, ends = dt.date(2026, 6, 9), dt.date(2026, 7, 9)
    sentence = Sentence("basis.extended", {"period": Period(1, Unit.MONTH), "begins": begins, "ends": ends})
    said = sentence_said(words, str, sentence, ZoneInfo("Europe/Luxembourg"), begins)
    assert said.endswith("juil.")
    assert not said.endswith("..")
    assert "Et puis.." in words.quoted("Et puis..")
