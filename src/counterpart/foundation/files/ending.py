"""The end of files: with their exchange, or because they never came to belong to anything.

A row is marked first, in a transaction; then the bytes go, then the row. A crash in between leaves a marked row, which
the next run finds again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.files.shelves import shelf_named
from counterpart.foundation.files.states import FileState
from counterpart.foundation.vault import KeyClass

ABANDONED = dt.timedelta(days=1)
"""So long a file may arrive, or wait for the action that keeps it."""
BATCH = 200

ERASE = """
update foundation_file set state = %s, meta_sealed = '', digest = null
where stream = %s and state <> %s and (%s::smallint[] is null or key_class = any(%s::smallint[]))
"""
ERASE_THESE = """
update foundation_file set state = %s, meta_sealed = '', digest = null where stream = %s and ref = any(%s)
"""
ABANDON = """
update foundation_file set state = %s, meta_sealed = '', digest = null where state = any(%s) and at < %s
"""
GOING = "select ref, place from foundation_file where state = %s and ref > %s order by ref limit %s"
GONE = "delete from foundation_file where ref = any(%s) and state = %s"

_BEFORE_ALL = UUID(int=0)


def erase_files(stream: UUID, classes: Collection[KeyClass] | None = None) -> int:
    """Mark the files of a stream, of all classes or of some, in the open transaction; return how many there were.

    From its commit on nobody reads them. Their bytes go with the next sweep; without the key they are noise already.
    """
    erased = int(FileState.ERASED)
    chosen = None if classes is None else [int(one) for one in classes]
    return run(ERASE, [erased, stream, erased, chosen, chosen])


def erase_these(stream: UUID, refs: Collection[UUID]) -> int:
    """Mark some files of a stream, as `erase_files` does; return how many there were."""
    return run(ERASE_THESE, [int(FileState.ERASED), stream, list(refs)])


def sweep_files(now: dt.datetime, *, batch: int = BATCH) -> int:
    """Remove what was abandoned a day ago, and what was marked as erased; return how many files there were."""
    with as_actor([]):
        waiting = [int(FileState.ARRIVING), int(FileState.ARRIVED)]
        run(ABANDON, [int(FileState.ERASED), waiting, now - ABANDONED])
    removed = 0
    after = _BEFORE_ALL
    while True:
        with as_actor([], read_only=True):
            found = rows(GOING, [int(FileState.ERASED), after, batch])
        if not found:
            return removed
        for ref, place in found:
            shelf_named(place).remove(ref)
        after = found[-1][0]
        with as_actor([]):
            removed += run(GONE, [[ref for ref, _ in found], int(FileState.ERASED)])
