"""Worked examples by hand. March 2026 begins on a Sunday; Easter is 5 April; 1 May is a Friday."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.core.deadlines import Calendar, CountingRule, due_after, due_from, due_on, parse_period
from counterpart.core.deadlines.basis import Kind, StepKind
from counterpart.core.deadlines.periods import LAST_DAY
from counterpart.core.errors import Invalid
from tests.core.deadlines.calendars_for_tests import (
    BRITAIN,
    GERMANY,
    HARBOUR,
    PLAIN,
    POLAND,
    SAMOA,
    UNION,
    day,
    local,
    utc,
)

INCLUDED = CountingRule(first_day="included", end_on_day_off="stays")
BACK = replace(UNION, end_on_day_off="previous_working_day", least_working_days=0)
NO_LEAST = replace(UNION, least_working_days=0)


def ends(start: str, period: str, calendar: Calendar = POLAND, rule: CountingRule = UNION) -> str:
    """Return the last local day of a period that begins by the clocks of the calendar."""
    return due_from(local(start, calendar.zone), parse_period(period), calendar, rule).local_date.isoformat()


def test_the_day_of_the_event_does_not_count_and_the_last_day_counts_to_its_end() -> None:
    deadline = due_from(local("2026-03-02 09:00"), parse_period("7 days"), POLAND, UNION)
    assert deadline.local_date == day("2026-03-09")
    assert deadline.at == utc("2026-03-09T22:59:59")


def test_the_hour_of_the_event_makes_no_difference_but_the_local_date_does() -> None:
    assert ends("2026-03-02 00:00", "7 days") == ends("2026-03-02 23:59:59", "7 days") == "2026-03-09"
    assert due_from(utc("2026-03-02T23:30"), parse_period("7 days"), POLAND, UNION).local_date == day("2026-03-10")
    assert due_from(utc("2026-03-02T23:30"), parse_period("7 days"), BRITAIN, UNION).local_date == day("2026-03-09")


def test_a_period_that_ends_on_the_first_of_may_moves_where_that_is_a_holiday() -> None:
    assert ends("2026-04-24 10:00", "7 days", POLAND) == "2026-05-04"
    assert ends("2026-04-24 10:00", "7 days", BRITAIN) == "2026-05-01"


def test_a_period_that_ends_on_a_saturday_before_a_bank_holiday_ends_on_tuesday() -> None:
    assert ends("2026-04-25 10:00", "7 days", BRITAIN) == "2026-05-05"


def test_working_days_pass_over_the_weekend_and_easter_monday() -> None:
    deadline = due_from(local("2026-03-27 16:00"), parse_period("10 working days"), POLAND, UNION)
    (counted,) = deadline.basis.steps
    assert deadline.local_date == day("2026-04-13")
    assert counted.passed.weekend_days == 6
    assert counted.passed.holidays == ((day("2026-04-06"), "Easter Monday"),)


@pytest.mark.parametrize(
    ("start", "period", "last_day"),
    [
        ("2026-01-31 12:00", "1 months", "2026-02-28"),
        ("2028-01-31 12:00", "1 months", "2028-02-29"),
        ("2028-02-29 12:00", "1 years", "2029-02-28"),
        ("2028-02-29 12:00", "4 years", "2032-02-29"),
        ("2026-08-31 12:00", "6 months", "2027-02-28"),
        ("2026-03-31 12:00", "3 months", "2026-06-30"),
        ("2026-03-04 12:00", "1 weeks", "2026-03-11"),
    ],
)
def test_weeks_months_and_years_end_on_the_same_day_or_on_the_last_of_the_month(
    start: str, period: str, last_day: str
) -> None:
    assert ends(start, period, rule=PLAIN) == last_day


def test_a_month_that_ends_on_a_saturday_moves_into_the_next_month() -> None:
    assert ends("2026-01-31 12:00", "1 months") == "2026-03-02"


def test_the_terms_of_three_known_procedures() -> None:
    assert ends("2026-03-02 09:00", "10 weeks") == "2026-05-11"
    assert ends("2026-03-02 09:00", "3 months") == "2026-06-02"
    assert ends("2026-03-02 09:00", "1 working days") == "2026-03-03"


def test_a_period_of_two_days_has_at_least_two_working_days() -> None:
    assert ends("2026-03-06 12:00", "2 days") == "2026-03-10"  # Friday: Saturday, Sunday; then Monday and Tuesday
    assert ends("2026-03-06 12:00", "2 days", rule=NO_LEAST) == "2026-03-09"
    assert ends("2026-04-02 12:00", "2 days", GERMANY) == "2026-04-08"  # Maundy Thursday: Tuesday, Wednesday
    assert ends("2026-03-05 12:00", "2 days") == "2026-03-09"  # Thursday: Friday and, moved to, Monday


def test_a_period_of_one_day_may_have_one_working_day() -> None:
    assert ends("2026-03-06 12:00", "1 days") == "2026-03-09"


def test_the_least_number_of_working_days_is_written_in_the_basis() -> None:
    basis = due_from(local("2026-03-06 12:00"), parse_period("2 days"), POLAND, UNION).basis
    assert [step.kind for step in basis.steps] == [StepKind.COUNTED, StepKind.MINIMUM]
    assert basis.counted_to == basis.ends_on == day("2026-03-10")


def test_a_network_may_count_the_first_day() -> None:
    assert ends("2026-03-02 12:00", "7 days", rule=INCLUDED) == "2026-03-08"
    assert ends("2026-03-02 12:00", "1 days", rule=INCLUDED) == "2026-03-02"
    assert ends("2026-03-02 12:00", "1 months", rule=INCLUDED) == "2026-04-01"
    assert ends("2026-01-31 12:00", "1 months", rule=INCLUDED) == "2026-02-28"
    assert ends("2026-03-02 12:00", "5 working days", rule=INCLUDED) == "2026-03-06"
    assert ends("2026-02-28 12:00", "5 working days", rule=INCLUDED) == "2026-03-06"


def test_a_network_may_move_the_end_back_but_not_before_the_event() -> None:
    assert ends("2026-03-01 12:00", "7 days", rule=BACK) == "2026-03-06"
    assert ends("2026-03-07 12:00", "1 days", rule=BACK) == "2026-03-08"


def test_a_network_that_rests_on_friday_and_saturday_works_on_sunday() -> None:
    assert ends("2026-03-04 12:00", "3 working days", HARBOUR) == "2026-03-09"  # Thursday, Sunday, Monday
    assert ends("2026-03-04 12:00", "4 working days", HARBOUR) == "2026-03-11"  # the day of the bridge is no work
    assert ends("2026-03-01 12:00", "5 days", HARBOUR) == "2026-03-08"


def test_a_zone_far_ahead_counts_from_its_own_date() -> None:
    deadline = due_from(utc("2026-03-02T12:00"), parse_period("5 working days"), SAMOA, UNION)
    assert deadline.basis.counted_from == day("2026-03-03")
    assert deadline.local_date == day("2026-03-10")
    assert deadline.at == utc("2026-03-10T10:59:59")


def test_a_day_has_its_full_length_when_the_clocks_change() -> None:
    assert due_from(local("2026-03-28 12:00"), parse_period("1 days"), POLAND, PLAIN).at == utc("2026-03-29T21:59:59")
    assert due_from(local("2026-10-24 12:00"), parse_period("1 days"), POLAND, PLAIN).at == utc("2026-10-25T22:59:59")


@pytest.mark.parametrize("period", ["24 hours", "1440 minutes", "86400 seconds"])
def test_hours_and_less_end_at_an_instant_and_never_move(period: str) -> None:
    saturday = due_from(local("2026-03-27 12:00"), parse_period(period), POLAND, UNION)
    assert saturday.at == local("2026-03-28 12:00")
    sunday = due_from(local("2026-03-28 12:00"), parse_period(period), POLAND, UNION)
    assert sunday.at == local("2026-03-29 13:00")  # the clocks went forward
    assert sunday.local_date == day("2026-03-29")


def test_ten_seconds_are_ten_seconds() -> None:
    assert due_from(utc("2026-12-31T23:59:55"), parse_period("10 seconds"), BRITAIN, UNION).at == utc(
        "2027-01-01T00:00:05"
    )


def test_a_moment_without_a_zone_starts_nothing() -> None:
    with pytest.raises(Invalid, match=r"moment\.without_zone"):
        due_from(utc("2026-03-02T09:00").replace(tzinfo=None), parse_period("7 days"), POLAND, UNION)


def test_a_named_date_ends_with_that_day_and_is_not_moved() -> None:
    sunday = due_on(day("2026-03-29"), POLAND)
    assert sunday.at == utc("2026-03-29T21:59:59")
    assert sunday.local_date == day("2026-03-29")
    assert (sunday.basis.kind, sunday.basis.steps) == (Kind.DATE, ())


def test_a_period_after_a_date_is_not_moved_and_has_no_least_number_of_working_days() -> None:
    assert due_after(day("2026-03-06"), parse_period("2 days"), POLAND, UNION).local_date == day("2026-03-08")
    assert due_after(day("2026-03-06"), parse_period("2 working days"), POLAND, UNION).local_date == day("2026-03-10")
    assert due_after(day("2026-01-31"), parse_period("1 months"), POLAND, UNION).local_date == day("2026-02-28")


def test_hours_after_a_date_begin_when_the_day_is_over_or_with_the_day() -> None:
    assert due_after(day("2026-03-06"), parse_period("5 hours"), POLAND, UNION).at == utc("2026-03-07T03:59:59")
    assert due_after(day("2026-03-06"), parse_period("5 hours"), POLAND, INCLUDED).at == utc("2026-03-06T03:59:59")


def test_the_end_of_the_calendar_is_the_end_of_every_period() -> None:
    assert due_on(day("9999-12-31"), POLAND).local_date == LAST_DAY
    assert due_after(day("9999-12-31"), parse_period("3 months"), SAMOA, UNION).local_date == LAST_DAY
    assert due_from(utc("9999-12-31T23:00"), parse_period("5 working days"), POLAND, UNION).local_date == LAST_DAY
    assert due_from(utc("9999-12-31T23:00"), parse_period("5 hours"), SAMOA, UNION).at.year == 9999


def test_the_basis_says_who_counted_from_when_and_by_which_law() -> None:
    basis = due_from(local("2026-04-24 10:00"), parse_period("7 days"), POLAND, UNION).basis
    assert (basis.calendar, basis.zone, basis.rule) == ("PL", "Europe/Warsaw", UNION.reference)
    assert (basis.counted_from, basis.event) == (day("2026-04-24"), utc("2026-04-24T08:00"))
    assert basis.first_day == "excluded"
    assert basis.counted_to == day("2026-05-01")
    moved = basis.steps[-1]
    assert (moved.kind, moved.begins, moved.ends) == (StepKind.MOVED, day("2026-05-01"), day("2026-05-04"))
    assert moved.passed.holidays == ((day("2026-05-01"), "National Day"),)
    assert moved.passed.weekend_days == 2
