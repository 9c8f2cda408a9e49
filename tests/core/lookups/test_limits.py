from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.deadlines import Unreadable
from counterpart.core.lookups import parse_at_most

NOW = dt.datetime(2026, 3, 31, 0, 30, tzinfo=dt.UTC)


def test_a_limit_is_read_and_written_alike() -> None:
    for text in ("50 per day", "1 per hour", "500 per month"):
        assert str(parse_at_most(text)) == text


@pytest.mark.parametrize("text", ["50", "0 per day", "50 per week", "50 per days", "fifty per day", "-1 per day"])
def test_what_is_no_limit_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(Unreadable, match="write e\\.g\\. '50 per day'"):
        parse_at_most(text)


def test_midnight_opens_no_second_supply() -> None:
    yesterday = [NOW - dt.timedelta(hours=2)] * 50
    assert parse_at_most("50 per day").reached(yesterday, NOW)
    assert not parse_at_most("51 per day").reached(yesterday, NOW)
    assert not parse_at_most("50 per hour").reached(yesterday, NOW)


def test_what_lies_a_whole_day_back_counts_no_more() -> None:
    assert not parse_at_most("1 per day").reached([NOW - dt.timedelta(days=1)], NOW)
    assert parse_at_most("1 per day").reached([NOW - dt.timedelta(days=1) + dt.timedelta(seconds=1)], NOW)


def test_a_month_ends_on_the_last_day_of_a_shorter_one() -> None:
    limit = parse_at_most("1 per month")
    assert limit.reached([dt.datetime(2026, 2, 28, 0, 31, tzinfo=dt.UTC)], NOW)
    assert not limit.reached([dt.datetime(2026, 2, 28, 0, 30, tzinfo=dt.UTC)], NOW)


def test_searches_to_come_do_not_count() -> None:
    assert not parse_at_most("1 per day").reached([NOW + dt.timedelta(seconds=1)], NOW)
