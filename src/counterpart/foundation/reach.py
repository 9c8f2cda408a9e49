"""Whether the database is there: what went wrong with it has to be told from what went wrong with the work."""

from __future__ import annotations

import threading

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""Errors that a database which has gone away gives; a deadlock or a lock that took too long gives them, too."""


_RENEWING = threading.Lock()


def is_away(error: BaseException) -> bool:
    """Tell whether the database has gone away under this thread; its dead connection is then let go of."""
    if not isinstance(error, AWAY):
        return False
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.connection is not None and connection.is_usable():
        return False
    connection.close()
    return True


def renew_pool() -> None:
    """Give up the pool of this process, so that the next use begins with a new one.

    After a restart of the server every idle connection of the pool is dead, and psycopg's pool waits 1, 2, 4, … seconds
    from one that it finds dead to the next: whoever asks would have given up by then. What other threads hold stays
    theirs until they give it back.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.close()
    with _RENEWING:
        connection.close_pool()  # type: ignore[attr-defined]  # of the backend for PostgreSQL
