"""What one may choose for an authority: coordinators that fit, how its switches stand, what its end would touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from counterpart.directory.asks import open_work_of
from counterpart.directory.kinds import POWERS, AccessState, AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.permissions import Standing
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.foundation.database.statements import row, rows

MOST_COORDINATORS = 200
"""Coordinators of one member that a page offers: the largest has some dozens."""
MOST_COUNTED = 100

COORDINATORS = f"""
select {AS_JSON}, a.kind, array(select distinct x.module from directory_access x
  where x.authority_id = a.id and x.state = %s)
from directory_authority a
where a.country = %s and a.state = %s and a.kind = any(%s::int[]) and a.id <> %s order by a.kind, a.id limit %s
"""  # noqa: S608  text of ours
COORDINATING = [int(kind) for kind, powers in POWERS.items() if powers.coordinates]
SWITCHES = """
select distinct on (s.module, s.key, s.authority_id) s.module, s.key, s.authority_id, s.value from directory_switch s
where s.country = %s and s.authority_id in (0, %s) and s.since <= %s
order by s.module, s.key, s.authority_id, s.since desc
"""
COORDINATED = """
select count(*) from (select distinct r.authority_id from directory_relation r
  where r.coordinator_id = %s and r.kind <> %s and r.until is null limit %s) found
"""


@dataclass(frozen=True, slots=True)
class Stands:
    """How a switch stands: what the member chose, and what was chosen for this authority; None where nothing was."""

    member: bool | None = None
    authority: bool | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """What an end would touch: open exchanges, and others that the authority coordinates; up to `MOST_COUNTED`."""

    work: int
    coordinated: int


def coordinators_for(page: AuthorityPage, module: str) -> list[Participant]:
    """Return the coordinators of an authority's member that may coordinate it, in a policy area if one is named.

    Called inside of `looking_at`; one statement. The actions check all of it again.
    """
    values = [AccessState.GRANTED, page.record.member, AuthorityState.REGISTERED, COORDINATING, page.id]
    found: list[Any] = []
    for who, kind, modules in rows(COORDINATORS, [*values, MOST_COORDINATORS]):
        said = orjson.loads(who)
        own = Standing(said[0], said[2], said[4], AuthorityKind(kind), frozenset(modules))
        if _fits(own, page, module):
            found.append(said)
    return list(participants_in(found).values())


def switches_of(page: AuthorityPage, now: dt.datetime) -> Mapping[tuple[str, str], Stands]:
    """Return how the switches of all policy areas stand, by area and key; one statement inside of `looking_at`."""
    member: dict[tuple[str, str], bool | None] = {}
    own: dict[tuple[str, str], bool | None] = {}
    for module, key, authority, value in rows(SWITCHES, [page.record.member, page.id, now]):
        (own if authority else member)[module, key] = value
    return {place: Stands(member.get(place), own.get(place)) for place in {*member, *own}}


def touched_by_end(page: AuthorityPage) -> Touched:
    """Return what the end of an authority would touch: two statements inside of `looking_at`."""
    coordinated = row(COORDINATED, [page.id, RelationKind.LINKED, MOST_COUNTED])
    return Touched(sum(open_work_of(page.id)), int(coordinated[0]) if coordinated else 0)


def _fits(own: Standing, page: AuthorityPage, module: str) -> bool:
    if page.record.kind not in own.powers.registers or not own.reaches(page.record.member, page.record.region):
        return False
    return not module or own.powers.every_area or module in own.modules
