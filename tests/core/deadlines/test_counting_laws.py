"""What holds for every calendar, rule and period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import (
    Calendar,
    CountingRule,
    Period,
    Unit,
    due_after,
    due_from,
    due_on,
)
from tests.core.deadlines.calendars_for_tests import CALENDARS, COUNTED, DATES, INSTANTS, PERIODS, RULES


@given(INSTANTS, PERIODS, CALENDARS, RULES)
def test_nothing_is_due_before_it_began(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_from(start, period, calendar, rule)
    assert deadline.at >= start
    assert deadline.basis.ends_at == deadline.at
    assert deadline.local_date >= calendar.local_date(start)


@given(INSTANTS, COUNTED, CALENDARS, RULES)
def test_days_end_with_the_last_second_of_the_local_day(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_from(start, period, calendar, rule)
    read = deadline.at.astimezone(calendar.clock)
    assert (read.hour, read.minute, read.second) == (23, 59, 59)
    # Samoa left out 30 December 2011: what ends on it ends with the 31st.
    assert read.date() == deadline.local_date or deadline.local_date == date(2011, 12, 30)


@given(INSTANTS, st.integers(1, 60), CALENDARS, RULES)
def test_a_deadline_in_working_days_is_never_on_a_day_off(
    start: datetime, days: int, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_from(start, Period(days, Unit.WORKING_DAY), calendar, rule)
    assert calendar.day_off(deadline.local_date) is None


@given(INSTANTS, COUNTED, CALENDARS, RULES)
def test_a_period_whose_end_moves_on_never_ends_on_a_day_off(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_from(start, period, calendar, replace(rule, end_on_day_off="next_working_day"))
    assert calendar.day_off(deadline.local_date) is None


@given(INSTANTS, COUNTED, CALENDARS, RULES)
def test_the_least_number_of_working_days_lies_in_every_period_of_two_days_or_more(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_from(start, period, calendar, rule)
    first = calendar.local_date(start) - timedelta(days=rule.first_day == "included")
    assert calendar.working_days(first, deadline.local_date) >= rule.least_for(period)


@given(INSTANTS, PERIODS, CALENDARS, RULES)
def test_one_more_of_the_same_unit_never_ends_earlier(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    longer = Period(period.count + 1, period.unit)
    assert due_from(start, longer, calendar, rule).at >= due_from(start, period, calendar, rule).at


@given(INSTANTS, PERIODS, CALENDARS, RULES, st.integers(0, 400_000))
def test_what_begins_later_never_ends_earlier(
    start: datetime, period: Period, calendar: Calendar, rule: CountingRule, seconds: int
) -> None:
    one, other = (
        due_from(start, period, calendar, rule),
        due_from(start + timedelta(seconds=seconds), period, calendar, rule),
    )
    assert one.at <= other.at


@given(DATES, COUNTED, CALENDARS, RULES)
def test_a_period_after_a_date_ends_as_counted_and_does_not_move(
    first: date, period: Period, calendar: Calendar, rule: CountingRule
) -> None:
    deadline = due_after(first, period, calendar, rule)
    assert len(deadline.basis.steps) == 1
    assert (
        first
        <= deadline.local_date
        <= due_from(
            calendar.end_of(first), period, calendar, replace(rule, end_on_day_off="next_working_day")
        ).local_date
    )


@given(DATES, CALENDARS)
def test_a_named_date_is_due_on_that_date(named: date, calendar: Calendar) -> None:
    assert due_on(named, calendar).local_date == named


@given(INSTANTS, COUNTED, CALENDARS)
def test_days_off_that_were_passed_over_add_up(start: datetime, period: Period, calendar: Calendar) -> None:
    working = Period(period.count, Unit.WORKING_DAY)
    basis = due_from(start, working, calendar, CountingRule("excluded", "stays")).basis
    passed = basis.steps[0].passed
    assert (basis.ends_on - basis.counted_from).days == period.count + passed.weekend_days + len(passed.holidays)
