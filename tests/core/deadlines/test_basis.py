from __future__ import annotations

import json
import string
from typing import Any

import pytest
from hypothesis import given

from counterpart.core.deadlines import (
    PERIODS,
    SENTENCES,
    Basis,
    Calendar,
    CountingRule,
    Deadline,
    Sentence,
    Unit,
    calendar_of,
    due_after,
    due_from,
    due_on,
    explained,
    extended,
    extended_to,
    in_english,
    parse_period,
    paused,
    sentences,
)
from counterpart.core.errors import Invalid
from tests.core.deadlines.calendars_for_tests import GERMANY, HARBOUR, PLAIN, POLAND, UNION, day, local, utc
from tests.core.deadlines.test_changing_laws import changes

START = local("2026-03-27 16:00")


@given(changes())
def test_a_basis_comes_back_from_json_as_it_was(given_case: tuple[Deadline, Calendar, CountingRule]) -> None:
    basis = given_case[0].basis
    stored = json.dumps(basis.to_json())
    assert Basis.from_json(json.loads(stored)) == basis


@given(changes())
def test_every_basis_can_be_explained_in_english(given_case: tuple[Deadline, Calendar, CountingRule]) -> None:
    lines = explained(given_case[0].basis)
    assert lines[0].startswith("Counted by the calendar ")
    assert not any("{" in line or "None" in line for line in lines)


def stored() -> dict[str, Any]:
    return due_from(START, parse_period("10 working days"), POLAND, UNION).basis.to_json()


def test_a_stored_basis_is_short_and_leaves_out_what_it_does_not_have() -> None:
    assert stored() == {
        "kind": "period",
        "calendar": "PL",
        "zone": "Europe/Warsaw",
        "period": "10 working days",
        "counted_from": "2026-03-27",
        "event": "2026-03-27T15:00:00+00:00",
        "first_day": "excluded",
        "rule": "Regulation (EEC, Euratom) No 1182/71, Art. 3",
        "steps": [
            {
                "kind": "counted",
                "begins": "2026-03-27",
                "ends": "2026-04-13",
                "period": "10 working days",
                "weekend_days": 6,
                "holidays": [["2026-04-06", "Easter Monday"]],
            }
        ],
        "ends_on": "2026-04-13",
        "ends_at": "2026-04-13T21:59:59+00:00",
    }


@pytest.mark.parametrize(
    "damage",
    [
        {"kind": "guessed"},
        {"period": "5 dayz"},
        {"counted_from": 7},
        {"ends_at": "tomorrow"},
        {"steps": [{"kind": "counted"}]},
        {"steps": [{"kind": "counted", "begins": "2026-03-27", "ends": "2026-04-13", "holidays": ["Easter"]}]},
        {"steps": None},
        {"steps": ["counted"]},
    ],
)
def test_a_damaged_basis_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(Invalid, match=r"basis\.unreadable"):
        Basis.from_json(stored() | damage)


def test_a_basis_without_an_end_is_refused() -> None:
    with pytest.raises(Invalid, match="ends_at"):
        Basis.from_json({key: value for key, value in stored().items() if key != "ends_at"})


def test_working_days_over_easter_are_explained_line_by_line() -> None:
    assert explained(due_from(START, parse_period("10 working days"), POLAND, UNION).basis) == [
        "Counted by the calendar PL, in the time zone Europe/Warsaw.",
        "10 working days from 2026-03-27; that day is not counted. Last day: 2026-04-13.",
        "Days of the weekend that were not counted: 6.",
        "Not counted: 2026-04-06, Easter Monday.",
        "It ends with the day 2026-04-13.",
        "Rule: Regulation (EEC, Euratom) No 1182/71, Art. 3.",
    ]


def test_an_end_that_moved_off_good_friday_names_all_days_off_on_the_way() -> None:
    basis = due_from(START, parse_period("1 weeks"), GERMANY, UNION).basis
    assert explained(basis)[2:4] == [
        "2026-04-03 is a day off (Good Friday); the end moves to the working day 2026-04-07.",
        "2026-04-06 in between is a day off, too: Easter Monday.",
    ]


def test_an_end_that_moved_off_a_weekend_says_so() -> None:
    basis = due_from(local("2026-03-01 09:00"), parse_period("6 days"), POLAND, UNION).basis
    assert "2026-03-07 is at the weekend; the end moves to the working day 2026-03-09." in explained(basis)


