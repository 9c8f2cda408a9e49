"""Pages of the database that a statement touches: what it costs, whatever the machine is doing beside it."""

from __future__ import annotations

import orjson

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Values, rows

AROUND, PER_MOVE = 60, 14
"""Of a list: the ways down into indexes and the authority itself; and for each move that is looked at its row, its
place in the index, and who may see the exchange, asked twice."""


def pages(authority: int, statement: str, values: Values) -> int:
    """How many pages a statement touches for somebody, with what row-level security asks."""
    with as_actor([authority], read_only=True):
        rows(statement, values)  # planned, and in memory
        [(plan,)] = rows("explain (analyze, buffers, format json) " + statement, values)
    root = (orjson.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return int(root["Shared Hit Blocks"] + root["Shared Read Blocks"])
