"""Two authorities, their coordinators and others, with one person for each post: nobody has two."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.giving_access import grant_access, relate
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.actions.switching import set_switch_of_authority
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.directory.policy import Post
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.players import participants_by_ref
from counterpart.directory.records import AuthorityRecord
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor, Right
from counterpart.foundation.refs import new_ref
from tests.cast import ADMINISTRATOR, NOW
from tests.exchanges.stories import REQUESTER, RESPONDER, SUBJECT
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
ASKING, ANSWERING, WAITING = "asking", "answering", "waiting"
MEMBERS = {ASKING: "lt", ANSWERING: "lv", WAITING: "lt"}
"""What the waiting side sends waits for its coordinator."""
AT_AUTHORITY = {
    Post.BASIC: (),
    Post.HANDLER: (Right("pq", "handler"),),
    Post.ALLOCATOR: (Right("pq", "allocator"),),
    Post.DATA_ADMINISTRATOR: (ADMINISTRATOR,),
    Post.ALERT_HANDLER: (Right("pq", "alert_handler"),),
}
AT_COORDINATOR = {
    Post.REFERRAL_HANDLER: (Right("pq", "referral_handler"),),
    Post.ALERT_DISSEMINATOR: (Right("pq", "alert_disseminator"),),
}
OF_COORDINATOR = Capacity("requester_coordinator")
ABOVE = frozenset({*AT_COORDINATOR, Post.NATIONAL})
"""Posts at coordinators, which take part themselves as any authority does (Art. 6(4))."""
ANSWERS = Answers({"established": "yes", "established_since": "2019-05-01"})


@dataclass
class Stage:
    """Who stands on it, by side and post; and somebody who has every right, for each authority."""

    network: Network
    people: dict[tuple[str, Post], Actor] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)
    officials: dict[UUID, Actor] = field(default_factory=dict)

    def home(self, who: Actor, side: str) -> UUID:
        """The authority in whose name somebody of a side takes part: that side's, or their own if it is above it."""
        mine = [self.people[side, post].authority_ref for post in ABOVE]
        return who.authority_ref if who.authority_ref in mine and who.authority_ref else self.places[side]

    def begun(self, who: Actor, to: UUID) -> Written:
        """A draft of a request."""
        cover = Cover(wanted_on=dt.date(2026, 3, 16))
        begun = Begun(parties={"responder": [to]}, subject=SUBJECT, ask=["established"], cover=cover)
        return open_exchange(who, asked(), "pq", "request", begun)

    def request(self, upto: str, asking: UUID | None = None, answering: UUID | None = None) -> Written:
        """A request that has come as far as this."""
        first = self.officials[asking or self.places[WAITING if upto == "send_approval" else ASKING]]
        second = self.officials[answering or self.places[ANSWERING]]
        assert second.authority_ref is not None
        last = act(first, asked(), self.begun(first, second.authority_ref).ref, "send", REQUESTER)
        if upto in {"sent", "send_approval"}:
            assert last.state == upto
            return last
        last = act(second, asked(), last.ref, "accept", RESPONDER)
        if upto == "accepted":
            return last
        last = answer(second, asked(), last.ref, RESPONDER, ANSWERS)
        if upto == "written":
            return last
        last = act(second, asked(), last.ref, "reply", RESPONDER)
        if upto == "answered":
            return last
        if upto == "more_wanted":
            more = Given(forms={"more_information": {"wanted_on": "2026-03-25"}}, reason="Since when?")
            return act(first, asked(), last.ref, "ask_for_more", REQUESTER, more)
        return act(first, asked(), last.ref, "refer", REQUESTER, Given(reason="Nothing is said of the years."))


def built(network: Network) -> Stage:
    """Register the sides, and everybody who stands around them."""
    stage = Stage(network)
    for side, member in MEMBERS.items():
        national = network.administrator_of(network.national(member.upper()))
        area, above = _registered(
            stage, national, AuthorityKind.AREA, PQ, ("pq", "coordinator"), ("pq", "alert_coordinator")
        )
        place, official = _registered(stage, above, AuthorityKind.AUTHORITY, PQ)
        linked, of_linked = _registered(stage, above, AuthorityKind.AUTHORITY, PQ)
        stage.places[side] = place
        relate(above, asked(), place, linked, RelationKind.LINKED, "pq")
        own = network.authorities[f"{member}_national"]
        stage.officials.setdefault(own, person(national, own, "official", (Right("pq", "handler"),)))
        for post, rights in AT_AUTHORITY.items():
            stage.people[side, post] = person(official, place, post, rights)
        for post, rights in AT_COORDINATOR.items():
            stage.people[side, post] = person(above, area, post, rights)
        stage.people[side, Post.LINKED] = person(of_linked, linked, Post.LINKED, ())
        stage.people[side, Post.NATIONAL] = person(national, own, Post.NATIONAL, (ADMINISTRATOR,))
        of_network = (Right("", "network_administrator"),)
        body = network.authorities["commission"]
        stage.people[side, Post.NETWORK_ADMINISTRATOR] = person(OPERATOR, body, "network", of_network)
    area = stage.people[WAITING, Post.REFERRAL_HANDLER].authority_ref or UUID(int=0)
    set_switch_of_authority(
        stage.officials[area], asked(), stage.places[WAITING], "pq", "requests_via_coordinator", value=True
    )
    return stage


def _registered(stage: Stage, by: Actor, kind: AuthorityKind, *roles: tuple[str, str]) -> tuple[UUID, Actor]:
    """Register an authority, and enter somebody there who administers it and handles everything."""
    record = AuthorityRecord(
        member=_member(by), kind=kind, names={"en": f"Office {len(stage.officials)}"}, languages=("en",)
    )
    ref = register_authority(by, asked(), record)
    for module, role in roles:
        grant_access(by, asked(), ref, module, role)
    every = (ADMINISTRATOR, Right("pq", "handler"), Right("pq", "allocator"), Right("pq", "alert_handler"))
    stage.officials[ref] = person(by, ref, "official", every)
    return ref, stage.officials[ref]


def _member(by: Actor) -> str:
    assert by.authority_ref is not None
    return participants_by_ref([by.authority_ref])[by.authority_ref].member


def person(by: Actor, place: UUID, post: str, rights: tuple[Right, ...]) -> Actor:
    """Enter somebody with these rights and no others."""
    new = NewUser(f"{post}-{new_ref(NOW)}@matrix.example", f"Only {post}", "en", "UTC")
    return actor_for(enter_member(by, asked(), place, new, rights), place, NOW)
