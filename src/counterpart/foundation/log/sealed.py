"""Whether what is stored sealed is what the log saw: its digests against those of the ciphertexts that lie there.

An entry holds one digest over all that its step wrote, so the entry is named and not the value in it. Ciphertext may go
only by an erasure of everything, which the log tells of (`ALL_OF_IT`), and then nothing of what was written before may
lie there. Where some classes of data are erased, their keys are destroyed and the ciphertext stays as noise: without it
the digest could not be told from one that was tampered with. Pure, like `verifying.py`, which has seen to the entries.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from counterpart.foundation.log.breaches import Breach, BreachKind
from counterpart.foundation.log.entries import Entry, EntryKind, digest_of_places

ALL_OF_IT = {"classes": "all"}
"""Facts of an entry that tells of an erasure of everything, ciphertext and keys."""


class StoredPiece(NamedTuple):
    """Something sealed as it is stored now: the entry that it says it was written by, where it is, and its SHA-256."""

    stream: UUID
    n: int
    table: str
    slot: str
    digest: bytes


def verify_sealed(stream: UUID, entries: Sequence[Entry], stored: Iterable[StoredPiece]) -> Iterator[Breach]:
    """Yield at which entries of a stream the sealed values are not those that were written; `stored` are all of it."""
    by_number: dict[int, list[StoredPiece]] = {}
    for piece in stored:
        by_number.setdefault(piece.n, []).append(piece)
    erased = max((entry.n for entry in entries if _erases_all(entry)), default=0)
    for entry in entries:
        kind = _wrong(entry, by_number.pop(entry.n, []), erased)
        if kind is not None:
            yield Breach(kind, entry.n, stream)
    yield from (Breach(BreachKind.SEALED_INSERTED, n, stream) for n in sorted(by_number))


def _wrong(entry: Entry, found: Sequence[StoredPiece], erased: int) -> BreachKind | None:
    if entry.n < erased:
        return BreachKind.SEALED_RETURNED if found else None
    if entry.sealed_digest is None:
        return BreachKind.SEALED_INSERTED if found else None
    digest = digest_of_places((piece.table, piece.slot, piece.digest) for piece in found)
    if digest is None:
        return BreachKind.SEALED_MISSING
    return None if hmac.compare_digest(digest, entry.sealed_digest) else BreachKind.SEALED_CHANGED


def _erases_all(entry: Entry) -> bool:
    """Tell whether an entry is of such an erasure; a superuser may have put anything into the column of facts."""
    return entry.kind == EntryKind.ERASED and isinstance(entry.facts, dict) and ALL_OF_IT.items() <= entry.facts.items()
