"""Duties are done when they are due, by one process at a time, and what goes wrong with one is its own trouble."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

import pytest

from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.periodic import DUTIES, due_duties, every, perform, perform_due
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.foundation.events import NOW, STREAM, stored

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _own_duties() -> Iterator[None]:
    with DUTIES.only():
        yield


class Bell:
    """Rings; and breaks when it is told to."""

    def __init__(self, name: str, seconds: float = 60) -> None:
        self.rung: list[dt.datetime] = []
        self.broken = False
        every(seconds=seconds, name=name)(self)

    def __call__(self, now: dt.datetime) -> None:
        if self.broken:
            raise ValueError("the bell of Zofia Nowak")
        self.rung.append(now)


def kept(name: str) -> tuple[dt.datetime | None, int, str | None]:
    [found] = stored("select ran_at, tries, error from foundation_duty where name = %s", name)
    ran_at, tries, error = found
    return ran_at, tries, error


def test_a_duty_is_done_at_once_and_then_when_its_time_has_passed(database: Server) -> None:
    bell = Bell("bell")
    for now in (NOW, NOW + MINUTE / 2, NOW + MINUTE, NOW + 9 * MINUTE):
        perform_due(now)
    assert bell.rung == [NOW, NOW + MINUTE, NOW + 9 * MINUTE]


def test_the_duty_that_has_waited_longest_comes_first_and_one_never_done_before_all(database: Server) -> None:
    Bell("often", seconds=60)
    Bell("seldom", seconds=120)
    perform_due(NOW)
    perform_due(NOW + MINUTE)
    Bell("new")
    assert [duty.name for duty in due_duties(NOW + 5 * MINUTE)] == ["new", "seldom", "often"]


def test_a_duty_that_another_process_is_at_is_left_to_it(database: Server) -> None:
    bell = Bell("bell")
    with OwnConnection() as other, other.lock("duty.bell"):
        assert perform_due(NOW) == 0
    assert perform_due(NOW) == 1
    assert bell.rung == [NOW]


def test_a_duty_that_another_process_has_just_done_is_not_done_again(database: Server) -> None:
    bell = Bell("bell")
    [duty] = due_duties(NOW)
    perform_due(NOW)
    with OwnConnection() as locks:
        assert perform(duty, NOW, locks) is False
        assert perform(duty, NOW, locks, anyway=True) is True
    assert bell.rung == [NOW, NOW]


def test_all_duties_can_be_done_whether_due_or_not(database: Server) -> None:
    bell = Bell("bell")
    assert [perform_due(NOW), perform_due(NOW), perform_due(NOW, all_of_them=True)] == [1, 0, 1]
    assert len(bell.rung) == 2


def test_a_duty_that_fails_is_tried_again_and_stops_no_other(
    database: Server, caplog: pytest.LogCaptureFixture
) -> None:
    weak, strong = Bell("a weak one"), Bell("strong")
    weak.broken = True
    with caplog.at_level(logging.ERROR):
        assert [perform_due(NOW), perform_due(NOW)] == [1, 0]
    ran_at, tries, error = kept("a weak one")
    assert (ran_at, tries, strong.rung) == (None, 2, [NOW])
    assert error is not None
    assert error.startswith("ValueError at ")
    assert "Nowak" not in error + repr([vars(record) for record in caplog.records])
    weak.broken = False
    perform_due(NOW)
    assert kept("a weak one") == (NOW, 0, None)


def test_a_duty_calls_actions_as_the_clock(database: Server) -> None:
    @action("bell.toll")
    def toll(doing: Doing) -> None:
        doing.log(STREAM, EntryKind.STEP, action="toll")

    @every(seconds=60)
    def toll_the_bell(now: dt.datetime) -> None:
        toll(Actor(ActorKind.CLOCK, None), Asked(new_ref(now), now))

    perform_due(NOW)
    assert stored("select action, at from foundation_log_entry") == [("toll", NOW)]
    assert list(DUTIES.all()) == ["tests.toll_the_bell"]
