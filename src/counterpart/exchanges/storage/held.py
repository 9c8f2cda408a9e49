"""What was loaded: exchanges of a file as their rows tell of them, before anything sealed is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.workflow import Seat, Situation
from counterpart.core.writing import Life
from counterpart.exchanges.storage.layout import Layout
from counterpart.exchanges.storage.pieces import PieceKey, Stored
from counterpart.foundation.log import Head
from counterpart.foundation.vault import KeyClass

BLOCKED, ERASED = 0, 1
"""Where the moments of a kind of data stand in `Held.retention`."""
LOG = "log"
"""The kind of data that has no key, because it holds no values."""


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A living seat and the row that holds it."""

    id: int
    party: str
    seat: Seat
    authority_id: int | None


@dataclass(frozen=True, slots=True)
class HeldQuestion:
    """A question that was asked, or that an authority has chosen and not asked yet (`asked` is false)."""

    id: int
    code: str
    party: str
    authority_id: int
    asked: bool
    texts_revision: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of an exchange and never changes."""

    id: int
    ref: UUID
    matter_id: int
    part: int
    number: str
    parent_id: int | None
    child: str
    family: bool
    created_at: dt.datetime


@dataclass(slots=True)
class Held:
    """One exchange, locked and loaded, or about to be.

    `key` is its key on a desk. `row_versions` are the versions of the exchange when its rows last changed. `allocated`
    leads from an authority to the users to whom it gave the exchange. `seated` counts the living seats of each party by
    member; of the parties in `unread` not every seat was read.
    """

    key: str
    cover: Cover
    layout: Layout
    version: int
    head: Head
    situation: Situation
    life: Life
    retention: Mapping[str, Any]
    label: bytes | None
    erased_at: dt.datetime | None
    seats: list[HeldSeat]
    questions: list[HeldQuestion]
    index: dict[PieceKey, Stored]
    consulted: tuple[str, ...] = ()
    row_versions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    allocated: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    seated: dict[str, dict[str, int]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @property
    def n(self) -> int:
        """Return the number of the entry of the log that is being written."""
        return self.head.n + 1

    def is_blocked(self, now: dt.datetime) -> bool:
        """Say whether the personal data of the exchange have been blocked; then nobody reads or writes in it."""
        return KeyClass.PERSONAL in self.blocked_by(now)

    def blocked_by(self, now: dt.datetime) -> frozenset[KeyClass]:
        """Return the classes of data that are blocked: by their own term, so some may be while others are read."""
        return self._past(BLOCKED, now)

    def erased_by(self, now: dt.datetime) -> frozenset[KeyClass]:
        """Return the classes of data whose time is over."""
        return self._past(ERASED, now)

    def next_term(self, which: int, now: dt.datetime) -> dt.datetime | None:
        """Return the first moment after now at which a kind of data is blocked (`BLOCKED`) or erased (`ERASED`)."""
        moments = (terms[which] for data, terms in self.retention.items() if data != LOG)
        return min((at for one in moments if one and (at := dt.datetime.fromisoformat(one)) > now), default=None)

    def _past(self, which: int, now: dt.datetime) -> frozenset[KeyClass]:
        """Return the classes whose moment has come; inside notes have none of their own, and go with personal data."""
        found = ((KeyClass[data.upper()], terms[which]) for data, terms in self.retention.items() if data != LOG)
        past = frozenset(one for one, at in found if at is not None and dt.datetime.fromisoformat(at) <= now)
        return past | {KeyClass.INSIDE} if KeyClass.PERSONAL in past else past


@dataclass(slots=True)
class File:
    """The exchanges of one file that were loaded, in the order in which they began; `of` is the one asked for."""

    held: dict[str, Held]
    of: str
    next_part: int = 2
    people: dict[str, int] = field(default_factory=dict)

    @property
    def one(self) -> Held:
        """Return the exchange that was asked for."""
        return self.held[self.of]