def test_the_least_number_of_working_days_is_explained() -> None:
    basis = due_from(local("2026-03-06 09:00"), parse_period("2 days"), POLAND, UNION).basis
    assert "Fewer than 2 working days would lie in it; the end moves from 2026-03-09 to 2026-03-10." in explained(basis)


def test_extensions_and_pauses_are_told_in_their_order() -> None:
    deadline = due_from(local("2026-03-02 09:00"), parse_period("2 months"), POLAND, UNION)
    deadline = paused(deadline, local("2026-03-10 08:00"), local("2026-03-20 17:30"), POLAND, UNION)
    deadline = extended(deadline, parse_period("1 months"), POLAND, UNION)
    deadline = extended_to(deadline, parse_period("4 months"), POLAND, UNION)
    assert explained(deadline.basis)[1:-1] == [
        "2 months from 2026-03-02; that day is not counted. Last day: 2026-05-02.",
        "2026-05-02 is at the weekend; the end moves to the working day 2026-05-04.",
        "Stood still from 2026-03-10 08:00 to 2026-03-20 17:30; the end moves from 2026-05-02 to 2026-05-12.",
        "Extended by 1 month, from 2026-05-12 to 2026-06-12.",
        "Extended to 4 months in all, from 2026-06-12 to 2026-07-12.",
        "2026-07-12 is at the weekend; the end moves to the working day 2026-07-13.",
        "It ends with the day 2026-07-13.",
    ]


def test_a_pause_over_a_weekend_leaves_working_days_as_they_are_and_says_so() -> None:
    deadline = due_from(local("2026-03-02 09:00"), parse_period("5 working days"), POLAND, UNION)
    deadline = paused(deadline, local("2026-03-06 18:00"), local("2026-03-08 18:00"), POLAND, UNION)
    assert "Stood still from 2026-03-06 18:00 to 2026-03-08 18:00; the end remains 2026-03-09." in explained(
        deadline.basis
    )


def test_hours_are_told_by_the_clock_of_the_calendar() -> None:
    basis = due_from(utc("2026-03-02T09:00:07"), parse_period("10 seconds"), HARBOUR, PLAIN).basis
    assert explained(basis) == [
        "Counted by the calendar HARBOUR, in the time zone Asia/Kathmandu.",
        "10 seconds from 2026-03-02 14:45:07: until 2026-03-02 14:45:17.",
        "It ends at 2026-03-02 14:45:17.",
    ]


def test_a_named_date_and_a_period_after_one_say_that_they_are_not_moved() -> None:
    assert explained(due_on(day("2026-03-08"), POLAND).basis)[1:] == [
        "The date that was named: 2026-03-08. It is not moved to a working day.",
        "It ends with the day 2026-03-08.",
    ]
    after = due_after(day("2026-03-03"), parse_period("5 days"), POLAND, PLAIN).basis
    assert "It runs from a named date and is not moved to a working day." in explained(after)


def test_another_language_says_every_sentence_with_its_own_words() -> None:
    def say(sentence: Sentence) -> str:
        return f"{sentence.code}: {', '.join(sorted(sentence.parameters))}"

    basis = due_from(START, parse_period("1 weeks"), GERMANY, UNION).basis
    assert explained(basis, say)[2] == "basis.moved.holiday: begins, ends, holiday"


def test_a_sentence_gives_dates_and_periods_untouched_so_that_a_language_can_write_them() -> None:
    counted = sentences(due_from(START, parse_period("1 weeks"), GERMANY, PLAIN).basis)[1]
    assert counted.parameters == {
        "begins": day("2026-03-27"),
        "ends": day("2026-04-03"),
        "period": parse_period("1 weeks"),
    }


def test_a_named_holiday_cannot_smuggle_placeholders_into_a_sentence() -> None:
    sly = calendar_of("X", "UTC", holidays=[("2026-03-03", "{zone.__class__} {begins}")])
    basis = due_from(utc("2026-03-02T09:00"), parse_period("1 days"), sly, UNION).basis
    assert "({zone.__class__} {begins})" in explained(basis)[2]


def test_every_text_has_only_the_placeholders_that_its_sentences_fill() -> None:
    known = {"calendar", "zone", "rule", "begins", "ends", "period", "count", "day", "holiday", "since", "until"}
    for code, text in SENTENCES.items():
        fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert fields <= known, code
        assert text.endswith("."), code
    assert set(PERIODS) == set(Unit)
    one_week = Sentence(
        "basis.extended", {"period": parse_period("1 weeks"), "begins": day("2026-03-02"), "ends": day("2026-03-09")}
    )
    assert in_english(one_week) == "Extended by 1 week, from 2026-03-02 to 2026-03-09."
