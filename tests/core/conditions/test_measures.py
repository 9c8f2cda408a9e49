from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.conditions import Period, Share
from counterpart.core.conditions.measures import read_date, read_period, read_share

UNITS = st.sampled_from(["day", "week", "month", "year"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 months", Period(6, "month")),
        ("1 months", Period(1, "month")),
        ("1 month", Period(1, "month")),
        ("14 days", Period(14, "day")),
        ("2 weeks", Period(2, "week")),
        ("0 years", Period(0, "year")),
    ],
)
def test_a_period_is_a_number_and_a_unit(text: str, period: Period) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "months", "6", "6months", "6  months", " 6 months", "5 working days", "٣ days", "6 Months"]
)
def test_anything_else_is_no_period(text: str) -> None:
    assert read_period(text) is None


@given(st.integers(0, 9999), UNITS)
def test_a_period_is_read_back_as_it_is_written(number: int, unit: str) -> None:
    assert read_period(str(Period(number, unit))) == Period(number, unit)


@pytest.mark.parametrize(
    ("day", "period", "later"),
    [
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
        (date(2026, 8, 31), "6 months", date(2027, 2, 28)),
        (date(2026, 12, 15), "1 month", date(2027, 1, 15)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2028, 2, 29), "4 years", date(2032, 2, 29)),
        (date(2026, 2, 28), "3 days", date(2026, 3, 3)),
        (date(2026, 12, 31), "1 week", date(2027, 1, 7)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_its_last(day: date, period: str, later: date) -> None:
    found = read_period(period)
    assert found is not None
    assert found.after(day) == later


@pytest.mark.parametrize(
    ("day", "period", "earlier"),
    [
        (date(2026, 3, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 1, 15), "1 month", date(2025, 12, 15)),
        (date(2028, 2, 29), "1 year", date(2027, 2, 28)),
        (date(2026, 3, 1), "1 day", date(2026, 2, 28)),
        (date(2026, 1, 1), "12 months", date(2025, 1, 1)),
        (date(1, 2, 1), "1 month", date(1, 1, 1)),
        (date(1, 1, 1), "1 month", None),
    ],
)
def test_before_goes_back_by_the_same_rule(day: date, period: str, earlier: date | None) -> None:
    found = read_period(period)
    assert found is not None
    assert found.before(day) == earlier


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 500), st.sampled_from([("day", 1), ("week", 7)]))
def test_days_and_weeks_are_counted_as_days(day: date, number: int, unit: tuple[str, int]) -> None:
    name, length = unit
    assert Period(number, name).after(day) == day + timedelta(days=number * length)
    assert Period(number, name).before(day) == day - timedelta(days=number * length)


@given(st.dates(date(1, 1, 1), date(9998, 12, 30)), st.integers(0, 9999), UNITS)
def test_a_later_day_never_ends_earlier(day: date, number: int, unit: str) -> None:
    period, next_day = Period(number, unit), day + timedelta(days=1)
    for one, other in ((period.after(day), period.after(next_day)), (period.before(day), period.before(next_day))):
        assert one is None or other is None or one <= other


@given(st.dates(), st.integers(0, 9999), UNITS)
def test_a_period_leads_to_a_day_or_out_of_the_calendar_and_never_raises(day: date, number: int, unit: str) -> None:
    later, earlier = Period(number, unit).after(day), Period(number, unit).before(day)
    assert later is None or later >= day
    assert earlier is None or earlier <= day


@given(st.integers(1, 99), st.integers(1, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_share_is_reached_exactly_as_fractions_say(part: int, whole: int, number: int, of: int) -> None:
    expected = of > 0 and Fraction(number, of) >= Fraction(part, whole)
    assert Share(part, whole).reached(number, of) is expected


@pytest.mark.parametrize(
    "text", ["", "2", "2/", "/3", "2/3/4", "-1/2", "0/1", "4/3", "1/0", "50 %", "2 / 3", "1000/2000"]
)
def test_anything_but_a_part_of_a_whole_is_no_share(text: str) -> None:
    assert read_share(text) is None


def test_a_share_is_read() -> None:
    assert read_share("2/3") == Share(2, 3)
    assert str(Share(2, 3)) == "2/3"


@pytest.mark.parametrize(
    "text", ["2026-2-3", "2026-02-30", "20260203", "2026-02-03T09:00", "03.02.2026", "0000-01-01", "2026-W05"]
)
def test_only_days_of_the_calendar_are_dates(text: str) -> None:
    assert read_date(text) is None


def test_a_leap_day_is_a_date() -> None:
    assert read_date("2028-02-29") == date(2028, 2, 29)
