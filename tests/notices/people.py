"""People who are told things, without a network around them: whoever they are, they have a ref and an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.notices.about import About
from counterpart.notices.kinds import NoticeKind
from counterpart.notices.letters import Said
from counterpart.notices.sending import Addressee, Sources
from counterpart.notices.telling import Recipient, Telling, tell

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
"""A Monday."""
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
STREAM = UUID(int=7)
ABOUT = About("pq", "1.0", "request", 9, party="requester", state="accepted", mover="GB", due="2026-03-16")
ANNA, JAN = UUID(int=101), UUID(int=102)
EMAILS = {ANNA: "anna@chamber.example", JAN: "jan@chamber.example"}


def recipient(user: UUID = ANNA, zone: str = "Europe/Warsaw", absent: UUID | None = None) -> Recipient:
    return Recipient(user, int(user) % 1_000_000, 4, zone, absent)


def telling(
    fact: int = 1, kind: NoticeKind = NoticeKind.MESSAGE, to: Recipient | None = None, about: About = ABOUT
) -> Telling:
    return Telling(fact, NOW, STREAM, "7F3K-92QM", kind, about, to or recipient())


def told(tellings: Iterable[Telling], now: dt.datetime = NOW) -> None:
    """As a consumer of facts does it: in one transaction of the worker."""
    with as_worker(), as_actor([]):
        tell(tellings, now)


def person(user: UUID = ANNA, authority: int = 4) -> Actor:
    return Actor(ActorKind.PERSON, user, UUID(int=authority), authority, int(user) % 1_000_000)


def asked(at: dt.datetime = NOW) -> Asked:
    return Asked(new_ref(at), at)


def addressee(user: UUID) -> Addressee | None:
    return Addressee(EMAILS[user], "en") if user in EMAILS else None


def say(about: About, language: str, values: Mapping[str, str]) -> Said:
    """A policy area that says little."""
    return Said("Professions", "Request", state=about.state.title(), other="United Kingdom", mover=about.mover)


SOURCES = Sources(addressee, say)


def other(about: About = ABOUT, **changed: str) -> About:
    return replace(about, **changed)  # type: ignore[arg-type]  # all of these are texts
