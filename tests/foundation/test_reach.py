"""Whether the database is there: told from what is wrong with the work, and found again at once when it is back."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from psycopg_pool import PoolTimeout

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.reach import is_away, renew_pool
from tests.database.servers import Server

BOTH = (DEFAULT_DB_ALIAS, Role.VAULT.alias)
END = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = any(%s)"


def asked(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def pools() -> list[Any]:
    return [connections[alias].pool for alias in BOTH]  # type: ignore[attr-defined]  # of the backend for PostgreSQL


def end(server: Server, *roles: Role) -> None:
    with sign_in(server.superuser) as superuser:
        superuser.execute(END, [list(roles)])


def test_after_a_restart_both_pools_are_renewed_the_data_and_the_keys(database: Server) -> None:
    before = pools()
    pids = [asked(alias) for alias in BOTH]
    end(database, Role.APP, Role.VAULT)
    renew_pool()
    assert all(new is not old for new, old in zip(pools(), before, strict=True))
    assert [asked(alias) for alias in BOTH] != pids


@pytest.mark.parametrize("role", [Role.APP, Role.VAULT])
def test_a_connection_that_is_lost_is_told_from_work_that_fails(database: Server, role: Role) -> None:
    for alias in BOTH:
        asked(alias)
    end(database, role)
    alias = DEFAULT_DB_ALIAS if role is Role.APP else role.alias
    with pytest.raises(OperationalError) as lost:
        asked(alias)
    assert is_away(lost.value)
    renew_pool()
    assert asked(alias)


def raised(cause: psycopg.Error) -> OperationalError:
    """What Django makes of an error."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def test_work_that_fails_is_not_taken_for_a_database_that_is_away(database: Server) -> None:
    asked(DEFAULT_DB_ALIAS)
    assert not is_away(raised(psycopg.errors.lookup("40P01")("deadlock detected")))
    assert not is_away(OperationalError("something else"))
    assert not is_away(ValueError("a bug"))


@pytest.mark.parametrize(
    "cause",
    [
        PoolTimeout("couldn't get a connection after 10.00 sec"),
        psycopg.OperationalError("consuming input failed: server closed the connection unexpectedly"),
        psycopg.errors.lookup("57P01")("terminating connection due to administrator command"),
        psycopg.errors.lookup("08006")("connection failure"),
    ],
)
def test_a_connection_that_broke_off_is_known_by_its_error_though_there_is_another_one(
    database: Server, cause: psycopg.Error
) -> None:
    asked(DEFAULT_DB_ALIAS)
    assert is_away(raised(cause))
