from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import (
    Period,
    Unit,
    Unreadable,
    add_days,
    add_months,
    added,
    later,
    may_be_longer,
    parse_period,
    surely_longer,
)
from counterpart.core.deadlines.periods import FIRST_DAY, LAST_DAY, add_seconds
from counterpart.core.errors import Invalid
from tests.core.deadlines.calendars_for_tests import DATES, PERIODS, day, local, utc


def test_every_unit_is_read_in_the_singular_and_in_the_plural() -> None:
    for unit in Unit:
        assert parse_period(f"1 {unit.value}") == parse_period(f"1 {unit.value}s") == Period(1, unit)
    assert parse_period("10 working days") == Period(10, Unit.WORKING_DAY)


@given(PERIODS)
def test_a_period_is_read_as_it_was_written(period: Period) -> None:
    assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "14", "days", "14days", "-3 days", "1.5 days", "١٤ days", "3 fortnights", "5  days"]
)
def test_what_is_not_a_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_period(text)
    assert "write e.g. '14 days', '10 working days', '10 seconds', '3 months'" in str(refused.value)
    assert repr(text)[1:-1] in str(refused.value)


def test_a_misspelt_unit_gets_the_nearest_spelling() -> None:
    with pytest.raises(Unreadable, match="did you mean 'working days'"):
        parse_period("5 workin days")


def test_an_unreadable_period_is_both_an_error_of_the_house_and_a_value_error() -> None:
    with pytest.raises(ValueError, match="'5 dayz' is not a period") as refused:
        parse_period("5 dayz")
    assert isinstance(refused.value, Invalid)
    assert refused.value.code == "period.unreadable"


def test_nothing_and_more_than_a_century_are_no_periods_of_a_module() -> None:
    with pytest.raises(Unreadable, match="at least 1"):
        parse_period("0 days")
    for text in ("101 years", "1300 months", "999999999 days", "999999999 years", "999999999 working days"):
        with pytest.raises(Unreadable, match="at most 100 years"):
            parse_period(text)
    assert parse_period("100 years") == Period(100, Unit.YEAR)


def test_a_period_is_never_negative() -> None:
    with pytest.raises(Unreadable):
        Period(-1, Unit.DAY)


def test_the_length_of_a_month_depends_on_its_beginning() -> None:
    with pytest.raises(Invalid, match=r"period\.length_depends_on_start"):
        _ = Period(1, Unit.MONTH).seconds
    assert Period(2, Unit.WEEK).seconds == 14 * 86_400


@pytest.mark.parametrize(
    ("period", "fewest", "most"),
    [
        ("1 months", 28, 31),
        ("2 months", 59, 62),
        ("6 months", 181, 184),
        ("1 years", 365, 366),
        ("7 years", 2555, 2557),
    ],
)
def test_the_fewest_and_the_most_days_of_months_are_known(period: str, fewest: int, most: int) -> None:
    read = parse_period(period)
    assert (read.shortest_seconds // 86_400, read.longest_seconds // 86_400) == (fewest, most)


@given(st.dates(date(1890, 1, 1), date(2005, 1, 1)), st.integers(1, 240))
def test_no_stretch_of_months_lies_outside_its_fewest_and_most_days(start: date, months: int) -> None:
    period = Period(months, Unit.MONTH)
    days = (add_months(start, months) - start).days
    assert period.shortest_seconds <= days * 86_400 <= period.longest_seconds


def test_184_days_are_not_surely_longer_than_six_months_but_185_are() -> None:
    six_months = parse_period("6 months")
    assert not surely_longer(parse_period("184 days"), six_months)
    assert surely_longer(parse_period("185 days"), six_months)
    assert may_be_longer(parse_period("182 days"), six_months)
    assert not may_be_longer(parse_period("181 days"), six_months)


def test_periods_of_one_kind_are_compared_exactly() -> None:
    assert not surely_longer(parse_period("12 months"), parse_period("1 years"))
    assert not may_be_longer(parse_period("12 months"), parse_period("1 years"))
    assert surely_longer(parse_period("13 months"), parse_period("1 years"))
    assert surely_longer(parse_period("25 hours"), parse_period("1 days"))
    assert surely_longer(parse_period("6 working days"), parse_period("5 working days"))


def test_a_week_may_or_may_not_be_longer_than_five_working_days() -> None:
    week, five = parse_period("7 days"), parse_period("5 working days")
    assert may_be_longer(week, five)
    assert not surely_longer(week, five)
    assert surely_longer(parse_period("30 days"), five)


@given(PERIODS, PERIODS)
def test_what_is_surely_longer_may_be_longer_and_never_both_ways(one: Period, other: Period) -> None:
    if surely_longer(one, other):
        assert may_be_longer(one, other)
        assert not may_be_longer(other, one)


def test_a_month_ends_on_the_same_date_or_on_the_last_day() -> None:
    assert add_months(day("2026-01-31"), 1) == day("2026-02-28")
    assert add_months(day("2028-01-31"), 1) == day("2028-02-29")
    assert add_months(day("2028-02-29"), 12) == day("2029-02-28")
    assert add_months(day("2026-03-31"), -1) == day("2026-02-28")
    assert add_months(day("2026-11-15"), 3) == day("2027-02-15")


def test_periods_are_added_to_dates_also_backwards() -> None:
    assert later(day("2026-03-02"), parse_period("3 weeks")) == day("2026-03-23")
    assert later(day("2026-03-02"), parse_period("3 days"), -1) == day("2026-02-27")
    assert later(day("2026-03-31"), parse_period("1 months"), 3) == day("2026-06-30")
    assert later(day("2026-03-02"), parse_period("5 hours")) == day("2026-03-02")


def test_working_days_are_not_added_without_a_calendar() -> None:
    with pytest.raises(Invalid, match=r"period\.needs_calendar"):
        later(day("2026-03-02"), parse_period("5 working days"))


def test_days_keep_the_time_of_day_over_a_change_of_the_clocks_and_hours_do_not() -> None:
    evening = local("2026-03-28 20:00")
    assert added(evening, parse_period("1 days")).isoformat() == "2026-03-29T20:00:00+02:00"
    assert added(evening, parse_period("24 hours")).isoformat() == "2026-03-29T21:00:00+02:00"
    assert added(utc("2026-01-31T08:00"), parse_period("1 months")) == utc("2026-02-28T08:00")
    assert added(utc("2026-01-31T08:00"), parse_period("90 minutes")) == utc("2026-01-31T09:30")


def test_a_moment_without_a_zone_is_no_instant() -> None:
    for period in ("5 hours", "5 days"):
        with pytest.raises(Invalid, match=r"moment\.without_zone"):
            added(utc("2026-01-31T08:00").replace(tzinfo=None), parse_period(period))


@given(DATES, st.integers(0, 4000))
def test_adding_days_is_what_a_calendar_on_the_wall_says(start: date, days: int) -> None:
    assert add_days(start, days) == start + timedelta(days)


def test_nothing_lies_beyond_the_borders_of_the_calendar() -> None:
    assert add_days(date.max, 1) == add_days(LAST_DAY, 400) == add_months(date.max, 1) == LAST_DAY
    assert add_days(date.min, -1) == add_days(date.min, 0) == add_months(day("0001-01-31"), -1) == FIRST_DAY
    assert add_seconds(utc("9999-12-31T23:59:59"), 1).date() == LAST_DAY
    assert add_seconds(local("9999-12-31T23:59:59", "America/New_York"), 0).date() == LAST_DAY
    assert add_seconds(utc("0001-01-01T00:00:00"), -1).date() == FIRST_DAY
