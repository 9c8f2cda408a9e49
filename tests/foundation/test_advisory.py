"""A lock has one holder in the whole installation, and is free when its holder is gone."""

from __future__ import annotations

import psycopg
import pytest

from counterpart.foundation.advisory import OwnConnection, key_of
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

OF_WORKERS = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'counterpart_worker'"


def test_a_lock_has_one_holder(database: Server) -> None:
    with OwnConnection() as one, OwnConnection() as other:
        with one.lock("door") as ours:
            assert ours
            assert not other.take("door")
            assert other.take("window")
        assert other.take("door")


def test_a_process_does_not_get_its_own_lock_twice(database: Server) -> None:
    with OwnConnection() as one, one.lock("door") as first, one.lock("door") as second:
        assert (first, second) == (True, False)
        assert one.holds("door")


def test_a_lock_ends_with_its_connection(database: Server) -> None:
    with OwnConnection() as one, OwnConnection() as other:
        assert one.take("door")
        one.close()
        assert other.take("door")


def test_a_lost_connection_is_told_once_and_then_replaced_without_its_locks(database: Server) -> None:
    with OwnConnection() as one:
        assert one.take("door")
        with sign_in(database.superuser) as superuser:
            superuser.execute(OF_WORKERS)
        with pytest.raises(psycopg.OperationalError):
            one.run("select 1")
        assert not one.holds("door")
        assert one.take("door")


def test_names_of_locks_become_numbers_of_64_bits() -> None:
    assert key_of("door") == key_of("door") != key_of("window")
    assert all(-(2**63) <= key_of(str(number)) < 2**63 for number in range(100))
