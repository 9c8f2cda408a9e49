"""The web door, as a person of the cast goes through it: they open a page, change what they want to, and send it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.foundation.actor import Actor
from counterpart.foundation.clock import MovableClock
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.visitors import let_in

Changes = Mapping[str, Any]
STATE = "select state from exchanges_exchange where ref = %s"
ROWS = "select t.state from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id where e.ref = %s"


@dataclass(frozen=True)
class Told:
    """What a page answered: its status, what is read on it, and where it leads."""

    status: int
    text: str
    page: str = ""
    leads: str = ""

    @property
    def done(self) -> bool:
        """Whether something was done: then one is led on."""
        return self.status == 302


@dataclass
class Door:
    """Whoever comes is signed in; the clock stands where it was put."""

    people: Network
    clock: MovableClock
    others: dict[str, Actor] = field(default_factory=dict)
    """People who are not of the cast, by the names that a test gives them."""
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """Somebody of the cast, or whom the test brought along."""
        return self.others[who] if who in self.others else self.people.actor(who)

    def client(self, who: str, language: str = "en") -> Client:
        """A browser in which somebody is signed in."""
        found = self.clients.get((who, language))
        if found is None:
            found = self.clients[who, language] = let_in(self.actor(who).ref, language)
        return found

    def at(self, who: str, address: str) -> str:
        """An address, for the authority of somebody."""
        return f"/for/{self.actor(who).authority_id}/{address}"

    def open(self, who: str, address: str, *, language: str = "en") -> Told:
        """Open a page."""
        return _told(self.client(who, language).get(self.at(who, address)))

    def look(self, who: str, exchange: Written, tail: str = "", *, language: str = "en") -> Told:
        """Open the page of an exchange, or one below it."""
        return self.open(who, f"exchanges/{exchange.number}{tail}", language=language)

    def follow(self, who: str, told: Told) -> Told:
        """Go where one was led."""
        return _told(self.client(who).get(told.leads))

    def send(self, who: str, address: str, form: str, changes: Changes | None = None, *, to: str = "") -> Told:
        """Open a page, change some fields of a form on it, and send it (`to` another address, if it says so)."""
        opened = self.open(who, address)
        if opened.status not in (200, 403, 409) or f'id="{form}"' not in opened.page:
            return opened
        given: dict[str, Any] = {**fields_of(opened.page, form), **(changes or {})}
        return _told(self.client(who).post(self.at(who, to or address), given))

    def do(self, who: str, exchange: Written, action: str, capacity: Capacity, changes: Changes | None = None) -> Told:
        """Do an action: open its page, fill in what it asks for, send it, even where the page says that one cannot."""
        where = doing(exchange, action, capacity)
        return self.send(who, where, "doing", changes)

    def state(self, exchange: Written) -> str:
        """In which state an exchange is."""
        return str(stored(STATE, [exchange.ref])[0][0])

    def parts(self, exchange: Written) -> list[str]:
        """In which states its parts are."""
        return sorted(str(state) for (state,) in stored(ROWS, [exchange.ref]))

    def move_clock(self, **period: float) -> None:
        """Let time pass."""
        self.clock.move(dt.timedelta(**period))


def doing(exchange: Written, action: str, capacity: Capacity) -> str:
    """The address at which an action is done."""
    where = {"as": capacity.party, "track": capacity.track, "key": capacity.key}
    query = urlencode({name: value for name, value in where.items() if value})
    return f"exchanges/{exchange.number}/do/{action}?{query}"


def _told(answer: Any) -> Told:
    page = answer.content.decode()
    return Told(answer.status_code, text_of(page), page, answer.headers.get("Location", ""))
