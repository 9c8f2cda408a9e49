"""Reading files: what there is of a stream, and one file piece by piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from counterpart.core.errors import NotFound, Refused
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.files.shelves import shelf_named
from counterpart.foundation.files.states import FileState, StoredFile, stored
from counterpart.foundation.vault import KeyClass, opened_file
from counterpart.foundation.vault.at_hand import keyring

FIND = """
select ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed, held
from foundation_file where ref = %s and stream = %s
"""
OF_STREAM = """
select ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed, held
from foundation_file where stream = %s and key_class = any(%s) and state = any(%s) and
  (inside is null or inside = %s)
order by ref
"""
SHOWN = [int(FileState.KEPT), int(FileState.QUARANTINED), int(FileState.REMOVED)]


def open_file(actor: Actor, stream: UUID, ref: UUID, now: dt.datetime) -> Iterator[bytes]:
    """Return the content of a file of a stream, each piece when it is verified; memory stays flat.

    The caller has seen that the actor may read files of this stream and class. Raises, at once: NotFound for what is
    not kept or was erased, Refused for what is held back. Raises `Damaged` while it is read: who passes it on breaks
    off then, and never calls the file complete.
    """
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        found = row(FIND, [ref, stream])
    if found is None:
        raise NotFound("file_not_found")
    file = stored(found)
    if file.state is FileState.QUARANTINED:
        raise Refused("file_unchecked" if file.held else "file_quarantined")
    if file.state is FileState.REMOVED:
        raise Refused("file_removed", rule=file.held)
    if file.state is not FileState.KEPT:
        raise NotFound("file_not_found")
    key = keyring().open_one(file.place.key_name, now)
    return opened_file(key, file.place, shelf_named(file.shelf).read(ref))


def files_of(stream: UUID, classes: Collection[KeyClass], *, inside: UUID | None = None) -> tuple[StoredFile, ...]:
    """Return the files of a stream, in the open transaction, in one statement, by ref: kept, held back, removed.

    Name only classes that the actor may read, and `inside` their own authority: other rows are not fetched at all.
    What they are called says `StoredFile.info`, with the keys.
    """
    values = [stream, [int(one) for one in classes], SHOWN, inside]
    return tuple(stored(found) for found in rows(OF_STREAM, values))
