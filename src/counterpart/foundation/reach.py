"""Whether the database is there: what went wrong with it has to be told from what went wrong with the work."""

from __future__ import annotations

import threading

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from counterpart.foundation.database.addresses import Role

AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""Errors that a database which has gone away gives; a deadlock or a lock that took too long gives them, too."""

CONNECTION = "08"
ENDED = frozenset({"57P01", "57P02", "57P03", "57P05"})
"""Codes of PostgreSQL (Appendix A): shut down, crashed, not yet there, idle for too long; 08 are of the connection."""

KEYS = Role.VAULT.alias
"""The key store has a pool of its own."""

_RENEWING = threading.Lock()


def is_away(error: BaseException) -> bool:
    """Tell whether the database, or the key store in it, has gone away under this thread.

    The connections of the thread that are dead are then let go of. It is seen by the error, too: after a commit that
    broke off Django has another connection at once, and that one works.
    """
    if not isinstance(error, AWAY):
        return False
    default = connections[DEFAULT_DB_ALIAS]
    lost = [one for one in _of_thread() if one.connection is not None and not one.is_usable()]
    if default.connection is not None and not lost and not _broke_off(error):
        return False
    for one in [default, *lost]:
        one.close()
    return True


def _broke_off(error: BaseException) -> bool:
    """Tell whether an error says that the connection ended, or that none was to be had."""
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(cause, psycopg.OperationalError):
        return False
    return cause.sqlstate is None or cause.sqlstate in ENDED or cause.sqlstate.startswith(CONNECTION)


def renew_pool() -> None:
    """Give up the pools of this process, so that the next use begins with new ones.

    After a restart of the server every idle connection of the pool is dead, and psycopg's pool waits 1, 2, 4, … seconds
    from one that it finds dead to the next: whoever asks would have given up by then. What other threads hold stays
    theirs until they give it back.
    """
    for connection in _of_thread(KEYS):
        connection.close()
        with _RENEWING:
            connection.close_pool()  # type: ignore[attr-defined]  # of the backend for PostgreSQL


def _of_thread(*needed: str) -> list[BaseDatabaseWrapper]:
    """Return the connections of this thread to the data and, if it has one or it is needed, to the key store."""
    there = {one.alias for one in connections.all(initialized_only=True)} | set(needed)
    keys = [connections[KEYS]] if KEYS in there and KEYS in connections.settings else []
    return [connections[DEFAULT_DB_ALIAS], *keys]
