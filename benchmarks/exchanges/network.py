"""A network to measure in: the areas that ship, a national coordinator for each member, thousands of authorities.

Laid by statements of its own, not by actions: six thousand registrations are not what is measured.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from counterpart.core.errors import Conflict
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.clock import SystemClock
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.modules.pins import newest

AREAS = Path(__file__).resolve().parents[2] / "areas"
MODULE, PROCEDURE = "pq", "request"
SINCE = dt.datetime(2024, 1, 1, 9, tzinfo=dt.UTC)
FIRST = 990_000_000
"""Numbers of authorities begin here: none of them stands for anything else in the rows of an exchange."""

AUTHORITIES = """
insert into directory_authority(id, ref, country, tz, kind, state, names, titles, acronym, langs, street, postcode,
  city, phone, email, website, opening, description, keywords, territory, public_contact, record_version,
  registered_at, changed_at)
select (select greatest(max(id), %s) from directory_authority) + x.n, x.ref, x.member, x.zone, x.kind, 1, x.names,
  '{}', '', '{en}', '', '', '', '', '', '', '{}', '{}', '{}', '{}', false, 1, %s, %s
from unnest(%s::uuid[], %s::text[], %s::text[], %s::smallint[], %s::jsonb[]) with ordinality
  as x(ref, member, zone, kind, names, n)
returning id
"""
RELATIONS = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select x.authority, case when k.kind = %s then '' else %s end, k.kind, x.coordinator, k.kind = %s, %s
from unnest(%s::int[], %s::int[]) as x(authority, coordinator) cross join unnest(%s::smallint[]) as k(kind)
"""
ACCESS = """
insert into directory_access(module, role, authority_id, state, since)
select %s, 'authority', x.id, 1, %s from unnest(%s::int[]) as x(id)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """An authority that takes part, and its coordinator."""

    id: int
    ref: UUID
    member: str
    coordinator: int
    coordinator_ref: UUID

    def actor(self, person: int = 1) -> Actor:
        """Return somebody who handles its exchanges; each number is another person."""
        rights = frozenset({Right("", "basic"), Right(MODULE, "handler")})
        ref = UUID(int=(self.id << 16 | person) | 7 << 76 | 2 << 62)
        return Actor(ActorKind.PERSON, ref, self.ref, self.id, user_id=person, rights=rights)


def install_areas() -> None:
    """Install what lies in `areas/`, unless it is installed."""
    paths = [path for path in sorted(AREAS.iterdir()) if (path / "module.yaml").exists()]
    now = SystemClock().now()
    operator = Actor(ActorKind.OPERATOR, UUID(int=1))
    try:
        install(operator, Asked(new_ref(now), now), trusted_consignment(*paths, AREAS / "network.yaml"))
    except Conflict as already:
        if already.code != "already_installed":
            raise


def lay_authorities(owner: Connection[tuple[object, ...]], count: int) -> list[Place]:
    """Lay a national coordinator for each member that has none, and so many authorities: few members have most."""
    profile = newest(MODULE, PROCEDURE).rules.profile
    national = _coordinators(owner, profile.members)
    members = list(national)
    weights = [1 / (rank + 1) for rank in range(len(members))]
    share = count / sum(weights)
    shared = [member for member, weight in zip(members, weights, strict=True) for _ in range(round(weight * share) + 1)]
    found = _lay(owner, shared[:count], AuthorityKind.AUTHORITY)
    places = [Place(id_, ref, member, *national[member]) for id_, ref, member in found]
    ids, coordinators = [one.id for one in places], [one.coordinator for one in places]
    kinds = [int(kind) for kind in (RelationKind.VALIDATING, RelationKind.ACCESS, RelationKind.REQUEST)]
    values = [int(RelationKind.VALIDATING), MODULE, int(RelationKind.REQUEST), SINCE, ids, coordinators, kinds]
    owner.execute(RELATIONS, values)
    owner.execute(ACCESS, [MODULE, SINCE, ids])
    owner.execute("analyze directory_authority, directory_access, directory_relation")
    return places


def laid(owner: Connection[tuple[object, ...]]) -> list[Place]:
    """Return the authorities that were laid before."""
    statement = """
      select a.id, a.ref, a.country, c.id, c.ref from directory_authority a
      join directory_relation r on r.authority_id = a.id and r.kind = %s and r.chosen
      join directory_authority c on c.id = r.coordinator_id where a.id > %s order by a.id
    """
    return [Place(*one) for one in owner.execute(statement, [int(RelationKind.REQUEST), FIRST]).fetchall()]  # type: ignore[arg-type]  # rows are not typed


def _coordinators(owner: Connection[tuple[object, ...]], members: tuple[str, ...]) -> dict[str, tuple[int, UUID]]:
    there = "select country, id, ref from directory_authority where kind = %s and state = 1"
    found = {str(member): (int(str(id_)), UUID(str(ref))) for member, id_, ref in owner.execute(there, [1]).fetchall()}
    missing = [member for member in members if member not in found]
    found |= {member: (id_, ref) for id_, ref, member in _lay(owner, missing, AuthorityKind.NATIONAL)}
    return {member: found[member] for member in members}


def _lay(owner: Connection[tuple[object, ...]], members: list[str], kind: AuthorityKind) -> list[tuple[int, UUID, str]]:
    calendars = newest(MODULE, PROCEDURE).rules.profile
    zones = [calendars.calendar(member).zone for member in members]
    refs = [new_ref(SINCE) for _ in members]
    names = [Jsonb({"en": f"{kind.name.title()} {number} of {member}"}) for number, member in enumerate(members, 1)]
    values = [FIRST, SINCE, SINCE, refs, members, zones, [int(kind)] * len(members), names]
    ids = owner.execute(AUTHORITIES, values).fetchall()
    return [(int(str(id_)), ref, member) for (id_,), ref, member in zip(ids, refs, members, strict=True)]
