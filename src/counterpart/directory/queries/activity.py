"""How many authorities each member has, in which policy areas, and how many of them nobody ever signed in for.

Figures 2 and 4 of the annual report 2011. Numbers of authorities, never of people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.directory.areas import area_names
from counterpart.directory.kinds import EVERY_AREA, AccessState, AuthorityState
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import array, rows

NEVER_ACTIVE = """
select a.country, count(*), count(*) filter (where active.authority_id is null)
from directory_authority a left join (select distinct m.authority_id from directory_membership m
  join accounts_user u on u.id = m.user_id where m.until is null and u.first_sign_in_at is not null) active
  on active.authority_id = a.id
where a.state = %s and a.country <> '' group by a.country order by a.country
"""

COUNTS = """
select t.country, t.module, count(distinct t.id) from (
  select a.country, x.module, a.id from directory_authority a
  join directory_access x on x.authority_id = a.id and x.state = %s where a.state = %s and a.country <> ''
  union all
  select a.country, m.module, a.id from directory_authority a cross join unnest(%s::text[]) m(module)
  where a.state = %s and a.country <> '' and a.kind = any(%s::int[])) t
group by grouping sets ((t.country, t.module), (t.country)) order by t.country, t.module
"""
"""National and regional coordinators have access to all areas by what they are."""


@dataclass(frozen=True, slots=True)
class MemberActivity:
    """How many authorities of a member take part, and for how many of them nobody ever signed in."""

    member: str
    authorities: int
    never_active: int


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """How many authorities of a member have access to each policy area; `total` counts each of them once."""

    member: str
    modules: Mapping[str, int]
    total: int


def never_active(actor: Actor) -> tuple[MemberActivity, ...]:
    """Return for each member how many of its authorities nobody has ever signed in for; one statement."""
    with as_actor(_numbers(actor), read_only=True):
        return tuple(MemberActivity(*one) for one in rows(NEVER_ACTIVE, [AuthorityState.REGISTERED]))


def counts(actor: Actor) -> tuple[MemberCounts, ...]:
    """Return for each member how many of its authorities have access to which policy area; one statement.

    Who has access to several areas is counted in each of them, and once in the total.
    """
    registered = AuthorityState.REGISTERED
    with as_actor(_numbers(actor), read_only=True):
        values = [AccessState.GRANTED, registered, array(area_names()), registered, array(EVERY_AREA)]
        found = rows(COUNTS, values)
    modules: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for member, module, number in found:
        if module is not None:
            modules[member][module] = number
    return tuple(MemberCounts(member, modules[member], total) for member, module, total in found if module is None)


def _numbers(actor: Actor) -> list[int]:
    return [] if actor.authority_id is None else [actor.authority_id]
