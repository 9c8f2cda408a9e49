"""Scanning again what is held back: a file that the scanner had doubts about is freed or removed when it has none.

The bytes are opened piece by piece for the scanner and lie nowhere in clear. What was found goes in the order in which
everything of a file goes: first the row says so and the log tells of it, then the bytes go, then the row says that
they are gone. A crash in between leaves a row that the next run finds.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from counterpart.core.errors import NotFound
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.files.noting import log_freed, log_removed
from counterpart.foundation.files.shelves import shelf_named
from counterpart.foundation.files.states import FileState, StoredFile, stored
from counterpart.foundation.refs import new_ref
from counterpart.foundation.scanning import Clamd, Doubt, Found, Nothing, Scan, Verdict, scanner_at_hand
from counterpart.foundation.vault import Damaged, KeyGone, opened_file
from counterpart.foundation.vault.at_hand import keyring

BATCH = 50
"""Files of one run; those that were not tried for longest come first."""

HELD = """
select ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed, held
from foundation_file
where state = %s and held is not null and scanned_at < %s order by scanned_at limit %s
"""
TRIED = "update foundation_file set scanned_at = %s, held = %s where ref = %s and state = %s"
FREE = "update foundation_file set state = %s, held = null, scanned_at = %s where ref = %s and state = %s"
REMOVE = "update foundation_file set state = %s, held = %s, scanned_at = %s where ref = %s and state = %s"
REMOVING = "select ref, place from foundation_file where state = %s and held is not null and size > 0 limit %s"
REMOVED = "update foundation_file set size = 0 where ref = any(%s) and state = %s"

_KEPT, _HELD, _GONE = int(FileState.KEPT), int(FileState.QUARANTINED), int(FileState.REMOVED)


def scan_again(now: dt.datetime, *, batch: int = BATCH) -> int:
    """Scan what is held back once more, outside of transactions; return how many files have their answer.

    Where no scanner is set nothing is freed.
    """
    clamd = scanner_at_hand()
    answered = 0
    if clamd is not None:
        with as_actor([], read_only=True):
            waiting = [stored(found) for found in rows(HELD, [_HELD, now, batch])]
        for file in waiting:
            verdict = _scanned(clamd, file, now)
            answered += _settle(file, verdict, now)
            if verdict is Doubt.AWAY:
                break  # nor will it be there for the next one
    _remove_bytes(batch)
    return answered


def _scanned(clamd: Clamd, file: StoredFile, now: dt.datetime) -> Verdict | None:
    """Return what is found in a stored file; None where it does not open, so that nobody else can open it either."""
    try:
        key = keyring().open_one(file.place.key_name, now)
        with Scan(clamd) as scan:
            for piece in opened_file(key, file.place, shelf_named(file.shelf).read(file.ref)):
                scan.send(piece)
            return scan.verdict()
    except (KeyGone, Damaged):
        return None


def _settle(file: StoredFile, verdict: Verdict | None, now: dt.datetime) -> bool:
    """Do what the verdict says; tell whether it said anything."""
    by_the_clock = Actor(ActorKind.CLOCK, None), Asked(new_ref(now), now)
    try:
        match verdict:
            case Nothing():
                free_file(*by_the_clock, file.owner.stream, file.ref)
                return True
            case Found(rule):
                remove_file(*by_the_clock, file.owner.stream, file.ref, rule)
                return True
    except NotFound:  # erased meanwhile
        return False
    with as_actor([]):
        run(TRIED, [now, file.held if verdict is None else verdict, file.ref, _HELD])
    return False


@action("files.free")
def free_file(doing: Doing, stream: UUID, ref: UUID) -> None:
    """Let a file be read that was held back, because nothing was found in it. Raises NotFound when it is gone."""
    if run(FREE, [_KEPT, doing.now, ref, _HELD]) != 1:
        raise NotFound("file_not_found")
    log_freed(doing, stream, ref)


@action("files.remove")
def remove_file(doing: Doing, stream: UUID, ref: UUID, rule: str) -> None:
    """Remove a file that was held back, because something was found in it. Raises NotFound when it is gone."""
    if run(REMOVE, [_GONE, rule, doing.now, ref, _HELD]) != 1:
        raise NotFound("file_not_found")
    log_removed(doing, stream, ref, rule)


def _remove_bytes(batch: int) -> None:
    """Remove the bytes of files that are marked as removed."""
    with as_actor([], read_only=True):
        going = rows(REMOVING, [_GONE, batch])
    for ref, place in going:
        shelf_named(place).remove(ref)
    if going:
        with as_actor([]):
            run(REMOVED, [[ref for ref, _ in going], _GONE])
