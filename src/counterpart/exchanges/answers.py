"""What rooms below ask of exchanges, at once, and cannot look up themselves; registered in `apps.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from counterpart.exchanges.storage.pieces import TABLE, Kind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.files.states import TABLE as FILES
from counterpart.foundation.files.states import FileState
from counterpart.foundation.log import StoredPiece
from counterpart.foundation.log.store import flowing
from counterpart.modules.asks import MOST_COUNTED

REFS = "select ref from exchanges_exchange where ref = any(%s::uuid[]) and erased_at is null"
PINNED = """
select count(*) from (
  select 1 from exchanges_exchange where procedure_id = any(%s::int[]) and closed_at is null limit %s) found
"""
SEALED = """
select e.ref, c.written_n, concat_ws(':', c.kind, c.place, c.slot, c.owner_id, c.version), sha256(c.sealed),
  f.ref::text, sha256(f.digest)
from exchanges_exchange e join exchanges_content c on c.exchange_id = e.id
left join foundation_file f
  on c.kind = %s and f.stream = e.ref and f.ref::text = c.slot and f.state = any(%s::smallint[])
where e.ref >= %s and e.ref <= %s order by e.ref
"""
THERE = [int(FileState.KEPT), int(FileState.QUARANTINED), int(FileState.REMOVED)]
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


def sealed_of_exchanges(first: UUID, last: UUID) -> Iterator[StoredPiece]:
    """Yield what is stored sealed of the exchanges between two refs: content, and the digests of attached files.

    What a place is called in the log, say `storage.pieces.sealed_place` and `StoredFile.piece`.
    """
    for ref, n, slot, digest, file, file_digest in flowing(SEALED, [int(Kind.FILE), THERE, first, last]):
        yield StoredPiece(ref, n, TABLE, slot, bytes(digest))
        if file is not None and file_digest is not None:
            yield StoredPiece(ref, n, FILES, file, bytes(file_digest))
