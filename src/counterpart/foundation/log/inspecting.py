"""Verifying the whole log: every entry of every stream and what is stored sealed of it, every anchor and what it saw.

It runs beside the work of others: streams are read some hundred at a time, each in a moment in which head and entries
stand still, anchors in another. What is added in between does no harm, as anchors are looked at before the streams.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counterpart.foundation.database.statements import row
from counterpart.foundation.log.anchors import Anchor
from counterpart.foundation.log.breaches import Breach, BreachKind
from counterpart.foundation.log.chain import head_after
from counterpart.foundation.log.entries import Entry, Head
from counterpart.foundation.log.evidence import AnchoredHeads, verify_anchors, verify_streams
from counterpart.foundation.log.outside_files import kept_in
from counterpart.foundation.log.sealed import StoredPiece, verify_sealed
from counterpart.foundation.log.store import (
    FIRST,
    LAST,
    anchored_heads,
    entries_within,
    hashes_of,
    last_anchor,
    last_moved,
    readings_digest,
    snapshot,
    stretch_from,
    witnessed,
)
from counterpart.foundation.log.verifying import verify_stream

Stored = Callable[[UUID, UUID], Iterable[StoredPiece]]
"""Yields what is stored sealed of the streams between two refs, both included, by stream; inside a transaction."""

MOST_TOLD = 10_000
"""So many breaches are named; of more the number."""
PRESENT = """
select exists(select from foundation_stream where stream = %s)
    or exists(select from foundation_log_entry where stream = %s)
