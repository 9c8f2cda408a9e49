"""An action is one transaction that says what it did; repeated it gives the same outcome."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest

from counterpart.core.errors import Conflict, Refused
from counterpart.foundation.actions import Unlogged, action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
BRENNAN = Actor(ActorKind.PERSON, new_ref(NOW), authority_ref=new_ref(NOW), authority_id=1)
STREAM = new_ref(NOW)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A letter was stamped."""

    TYPE: ClassVar[str] = "trial.stamped"
    V: ClassVar[int] = 1
    times: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """How often it has been stamped."""

    times: int


@action("trial.stamp")
def stamp(doing: Doing, times: int, fail: bool = False) -> Stamp:
    doing.log(STREAM, EntryKind.STEP, action="stamp", facts={"times": times})
    doing.announce(STREAM, Stamped(times))
    if fail:
        raise Refused("not_today")
    return Stamp(times)


@action("trial.forget")
def forget(doing: Doing) -> None:
    """Say nothing of what it does."""


def asked() -> Asked:
    return Asked(new_ref(NOW), NOW)


def stored(statement: str) -> list[Row]:
    with as_actor([]):
        return rows(statement)


def test_an_action_is_logged_announced_and_kept_under_its_request(database: Server) -> None:
    assert stamp(BRENNAN, asked(), 2) == Stamp(2)
    assert stamp(BRENNAN, asked(), times=3) == Stamp(3)
    assert stored("select n, action, facts from foundation_log_entry order by n") == [
        (1, "stamp", '{"times": 2}'),
        (2, "stamp", '{"times": 3}'),
    ]
    assert stored("select type, n, dims from foundation_fact order by id") == [
        ("trial.stamped", 1, '{"times": 2}'),
        ("trial.stamped", 2, '{"times": 3}'),
    ]
    assert stored("select n from foundation_stream") == [(2,)]
    assert stored("select action, outcome from foundation_request order by key") == [
        ("trial.stamp", '{"times": 2}'),
        ("trial.stamp", '{"times": 3}'),
    ]


def test_the_same_request_again_gives_the_same_outcome_and_happens_once(database: Server) -> None:
    once = asked()
    assert [stamp(BRENNAN, once, 2), stamp(BRENNAN, once, 2)] == [Stamp(2), Stamp(2)]
    assert stored("select count(*) from foundation_log_entry") == [(1,)]


def test_the_same_request_with_another_body_is_a_conflict(database: Server) -> None:
    once = asked()
    stamp(BRENNAN, once, 2)
    with pytest.raises(Conflict, match="request_other_body"):
        stamp(BRENNAN, once, 3)
    assert stored("select count(*) from foundation_log_entry") == [(1,)]


def test_a_refused_action_leaves_nothing_behind_and_may_be_tried_again(database: Server) -> None:
    once = asked()
    with pytest.raises(Refused):
        stamp(BRENNAN, once, 2, fail=True)
    for table in ("log_entry", "fact", "stream", "request"):
        assert stored(f"select count(*) from foundation_{table}") == [(0,)]
    assert stamp(BRENNAN, once, 2) == Stamp(2)


def test_an_action_that_says_nothing_is_a_mistake_of_the_program(database: Server) -> None:
    with pytest.raises(Unlogged, match=r"trial\.forget"):
        forget(BRENNAN, asked())


def test_what_the_clock_does_is_not_kept_as_a_request(database: Server) -> None:
    stamp(Actor(ActorKind.CLOCK, None), Asked(UUID(int=7), NOW), 1)
    assert stored("select count(*) from foundation_request") == [(0,)]
    assert stored("select actor_kind, actor_ref from foundation_log_entry") == [(3, None)]
