"""The log on the database: heads, entries and anchors, read in pieces that do not grow with the log.

Tables of the log are under no row-level security, and what is read here belongs to no authority: so these transactions
are not opened in anybody's name. A superuser may have put anything into a row; whatever stands there, reading goes on,
and the row fits no hash.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from counterpart.foundation.database.statements import Row, row, rows, run
from counterpart.foundation.layout import laid_out
from counterpart.foundation.log.anchors import Anchor
from counterpart.foundation.log.entries import Entry, Head
from counterpart.foundation.log.evidence import AnchoredHeads

AT_ONCE = 2_000
"""Rows that are fetched in one go."""
STREAMS_AT_ONCE = 500
FIRST, LAST = UUID(int=0), UUID(int=(1 << 128) - 1)
UNREADABLE: dict[str, Any] = {"unreadable": 0.5}
"""Stands for facts that cannot be read: a fraction has no hash, so the entry is found changed."""
LONG_AGO = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
LAG = dt.timedelta(minutes=5)
"""An anchor takes the readings up to so long before it: what is being committed just now has arrived by then."""
LAST_CLOSED = f"select at - interval '{LAG.seconds} seconds' from foundation_anchor order by n desc limit 1"  # noqa: S608
"""From when on the next anchor takes readings."""

# In these statements moments that Python cannot hold come as nothing, which fits no hash.
SNAPSHOT = "set transaction isolation level repeatable read, read only"
STEADY = "set transaction isolation level repeatable read"
HEADS_FROM = "select stream, n, hash from foundation_stream where stream >= %s order by stream limit %s"
ENTRIES_WITHIN = """
select case when at between '0001-01-02' and '9999-12-30' then at end,
  kind, actor_kind, actor_ref, for_user_ref, authority_ref, action, track, from_state, to_state, facts,
  sealed_digest, request_id, stream, n, format, prev, hash
from foundation_log_entry where stream >= %s and stream <= %s order by stream, n
"""
ENTRY_FIELDS = (
    *("at", "kind", "actor_kind", "actor_ref", "for_user_ref", "authority_ref", "action", "track", "from_state"),
    *("to_state", "facts", "sealed_digest", "request_id", "stream", "n", "format", "prev", "hash"),
)
HASHES = """
select e.stream, e.n, e.hash from unnest(%s::uuid[], %s::int[]) as x(stream, n)
join foundation_log_entry e on e.stream = x.stream and e.n = x.n
"""
ANCHOR_FIELDS = ("n", "at", "format", "streams", "root", "moved_digest", "access_digest", "prev", "key_id", "signature")
LAST_ANCHOR = """
select n, case when at between '0001-01-02' and '9999-12-30' then at end,
  format, streams, root, moved_digest, access_digest, prev, key_id, signature
from foundation_anchor order by n desc limit 1
"""
ANCHORS_AFTER = """
select n, case when at between '0001-01-02' and '9999-12-30' then at end,
  format, streams, root, moved_digest, access_digest, prev, key_id, signature
from foundation_anchor where n > %s order by n
"""
LOWEST = -(1 << 63)
MOVED = "select stream, n, hash from foundation_anchor_head where anchor_n = %s order by stream"
LAST_MOVED = "select max(anchor_n) from foundation_anchor_head"
WITNESSED = """
select distinct on (stream) stream, n, hash from foundation_anchor_head
where anchor_n <= (select max(n) from foundation_anchor) order by stream, anchor_n desc
"""
HEADS_AND_WHETHER_MOVED = """
select s.stream, s.n, s.hash, (a.n, a.hash) is distinct from (s.n, s.hash) from foundation_stream s
left join lateral (select n, hash from foundation_anchor_head where stream = s.stream
                   order by anchor_n desc limit 1) a on true
order by s.stream
"""
ADD_ANCHOR = """
insert into foundation_anchor(n, at, format, streams, root, moved_digest, access_digest, prev, key_id, signature)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
ADD_MOVED = """
insert into foundation_anchor_head(anchor_n, stream, n, hash)
select %s, s, n, h from unnest(%s::uuid[], %s::int[], %s::bytea[]) as x(s, n, h)
"""
READINGS = """
select at, actor_ref, authority_ref, for_user_ref, stream, what, classes, by_right, request_id from foundation_access
where at >= %s and at < %s
order by at, actor_ref, authority_ref, for_user_ref, stream, what, classes, by_right, request_id
"""


class Stretch(NamedTuple):
    """All streams between two refs, both included, and the heads that are kept of them."""

    first: UUID
    last: UUID
    heads: Sequence[Head]


