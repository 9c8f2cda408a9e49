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
    with connections[using].cursor() as cursor:
        cursor.execute(statement, cast("Sequence[str]", values))
        return cast("list[Row]", cursor.fetchall())


def row(statement: str, values: Values = (), *, using: str = DEFAULT_DB_ALIAS) -> Row | None:
    """Run a statement and return its first row, None where there is none."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement, cast("Sequence[str]", values))
        return cast("Row | None", cursor.fetchone())


def run(statement: str, values: Values = (), *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Run a statement that returns nothing, and tell how many rows it touched."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement, cast("Sequence[str]", values))
        return int(cursor.rowcount)
