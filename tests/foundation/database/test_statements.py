"""Statements say the same whether somebody watches them or not: in whose name, what went wrong, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError, atomic
from django.db.utils import DataError, InternalError, OperationalError, ProgrammingError
from django.test.utils import CaptureQueriesContext

from counterpart.foundation.database.acting import acting_for, as_actor
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import is_watched, row, rows, run
from tests.database.servers import Server

READ = "select words from trial_content order by id"
ADD = "insert into trial_content(exchange_id, words) values (1, %s)"
BY_ZERO = "select 1 / %s::int"


@contextmanager
def wrapped() -> Iterator[None]:
    """Watch as metrics do: around each statement."""

    def look(execute: Callable[..., Any], *said: Any) -> Any:
        return execute(*said)

    with connection.execute_wrapper(look):
        yield


WATCHING = [nullcontext, wrapped, lambda: CaptureQueriesContext(connection)]
Watching = Callable[[], AbstractContextManager[Any]]
either_way = pytest.mark.parametrize("watching", WATCHING, ids=["unwatched", "metrics", "counted"])


@either_way
def test_a_transaction_sees_what_its_actor_may_see(trial: Server, watching: Watching) -> None:
    with watching():
        with as_actor([10]):
            assert acting_for() == (10,)
            assert rows(READ) == [("ours",)]
        with as_actor([20, 30]):
            assert row(READ) == ("theirs",)
        assert rows(READ) == []


@either_way
def test_who_only_reads_cannot_write(trial: Server, watching: Watching) -> None:
    with watching(), pytest.raises(InternalError, match="read-only"), as_actor([10], read_only=True):
        run(ADD, ["more"])


@either_way
def test_what_went_wrong_is_an_error_of_django_and_takes_everything_back(trial: Server, watching: Watching) -> None:
    def add_and_fail() -> None:
        with as_actor([10]):
            assert run(ADD, ["more"]) == 1
            row(BY_ZERO, [0])

    with watching():
        with pytest.raises(DataError, match="division by zero"):
            add_and_fail()
        with pytest.raises(ProgrammingError, match="trial_nothing"):
            rows("select words from trial_nothing")
        with as_actor([10]):
            assert rows(READ) == [("ours",)]


@either_way
def test_a_transaction_that_is_broken_says_nothing_more(trial: Server, watching: Watching) -> None:
    def go_on() -> None:
        with pytest.raises(DataError), atomic(savepoint=False):
            row(BY_ZERO, [0])
        rows(READ)

    with watching(), pytest.raises(TransactionManagementError), as_actor([10]):
        go_on()


@either_way
def test_a_connection_that_the_server_ended_is_an_error_and_the_next_one_is_good(
    trial: Server, watching: Watching
) -> None:
    def end_it_within() -> None:
        with as_actor([10]):
            ended(trial, pid())
            rows(READ)

    with watching():
        with pytest.raises(OperationalError):
            end_it_within()
        connection.close()
        with as_actor([10]):
            assert rows(READ) == [("ours",)]


def test_beginning_on_a_connection_that_is_gone_is_an_error_and_not_a_look_at_everything(trial: Server) -> None:
    gone = pid()
    connection.health_check_done = True  # type: ignore[attr-defined]  # as in the middle of a request
    ended(trial, gone)
    with pytest.raises(OperationalError), as_actor([10]):
        pytest.fail("nobody was there")
    connection.close()


def test_counting_watches_and_nothing_else_does(trial: Server) -> None:
    assert not is_watched(connection)
    with wrapped():
        assert is_watched(connection)
    with CaptureQueriesContext(connection) as counted:
        with as_actor([10]):
            rows(READ)
        assert is_watched(connection)
    assert len([one for one in counted if one["sql"] == READ or "set_config" in one["sql"]]) == 2


def ended(server: Server, backend: int) -> None:
    """Have the server end a backend, and wait until it is gone."""
    with sign_in(server.superuser) as superuser:
        assert superuser.execute("select pg_terminate_backend(%s, 5000)", [backend]).fetchone() == (True,)


def pid() -> int:
    """The number of our backend."""
    found = row("select pg_backend_pid()")
    assert found is not None
    return int(found[0])
