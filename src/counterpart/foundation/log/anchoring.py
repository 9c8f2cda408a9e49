"""Making an anchor: every hour the worker signs what the heads of all streams are, and has it kept in two places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.db import IntegrityError

from counterpart.core.errors import Conflict
from counterpart.foundation.log.anchors import Anchor, AnchorSigner, next_anchor
from counterpart.foundation.log.entries import Head
from counterpart.foundation.log.evidence import AnchoredHeads
from counterpart.foundation.log.outside_files import keep_in, keep_key_in, newest_in
from counterpart.foundation.log.store import (
    add_anchor,
    anchors_after,
    heads_and_whether_moved,
    last_anchor,
    moved_at,
    readings_digest,
    snapshot,
)


def make_anchor(signer: AnchorSigner, folder: Path, now: dt.datetime) -> Anchor:
    """Make the next anchor, in one snapshot of the log, and keep it in the database and in the folder.

    The database comes first: were it the other way round, an anchor that was not committed would look like one that
    was removed. Those that an earlier run could not write outside are written now. Raises `Invalid` as `next_anchor`
    and `keep_in`, Conflict `anchor_made` when another worker was faster, OSError when the folder takes nothing; after
    the last two and `keep_in` the database has its anchor.
    """
    try:
        with snapshot(read_only=False):
            previous = last_anchor()
            moved: list[Head] = []
            readings = readings_digest(previous.at if previous else None, now)
            anchor = next_anchor(previous, _noting(moved), moved, signer, now, access_digest=readings)
            add_anchor(anchor, moved)
    except IntegrityError as problem:
        raise Conflict("anchor_made") from problem
    keep_key_in(folder, signer.public_key)
    bring_up_to_date(folder, anchor)
    return anchor


def bring_up_to_date(folder: Path, newest: Anchor) -> None:
    """Write the anchors of the database that the folder lacks behind its newest one, `newest` in any case."""
    with snapshot():
        for anchor in anchors_after(min(newest_in(folder), newest.n - 1)):
            keep_in(folder, AnchoredHeads(anchor, moved_at(anchor.n)))


def _noting(moved: list[Head]) -> Iterator[Head]:
    """Yield all heads, noting on the way those that moved: one pass over millions."""
    for head, has_moved in heads_and_whether_moved():
        if has_moved:
            moved.append(head)
        yield head
