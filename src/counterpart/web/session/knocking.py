"""How often a visitor who has not signed in may try something: a code of an invitation, a link for a password."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from django.http import HttpRequest

from counterpart.core.errors import Refused
from counterpart.web.session.sign_in import WITHIN, Attempts

MOST_CODES: Final = 20
"""Wrong codes from one place within a quarter of an hour: a person mistypes some, and a program needs billions."""
MOST_LINKS: Final = 30
MOST_LINKS_TO_ONE: Final = 3

CODES = Attempts()
LINKS = Attempts()


def must_knock_rarely(request: HttpRequest, now: dt.datetime) -> None:
    """See that not too many wrong codes came from there. Raises Refused `tried_too_often`."""
    if CODES.too_many(_place(request), MOST_CODES, now):
        raise Refused("tried_too_often", minutes=_minutes())


def knocked_wrongly(request: HttpRequest, now: dt.datetime) -> None:
    """Count a code that was none."""
    CODES.failed(_place(request), now)


def may_ask_for_link(request: HttpRequest, email: str, now: dt.datetime) -> bool:
    """Count that somebody asks for a link, and say whether a mail is to be sent for it.

    To one address there are few: more would only bother whoever reads them, and what is answered is the same. Raises
    Refused `tried_too_often` when too many came from one place.
    """
    place, to_one = _place(request), hashlib.sha256(email.strip().casefold().encode()).hexdigest()
    if LINKS.too_many(place, MOST_LINKS, now):
        raise Refused("tried_too_often", minutes=_minutes())
    enough = LINKS.too_many(to_one, MOST_LINKS_TO_ONE, now)
    for key in (place, to_one):
        LINKS.failed(key, now)
    return not enough


def _place(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _minutes() -> int:
    return int(WITHIN.total_seconds() // 60)
