"""Storing a file: a row first, then its bytes sealed one by one, then the word that it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from counterpart.core.errors import Invalid, NotFound
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.files.shelves import shelf_for_new
from counterpart.foundation.files.states import FORMAT, FileMeta, FileOwner, FileState, StoredFile, sealed_meta, stored
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import Place, SecretKey, sealed_file, sealed_size
from counterpart.foundation.vault.at_hand import keyring

LARGEST = 200 << 20
"""Bytes of a file, where the caller names no other bound."""

BEGIN = """
insert into foundation_file(ref, stream, key_class, inside, format, size, place, state, at, meta_sealed)
values (%s, %s, %s, %s, %s, 0, %s, %s, %s, '')
"""
ARRIVED = (
    "update foundation_file set state = %s, size = %s, digest = %s, meta_sealed = %s where ref = %s and state = %s"
)
FORGET = "delete from foundation_file where ref = %s and state = %s"
KEEP = """
update foundation_file set state = %s where ref = any(%s) and stream = %s and state = %s
returning ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed
"""
QUARANTINE = "update foundation_file set state = %s where ref = %s and state = any(%s)"


def store_file(
    actor: Actor,
    now: dt.datetime,
    owner: FileOwner,
    chunks: Iterable[bytes],
    meta: FileMeta,
    *,
    expected: int | None = None,
    most: int = LARGEST,
) -> StoredFile:
    """Take a file in while it arrives, sealed under the key of its owner: a class of data of an exchange.

    It is then whole but belongs to nothing: the action that attaches it says `keep_files`, or it is gone a day later.
    Not inside a transaction; one statement before, one after the bytes. Raises `Invalid` for more than `most` bytes or
    another number than `expected`, NoSpace, and whatever the chunks raise; nothing is left behind then.
    """
    ref = new_ref(now)
    place = owner.place(ref)
    keyring().create([place.key_name], now)
    key = keyring().open_one(place.key_name, now)
    shelf = shelf_for_new()
    acting = [] if actor.authority_id is None else [actor.authority_id]
    with as_actor(acting):
        run(BEGIN, [ref, owner.stream, int(owner.key_class), owner.inside, FORMAT, shelf.name, FileState.ARRIVING, now])
    whole = False
    try:
        size, digest = _put(shelf, key, place, _bounded(chunks, most), expected)
        sealed = sealed_meta(key, place, meta, size)
        with as_actor(acting):
            values = [int(FileState.ARRIVED), sealed_size(size), digest, sealed, ref, int(FileState.ARRIVING)]
            whole = run(ARRIVED, values) == 1
    finally:
        if not whole:  # also when the process is asked to stop; what kill -9 leaves, the sweep takes
            shelf.remove(ref)
            with as_actor(acting):
                run(FORGET, [ref, int(FileState.ARRIVING)])
    if not whole:
        raise NotFound("file_not_found")
    at = FileState.ARRIVED
    return StoredFile(ref, owner, sealed_size(size), shelf.name, at, now, digest, sealed)


def keep_files(stream: UUID, refs: Collection[UUID]) -> tuple[StoredFile, ...]:
    """Keep files that arrived for a stream, in the open transaction of the action that attaches them; by ref.

    The action logs the `piece` of each. Raises NotFound when one of them is not there, belongs to another stream, or
    was kept before.
    """
    values = [int(FileState.KEPT), sorted(set(refs)), stream, int(FileState.ARRIVED)]
    kept = sorted((stored(found) for found in rows(KEEP, values)), key=lambda file: file.ref)
    if len(kept) != len(set(refs)):
        raise NotFound("file_not_found")
    return tuple(kept)


def quarantine_file(ref: UUID, *, release: bool = False) -> bool:
    """Hold a kept file back, or release it, in the open transaction; return whether it was there to be."""
    before, after = FileState.KEPT, FileState.QUARANTINED
    if release:
        before, after = after, before
    return run(QUARANTINE, [int(after), ref, [int(before)]]) == 1


def _put(
    shelf: Shelf, key: SecretKey, place: Place, chunks: Iterable[bytes], expected: int | None
) -> tuple[int, bytes]:
    """Seal the chunks onto the shelf; return the size of the file in clear, and the digest of what lies there."""
    digest = hashlib.sha256()
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            yield chunk

    def digested() -> Iterator[bytes]:
        for piece in sealed_file(key, place, counted(), expected=expected):
            digest.update(piece)
            yield piece

    shelf.write(UUID(place.slot), digested())
    return size, digest.digest()


def _bounded(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    arrived = 0
    for chunk in chunks:
        arrived += len(chunk)
        if arrived > most:
            raise Invalid("file_too_large", field="file", most=most)
        yield chunk
