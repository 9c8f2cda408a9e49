"""What verification says: each breach by its kind, the stream or the anchor, and the number."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID


class BreachKind(enum.Enum):
    """What was done; the values are codes for machines, and sentences are made of them by `Breach`."""

    CHANGED = "log_changed"
    REPLACED = "log_replaced"
    DELETED = "log_deleted"
    INSERTED = "log_inserted"
    MOVED = "log_moved"
    CUT = "log_cut"
    HEAD_DIFFERS = "log_head_differs"
    HEAD_MISSING = "log_head_missing"
    STREAM_MISSING = "log_stream_missing"
    STREAM_CUT = "log_stream_cut"
    STREAM_REWRITTEN = "log_stream_rewritten"
    ANCHOR_CHANGED = "anchor_changed"
    ANCHOR_DELETED = "anchor_deleted"
    ANCHOR_MOVED = "anchor_moved"
    ANCHOR_CUT = "anchor_cut"
    ANCHOR_DIFFERS = "anchor_differs"
    ANCHOR_KEY_UNKNOWN = "anchor_key_unknown"
    HEADS_CHANGED = "anchor_heads_changed"
    OUTSIDE_UNREADABLE = "anchor_outside_unreadable"
    READINGS_CHANGED = "access_changed"
    SEALED_CHANGED = "sealed_changed"
    SEALED_MISSING = "sealed_missing"
    SEALED_INSERTED = "sealed_inserted"
    SEALED_RETURNED = "sealed_returned"


_SENTENCES = {
    BreachKind.CHANGED: "exchange {stream}: entry {n} was changed",
    BreachKind.REPLACED: "exchange {stream}: entry {n} was changed with its hash: the entry after it names another",
    BreachKind.DELETED: "exchange {stream}: entry {n} was deleted",
    BreachKind.INSERTED: "exchange {stream}: the entry at {n} was inserted: the chain does not lead through it",
    BreachKind.MOVED: "exchange {stream}: the entry that stands at {n} was written as entry {other}",
    BreachKind.CUT: "exchange {stream}: entries {n} to {other} are missing at the end",
    BreachKind.HEAD_DIFFERS: "exchange {stream}: its head names another entry {n} than the log holds: one was changed",
    BreachKind.HEAD_MISSING: "exchange {stream}: its head is missing; the log holds entries up to {n}",
    BreachKind.STREAM_MISSING: "exchange {stream} is missing: anchor {other} saw it with {n} entries",
    BreachKind.STREAM_CUT: "exchange {stream}: entry {n}, which anchor {other} saw, is missing",
    BreachKind.STREAM_REWRITTEN: "exchange {stream}: the log up to entry {n} is not the one that anchor {other} saw",
    BreachKind.ANCHOR_CHANGED: "anchor {n} was changed: its signature does not fit",
    BreachKind.ANCHOR_DELETED: "anchor {n} was deleted",
    BreachKind.ANCHOR_MOVED: "anchor {n} is not chained to the one before it",
    BreachKind.ANCHOR_CUT: "anchors {n} to {other} are missing at the end",
    BreachKind.ANCHOR_DIFFERS: "anchor {n} is not the one that was written outside the database",
    BreachKind.ANCHOR_KEY_UNKNOWN: "anchor {n} is signed with a key that is not known here",
    BreachKind.HEADS_CHANGED: "anchor {n}: the heads kept with it are not those that it signed",
    BreachKind.OUTSIDE_UNREADABLE: "anchor {n}: what was written of it outside the database cannot be read",
    BreachKind.READINGS_CHANGED: "anchor {n}: the access log of its hour is not the one that it saw",
    BreachKind.SEALED_CHANGED: "exchange {stream}: what is stored of entry {n} is not what it wrote: a sealed value was"
    " changed, added or removed",
    BreachKind.SEALED_MISSING: "exchange {stream}: what entry {n} wrote is gone, and was not erased",
    BreachKind.SEALED_INSERTED: "exchange {stream}: a sealed value is stored as written by entry {n}, which wrote none",
    BreachKind.SEALED_RETURNED: "exchange {stream}: what entry {n} wrote was erased, and is stored again",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is wrong: `n` is the number of an entry or anchor, `other` a second one where the kind has one."""

    kind: BreachKind
    n: int
    stream: UUID | None = None
    other: int | None = None

    def __str__(self) -> str:
        """Return a sentence in English for the operator; exchanges by their ref."""
        return _SENTENCES[self.kind].format(stream=self.stream, n=self.n, other=self.other)
