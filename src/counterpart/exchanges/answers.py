"""What rooms below ask of exchanges, at once, and cannot look up themselves; registered in `apps.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.modules.asks import MOST_COUNTED

REFS = "select ref from exchanges_exchange where ref = any(%s::uuid[]) and erased_at is null"
PINNED = """
select count(*) from (
  select 1 from exchanges_exchange where procedure_id = any(%s::int[]) and closed_at is null limit %s) found
"""
WORK = "select exchanges_open_work(%s, %s)"
MOST_WORK = 100


def refs_of_exchanges(refs: Sequence[UUID]) -> Collection[UUID]:
    """Return which of these refs are exchanges that are not erased: their keys are in use."""
    with as_actor([], read_only=True):
        return [ref for (ref,) in rows(REFS, [list(refs)])]


def open_under(procedures: Sequence[int]) -> int:
    """Return how many exchanges that are not closed pin one of these procedures."""
    with as_actor([], read_only=True):
        found = row(PINNED, [list(procedures), MOST_COUNTED])
    return int(found[0]) if found else 0


def open_work(authority_id: int) -> int:
    """Return in how many open exchanges an authority has a part; counted up to 100, in the transaction of who asks."""
    found = row(WORK, [authority_id, MOST_WORK])
    return int(found[0]) if found else 0
