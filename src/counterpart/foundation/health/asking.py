"""Asks every check, and goes on when one of them cannot answer."""

from __future__ import annotations

import datetime as dt

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.health.report import CHECKS, Level, Line, Look, Report, well
from counterpart.foundation.whereabouts import whereabouts

AWAY = Line(Level.WRONG, "database", "does not answer", "`counterpart db status` says more")


def health(now: dt.datetime) -> Report:
    """Look at everything; what cannot be looked at is said, too. Raises nothing.

    Where the database does not answer only that is said. Call `loading.load_handlers` once before.
    """
    try:
        with as_actor([], read_only=True):
            row("select 1")
    except (DatabaseError, InterfaceError, psycopg.Error):
        connections[DEFAULT_DB_ALIAS].close()
        return Report(now, (AWAY,))
    lines = [well("database", "answers")]
    for name, look in CHECKS.all().items():
        lines += _asked(name, look, now)
    return Report(now, tuple(lines))


def _asked(name: str, look: Look, now: dt.datetime) -> list[Line]:
    try:
        return list(look(now))
    except Exception as error:  # noqa: BLE001  a check that fails is itself a finding, and the others are still wanted
        return [Line(Level.WRONG, name, "could not be looked at", whereabouts(error))]
