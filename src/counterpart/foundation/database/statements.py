"""One statement and its rows: how rooms speak SQL where a query must be exactly one.

Values go beside the statement, never into it. JSON comes as text (`orjson.loads`), bytes as `bytes`. Every call is one
round trip to the server: tests count them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]
"""What goes beside a statement: by order, or by name."""
Element = int | str | bytes | UUID | dt.datetime | None


def array(values: Iterable[Element]) -> str:
    """Return values as the server writes an array; the statement has to say of which type: `%s::bigint[]`.

    A list would do as well, but the driver finds out about each of its elements: seven microseconds for every array,
    and another plan where the numbers are of another size. Statements with many arrays that are said with every step
    and every page hand over texts.
    """
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: Element) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    if isinstance(value, int):
        return str(int(value))
    return f'"{value}"'


def rows(statement: str, values: Values = (), *, using: str = DEFAULT_DB_ALIAS) -> list[Row]:
    """Run a statement and return all its rows."""
    return cast("list[Row]", _said(statement, values, using).fetchall())


def row(statement: str, values: Values = (), *, using: str = DEFAULT_DB_ALIAS) -> Row | None:
    """Run a statement and return its first row, None where there is none."""
    return cast("Row | None", _said(statement, values, using).fetchone())


def run(statement: str, values: Values = (), *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Run a statement that returns nothing, and tell how many rows it touched."""
    return int(_said(statement, values, using).rowcount)


def is_watched(connection: BaseDatabaseWrapper) -> bool:
    """Say whether somebody watches what is said on a connection: tests that count, metrics, a log of statements."""
    return bool(connection.execute_wrappers or connection.queries_logged)


def _said(statement: str, values: Values, using: str) -> Any:
    """Run a statement on a cursor of the driver, which Django's own around it would cost as much as again.

    Where somebody watches, Django's is taken; errors, and transactions that are broken, are Django's either way.
    """
    connection: Any = connections[using]
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if is_watched(connection):
        watched = connection.cursor()
        watched.execute(statement, values)
        return watched
    connection.validate_no_broken_transaction()
    cursor = connection.connection.cursor()
    with connection.wrap_database_errors:
        cursor.execute(statement, values)
    return cursor
