"""Anchors: every hour one signed statement about the heads of all streams, chained to the one before.

An anchor holds the Merkle root over all heads and the digest of those heads that moved since the last anchor. The
moved heads are kept with it (and both also outside the database), so that a missing exchange can be named: a root
alone would only say that something is missing. Signatures are Ed25519; the private key belongs to the process that
makes anchors, the public ones to whoever verifies.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import in_utc
from counterpart.foundation.layout import laid_out
from counterpart.foundation.log.entries import Head
from counterpart.foundation.log.merkle import merkle_root

FORMAT = 1
BEGINNING = hashlib.sha256(laid_out("counterpart anchors")).digest()
"""What the first anchor is chained to."""
NO_ACCESS = hashlib.sha256(laid_out("counterpart access log")).digest()
"""The digest of an hour in which nobody read anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Anchor number `n`, counted from 1: so many `streams`, the root over their heads, what moved, who read.

    `access_digest` is the digest of the access log of that hour; `key_id` names the key of the signature.
    """

    n: int
    at: dt.datetime
    format: int
    streams: int
    root: bytes
    moved_digest: bytes
    access_digest: bytes
    prev: bytes
    key_id: bytes
    signature: bytes

    def signed_bytes(self) -> bytes:
        """Return the bytes that are signed: all but the signature. Raises `Invalid` for a moment without a zone."""
        return laid_out(
            "counterpart anchor",
            self.format,
            self.n,
            self.at,
            self.streams,
            self.root,
            self.moved_digest,
            self.access_digest,
            self.prev,
            self.key_id,
        )

    def digest(self) -> bytes:
        """Return what the next anchor is chained to."""
        return hashlib.sha256(self.signed_bytes()).digest()


class AnchorSigner:
    """Signs anchors with one Ed25519 key, which it neither prints nor gives away."""

    __slots__ = ("_key", "key_id")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Keep the key; `key_id` is how anchors name it."""
        self._key = key
        self.key_id = key_id_of(key.public_key())

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key by which its anchors are verified."""
        return self._key.public_key()

    def sign(self, content: bytes) -> bytes:
        """Return the signature of 64 bytes."""
        return self._key.sign(content)


def key_id_of(key: Ed25519PublicKey) -> bytes:
    """Return eight bytes that name a public key."""
    return hashlib.sha256(laid_out("counterpart anchor key", key.public_bytes_raw())).digest()[:8]


def leaf_of(head: Head) -> bytes:
    """Return the leaf of a head in the tree."""
    return laid_out("counterpart log head", head.stream, head.n, head.hash)


def moved_since(before: Mapping[UUID, Head], heads: Iterable[Head]) -> tuple[Head, ...]:
    """Return the heads that are new or other than those known before."""
    return tuple(head for head in heads if before.get(head.stream) != head)


def digest_of_moved(moved: Sequence[Head]) -> bytes:
    """Return the digest of the moved heads, whatever their order."""
    leaves = b"".join(leaf_of(head) for head in sorted(moved))
    return hashlib.sha256(laid_out("counterpart moved heads", len(moved)) + leaves).digest()


def root_of(heads: Iterable[Head]) -> tuple[bytes, int]:
    """Return the Merkle root over heads and their number. Raises `Invalid` unless they come by stream, each once."""
    return merkle_root(leaf_of(head) for head in _ascending(heads))


def next_anchor(
    previous: Anchor | None,
    heads: Iterable[Head],
    moved: Sequence[Head],
    signer: AnchorSigner,
    now: dt.datetime,
    *,
    access_digest: bytes = NO_ACCESS,
) -> Anchor:
    """Return the signed anchor after `previous`.

    `heads` are those of all streams in one snapshot, ordered by stream; `moved` those of them that moved since. Raises
    `Invalid`: `anchor_order` for heads in another order, `anchor_time` when `now` is before the anchor before,
    `anchor_fewer` when there are fewer streams than then: streams never end, so one is missing, and an anchor must not
    make that the new truth.
    """
    root, streams = root_of(heads)
    if previous and in_utc(now) < previous.at:
        raise Invalid("anchor_time", field="now", previous=previous.at.isoformat())
    if previous and streams < previous.streams:
        raise Invalid("anchor_fewer", field="heads", streams=streams, previous=previous.streams)
    unsigned = Anchor(
        n=previous.n + 1 if previous else 1,
        at=in_utc(now),
        format=FORMAT,
        streams=streams,
        root=root,
        moved_digest=digest_of_moved(moved),
        access_digest=access_digest,
        prev=previous.digest() if previous else BEGINNING,
        key_id=signer.key_id,
        signature=b"",
    )
    return replace(unsigned, signature=signer.sign(unsigned.signed_bytes()))


def _ascending(heads: Iterable[Head]) -> Iterable[Head]:
    last: UUID | None = None
    for head in heads:
        if last is not None and head.stream <= last:
            raise Invalid("anchor_order", field="heads", stream=str(head.stream))
        last = head.stream
        yield head
