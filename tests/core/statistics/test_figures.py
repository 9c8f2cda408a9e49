from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import Period, Unit, Unreadable
from counterpart.core.definitions.records import Statistic
from counterpart.core.statistics import (
    Asked,
    Entered,
    Exchanges,
    Exclusion,
    Figure,
    Lasted,
    ReachedBy,
    ReachedWithin,
    StateName,
    figure_of,
    parse_count,
    parse_duration,
    parse_exclusion,
    parse_share,
    parse_top,
)

SENT, ANSWERED, WEEK = StateName("sent"), StateName("answered"), Period(7, Unit.DAY)


def figure(**keys: Any) -> Figure:
    return figure_of(Statistic.model_validate({"title": "Figure", "procedure": "request", **keys}))


def test_each_thing_that_can_be_counted_is_read() -> None:
    assert parse_count("exchanges") == Exchanges()
    assert parse_count("entered sent") == Entered(SENT)
    assert parse_count("tracks delivery entered read") == Entered(StateName("read", "delivery"))
    assert parse_count("entered delivery.read") == parse_count("tracks delivery entered read")
    assert parse_duration("sent to answered") == Lasted(SENT, ANSWERED)
    assert parse_share("answered within 7 days of sent") == ReachedWithin(ANSWERED, WEEK, SENT)
    assert parse_share("answered within 2 working days of sent") == ReachedWithin(
        ANSWERED, Period(2, Unit.WORKING_DAY), SENT
    )
    assert parse_share("answered by exchange.agreed_on") == ReachedBy(ANSWERED, "exchange.agreed_on")
    assert parse_top("questions 5") == Asked(5)
    assert parse_exclusion("withdrawn within 7 days") == Exclusion(StateName("withdrawn"), WEEK)


def test_a_statistic_becomes_a_figure() -> None:
    read = figure(duration="sent to answered", buckets=["7 days"], by=["year"], exclude="withdrawn within 7 days")
    assert read == Figure(
        Lasted(SENT, ANSWERED), ("year",), (WEEK,), Exclusion(StateName("withdrawn"), WEEK)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"count": "entered"}, "count"),
        ({"count": "tracks delivery"}, "count"),
        ({"duration": "sent"}, "duration"),
        ({"share": "answered in 7 days"}, "share"),
        ({"share": "answered by tomorrow"}, "share"),
        ({"top": "questions 101"}, "top"),
        ({"top": "answers 5"}, "top"),
        ({"count": "exchanges", "exclude": "withdrawn"}, "exclude"),
        ({}, "statistic"),
    ],
)
def test_what_cannot_be_read_says_which_key_and_how_to_write_it(keys: dict[str, Any], key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        figure(**keys)
    assert refused.value.field == key
    assert refused.value.advice.startswith(("write ", "say one of"))


def test_a_wrong_period_is_told_as_a_period() -> None:
    with pytest.raises(Unreadable, match="is not a period"):
        parse_share("answered within 7 fortnights of sent")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_count, parse_duration, parse_share, parse_top, parse_exclusion):
        try:
            parse(text)
        except Unreadable as error:
            assert error.text in text
            assert error.advice
