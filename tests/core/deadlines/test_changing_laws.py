"""What holds for every extension and every pause."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import (
    Calendar,
    CountingRule,
    Deadline,
    Period,
    Unit,
    due_after,
    due_from,
    due_on,
    extended,
    extended_to,
    later,
    paused,
    paused_end,
    remaining,
)
from tests.core.deadlines.calendars_for_tests import CALENDARS, DATES, INSTANTS, LENGTHS, PERIODS, RULES, UNION

STAYS = CountingRule(first_day="excluded", end_on_day_off="stays")


@st.composite
def changes(draw: st.DrawFn) -> tuple[Deadline, Calendar, CountingRule]:
    """Draw a deadline of any kind, perhaps extended, perhaps after a pause."""
    calendar, rule = draw(CALENDARS), draw(RULES)
    deadline = draw(
        st.one_of(
            st.builds(due_from, INSTANTS, PERIODS, st.just(calendar), st.just(rule)),
            st.builds(due_after, DATES, PERIODS, st.just(calendar), st.just(rule)),
            st.builds(due_on, DATES, st.just(calendar)),
        )
    )
    for _ in range(draw(st.integers(0, 2))):
        if draw(st.booleans()):
            deadline = extended(deadline, draw(PERIODS), calendar, rule)
        else:
            since = deadline.at - draw(LENGTHS)
            deadline = paused(deadline, since, since + draw(LENGTHS), calendar, rule)
    return deadline, calendar, rule


@given(changes(), PERIODS)
def test_an_extension_never_shortens(given_case: tuple[Deadline, Calendar, CountingRule], by: Period) -> None:
    deadline, calendar, rule = given_case
    longer = extended(deadline, by, calendar, rule)
    assert longer.at >= deadline.at
    assert longer.local_date >= deadline.local_date


@given(changes(), PERIODS, INSTANTS)
def test_an_extension_to_a_total_never_shortens_and_counts_once(
    given_case: tuple[Deadline, Calendar, CountingRule], total: Period, start: datetime
) -> None:
    deadline, calendar, rule = given_case
    once = extended_to(deadline, total, calendar, rule, start=start)
    assert once.at >= deadline.at
    assert extended_to(once, total, calendar, rule, start=start) == once


@given(changes(), LENGTHS, LENGTHS)
def test_a_clock_that_stood_still_ends_no_earlier_and_not_before_the_day_it_goes_on(
    given_case: tuple[Deadline, Calendar, CountingRule], before: timedelta, length: timedelta
) -> None:
    deadline, calendar, rule = given_case
    since = deadline.at - before
    until = since + length
    after = paused(deadline, since, until, calendar, rule)
    assert after.at >= deadline.at
    began_in_time = deadline.basis.event is None or until > deadline.basis.event
    assert calendar.local_date(after.at) >= calendar.local_date(until) or not began_in_time


@given(changes(), LENGTHS)
def test_a_pause_of_no_length_changes_nothing(
    given_case: tuple[Deadline, Calendar, CountingRule], before: timedelta
) -> None:
    deadline, calendar, rule = given_case
    since = deadline.at - before
    assert paused(deadline, since, since, calendar, rule) is deadline


@given(INSTANTS, PERIODS, CALENDARS, st.integers(0, 100), LENGTHS)
def test_a_clock_goes_on_with_what_was_left(
    start: datetime, period: Period, calendar: Calendar, percent: int, length: timedelta
) -> None:
    deadline = due_from(start, period, calendar, STAYS)
    since = start + (deadline.at - start) * percent / 100
    until = since + length
    left = remaining(deadline, since, calendar)
    again = remaining(paused(deadline, since, until, calendar, STAYS), until, calendar)
    # A clock that stopped on its last working day and goes on on a day off has the next working day for itself.
    awakened = period.unit is Unit.WORKING_DAY and left.count == 0
    samoa_jumped = calendar.name == "WS" and start.year == 2011
    assert again == left or (awakened and again.count <= 1) or samoa_jumped


@given(INSTANTS, PERIODS, CALENDARS, RULES, st.lists(st.tuples(LENGTHS, LENGTHS), max_size=4))
def test_pauses_never_bring_an_end_forward_and_their_order_does_not_matter(
    start: datetime,
    period: Period,
    calendar: Calendar,
    rule: CountingRule,
    lengths: list[tuple[timedelta, timedelta]],
) -> None:
    pauses = [(start + offset, start + offset + length) for offset, length in lengths]
    clock = paused_end(start, period, pauses, calendar, rule)
    assert clock.at >= due_from(start, period, calendar, rule).at
    assert clock == paused_end(start, period, reversed(pauses), calendar, rule)


@given(INSTANTS, st.integers(1, 40), st.integers(1, 40), CALENDARS)
def test_extensions_in_working_days_add_up_exactly(
    start: datetime, days: int, extension: int, calendar: Calendar
) -> None:
    short = due_from(start, Period(days, Unit.WORKING_DAY), calendar, UNION)
    long = due_from(start, Period(days + extension, Unit.WORKING_DAY), calendar, UNION)
    assert extended(short, Period(extension, Unit.WORKING_DAY), calendar, UNION).at == long.at


@given(DATES, CALENDARS, RULES, st.integers(1, 30))
def test_a_named_date_is_extended_by_plain_days(named: date, calendar: Calendar, rule: CountingRule, days: int) -> None:
    by = Period(days, Unit.DAY)
    assert extended(due_on(named, calendar), by, calendar, rule).local_date == later(named, by)