"""


@dataclass(slots=True)
class WholeLog:
    """What was looked at, and what is wrong; `untold` are breaches beyond those that are named."""

    streams: int = 0
    entries: int = 0
    sealed: int = 0
    anchors: int = 0
    outside: int = 0
    breaches: list[Breach] = field(default_factory=list)
    untold: int = 0

    def found(self, breaches: Iterable[Breach]) -> None:
        """Add what is wrong."""
        for breach in breaches:
            if len(self.breaches) < MOST_TOLD:
                self.breaches.append(breach)
            else:
                self.untold += 1


class Present:
    """Which streams exist: asked of the database one by one, as it is needed for those that were tampered with."""

    __slots__ = ()

    def __contains__(self, stream: object) -> bool:
        """Tell whether a stream has a head or an entry."""
        return bool((row(PRESENT, [stream, stream]) or (False,))[0])


def verify_whole_log(
    keys: Mapping[bytes, Ed25519PublicKey],
    folder: Path,
    stored: Stored,
    tell: Callable[[WholeLog], None] = lambda _: None,
) -> WholeLog:
    """Return what is wrong with the log, or with what it saw sealed: nothing, when it is as it was written.

    `keys` are the public keys of anchors by `key_id_of`, `folder` is where they are kept outside the database; `tell`
    is called now and then with how far it has come. Needs memory for one stream, and for the heads of one anchor.
    """
    whole = WholeLog()
    tell(whole)
    _verify_anchors(whole, keys, folder)
    tell(whole)
    first: UUID | None = FIRST
    while first is not None:
        first = _verify_stretch(whole, first, stored)
        tell(whole)
    return whole


def _verify_anchors(whole: WholeLog, keys: Mapping[bytes, Ed25519PublicKey], folder: Path) -> None:
    """Verify anchors against each other, and what they saw against the log.

    The folder is read first: an anchor that is made just now is in the database before it is in the folder.
    """
    kept = list(_kept(whole, folder))
    with snapshot():
        report = verify_anchors(_counted(whole), keys, outside=kept, witnessed=witnessed)
        whole.found(report.breaches)
        whole.found(_cut(kept))
        whole.found(_readings_changed(report.trusted))
        whole.found(verify_streams(anchored_heads(), report.trusted, Present(), hashes_of))
        whole.found(_seen_outside_only(whole, keys, folder, report.trusted))


def _kept(whole: WholeLog, folder: Path) -> Iterator[Anchor]:
    for n, anchored in kept_in(folder):
        whole.outside += 1
        if anchored is None:
            whole.found([Breach(BreachKind.OUTSIDE_UNREADABLE, n)])
        else:
            yield anchored.anchor


def _counted(whole: WholeLog) -> Iterator[AnchoredHeads]:
    for anchored in anchored_heads():
        whole.anchors += 1
        yield anchored


def _cut(kept: Iterable[Anchor]) -> Iterator[Breach]:
    """Tell of anchors at the end that are gone while their heads are still there, unless the folder tells of them."""
    last = last_anchor()
    n = last.n if last else 0
    newest = last_moved()
    if newest > n >= max((anchor.n for anchor in kept), default=0):
        yield Breach(BreachKind.ANCHOR_CUT, n + 1, other=newest)


def _readings_changed(trusted: frozenset[int]) -> Iterator[Breach]:
    """Tell at which anchors the access log is not the one that they saw."""
    previous: Anchor | None = None
    for anchored in anchored_heads():
        anchor = anchored.anchor
        follows = anchor.n == (previous.n + 1 if previous else 1)
        if follows and anchor.n in trusted and (previous is None or previous.n in trusted):
            digest = readings_digest(previous.at if previous else None, anchor.at)
            if digest != anchor.access_digest:
                yield Breach(BreachKind.READINGS_CHANGED, anchor.n)
        previous = anchor


def _seen_outside_only(
    whole: WholeLog, keys: Mapping[bytes, Ed25519PublicKey], folder: Path, trusted: frozenset[int]
) -> Iterator[Breach]:
    """Tell what is missing in the log that only the copies outside saw: their anchors were changed or removed."""
    told = {breach.stream for breach in whole.breaches}
    readable = (anchored for _, anchored in kept_in(folder) if anchored is not None)
    others = [anchored for anchored in readable if anchored.anchor.n not in trusted]
    genuine = frozenset(one.anchor.n for one in others if _is_genuine(one, keys))
    yield from (breach for breach in verify_streams(others, genuine, Present(), hashes_of) if breach.stream not in told)


def _is_genuine(anchored: AnchoredHeads, keys: Mapping[bytes, Ed25519PublicKey]) -> bool:
    return anchored.anchor.n in verify_anchors([anchored], keys).trusted


def _verify_stretch(whole: WholeLog, first: UUID, stored: Stored) -> UUID | None:
    """Verify the next streams, in one snapshot; return where to go on, None at the end."""
    with snapshot():
        stretch = stretch_from(first)
        missing = {head.stream: head for head in stretch.heads}
        rows: Iterator[Entry | StoredPiece]
        rows = heapq.merge(entries_within(stretch), stored(stretch.first, stretch.last), key=_stream_of)
        for stream, found in itertools.groupby(rows, key=_stream_of):
            entries, pieces = _parted(found)
            if entries:
                whole.streams += 1
                whole.found(_verify_one(whole, stream, missing.pop(stream, None), entries))
            whole.sealed += len(pieces)
            whole.found(verify_sealed(stream, entries, pieces))
        for stream, head in missing.items():
            whole.streams += 1
            whole.found(verify_stream(stream, [], head))
    return None if stretch.last == LAST else UUID(int=stretch.last.int + 1)


def _stream_of(row: Entry | StoredPiece) -> UUID:
    return row.stream


def _parted(found: Iterable[Entry | StoredPiece]) -> tuple[list[Entry], list[StoredPiece]]:
    entries: list[Entry] = []
    pieces: list[StoredPiece] = []
    for one in found:
        if isinstance(one, Entry):
            entries.append(one)
        else:
            pieces.append(one)
    return entries, pieces


def _verify_one(whole: WholeLog, stream: UUID, head: Head | None, entries: list[Entry]) -> Iterator[Breach]:
    whole.entries += len(entries)
    if head is None:
        yield Breach(BreachKind.HEAD_MISSING, entries[-1].n, stream)
        head = head_after(entries[-1])
    yield from verify_stream(stream, entries, head)
