from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.conditions import Share
from counterpart.core.conditions.measures import read_date, read_period, read_share
from counterpart.core.deadlines.periods import Period, Unit


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 months", Period(6, Unit.MONTH)),
        ("1 months", Period(1, Unit.MONTH)),
        ("1 month", Period(1, Unit.MONTH)),
        ("14 days", Period(14, Unit.DAY)),
        ("2 weeks", Period(2, Unit.WEEK)),
        ("10 years", Period(10, Unit.YEAR)),
    ],
)
def test_a_period_is_a_number_and_a_unit(text: str, period: Period) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "months",
        "6",
        "6months",
        "6  months",
        " 6 months",
        "5 working days",
        "3 hours",
        "٣ days",
        "6 Months",
        "0 days",
    ],
)
def test_anything_else_is_no_period_of_a_condition(text: str) -> None:
    assert read_period(text) is None


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
