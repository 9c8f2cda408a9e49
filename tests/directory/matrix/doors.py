"""The doors behind the rows of the table of rights: what somebody really does, and what they are told if they may not.

Each answers how much was allowed: `full`, `overview`, `none`, or the code of the reason why not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from counterpart.core.errors import CounterpartError
from counterpart.directory.actions.giving_access import grant_access
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.actions.upkeep import confirm_record
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.policy import Deed
from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.records import AuthorityRecord
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.work import Whose, work_list
from counterpart.foundation.actor import Actor
from tests.cast import NOW
from tests.directory.matrix.stage import ANSWERING, ASKING, MEMBERS, OF_COORDINATOR, WAITING, Stage
from tests.exchanges.stories import REQUESTER, RESPONDER, SUBJECT
from tests.network import asked

FULL, OVERVIEW, NONE = "full", "overview", "none"
INITIATOR, GATEKEEPER = Capacity("initiator"), Capacity("gatekeeper")
ALERT = {
    "given_names": "Brunhilda", "surname": "Oxenthwaite", "birth_date": "1979-04-11", "profession": "nurse",
    "group": "nurse", "kind": "prohibition", "scope": "Every activity of a nurse", "decided_by": "Tribunal",
    "decided_on": "2026-03-01", "starts_on": "2026-03-02", "ends_on": "2026-09-02", "told": True,
}  # fmt: skip

Door = Callable[[Stage, Actor], str]


def tried(door: Door, stage: Stage, who: Actor) -> str:
    """Go through a door; return how much was allowed, or the code of the refusal."""
    try:
        return door(stage, who)
    except CounterpartError as refused:
        return refused.code


def search(stage: Stage, who: Actor) -> str:
    """Look up an authority."""
    return FULL if find_authorities(who, limit=1).found else NONE


def listed(stage: Stage, who: Actor) -> str:
    """Find a request in the list of open moves: in full with whom it is about."""
    number = stage.request("sent").number
    for whose in (Whose.OURS, Whose.OTHERS):
        for move in work_list(who, whose, NOW).moves:
            if move.number == number:
                return _extent(move.label)
    return _extent(exchange_page(who, number, NOW))


def opening(upto: str) -> Door:
    """Open the content of a request that has come so far."""

    def door(stage: Stage, who: Actor) -> str:
        page = exchange_page(who, stage.request(upto).number, NOW)
        return page.refusal or _extent(page)

    return door


def _extent(shown: object) -> str:
    return FULL if SUBJECT["surname"] in repr(shown) else OVERVIEW


def drafting(stage: Stage, who: Actor) -> str:
    """Begin a request."""
    stage.begun(who, stage.places[ANSWERING])
    return FULL


def answering(upto: str, name: str, *, choosing: bool = False) -> Door:
    """A step of the side that was asked, whoever that is."""

    def door(stage: Stage, who: Actor) -> str:
        home = stage.home(who, ANSWERING)
        choose = [str(stage.places[ANSWERING] if home != stage.places[ANSWERING] else other(stage))] if choosing else []
        _step(who, stage.request(upto, answering=home), name, RESPONDER, choose)
        return FULL

    return door


def asking(upto: str, name: str) -> Door:
    """A step of the side that asks, whoever that is."""

    def door(stage: Stage, who: Actor) -> str:
        _step(who, stage.request(upto, asking=stage.home(who, ASKING)), name, REQUESTER)
        return FULL

    return door


def coordinating(upto: str, name: str) -> Door:
    """A step of the coordinator of the side that asks."""

    def door(stage: Stage, who: Actor) -> str:
        _step(who, stage.request(upto), name, OF_COORDINATOR)
        return FULL

    return door


def _step(who: Actor, request: Written, name: str, capacity: Capacity, choose: Sequence[str] = ()) -> None:
    act(who, asked(), request.ref, name, capacity, Given(reason="So that it is done.", choose=choose))


def other(stage: Stage) -> UUID:
    """Another authority of the answering side's member: its national coordinator."""
    return stage.network.authorities[f"{MEMBERS[ANSWERING]}_national"]


def allocating(stage: Stage, who: Actor) -> str:
    """Give a request to a colleague."""
    home = stage.home(who, ANSWERING)
    allocate(who, asked(), stage.request("sent", answering=home).ref, RESPONDER, [stage.officials[home].user_id or 0])
    return FULL


def managing(stage: Stage, who: Actor) -> str:
    """Say that the record of one's own authority is right."""
    assert who.authority_ref is not None
    confirm_record(who, asked(), who.authority_ref)
    return FULL


def registering(stage: Stage, who: Actor) -> str:
    """Register an authority of the asking side's member, and give it access."""
    kind = AuthorityKind.AUTHORITY
    member = MEMBERS[ASKING].upper()
    record = AuthorityRecord(member=member, kind=kind, names={"lt": "Savivaldybė"}, languages=("lt",))
    ref = register_authority(who, asked(), record)
    grant_access(who, asked(), ref, "pq", "authority")
    return FULL


def warning(stage: Stage, who: Actor) -> str:
    """Begin an alert."""
    open_exchange(who, asked(), "pq", "ban_alert", Begun(subject=ALERT))
    return FULL


def broadcasting(stage: Stage, who: Actor) -> str:
    """Broadcast an alert that an authority submitted."""
    official = stage.officials[stage.places[ASKING]]
    alert = open_exchange(official, asked(), "pq", "ban_alert", Begun(subject=ALERT))
    submitted = act(official, asked(), alert.ref, "submit", INITIATOR)
    act(who, asked(), submitted.ref, "broadcast", GATEKEEPER)
    return FULL


DOORS: dict[str, tuple[str, Door]] = {
    Deed.SEARCH: (ASKING, search),
    Deed.LIST: (ANSWERING, listed),
    Deed.OPEN: (ANSWERING, opening("sent")),
    "open when referred": (ASKING, opening("with_own_coordinator")),
    Deed.DRAFT: (ASKING, drafting),
    Deed.DECIDE: (ANSWERING, answering("sent", "accept")),
    Deed.FORWARD: (ANSWERING, answering("sent", "forward", choosing=True)),
    Deed.ALLOCATE: (ANSWERING, allocating),
    Deed.REPLY: (ANSWERING, answering("written", "reply")),
    Deed.APPROVE: (WAITING, coordinating("send_approval", "release")),
    Deed.REFER: (ASKING, asking("answered", "refer")),
    Deed.SETTLE: (ASKING, coordinating("with_own_coordinator", "find_sufficient")),
    Deed.CLOSE: (ASKING, asking("sent", "withdraw")),
    Deed.MANAGE: (ASKING, managing),
    Deed.REGISTER: (ASKING, registering),
    Deed.WARN: (ASKING, warning),
    Deed.DISSEMINATE: (ASKING, broadcasting),
}
"""By row of the table (and some beside): whose people go through the door, and the door."""
