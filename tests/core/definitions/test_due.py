from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines.periods import parse_period
from counterpart.core.definitions import due
from counterpart.core.definitions.due import parse_due, single_parts


def test_a_period_counts_from_this_entry() -> None:
    assert parse_due("5 working days") == due.SinceEntry(parse_period("5 working days"))


def test_a_period_from_a_state_counts_from_its_first_entry() -> None:
    assert parse_due("1 months from sent") == due.SinceState(parse_period("1 months"), "sent")


def test_a_period_after_a_date_counts_from_that_date() -> None:
    assert parse_due("5 days after subject.decided_on") == due.AfterDate(parse_period("5 days"), "subject.decided_on")


def test_a_date_a_clock_and_a_track_are_named() -> None:
    assert parse_due("by exchange.agreed_on") == due.OnDate("exchange.agreed_on")
    assert parse_due("clock host") == due.OfClock("host")
    assert parse_due("with reaction") == due.WithTrack("reaction", None)
    assert parse_due("with reaction.open") == due.WithTrack("reaction", "open")


def test_the_earliest_of_several_may_name_a_date_without_by() -> None:
    earliest = parse_due("earliest of [30 days from asked, exchange.agreed_on]")
    assert single_parts(earliest) == (
        due.SinceState(parse_period("30 days"), "asked"),
        due.OnDate("exchange.agreed_on"),
    )


def test_one_deadline_is_its_own_only_part() -> None:
    alone = parse_due("14 days")
    assert single_parts(alone) == (alone,)


@pytest.mark.parametrize(
    "text",
    [
        "2 fortnights",
        "soon",
        "earliest of [14 days]",
        "by",
        "clock",
        "with",
        "3 fortnights from sent",
        "earliest of []",
    ],
)
def test_what_is_no_deadline_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"write e\.g\."):
        parse_due(text)


@given(st.text(max_size=60))
def test_any_text_is_either_a_deadline_or_refused(text: str) -> None:
    try:
        assert parse_due(text) is not None
    except ValueError as error:
        assert str(error)
