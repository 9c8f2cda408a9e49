"""Exchanges that are told once by the real actions; `filling.py` casts thousands of others from each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.exchanges.network import MODULE, PROCEDURE, Place
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import NOTHING_GIVEN, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref

REQUESTER, RESPONDER = Capacity("requester"), Capacity("responder")
NAMES = ("given_names", "surname")
SUBJECT: Mapping[str, Any] = {
    "given_names": "Siobhán",
    "surname": "Brennan",
    "nationality": "IE",
    "profession": "pharmacist",
    "diploma": "Bachelor of Science in Pharmacy",
    "diploma_date": "2011-06-30",
    "diploma_by": "Trinity College",
    "justification": "other",
    "justification_text": "The copy of the certificate is hard to read, and the register on the web has another date.",
}
QUESTIONS = ("established", "self_employed", "regulated", "national")
ANSWERS: Mapping[str, Any] = {
    "established": "yes",
    "established_since": "2019-05-01",
    "self_employed": "yes",
    "regulated": "no",
    "national": "no",
}
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Ending(StrEnum):
    """How far an exchange has come."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Story:
    """An exchange that was told: between whom, when it began, and where it stands."""

    written: Written
    requester: Place
    responder: Place
    at: dt.datetime
    ending: Ending


def asked(at: dt.datetime) -> Asked:
    """Return a call of an action that nobody made before."""
    return Asked(new_ref(at), at)


def drafted(requester: Place, responder: Place, at: dt.datetime) -> Written:
    """Begin a request about a professional, with four questions."""
    begun = Begun(
        parties={"responder": [responder.ref]},
        subject=SUBJECT,
        ask=QUESTIONS,
        cover=Cover(wanted_on=(at + 14 * DAY).date()),
    )
    return open_exchange(requester.actor(), asked(at), MODULE, PROCEDURE, begun)


def moved(actor: Actor, exchange: Written, name: str, capacity: Capacity, at: dt.datetime) -> Written:
    """Do an action as somebody who saw the exchange as it stands."""
    return act(actor, asked(at), exchange.ref, name, capacity, NOTHING_GIVEN, expected=exchange.version)


def tell(requester: Place, responder: Place, at: dt.datetime, ending: Ending) -> Story:
    """Tell an exchange up to its ending, with the readings on the way."""
    asking, answering = requester.actor(), responder.actor()
    now = drafted(requester, responder, at)
    if ending is not Ending.DRAFT:
        now = moved(asking, now, "send", REQUESTER, at + HOUR)
        exchange_page(answering, now.number, at + 2 * HOUR)
    if ending in (Ending.ACCEPTED, Ending.CLOSED):
        now = moved(answering, now, "accept", RESPONDER, at + DAY)
        exchange_page(asking, now.number, at + DAY)
    if ending is Ending.CLOSED:
        now = message(answering, asked(at + 2 * DAY), now.ref, RESPONDER, "The archive sends us the file on Friday.")
        now = answer(answering, asked(at + 5 * DAY), now.ref, RESPONDER, Answers(ANSWERS))
        now = moved(answering, now, "reply", RESPONDER, at + 5 * DAY + HOUR)
        exchange_page(asking, now.number, at + 6 * DAY)
        now = moved(asking, now, "close", REQUESTER, at + 6 * DAY + HOUR)
    return Story(now, requester, responder, at, ending)
