"""What the anchors witness: first whether they are themselves as they were signed, then whether the streams still are.

A stream that was rewritten to its end, with all hashes made anew, is in itself in order; but an anchor saw the hash
that one of its entries had. An exchange of which every row was deleted is missing nowhere; but an anchor saw its
head.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counterpart.core.errors import Invalid
from counterpart.foundation.log.anchors import BEGINNING, FORMAT, Anchor, digest_of_moved, root_of
from counterpart.foundation.log.breaches import Breach, BreachKind
from counterpart.foundation.log.entries import Head

MOST_NAMED = 1_000
"""Of a gap at most so many numbers are named one by one."""


class AnchoredHeads(NamedTuple):
    """An anchor, with the heads that had moved when it was made."""

    anchor: Anchor
    moved: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class AnchorReport:
    """What is wrong with the anchors, and the numbers of those that may be believed, heads included."""

    breaches: tuple[Breach, ...]
    trusted: frozenset[int]


def verify_anchors(
    anchored: Iterable[AnchoredHeads],
    keys: Mapping[bytes, Ed25519PublicKey],
    *,
    outside: Collection[Anchor] = (),
    witnessed: Callable[[], Iterable[Head]] | None = None,
) -> AnchorReport:
    """Return what is wrong with the anchors, which come by number.

    `keys` are the public keys by `key_id_of`; `outside` are anchors that were written outside the database: whoever
    holds the signing key can make a new chain, but not that of yesterday. `witnessed` returns, by stream, the head
    that was anchored last; without it these are collected here, which needs memory for all of them.
    """
    elsewhere = {anchor.n: anchor for anchor in outside}
    breaches: list[Breach] = []
    trusted: set[int] = set()
    seen: dict[UUID, Head] = {}
    previous: Anchor | None = None
    intact = True
    for anchor, moved in anchored:
        wrong = [*_against_itself(anchor, moved, keys), *_against_outside(anchor, elsewhere)]
        breaches += [*_against_previous(anchor, previous), *wrong]
        if not wrong:
            trusted.add(anchor.n)
            seen.update((head.stream, head) for head in moved if witnessed is None)
        intact = intact and not breaches
        previous = anchor
    last = previous.n if previous else 0
    collected = witnessed() if witnessed else (seen[stream] for stream in sorted(seen))
    if previous and intact and not _witnesses(previous, collected):
        breaches.append(Breach(BreachKind.HEADS_CHANGED, previous.n))
    newest = max(elsewhere, default=0)
    if newest > last:
        breaches.append(Breach(BreachKind.ANCHOR_CUT, last + 1, other=newest))
    return AnchorReport(tuple(breaches), frozenset(trusted))


def verify_streams(
    anchored: Iterable[AnchoredHeads],
    trusted: Container[int],
    present: Container[UUID],
    stored: Callable[[Sequence[Head]], Sequence[bytes | None]],
) -> tuple[Breach, ...]:
    """Return which streams are not those that trusted anchors saw: each once, at the first anchor that disagrees.

    `present` holds the streams that exist; `stored` returns for heads, anchor by anchor, the hash that the log now
    holds of that stream's entry of that number, None where it has none.
    """
    breaches: dict[UUID, Breach] = {}
    for anchor, moved in anchored:
        if anchor.n not in trusted:
            continue
        for head, held in zip(moved, stored(moved), strict=True):
            if head.stream in breaches or (held is not None and hmac.compare_digest(held, head.hash)):
                continue
            kind = BreachKind.STREAM_CUT if held is None else BreachKind.STREAM_REWRITTEN
            if head.stream not in present:
                kind = BreachKind.STREAM_MISSING
            breaches[head.stream] = Breach(kind, head.n, head.stream, anchor.n)
    return tuple(breaches.values())


def _against_itself(anchor: Anchor, moved: Sequence[Head], keys: Mapping[bytes, Ed25519PublicKey]) -> Iterator[Breach]:
    key = keys.get(anchor.key_id)
    if key is None:
        yield Breach(BreachKind.ANCHOR_KEY_UNKNOWN, anchor.n)
    elif not _signed(anchor, key):
        yield Breach(BreachKind.ANCHOR_CHANGED, anchor.n)
    elif not hmac.compare_digest(anchor.moved_digest, digest_of_moved(moved)):
        yield Breach(BreachKind.HEADS_CHANGED, anchor.n)


def _signed(anchor: Anchor, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(anchor.signature, anchor.signed_bytes())
    except (InvalidSignature, Invalid):
        return False
    return anchor.format == FORMAT


def _against_outside(anchor: Anchor, elsewhere: Mapping[int, Anchor]) -> Iterator[Breach]:
    other = elsewhere.get(anchor.n)
    if other is not None and other.signed_bytes() != anchor.signed_bytes():
        yield Breach(BreachKind.ANCHOR_DIFFERS, anchor.n)


def _against_previous(anchor: Anchor, previous: Anchor | None) -> Iterator[Breach]:
    expected = previous.n + 1 if previous else 1
    for n in range(expected, min(anchor.n, expected + MOST_NAMED)):
        yield Breach(BreachKind.ANCHOR_DELETED, n)
    link = previous.digest() if previous else BEGINNING
    if anchor.n < expected or (anchor.n == expected and not hmac.compare_digest(anchor.prev, link)):
        yield Breach(BreachKind.ANCHOR_MOVED, anchor.n)


def _witnesses(anchor: Anchor, seen: Iterable[Head]) -> bool:
    """Return whether the heads that all anchors together saw are those over which the last one made its root."""
    root, streams = root_of(seen)
    return streams == anchor.streams and hmac.compare_digest(root, anchor.root)
