"""What the stories of the desk have in common: a registration that waits, and a page as its coordinator reads it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.test import Client

from tests.network import Network
from tests.web.joining.steps import Guest, invited, waiting, whole
from tests.web.visitors import at, visitor


def now() -> dt.datetime:
    """The clock of the pages."""
    return dt.datetime.now(dt.UTC)


def registered(people: Network, who: str = "garcia") -> UUID:
    """An authority that was invited by somebody of the cast, and has registered itself."""
    ref, code = invited(people, who)
    guest = Guest(code)
    guest.goes_through(*whole())
    guest.sends({}, do="send")
    assert guest.answer.status_code == 302, guest.page
    [found] = waiting(people, ref, who)
    return found.ref


def page(people: Network, who: str, address: str, *, client: Client | None = None) -> str:
    """A page of somebody's desk, which there is."""
    answer = (client or visitor(people, who)).get(at(people, who, address))
    assert answer.status_code == 200, (address, answer.status_code)
    text: str = answer.content.decode()
    return text
