from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import (
    Calendar,
    CountingRule,
    Deadline,
    FiringKind,
    Period,
    Reminder,
    Unit,
    Unreadable,
    due_from,
    due_on,
    fire_times,
    next_after,
    parse_period,
    parse_reminder,
)
from counterpart.core.errors import Invalid
from tests.core.deadlines.calendars_for_tests import HARBOUR, INSTANTS, PERIODS, POLAND, SAMOA, UNION, day, local, utc
from tests.core.deadlines.test_changing_laws import changes

START = local("2026-03-02 09:00")  # a Monday

REMINDERS: st.SearchStrategy[Reminder] = st.one_of(
    st.builds(Reminder, PERIODS, st.sampled_from(["before", "after"])),
    st.builds(
        Reminder,
        PERIODS.filter(lambda period: period.unit not in {Unit.SECOND, Unit.MINUTE}),
        st.just("after"),
        st.just(True),
    ),
)


def due(period: str) -> Deadline:
    return due_from(START, parse_period(period), POLAND, UNION)


def fired(
    deadline: Deadline, *reminders: str, entered: datetime = START, escalate: str | None = None
) -> list[tuple[str, datetime]]:
    after = parse_period(escalate) if escalate else None
    firings = fire_times(deadline, [parse_reminder(text) for text in reminders], entered, POLAND, after)
    return [(str(firing.reminder or firing.kind.value), firing.at) for firing in firings]


def test_reminders_are_read_before_after_and_every() -> None:
    assert parse_reminder("3 days before") == Reminder(parse_period("3 days"), "before")
    assert parse_reminder("1 working days after") == Reminder(parse_period("1 working days"), "after")
    assert parse_reminder("every 7 days after") == Reminder(parse_period("7 days"), "after", every=True)
    assert parse_reminder("4 hours before") == Reminder(parse_period("4 hours"), "before")


@given(REMINDERS)
def test_a_reminder_is_read_as_it_was_written(reminder: Reminder) -> None:
    assert parse_reminder(str(reminder)) == reminder


@pytest.mark.parametrize("text", ["", "3 days", "before", "3 days befor", "3 days before due", "Every 3 days after"])
def test_what_is_not_a_reminder_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Unreadable, match=r"not a (reminder|period); .*write e\.g\."):
        parse_reminder(text)


def test_a_misspelt_unit_in_a_reminder_gets_the_nearest_spelling() -> None:
    with pytest.raises(Unreadable, match="did you mean 'day"):
        parse_reminder("3 dayz before")


def test_only_what_comes_after_is_repeated_and_not_every_minute() -> None:
    with pytest.raises(Unreadable, match="only what comes after the due date can be repeated"):
        parse_reminder("every 7 days before")
    with pytest.raises(Unreadable, match="at most every hour"):
        parse_reminder("every 5 minutes after")


def test_days_go_out_at_eight_in_the_morning_by_the_calendar_of_the_deadline() -> None:
    assert fired(due("14 days"), "3 days before", "2 days after") == [
        ("3 days before", local("2026-03-13 08:00")),
        ("2 days after", local("2026-03-18 08:00")),
    ]
    (firing,) = fire_times(due("14 days"), [parse_reminder("3 days before")], START, SAMOA)
    assert firing.at == local("2026-03-13 08:00", "Pacific/Apia")


def test_eight_in_the_morning_is_eight_on_both_sides_of_a_change_of_the_clocks() -> None:
    friday = due_on(day("2026-03-27"), POLAND)
    assert [at for _, at in fired(friday, "1 days before", "3 days after")] == [
        utc("2026-03-26T07:00"),
        utc("2026-03-30T06:00"),
    ]


def test_hours_go_out_exactly() -> None:
    assert fired(due("1 working days"), "4 hours before") == [("4 hours before", local("2026-03-03 19:59:59"))]
    assert fired(due("10 hours"), "30 minutes before") == [("30 minutes before", local("2026-03-02 18:30"))]


def test_a_reminder_before_may_go_out_on_a_day_off_and_working_days_do_not() -> None:
    tuesday = due_on(day("2026-03-10"), POLAND)
    assert fired(tuesday, "2 days before", "2 working days before") == [
        ("2 working days before", local("2026-03-06 08:00")),
        ("2 days before", local("2026-03-08 08:00")),
    ]


def test_working_days_after_pass_over_the_weekend_of_the_member() -> None:
    thursday = due_on(day("2026-03-05"), HARBOUR)
    (firing,) = fire_times(thursday, [parse_reminder("1 working days after")], utc("2026-03-02T09:00"), HARBOUR)
    assert firing.at == local("2026-03-08 08:00", "Asia/Kathmandu")


