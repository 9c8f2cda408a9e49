"""What holds of every figure and every history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.definitions.records import Statistic
from counterpart.core.statistics import Contribution, Entry, History, Sum, contributions, figure_of, located, summed
from counterpart.core.statistics.figures import StateName
from tests.core.statistics.histories import CALENDAR, REQUEST, counted, history

START = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
STATES = st.sampled_from(list(REQUEST.states))
HISTORIES = st.lists(st.tuples(STATES, st.integers(0, 60)), max_size=8).map(
    lambda steps: History(
        tuple(Entry(state, START + dt.timedelta(days=day)) for state, day in sorted(steps, key=lambda step: step[1]))
    )
)
TEXTS = st.sampled_from(
    [
        {"count": "exchanges"},
        {"count": "entered sent", "exclude": "withdrawn within 7 days"},
        {"duration": "sent to answered", "buckets": ["7 days", "14 days"]},
        {"share": "accepted within 7 days of sent", "exclude": "withdrawn within 7 days"},
        {"share": "accepted within 7 days of sent"},
    ]
)
MOMENTS = st.integers(0, 90).map(lambda days: START + dt.timedelta(days=days))


def known_at(past: History, now: dt.datetime) -> History:
    return History(tuple(entry for entry in past.entries if entry.at <= now))


@given(HISTORIES, TEXTS, MOMENTS, MOMENTS)
def test_what_was_counted_once_is_never_taken_back(
    past: History, keys: dict[str, Any], first: dt.datetime, second: dt.datetime
) -> None:
    earlier, later = sorted((first, second))
    figure = figure_of(Statistic.model_validate({"title": "F", "procedure": "request", **keys}))
    before = contributions(figure, REQUEST, known_at(past, earlier), CALENDAR, earlier)
    after = contributions(figure, REQUEST, known_at(past, later), CALENDAR, later)
    assert before in ((), after)


@given(HISTORIES, TEXTS, MOMENTS)
def test_an_exchange_counts_at_most_once_and_never_more_than_the_total(
    past: History, keys: dict[str, Any], now: dt.datetime
) -> None:
    found = counted(past, now=now, **keys)
    assert len(found) <= 1
    assert all(0 <= each.n <= each.total == 1 for each in found)


@given(st.lists(st.builds(Contribution, st.sampled_from([(("year", "2026"),), ()]), st.integers(0, 1), st.just(1))))
def test_sums_do_not_depend_on_the_order(found: list[Contribution]) -> None:
    assert summed(found) == summed(reversed(found))
    assert sum(each.total for each in summed(found).values()) == len(found)


def test_a_share_is_said_where_there_is_a_total() -> None:
    assert Sum(1, 4).share == 0.25
    assert Sum().share is None


def test_a_state_is_found_in_the_machine_or_in_the_one_track_that_has_it() -> None:
    assert located(StateName("sent"), REQUEST) == StateName("sent")
    assert located(StateName("read"), REQUEST) == StateName("read", "delivery")
    assert located(StateName("read", "reaction"), REQUEST) is None
    assert located(StateName("nowhere"), REQUEST) is None
    assert str(StateName("read", "delivery")) == "delivery.read"


def test_a_figure_of_something_unknown_counts_nothing() -> None:
    assert counted(history(sent="2026-03-02"), count="entered nowhere") == ()
