"""What an action has at hand while it runs: who asks, when, and where to say what it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Protocol
from uuid import UUID

from counterpart.foundation.actor import Actor
from counterpart.foundation.log import Draft, EntryKind, Head, SealedPiece, digest_of_sealed


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of an action: its id, made by whoever asks and the same when they ask again, and the moment."""

    id: UUID
    at: dt.datetime


class Announcement(Protocol):
    """A fact in the past tense: a frozen dataclass of JSON values without anything personal, only ever extended."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    TYPE: ClassVar[str]
    V: ClassVar[int]


@dataclass(frozen=True, slots=True)
class Announced:
    """A fact as it is going to be stored: of a stream, beside the entry of the log that it goes with."""

    type: str
    v: int
    stream: UUID
    dims: Mapping[str, Any]


@dataclass(slots=True)
class Doing:
    """What one run of an action says: entries of the log and facts, written together with its outcome."""

    actor: Actor
    asked: Asked
    entries: list[tuple[UUID, Draft]] = field(default_factory=list)
    facts: list[Announced] = field(default_factory=list)
    heads: dict[UUID, Head] = field(default_factory=dict)

    @property
    def now(self) -> dt.datetime:
        """The moment of the action: the same for everything that it writes."""
        return self.asked.at

    def knows_head(self, head: Head) -> None:
        """Tell the head of a stream that a lock of the caller's protects, or of one that begins: saves a statement."""
        self.heads[head.stream] = head

    def log(
        self,
        stream: UUID,
        kind: EntryKind,
        *,
        action: str | None = None,
        track: str | None = None,
        states: tuple[str | None, str | None] = (None, None),
        facts: Mapping[str, Any] | None = None,
        sealed: Iterable[SealedPiece] = (),
    ) -> None:
        """Say what was done, for the log of a stream; `states` are those before and after."""
        actor = self.actor
        entry = Draft(
            at=self.now,
            kind=kind,
            actor_kind=actor.kind,
            actor_ref=actor.ref,
            for_user_ref=actor.on_behalf_of,
            authority_ref=actor.authority_ref,
            action=action,
            track=track,
            from_state=states[0],
            to_state=states[1],
            facts=facts or {},
            sealed_digest=digest_of_sealed(sealed),
            request_id=self.asked.id,
        )
        self.entries.append((stream, entry))

    def announce(self, stream: UUID, fact: Announcement) -> None:
        """Say what happened, for whoever is to know of it; the stream has an entry of this action."""
        dims = {one.name: getattr(fact, one.name) for one in fields(fact)}
        self.facts.append(Announced(fact.TYPE, fact.V, stream, dims))
