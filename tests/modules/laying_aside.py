"""Tests of installing begin with nothing installed, though a session may have installed much for other tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier, Literal

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

TABLES = ("modules_edition", "modules_version", "modules_procedure", "modules_texts", "modules_network")
NUMBERED = TABLES[1:]


@contextmanager
def laid_aside(server: Server) -> Iterator[None]:
    """Empty the tables of installed modules for a block; their rows come back with the numbers that they had."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        for table in TABLES:
            owner.execute(SQL("create table {} as table {}").format(_aside(table), Identifier(table)))
        _empty(owner)
    try:
        yield
    finally:
        with sign_in(server.parameters(Role.OWNER)) as owner:
            _empty(owner)
            for table in TABLES:
                back = SQL("insert into {} overriding system value table {}")
                owner.execute(back.format(Identifier(table), _aside(table)))
                owner.execute(SQL("drop table {}").format(_aside(table)))
            for table in NUMBERED:
                count_on = SQL(
                    "select setval(pg_get_serial_sequence({}, 'id'), coalesce(max(id), 0) + 1, false) from {}"
                )
                owner.execute(count_on.format(Literal(table), Identifier(table)))


def _aside(table: str) -> Identifier:
    return Identifier(f"trial_{table}")


def _empty(owner: Connection[TupleRow]) -> None:
    names = SQL(", ").join(Identifier(table) for table in TABLES)
    owner.execute(SQL("truncate {} restart identity cascade").format(names))
