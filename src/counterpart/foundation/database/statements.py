"""One statement and its rows: how rooms speak SQL where a query must be exactly one.

Values go beside the statement, never into it. JSON comes as text (`orjson.loads`), bytes as `bytes`. Every call is one
round trip to the server: tests count them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]
"""What goes beside a statement: by order, or by name."""


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