def test_months_before_end_on_the_last_day_of_a_short_month() -> None:
    assert fired(due_on(day("2026-05-31"), POLAND), "3 months before", entered=local("2026-02-01 09:00")) == [
        ("3 months before", local("2026-02-28 08:00"))
    ]


def test_a_reminder_whose_time_is_over_at_entry_is_dropped() -> None:
    assert fired(due("7 days"), "7 days before", "8 days before", "6 days before") == [
        ("6 days before", local("2026-03-03 08:00"))
    ]


def test_a_deadline_that_is_past_at_entry_drops_its_reminders_and_escalates_at_once() -> None:
    past = due_on(day("2026-02-01"), POLAND)
    assert fired(past, "3 days before", "2 days after", "every 7 days after", escalate="14 days") == [
        ("escalate", START),
        ("every 7 days after", local("2026-03-08 08:00")),
    ]


def test_an_escalation_counts_from_the_due_date() -> None:
    assert fired(due("7 days"), escalate="14 days") == [("escalate", local("2026-03-23 08:00"))]
    assert fired(due("7 days"), escalate="5 working days") == [("escalate", local("2026-03-16 08:00"))]
    assert fired(due("10 hours"), escalate="2 hours") == [("escalate", local("2026-03-02 21:00"))]
    assert fire_times(due("7 days"), [], START, POLAND, parse_period("1 days"))[0].kind is FiringKind.ESCALATE


def test_what_is_repeated_gives_one_time_after_another() -> None:
    weekly, deadline = parse_reminder("every 7 days after"), due("7 days")
    times = [local("2026-03-09 23:59:59")]
    for _ in range(3):
        following = next_after(deadline, weekly, times[-1], POLAND)
        assert following is not None
        times.append(following)
    assert [at.date() for at in times[1:]] == [day("2026-03-16"), day("2026-03-23"), day("2026-03-30")]
    assert times[3] == local("2026-03-30 08:00")


def test_after_a_long_outage_one_time_is_left() -> None:
    for text, expected in [
        ("every 7 days after", "2027-03-08 08:00"),
        ("every 5 working days after", "2027-03-04 08:00"),
        ("every 1 months after", "2027-03-09 08:00"),
    ]:
        found = next_after(due("7 days"), parse_reminder(text), local("2027-03-01 12:00"), POLAND)
        assert found == local(expected), text


def test_a_reminder_that_is_not_repeated_is_over_when_its_time_has_passed() -> None:
    once = parse_reminder("2 days after")
    assert next_after(due("7 days"), once, local("2026-03-11 07:59"), POLAND) == local("2026-03-11 08:00")
    assert next_after(due("7 days"), once, local("2026-03-11 08:00"), POLAND) is None


def test_nothing_is_repeated_beyond_the_end_of_the_calendar() -> None:
    forever = due_on(date.max, POLAND)
    weekly = parse_reminder("every 7 days after")
    assert next_after(forever, weekly, forever.at + timedelta(hours=1), POLAND) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(Invalid, match=r"moment\.without_zone"):
        fire_times(due("7 days"), [], START.replace(tzinfo=None), POLAND)


@given(changes(), st.lists(REMINDERS, max_size=4), INSTANTS, st.none() | PERIODS)
def test_nothing_goes_out_before_entry_and_all_of_it_in_order(
    given_case: tuple[Deadline, Calendar, CountingRule],
    reminders: list[Reminder],
    entered: datetime,
    escalate: Period | None,
) -> None:
    deadline, calendar, _ = given_case
    firings = fire_times(deadline, reminders, entered, calendar, escalate)
    times = [firing.at for firing in firings]
    assert times == sorted(times)
    assert all(firing.at >= entered for firing in firings)
    assert sum(firing.kind is FiringKind.ESCALATE for firing in firings) == (escalate is not None)
    for firing in firings:
        if firing.reminder and not firing.reminder.period.is_exact:
            assert firing.at.astimezone(calendar.clock).time() == time(8)


@given(changes(), REMINDERS.filter(lambda reminder: reminder.every), INSTANTS)
def test_what_is_repeated_always_comes_again_and_leaves_no_time_out(
    given_case: tuple[Deadline, Calendar, CountingRule], reminder: Reminder, moment: datetime
) -> None:
    deadline, calendar, _ = given_case
    first = next_after(deadline, reminder, moment, calendar)
    assert first is not None
    assert first > moment
    second = next_after(deadline, reminder, first, calendar)
    assert second is not None
    assert second > first
    just_before = first - timedelta(microseconds=1)
    assert next_after(deadline, reminder, just_before, calendar) == first
