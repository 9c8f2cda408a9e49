"""What the log can say for a report: the last entry of an exchange with its digest, and the last anchor.

Every entry holds the digest of the one before it, and every hour an anchor holds the heads of all exchanges, is signed
and is written outside of the database. So a report that names both can be held against the log for ever: nothing that
happened before it can have been changed since without the digests being others.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row

HEAD = """
select s.n, s.hash, a.n, a.at, a.root,
  (select max(h.n) from foundation_anchor_head h where h.stream = s.stream and h.anchor_n <= a.n)
from foundation_stream s
left join lateral (select n, at, root from foundation_anchor order by n desc limit 1) a on true
where s.stream = %s
"""


@dataclass(frozen=True, slots=True)
class AnchorSeen:
    """An anchor as a report names it: its number, its moment, and the root over all heads."""

    n: int
    at: dt.datetime
    root: bytes


@dataclass(frozen=True, slots=True)
class Witness:
    """The last entry of an exchange, and the last anchor; `is_anchored` when the anchor holds that entry."""

    n: int
    digest: bytes
    anchor: AnchorSeen | None
    is_anchored: bool


def witness_of(actor: Actor, stream: UUID) -> Witness | None:
    """Return what the log says of a stream, None for one without entries: one statement."""
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        found = row(HEAD, [stream])
    if found is None:
        return None
    n, digest, anchor, at, root, anchored = found
    seen = AnchorSeen(anchor, at, bytes(root)) if anchor is not None else None
    return Witness(n, bytes(digest), seen, anchored is not None and anchored >= n)
