"""What was typed on a page of an exchange and not sent: kept sealed for its writer, and put back where it stood.

Nothing is judged here. It is sealed under the key of the exchange and erased with it; it goes when the page is sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.core import signing
from django.http import QueryDict

from counterpart.core.errors import Invalid
from counterpart.foundation.actor import Actor
from counterpart.foundation.drafts import draft, drop_draft, save_draft

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "request", "do", "token", "look", "exchange", "expected", "language"})
"""What a form sends along that nobody typed."""
LONGEST = 1_000_000
SALT = "kept"
OLDEST_TOKEN = 7 * 24 * 3600
"""Seconds: a page may be left open over a weekend."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed: the fields as they were sent, and when."""

    fields: QueryDict
    at: dt.datetime


def token_for(actor: Actor, exchange: UUID) -> str:
    """Return the sign that somebody may keep what they type about an exchange: the page was drawn for them."""
    return signing.dumps([str(actor.ref), str(exchange)], salt=SALT, compress=True)


def exchange_of(actor: Actor, token: str) -> UUID | None:
    """Return the exchange that a sign is about, None for one that is not the actor's, or too old."""
    try:
        person, exchange = signing.loads(token, salt=SALT, max_age=OLDEST_TOKEN)
    except signing.BadSignature:
        return None
    return UUID(exchange) if person == str(actor.ref) else None


def keep(actor: Actor, exchange: UUID, where: str, fields: QueryDict, now: dt.datetime) -> None:
    """Keep what was typed. Raises Invalid `text_too_long` for more than a draft may hold."""
    pairs = [(name, value) for name, values in fields.lists() if name not in NOT_TYPED for value in values]
    text = orjson.dumps({"at": now.isoformat(), "fields": pairs})
    if len(text) > LONGEST:
        raise Invalid("text_too_long", field="main", most=LONGEST)
    save_draft(actor, _place(where, exchange), text, now, key_ref=exchange)


def kept(actor: Actor, exchange: UUID, where: str, now: dt.datetime) -> Kept | None:
    """Return what was typed and not sent, None when there is nothing."""
    found = draft(actor, _place(where, exchange), now)
    if found is None:
        return None
    read = orjson.loads(found)
    return Kept(_fields(read["fields"]), dt.datetime.fromisoformat(read["at"]))


def forget(actor: Actor, exchange: UUID, where: str) -> None:
    """Drop what was typed: it was sent."""
    drop_draft(actor, _place(where, exchange))


def _place(where: str, exchange: UUID) -> str:
    return f"{where}/{exchange}"


def _fields(pairs: Iterable[Sequence[str]]) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, value in pairs:
        fields.appendlist(name, value)
    return fields
