"""What a request knows of its visitor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from counterpart.directory.kinds import POWERS, AuthorityKind
from counterpart.foundation.actor import Actor
from counterpart.foundation.words import Words, words_of


@dataclass(frozen=True, slots=True)
class ActingFor:
    """An authority that the visitor may act for; `code` stands in addresses.

    `absent` is the colleague stood in for, `absent_name` what they are called.
    """

    code: str
    ref: UUID
    id: int
    member: str
    names: Mapping[str, str]
    absent: UUID | None = None
    kind: AuthorityKind = AuthorityKind.AUTHORITY
    absent_name: str = ""

    @property
    def has_desk(self) -> bool:
        """Say whether it looks after other authorities: a coordinator, or the supervising body."""
        return POWERS[self.kind].coordinates or self.kind is AuthorityKind.SUPERVISOR

    def name(self, language: str) -> str:
        """Return the name of the authority in a language, else in English, else in its own."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), "")


@dataclass(slots=True)
class Visit:
    """The visitor of one request; `now` is the moment of everything that the request does.

    `unread` counts what they were told and have not read, up to ten.
    """

    now: dt.datetime
    words: Words = field(default_factory=lambda: words_of("en"))
    user_ref: UUID | None = None
    user_name: str = ""
    may_act_for: tuple[ActingFor, ...] = ()
    acting: ActingFor | None = None
    actor: Actor | None = None
    unread: int = 0

    @property
    def signed_in(self) -> bool:
        """Say whether the visitor has signed in."""
        return self.user_ref is not None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which times are shown."""
        return self.actor.zone if self.actor is not None else ZoneInfo("UTC")

    @property
    def who(self) -> Actor:
        """The actor of a page behind the gate ACTING. Raises LookupError anywhere else: a mistake in the program."""
        if self.actor is None:
            raise LookupError("this page has nobody who acts")
        return self.actor


def visit_of(request: HttpRequest) -> Visit:
    """Return the visitor of a request; of one that failed before anybody was found, a visitor who is nobody."""
    found: Visit | None = getattr(request, "visit", None)  # set by the middleware `arriving`
    return found if found is not None else Visit(dt.datetime.now(dt.UTC))