@contextmanager
def snapshot(*, read_only: bool = True, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in which all tables stand still. Raises RuntimeError when one is open already."""
    with transaction.atomic(using=using, durable=True):
        run(SNAPSHOT if read_only else STEADY, using=using)
        yield


def flowing(statement: str, values: Sequence[Any] = (), *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Row]:
    """Yield the rows of a statement while the server holds the rest; only inside a transaction."""
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while found := cursor.fetchmany(AT_ONCE):
            yield from found


def stretch_from(first: UUID) -> Stretch:
    """Return the next streams from a ref on; its last one is `LAST` when there are no more heads."""
    heads = tuple(Head(stream, n, digest) for stream, n, digest in rows(HEADS_FROM, [first, STREAMS_AT_ONCE]))
    return Stretch(first, heads[-1].stream if len(heads) == STREAMS_AT_ONCE else LAST, heads)


def entries_within(stretch: Stretch) -> Iterator[Entry]:
    """Yield all entries of a stretch by stream and number, also those of streams that have no head."""
    for found in flowing(ENTRIES_WITHIN, [stretch.first, stretch.last]):
        said = dict(zip(ENTRY_FIELDS, found, strict=True))
        yield Entry(**said | {"facts": _facts(said["facts"])})


def hashes_of(heads: Sequence[Head]) -> list[bytes | None]:
    """Return for heads the hash that the log holds of that entry, None where it has none."""
    found: dict[tuple[UUID, int], bytes] = {}
    for begin in range(0, len(heads), AT_ONCE):
        piece = heads[begin : begin + AT_ONCE]
        held = rows(HASHES, [[head.stream for head in piece], [head.n for head in piece]])
        found |= {(stream, n): digest for stream, n, digest in held}
    return [found.get((head.stream, head.n)) for head in heads]


def anchored_heads() -> Iterator[AnchoredHeads]:
    """Yield all anchors by number, each with its moved heads; only inside a transaction."""
    for anchor in anchors_after(LOWEST):
        yield AnchoredHeads(anchor, moved_at(anchor.n))


def last_anchor() -> Anchor | None:
    """Return the anchor with the highest number."""
    found = row(LAST_ANCHOR)
    return _anchor(found) if found else None


def anchors_after(n: int) -> Iterator[Anchor]:
    """Yield the anchors behind a number; only inside a transaction."""
    return (_anchor(found) for found in flowing(ANCHORS_AFTER, [n]))


def moved_at(n: int) -> tuple[Head, ...]:
    """Return the heads that had moved when an anchor was made."""
    return tuple(Head(stream, at, digest) for stream, at, digest in flowing(MOVED, [n]))


def last_moved() -> int:
    """Return the highest number of an anchor of which heads are kept; 0 when there are none."""
    found = row(LAST_MOVED)
    return found[0] or 0 if found else 0


def witnessed() -> Iterator[Head]:
    """Yield of each stream the head that was anchored last; only inside a transaction."""
    return (Head(stream, n, digest) for stream, n, digest in flowing(WITNESSED))


def heads_and_whether_moved() -> Iterator[tuple[Head, bool]]:
    """Yield all heads by stream, each with whether it is another than was anchored last; only inside a transaction."""
    return ((Head(stream, n, digest), moved) for stream, n, digest, moved in flowing(HEADS_AND_WHETHER_MOVED))


def add_anchor(anchor: Anchor, moved: Sequence[Head]) -> None:
    """Store an anchor and the heads that had moved."""
    run(ADD_ANCHOR, [getattr(anchor, name) for name in ANCHOR_FIELDS])
    for begin in range(0, len(moved), AT_ONCE):
        piece = moved[begin : begin + AT_ONCE]
        run(ADD_MOVED, [anchor.n, *map(list, zip(*piece, strict=True))])


def readings_digest(previous: dt.datetime | None, at: dt.datetime) -> bytes:
    """Return the digest of the readings between two anchors, each less `LAG`; only inside a transaction."""
    digest = hashlib.sha256(laid_out("counterpart access log"))
    for found in flowing(READINGS, [previous - LAG if previous else LONG_AGO, at - LAG]):
        digest.update(laid_out(*found))
    return digest.digest()


def _anchor(found: Row) -> Anchor:
    return Anchor(**dict(zip(ANCHOR_FIELDS, found, strict=True)))


def _facts(text: str) -> dict[str, Any]:
    """Return the facts of an entry; what can be no facts where they cannot be read."""
    try:
        facts: dict[str, Any] = orjson.loads(text)
    except orjson.JSONDecodeError:  # nested deeper than it reads: we never wrote that
        return UNREADABLE
    return facts
