"""How a request comes into each state, by its own actions: the stage on which a row of the state table is played."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from counterpart.directory.actions.switching import set_switch
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.writing import Answers, answer
from tests.cast import NOW
from tests.exchanges.stories import REQUESTER, RESPONDER, asked, done, drafted, later
from tests.network import Network

RC, RSC = Capacity("requester_coordinator"), Capacity("responder_coordinator")
WHO = {"requester": "kowalska", "responder": "taylor", RC.party: "dabrowska", RSC.party: "clarke"}
"""Who acts for each party: a handler, or at a coordinator somebody who decides."""
CAPACITIES = {one.party: one for one in (REQUESTER, RESPONDER, RC, RSC)}
PROPOSED = {"acceptance": {"other_date": "2026-03-30"}}
WANTED = {"more_information": {"wanted_on": "2026-03-25"}}
GROUND = {"refusal": {"ground": "not_competent"}}

Step = tuple[str, Capacity, Mapping[str, Any]]

WAYS: dict[str, tuple[str, Step | None]] = {
    "draft": ("", None),
    "send_approval": ("draft", ("send", REQUESTER, {})),
    "sent": ("draft", ("send", REQUESTER, {})),
    "accepted": ("sent", ("accept", RESPONDER, {})),
    "accepted_later": ("sent", ("accept", RESPONDER, {"forms": PROPOSED})),
    "date_asked": ("accepted_later", ("ask_date", REQUESTER, {"reason": "The job begins before."})),
    "written": ("accepted", None),
    "reply_approval": ("written", ("reply", RESPONDER, {})),
    "answered": ("written", ("reply", RESPONDER, {})),
    "more_wanted": ("answered", ("ask_for_more", REQUESTER, {"reason": "Since when?", "forms": WANTED})),
    "more_accepted": ("more_wanted", ("accept_more", RESPONDER, {})),
    "more_declined": ("more_wanted", ("decline_more", RESPONDER, {"reason": "All is said."})),
    "with_own_coordinator": ("answered", ("refer", REQUESTER, {"reason": "Nothing is said of the years."})),
    "with_their_coordinator": ("with_own_coordinator", ("pass_on", RC, {"reason": "The years are missing."})),
    "to_complete": ("with_their_coordinator", ("must_complete", RSC, {})),
    "answered_finally": ("with_their_coordinator", ("is_sufficient", RSC, {"reason": "Nobody keeps the years."})),
    "refused": ("sent", ("refuse", RESPONDER, {"reason": "Nobody here.", "forms": GROUND})),
    "reconsidered": ("refused", ("appeal", REQUESTER, {"reason": "The ministry says it is you."})),
    "closed": ("answered", ("close", REQUESTER, {})),
    "closed_refused": ("refused", ("close_refused", REQUESTER, {})),
    "withdrawn": ("sent", ("withdraw", REQUESTER, {"reason": "The wrong person."})),
    "discarded": ("draft", ("discard", REQUESTER, {})),
}
"""By state (and some stages between two): where it comes from, and the step that leads there."""

OWN_REQUESTS, REPLIES = ("PL", "requests_via_coordinator", True), ("GB", "replies_via_coordinator", True)
NO_DISPUTES, NO_SECOND_LOOK = (
    ("PL", "disputes_via_coordinator", False),
    ("GB", "disputed_replies_via_coordinator", False),
)
SWITCHES = {"send_approval": OWN_REQUESTS, "reply_approval": REPLIES}
"""What the coordinator of a member has to have chosen for a state to be reached at all."""
COORDINATORS = {"PL": "dabrowska", "GB": "clarke"}
MOMENTS = itertools.count(1)
"""A choice is never set for a moment before another: these seconds are never the same."""


@contextmanager
def switched(network: Network, *choices: tuple[str, str, bool]) -> Iterator[None]:
    """Switches of members set for a while: each step asks how they stand, and directories are not cleared."""
    for member, key, value in choices:
        _choose(network, member, key, value)
    try:
        yield
    finally:
        for member, key, _ in choices:
            _choose(network, member, key, None)


def _choose(network: Network, member: str, key: str, value: bool | None) -> None:
    moment = NOW - dt.timedelta(hours=1) + dt.timedelta(milliseconds=next(MOMENTS))
    set_switch(network.actor(COORDINATORS[member]), asked(moment), member, "pq", key, value)


@contextmanager
def brought(network: Network, state: str, *choices: tuple[str, str, bool]) -> Iterator[Written]:
    """A request that has come into a state; then these switches stand so, too."""
    with switched(network, *(SWITCHES[one] for one in _stages(state) if one in SWITCHES)):
        exchange = _brought(network, state)
        with switched(network, *choices):
            yield exchange


def _stages(state: str) -> Iterator[str]:
    while state:
        yield state
        state = WAYS[state][0]


def _brought(network: Network, state: str) -> Written:
    before, step = WAYS[state]
    if not before:
        return drafted(network, ask=["established"])
    exchange = _brought(network, before)
    if state == "written":
        answers = Answers({"established": "yes", "established_since": "2019-05-01"})
        return answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, answers)
    assert step is not None
    name, capacity, given = step
    return done(network, WHO[capacity.party], exchange, name, capacity, at=later(minutes=len(before)), **given)
