"""Storing a file: a row first, then its bytes sealed one by one, then the word that it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from counterpart.core.errors import Invalid, NotFound
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.doing import Asked
from counterpart.foundation.files.noting import note_refused
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.files.shelves import shelf_for_new
from counterpart.foundation.files.states import FORMAT, FileMeta, FileOwner, FileState, StoredFile, sealed_meta, stored
from counterpart.foundation.refs import new_ref
from counterpart.foundation.scanning import inspected, scanner_at_hand
from counterpart.foundation.scanning.verdicts import Harmful
from counterpart.foundation.vault import Place, SecretKey, sealed_file, sealed_size
from counterpart.foundation.vault.at_hand import keyring

LARGEST = 200 << 20
"""Bytes of a file, where the caller names no other bound."""

BEGIN = """
insert into foundation_file(ref, stream, key_class, inside, format, size, place, state, at, meta_sealed)
values (%s, %s, %s, %s, %s, 0, %s, %s, %s, '')
"""
ARRIVED = """
update foundation_file set state = %s, size = %s, digest = %s, meta_sealed = %s, held = %s, scanned_at = %s
where ref = %s and state = %s
"""
FORGET = "delete from foundation_file where ref = %s and state = %s"
KEEP = """
update foundation_file set state = case when held is null then %s else %s end
where ref = any(%s) and stream = %s and state = %s
returning ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed, held
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
    On their way the bytes tell what kind of file it is (what the sender says of that is not believed), and pass the
    virus scanner where one is set: in doubt the file is held back when it is kept.
    Not inside a transaction; one statement before, one after the bytes. Raises `Invalid` for more than `most` bytes,
    another number than `expected` or a kind that is not taken, Refused where the scanner found something (which the
    log of the stream tells of then), NoSpace, and whatever the chunks raise; nothing is left behind then.
    """
    ref = new_ref(now)
    try:
        return _stored(actor, now, ref, owner, chunks, meta, expected=expected, most=most)
    except Harmful as problem:
        asked = Asked(new_ref(now), now)
        note_refused(actor, asked, owner.stream, ref, problem.rule)
        raise


def _stored(
    actor: Actor,
    now: dt.datetime,
    ref: UUID,
    owner: FileOwner,
    chunks: Iterable[bytes],
    meta: FileMeta,
    *,
    expected: int | None,
    most: int,
) -> StoredFile:
    """Take a file in, or leave nothing of it."""
    place = owner.place(ref)
    keyring().create([place.key_name], now)
    key = keyring().open_one(place.key_name, now)
    shelf = shelf_for_new()
    acting = [] if actor.authority_id is None else [actor.authority_id]
    with as_actor(acting):
        run(BEGIN, [ref, owner.stream, int(owner.key_class), owner.inside, FORMAT, shelf.name, FileState.ARRIVING, now])
    whole = False
    try:
        with inspected(meta.name, scanner_at_hand()) as seen:
            size, digest = _put(shelf, key, place, seen.of(_bounded(chunks, most)), expected)
        sealed = sealed_meta(key, place, replace(meta, media_type=seen.media_type), size)
        scanned_at = None if seen.verdict is None else now
        with as_actor(acting):
            values = [int(FileState.ARRIVED), sealed_size(size), digest, sealed, seen.doubt, scanned_at]
            whole = run(ARRIVED, [*values, ref, int(FileState.ARRIVING)]) == 1
    finally:
        if not whole:  # also when the process is asked to stop; what kill -9 leaves, the sweep takes
            shelf.remove(ref)
            with as_actor(acting):
                run(FORGET, [ref, int(FileState.ARRIVING)])
    if not whole:
        raise NotFound("file_not_found")
    at = FileState.ARRIVED
    return StoredFile(ref, owner, sealed_size(size), shelf.name, at, now, digest, sealed, seen.doubt or "")


def keep_files(stream: UUID, refs: Collection[UUID]) -> tuple[StoredFile, ...]:
    """Keep files that arrived for a stream, in the open transaction of the action that attaches them; by ref.

    Those that the scanner had doubts about are kept and held back (QUARANTINED) until it has an answer.
    The action logs the `piece` of each. Raises NotFound when one of them is not there, belongs to another stream, or
    was kept before.
    """
    values = [int(FileState.KEPT), int(FileState.QUARANTINED), sorted(set(refs)), stream, int(FileState.ARRIVED)]
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
