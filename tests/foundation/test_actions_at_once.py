"""Two who ask at the same moment: told the same, done once; and how many statements an action takes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Conflict
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.log.entries import beginning_of
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, STREAM, Stamped, asked, stamp, stored

OTHER = new_ref(NOW)
WRITES_LOG = "insert into foundation_log_entry"
MEETING: list[threading.Barrier] = []


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did."""

    times: int
    thread: int


@action("trial.meet")
def meet(doing: Doing, stream: UUID, times: int) -> Done:
    """Wait until everybody who was asked has begun: then none has seen what another wrote."""
    for barrier in MEETING:
        barrier.wait(timeout=10)
    doing.log(stream, EntryKind.STEP, action="meet", facts={"times": times})
    doing.announce(stream, Stamped(times))
    return Done(times, threading.get_ident())


@action("trial.tell")
def tell(doing: Doing, streams: list[UUID], begins: bool = False) -> None:
    """Write to several streams; those that begin have no head to look for."""
    for stream in streams if begins else []:
        doing.knows_head(beginning_of(stream))
    for stream in streams:
        doing.log(stream, EntryKind.LINKED)
        doing.announce(stream, Stamped(1))


@contextmanager
def meeting(count: int) -> Iterator[None]:
    MEETING.append(threading.Barrier(count))
    try:
        yield
    finally:
        MEETING.clear()


def at_once(*calls: Callable[[], Done]) -> list[Done | Exception]:
    """Call them in threads with connections of their own; return what each returned or raised."""

    def called(call: Callable[[], Done]) -> Done | Exception:
        try:
            return call()
        except Conflict as conflict:
            return conflict
        finally:
            connections.close_all()

    with meeting(len(calls)), ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(called, calls))


@pytest.mark.parametrize("begun", [False, True], ids=["a stream that begins", "a stream that goes on"])
def test_the_same_request_twice_at_once_gives_one_entry_and_one_outcome(database: Server, begun: bool) -> None:
    if begun:
        stamp(BRENNAN, asked(), STREAM, 1)
    once = asked()
    first, second = at_once(*[lambda: meet(BRENNAN, once, STREAM, 2)] * 2)
    assert isinstance(first, Done)
    assert first == second
    met = "select count(*) from foundation_{} where {}"
    assert stored(met.format("log_entry", "action = 'meet'")) == [(1,)]
    assert stored(met.format("fact", "dims = '{\"times\": 2}'")) == [(1,)]
    assert stored(met.format("request", "action = 'trial.meet'")) == [(1,)]
    assert meet(BRENNAN, once, STREAM, 2) == first


def test_the_same_request_at_once_with_another_body_is_told_so(database: Server) -> None:
    once = asked()
    outcomes = at_once(lambda: meet(BRENNAN, once, STREAM, 2), lambda: meet(BRENNAN, once, STREAM, 3))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Done"]
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Conflict)] == ["request_other_body"]
    assert stored("select count(*) from foundation_log_entry") == [(1,)]


def test_two_requests_on_one_stream_at_once_are_both_done_one_after_the_other(database: Server) -> None:
    stamp(BRENNAN, asked(), STREAM, 1)
    outcomes = at_once(*[lambda: meet(BRENNAN, asked(), STREAM, 2)] * 4)
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert stored("select n from foundation_log_entry order by n") == [(1,), (2,), (3,), (4,), (5,)]


def test_of_two_requests_that_begin_one_stream_at_once_one_is_told_that_it_moved(database: Server) -> None:
    both = threading.Barrier(2)

    def begin() -> Done:
        """Write when the other has looked for the head as well, and found none."""

        def around(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if WRITES_LOG in sql:
                both.wait(timeout=10)
            return execute(sql, *rest)

        with connection.execute_wrapper(around):
            return meet(BRENNAN, asked(), STREAM, 2)

    outcomes = at_once(begin, begin)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Done"]
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Conflict)] == ["stream_moved"]
    assert stored("select n from foundation_log_entry") == [(1,)]


def statements(call: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"].split()[0].lower() for query in captured]


def test_an_action_takes_five_statements_however_many_streams_it_writes_to(database: Server) -> None:
    entering, finding, locking, writing = "select", "select", "select", "with"
    expected = ["begin", entering, finding, locking, writing, "commit"]
    for streams in ([STREAM], [STREAM, OTHER], [new_ref(NOW) for _ in range(300)]):
        assert statements(lambda streams=streams: tell(BRENNAN, asked(), streams)) == expected  # type: ignore[misc]


def test_a_head_that_is_known_saves_a_statement(database: Server) -> None:
    expected = ["begin", "select", "select", "with", "commit"]
    assert statements(lambda: tell(BRENNAN, asked(), [STREAM], begins=True)) == expected


def test_the_clock_does_not_look_for_an_earlier_request(database: Server) -> None:
    clock = Actor(ActorKind.CLOCK, None)
    assert statements(lambda: tell(clock, asked(), [STREAM])) == ["begin", "select", "select", "with", "commit"]


def test_a_repetition_takes_two_statements(database: Server) -> None:
    once = Asked(new_ref(NOW), NOW)
    tell(BRENNAN, once, [STREAM])
    assert statements(lambda: tell(BRENNAN, once, [STREAM])) == ["begin", "select", "select", "commit"]
