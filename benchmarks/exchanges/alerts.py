"""An alert to every member of the network, passed on to thousands of authorities, each step by the real actions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from benchmarks.exchanges.network import SINCE, Place, lay_authorities
from benchmarks.exchanges.people import lay_people
from benchmarks.exchanges.stories import asked
from counterpart.directory.kinds import RelationKind
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import NOTHING_GIVEN, Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.serving import as_worker

MODULE, PROCEDURE = "services", "alert"
INITIATOR, GATEKEEPER, RECIPIENTS = "initiator", "gatekeeper", "recipients"
DELIVERY = "delivery"
HANDLES, PASSES_ON = "alert_handler", "alert_disseminator"

ACCESS = """
insert into directory_access(module, role, authority_id, state, since)
select %s, x.role, x.id, 1, %s from unnest(%s::int[], %s::text[]) as x(id, role)
on conflict do nothing
"""
RELATIONS = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select x.authority, %s, %s, x.coordinator, true, %s from unnest(%s::int[], %s::int[]) as x(authority, coordinator)
"""
RIGHTS = """
insert into directory_right(membership_id, module, "right")
select m.id, %s, %s from directory_membership m where m.authority_id = any(%s::int[]) and m.until is null
on conflict do nothing
"""
DELIVERED = """
select t.key, a.id, a.ref, a.country from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id
join directory_authority a on a.id = t.authority_id
where e.ref = %s and t.name = %s and t.archived_n is null order by t.key
"""

TABLES = "select tablename from pg_tables where schemaname = 'public'"
INFORMATION = Given(forms={"follow_up": {"text": "Tours are offered from a second place, too."}})


@dataclass(frozen=True, slots=True)
class Wide:
    """Who takes part: authorities for services by member, and the coordinator of each member."""

    places: Mapping[str, Sequence[Place]]
    coordinators: Mapping[str, Place]

    @property
    def first(self) -> Place:
        """Return who warns: of the member with fewest authorities, which is not passed the alert."""
        return min(self.places.values(), key=len)[0]

    @property
    def told(self) -> list[Place]:
        """Return who is passed the alert: everybody of another member."""
        return [one for some in self.places.values() for one in some if one.member != self.first.member]


@dataclass(frozen=True, slots=True)
class Received:
    """A coordinator that received the alert: the key of its row, and who acts there."""

    key: str
    member: str
    actor: Actor

    @property
    def capacity(self) -> Capacity:
        """Return as whom it acts in its row."""
        return Capacity(RECIPIENTS, DELIVERY, self.key)


def lay_wide(owner: Connection[tuple[object, ...]], count: int) -> Wide:
    """Lay so many authorities for services, one person in each, and a coordinator of each member."""
    places = lay_authorities(owner, count)
    national = {one.member: Place(one.coordinator, one.coordinator_ref, one.member, 0, one.ref) for one in places}
    above = list(national.values())
    lay_people(owner, [*places, *above])
    ids, tops = [one.id for one in places], [one.id for one in above]
    roles = ["authority"] * len(ids) + ["coordinator"] * len(tops)
    owner.execute(ACCESS, [MODULE, SINCE, [*ids, *tops], roles])
    values = [MODULE, int(RelationKind.REQUEST), SINCE, ids, [one.coordinator for one in places]]
    owner.execute(RELATIONS, values)
    owner.execute(RIGHTS, [MODULE, HANDLES, [*ids, *tops]])
    owner.execute(RIGHTS, [MODULE, PASSES_ON, tops])
    owner.execute("analyze directory_access, directory_relation, directory_right")
    shared: defaultdict[str, list[Place]] = defaultdict(list)
    for one in places:
        shared[one.member].append(one)
    return Wide(shared, national)


def warned(wide: Wide, now: dt.datetime) -> Written:
    """Return an alert that was broadcast to every other member."""
    first = wide.first
    others = sorted(wide.places.keys() - {first.member})
    warner, gatekeeper = actor_at(first.id, first.ref), actor_at(first.coordinator, first.coordinator_ref)
    begun = Begun(subject=_subject(first.member, others))
    alert = open_exchange(warner, asked(now), MODULE, PROCEDURE, begun)
    alert = step(warner, alert, "submit", Capacity(INITIATOR), now)
    return step(gatekeeper, alert, "broadcast", Capacity(GATEKEEPER), now)


def received(owner: Connection[tuple[object, ...]], alert: Written) -> list[Received]:
    """Return the coordinators that an alert has reached."""
    found: Iterable[Any] = owner.execute(DELIVERED, [alert.ref, DELIVERY]).fetchall()
    return [Received(key, member, actor_at(id_, ref)) for key, id_, ref, member in found]


def passed_on(wide: Wide, alert: Written, by: Received, now: dt.datetime) -> Written:
    """Acknowledge the alert, and pass it on to every authority of the member."""
    choose = Given(choose=[str(one.ref) for one in wide.places[by.member]])
    step(by.actor, alert, "acknowledge", by.capacity, now)
    return step(by.actor, alert, "disseminate", by.capacity, now, choose)


def step(
    actor: Actor, alert: Written, name: str, capacity: Capacity, now: dt.datetime, given: Given = NOTHING_GIVEN
) -> Written:
    """Do one action of the alert."""
    return act(actor, asked(now), alert.ref, name, capacity, given)


def tell_everybody(now: dt.datetime) -> None:
    """Let the worker do what follows from what happened: notices, and mails in their queue."""
    load_handlers()
    sequence_facts(now)
    with as_worker():
        feed_consumers(now)


def rows_there(owner: Connection[tuple[object, ...]]) -> dict[str, int]:
    """Return how many rows each table has."""
    tables = [str(name) for (name,) in owner.execute(TABLES).fetchall()]
    statements = {name: SQL("select count(*) from {}").format(Identifier(name)) for name in tables}
    counted = {name: owner.execute(statement).fetchone() for name, statement in statements.items()}
    return {name: int(str(found[0])) for name, found in counted.items() if found is not None}


def actor_at(authority_id: int, ref: UUID) -> Actor:
    """Return the person whom `lay_people` lays at an authority, with the rights for alerts."""
    person = Place(authority_id, ref, "", 0, ref).actor().ref
    rights = frozenset({Right("", "basic"), Right(MODULE, HANDLES), Right(MODULE, PASSES_ON)})
    return Actor(ActorKind.PERSON, person, ref, authority_id, user_id=1, rights=rights)


def _subject(established_in: str, others: Sequence[str]) -> Mapping[str, Any]:
    return {
        "caused_by_service": True,
        "risk_is_current": True,
        "cross_border": True,
        "provider_kind": "company",
        "company_name": "Rope and Rock",
        "established_in": established_in,
        "sector": "leisure",
        "service": "rafting and climbing tours",
        "harm": ["safety"],
        "damage": "very_serious",
        "likelihood": "high",
        "description": "Participants were sent out without safety equipment.",
        "warned": list(others),
    }
