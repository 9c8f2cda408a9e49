"""Extensions and clocks that stand still, by hand. 2 March 2026 is a Monday, 2 May a Saturday."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.core.deadlines import (
    CountingRule,
    Deadline,
    Period,
    StepKind,
    Unit,
    due_after,
    due_from,
    due_on,
    extended,
    extended_to,
    parse_period,
    paused,
    paused_end,
    remaining,
)
from counterpart.core.errors import Invalid
from tests.core.deadlines.calendars_for_tests import PLAIN, POLAND, UNION, day, local

START = local("2026-03-02 09:00")
BACK = replace(UNION, end_on_day_off="previous_working_day", least_working_days=0)


def due(period: str, rule: CountingRule = UNION) -> Deadline:
    return due_from(START, parse_period(period), POLAND, rule)


def more(deadline: Deadline, period: str) -> Deadline:
    return extended(deadline, parse_period(period), POLAND, UNION)


def in_all(deadline: Deadline, period: str) -> Deadline:
    return extended_to(deadline, parse_period(period), POLAND, UNION)


def stood_still(deadline: Deadline, since: str, until: str, rule: CountingRule = UNION) -> Deadline:
    return paused(deadline, local(since), local(until), POLAND, rule)


def test_ten_weeks_and_four_more_weeks() -> None:
    assert due("10 weeks").local_date == day("2026-05-11")
    assert more(due("10 weeks"), "4 weeks").local_date == day("2026-06-08")


def test_five_working_days_extended_by_five_count_from_the_old_end() -> None:
    five = due("5 working days")
    assert five.local_date == day("2026-03-09")
    assert more(five, "5 working days").local_date == day("2026-03-16")


def test_extending_one_deadline_leaves_its_twin_alone() -> None:
    mine, theirs = due("5 working days"), due("5 working days")
    assert more(mine, "5 working days").at > theirs.at
    assert theirs == mine


def test_extensions_add_up() -> None:
    twice = more(more(due("5 working days"), "5 working days"), "3 days")
    assert twice.local_date == day("2026-03-19")
    assert [str(step.period) for step in twice.basis.extensions] == ["5 working days", "3 days"]


def test_an_extension_counts_from_the_end_after_it_moved_and_moves_itself() -> None:
    two_months = due("2 months")
    assert two_months.local_date == day("2026-05-04")
    assert more(two_months, "5 days").local_date == day("2026-05-11")  # Saturday 9 May, moved


def test_two_detailed_opinions_make_six_months_and_not_nine() -> None:
    once = in_all(due("3 months"), "6 months")
    assert once.local_date == day("2026-09-02")
    assert in_all(once, "6 months") == once


def test_an_extension_to_a_total_never_shortens() -> None:
    long = due("6 months")
    assert in_all(long, "4 months") is long
    assert in_all(more(due("3 months"), "5 months"), "6 months").local_date == day("2026-11-02")


def test_a_total_counts_from_the_same_start_with_the_time_it_stood_still() -> None:
    clock = stood_still(due("1 months"), "2026-03-10 12:00", "2026-03-20 12:00")
    assert clock.local_date == day("2026-04-13")  # 2 April and ten days is Sunday 12
    total = in_all(clock, "2 months")
    assert total.local_date == day("2026-05-12")  # 2 May and ten days
    assert [step.kind for step in total.basis.steps][-1] is StepKind.TOTAL


def test_a_total_in_working_days_says_what_was_passed_over() -> None:
    total = in_all(due("5 working days"), "30 working days")
    assert total.local_date == day("2026-04-14")
    assert total.basis.extensions[0].passed.holidays == ((day("2026-04-06"), "Easter Monday"),)


def test_hours_are_extended_by_hours_and_by_days() -> None:
    ten = due("10 hours")
    assert more(ten, "2 hours").at == local("2026-03-02 21:00")
    assert more(ten, "1 days").at == local("2026-03-03 23:59:59")
    assert in_all(ten, "12 hours").at == local("2026-03-02 21:00")
    assert in_all(ten, "9 hours") is ten


def test_days_are_extended_by_hours_to_an_instant() -> None:
    assert more(due("7 days"), "5 hours").at == local("2026-03-10 04:59:59")


def test_a_named_date_is_extended_without_being_moved() -> None:
    friday = due_on(day("2026-03-06"), POLAND)
    assert more(friday, "1 days").local_date == day("2026-03-07")
    after = due_after(day("2026-03-02"), parse_period("4 days"), POLAND, UNION)
    assert more(after, "1 days").local_date == day("2026-03-07")
    assert in_all(after, "6 days").local_date == day("2026-03-08")


def test_a_named_date_has_a_total_only_from_a_start_that_is_given() -> None:
    named = due_on(day("2026-03-06"), POLAND)
    with pytest.raises(Invalid, match=r"deadline\.total_without_start"):
        in_all(named, "2 months")
    longer = extended_to(named, parse_period("7 days"), POLAND, UNION, start=START)
    assert longer.local_date == day("2026-03-09")
    sunday = due_on(day("2026-03-08"), POLAND)
    unmoved = extended_to(sunday, parse_period("5 days"), POLAND, UNION, start=START)
    assert unmoved is sunday


def test_a_clock_of_two_months_that_stood_still_for_ten_days() -> None:
    clock = stood_still(due("2 months"), "2026-03-10 08:00", "2026-03-20 17:00")
    assert clock.local_date == day("2026-05-12")
    assert clock.basis.pauses == ((local("2026-03-10 08:00"), local("2026-03-20 17:00")),)
    assert (clock.basis.steps[-1].begins, clock.basis.counted_to) == (day("2026-05-02"), day("2026-05-12"))


def test_a_pause_within_one_day_adds_nothing_to_days_and_its_length_to_hours() -> None:
    for period in ("2 months", "7 days", "5 working days"):
        assert stood_still(due(period), "2026-03-03 08:00", "2026-03-03 20:00") == due(period)
    assert stood_still(due("48 hours"), "2026-03-03 08:00", "2026-03-03 20:00").at == local("2026-03-04 21:00")


def test_working_days_grow_by_the_working_days_of_the_pause() -> None:
    five = due("5 working days")
    assert stood_still(five, "2026-03-03 08:00", "2026-03-06 08:00").local_date == day("2026-03-12")
    over_the_weekend = stood_still(five, "2026-03-06 18:00", "2026-03-08 18:00")
    assert over_the_weekend.at == five.at
    assert len(over_the_weekend.basis.pauses) == 1


def test_a_clock_that_stopped_on_its_last_day_does_not_end_before_it_goes_on() -> None:
    five = due("5 working days")  # until Monday 9 March
    assert stood_still(five, "2026-03-09 10:00", "2026-03-14 10:00").local_date == day("2026-03-16")
    two_months = due("2 months")  # until Saturday 2 May, moved to Monday 4 May
    assert stood_still(two_months, "2026-05-03 10:00", "2026-05-06 10:00").local_date == day("2026-05-07")


def test_a_clock_that_moves_back_does_not_end_before_it_goes_on_either() -> None:
    week = due_from(local("2026-03-01 09:00"), parse_period("1 weeks"), POLAND, BACK)  # Sunday 8, back to Friday 6
    assert week.local_date == day("2026-03-06")
    assert stood_still(week, "2026-03-06 10:00", "2026-03-12 10:00", BACK).local_date == day("2026-03-13")
    assert stood_still(week, "2026-03-01 10:00", "2026-03-07 10:00", BACK).local_date == day("2026-03-13")
    assert stood_still(week, "2026-03-06 10:00", "2026-03-07 10:00", BACK).local_date == day("2026-03-09")


def test_a_clock_that_was_extended_into_the_night_does_not_fall_back_behind_it() -> None:
    friday = due_from(local("2026-02-28 09:00"), parse_period("1 weeks"), POLAND, BACK)  # Saturday 7, back to Friday 6
    night = extended(friday, parse_period("2 hours"), POLAND, BACK)
    assert night.at == local("2026-03-07 01:59:59")
    assert stood_still(night, "2026-03-05 10:00", "2026-03-06 10:00", BACK).local_date == day("2026-03-08")


def test_a_pause_after_the_clock_ran_out_or_before_it_began_changes_nothing() -> None:
    week = due("7 days")
    assert stood_still(week, "2026-03-10 00:00", "2026-03-20 00:00") is week
    assert stood_still(week, "2026-02-20 00:00", "2026-03-01 00:00") is week
    assert stood_still(week, "2026-02-20 00:00", "2026-03-04 00:00").local_date == day("2026-03-11")


def test_pauses_in_any_order_that_overlap_count_once() -> None:
    pauses = [
        (local("2026-03-18 10:00"), local("2026-03-20 10:00")),
        (local("2026-03-05 10:00"), local("2026-03-09 10:00")),
        (local("2026-03-06 10:00"), local("2026-03-10 10:00")),
    ]
    clock = paused_end(START, parse_period("4 weeks"), pauses, POLAND, PLAIN)
    assert clock.local_date == day("2026-04-06")  # 30 March, five days and two days
    assert len(clock.basis.pauses) == 2


def test_what_is_left_is_said_in_the_unit_of_the_clock() -> None:
    assert remaining(due("7 days"), START, POLAND) == Period(7, Unit.DAY)
    assert remaining(due("5 working days"), local("2026-03-05 23:00"), POLAND) == Period(2, Unit.WORKING_DAY)
    assert remaining(due("10 seconds"), START, POLAND) == Period(10, Unit.SECOND)
    assert remaining(due("7 days"), local("2026-03-09 10:00"), POLAND) == Period(0, Unit.DAY)
    assert remaining(due("7 days"), local("2026-04-09 10:00"), POLAND) == Period(0, Unit.DAY)
    assert remaining(due("10 seconds"), local("2026-04-09 10:00"), POLAND) == Period(0, Unit.SECOND)
    assert remaining(due_on(day("2026-03-12"), POLAND), START, POLAND) == Period(10, Unit.DAY)
