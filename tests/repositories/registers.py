"""How the tests of repositories tell their stories: a Polish office enters its registers, others find them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.actor import Actor
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.repositories.keeping import renew_entries
from tests.exchanges.stories import NOW, asked, stored

load_handlers()

KEEPER = Capacity("keeper")
REGISTER: dict[str, Any] = {
    "name": "Krajowy Rejestr Sądowy",
    "kept_in": "PL",
    "kind": "companies",
    "areas": ["services"],
    "subjects": "Spółki handlowe, stowarzyszenia, fundacje",
    "contents": ["name", "address"],
    "keywords": "spółka przedsiębiorca",
    "consulted_by": "everybody",
    "access": "online",
    "link": "https://ekrs.example/",
    "fee": False,
    "languages": ["pl"],
}


def entered(keeper: Actor, **fields: Any) -> Written:
    """A register that is entered and not published yet."""
    return open_exchange(keeper, asked(), "registers", "entry", Begun(subject=REGISTER | fields))


def moved(keeper: Actor, exchange: Written, name: str, *, at: dt.datetime = NOW, **given: Any) -> Written:
    """One action of the keeper."""
    return act(keeper, asked(at), exchange.ref, name, KEEPER, Given(**given), expected=exchange.version)


def published(keeper: Actor, **fields: Any) -> Written:
    """A register that others may find."""
    exchange = moved(keeper, entered(keeper, **fields), "publish")
    followed()
    return exchange


def followed(at: dt.datetime = NOW) -> None:
    """All that the worker does about entries."""
    sequence_facts(at)
    feed_consumers(at)
    renew_entries([ref for (ref,) in stored("select exchange_ref from repositories_entry order by id")], at)
