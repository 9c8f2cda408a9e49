"""Exchanges that a story begins with, laid down at the time that it is in the house."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from tests.exchanges.stories import REQUESTER, RESPONDER, SUBJECT, asked, done, stored
from tests.web.journeys.house import House

ANSWERS = """
select c.slot, c.version from exchanges_content c join exchanges_exchange x on x.id = c.exchange_id
where x.ref = %s and c.kind = 3 and c.ended_n is null order by c.slot
"""
STEPS = "select count(*) from foundation_log_entry where stream = %s and action = %s"


def drafted(house: House, **begun: Any) -> Written:
    """A draft of the Polish chamber to the British register, with everything that sending needs."""
    parties = {"responder": [house.people.authorities["gb_pharmacists"]]}
    cover = Cover(wanted_on=(house.now + dt.timedelta(days=18)).date())
    given: dict[str, Any] = {"parties": parties, "subject": SUBJECT, "ask": ["established"], "cover": cover} | begun
    actor = house.people.actor("kowalska", at=house.now)
    return open_exchange(actor, asked(house.now), "pq", "request", Begun(**given))


def sent(house: House, **begun: Any) -> Written:
    return done(house.people, "kowalska", drafted(house, **begun), "send", REQUESTER, at=house.now)


def accepted(house: House, **begun: Any) -> Written:
    return done(house.people, "taylor", sent(house, **begun), "accept", RESPONDER, at=house.now)


def times(exchange: Written, action: str) -> int:
    """How often something was done, as the log has it."""
    [(count,)] = stored(STEPS, [exchange.ref, action])
    return int(count)


def answers(exchange: Written) -> list[tuple[str, int]]:
    """Which answers there are, and how often each was written."""
    return [(slot, version) for slot, version in stored(ANSWERS, [exchange.ref])]
