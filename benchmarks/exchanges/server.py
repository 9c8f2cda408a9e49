"""The server for what is measured on the database: on disk, with fsync, as an installation has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connections
from psycopg import Connection

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import DATABASE, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.roles import sign_in


@contextmanager
def running() -> Iterator[None]:
    """Start the server of the data folder that the environment names, make its tables, and stop it in the end."""
    addresses = addresses_of()
    open_database(addresses)
    try:
        call_command("migrate", database="owner", verbosity=0)
        yield
    finally:
        let_go()
        embedded.stop(addresses.data)


def superuser() -> Connection[tuple[Any, ...]]:
    """Return a connection of the superuser: what lays rows and looks at the counters of others."""
    return sign_in(addresses_of().superuser() | {"dbname": DATABASE})


def let_go() -> None:
    """Close what this process has open, so that it has no backend while others are measured."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of the backend for PostgreSQL
