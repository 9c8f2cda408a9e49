"""The database for tests of rooms with tables: one server and one migrated database for a whole run of pytest.

Tests commit for real: `as_actor` opens transactions of its own, as it does in operation. After each test what it wrote
is cleared away; what a session lays down once (`tests/network.py`: modules, authorities, people) stays.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from counterpart.foundation.log.outside_files import anchors_folder
from counterpart.foundation.vault import at_hand
from counterpart.foundation.vault.at_hand import keyring
from tests.database.servers import Server, as_owner, running_server

KEPT = ("django_migrations", "procrastinate_", "accounts_", "modules_", "directory_")
"""Tables that are not cleared after a test, by the beginning of their names."""

PASSING = ("directory_invitation", "directory_chase", "directory_mail_failure")
"""Cleared all the same: what happens to authorities, and is not the cast itself."""

NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
"""A moment that is far from whatever time it is in a test."""

A_DAY = 86_400.0
"""Seconds: longer than all tests take."""

TABLES = """
select schemaname, tablename from pg_tables
where schemaname in ('public', 'vault') and tablename not like 'trial_%'
  and pg_relation_size(format('%I.%I', schemaname, tablename)::regclass) > 0 order by 1, 2
"""
"""Those that were ever written into since they were emptied: emptying all of them takes longer than most tests."""


@pytest.fixture(scope="session")
def server(django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """A prepared server; Django speaks to it as the role app.

    No thread forgets keys meanwhile: to the system's clock those of a story are from another year, so it would forget
    all of them at some moment, and a test that counts what is asked of the key store would count what it fetched anew.
    """
    with django_db_blocker.unblock(), running_server() as running, pytest.MonkeyPatch.context() as patched:
        patched.setattr(at_hand, "FORGET_EVERY", A_DAY)
        yield running


@pytest.fixture(scope="session")
def migrated(server: Server) -> Server:
    """The server with all tables made, as the owner makes them."""
    call_command("migrate", database="owner", verbosity=0)
    return server


@pytest.fixture
def database(migrated: Server) -> Iterator[Server]:
    """The migrated database; what the test wrote is cleared away."""
    yield migrated
    clear(migrated)


def clear(server: Server, kept: tuple[str, ...] = KEPT) -> None:
    """Empty the tables, but for those kept, and what is outside of them because of what was in them.

    This process forgets the keys that were opened: otherwise the next test seals under a key that is not stored, until
    some moment in which the keyring forgets it. The anchors outside go with the log that they saw. Connections are
    closed: those of a test that had the server killed lead nowhere.
    """
    with as_owner(server) as owner:
        rows = owner.execute(TABLES).fetchall()
        if written := _cleared(rows, kept):  # what leads to them by a key is empty, or it would be among them
            owner.execute(f"truncate {', '.join(written)} restart identity cascade")
    keyring().forget(NEVER)
    shutil.rmtree(anchors_folder(), ignore_errors=True)
    for connection in connections.all(initialized_only=True):
        connection.close()


def _cleared(rows: Sequence[Sequence[object]], kept: tuple[str, ...]) -> list[str]:
    return [f'{schema}."{table}"' for schema, table in rows if table in PASSING or not str(table).startswith(kept)]
