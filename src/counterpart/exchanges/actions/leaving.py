"""Somebody leaves an authority: what it had given to them goes to a colleague, or is anybody's again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import Conflict
from counterpart.directory.rights import IN_MODULE
from counterpart.exchanges.events import ExchangeAllocated
from counterpart.exchanges.storage.loading import name_locked
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind, Head
from counterpart.modules.pins import pinned

TRIES = 2

ENTER = "select exchanges_enter_given(%s, %s)"
"""Who lets them go may be a coordinator that sees nothing of the exchanges."""

LOCK = """
select e.id, e.ref, e.number, e.procedure_id, e.state, e.version, e.family, e.log_n, s.n, s.hash
from exchanges_exchange e join foundation_stream s on s.stream = e.ref
where e.erased_at is null and e.id in (
  select a.exchange_id from exchanges_allocation a where a.user_id = %s and a.authority_id = %s and a.until is null)
order by e.id for update of e
"""
"""Exchanges alone, in the order in which every step locks those of a file: nobody waits for one that waits for us."""

STAND = """
select e.id,
  array(select a.user_id from exchanges_allocation a where a.exchange_id = e.id and a.authority_id = %s
    and a.until is null and a.user_id <> %s order by a.id),
  exists(select 1 from exchanges_turn t where t.exchange_id = e.id and t.authority_id = %s),
  (select jsonb_object_agg(m.name, m.members) from (
    select p.name, jsonb_agg(distinct p.member) members from exchanges_party p
    where p.exchange_id = e.id and p.until_n is null and p.member <> '' group by p.name) m)
from exchanges_exchange e where e.id = any(%s::bigint[])
"""
AREAS = """
select distinct g.module from directory_membership m join directory_right g on g.membership_id = m.id
where m.user_id = %s and m.authority_id = %s and m.until is null and g."right" = any(%s::text[])
"""
HAND_ON = """
with x as (select * from jsonb_to_recordset(%s) as x(id bigint, n int, heir int, first int)),
ended as (
  update exchanges_allocation a set until = %s from x
  where a.exchange_id = x.id and a.authority_id = %s and a.user_id = %s and a.until is null returning 1),
given as (
  insert into exchanges_allocation(exchange_id, authority_id, user_id, since)
  select x.id, %s, x.heir, %s from x where x.heir is not null on conflict do nothing returning 1),
moved as (update exchanges_exchange e set log_n = x.n from x where e.id = x.id returning 1)
update exchanges_turn t set allocated_to = x.first from x where t.exchange_id = x.id and t.authority_id = %s
"""


@dataclass(frozen=True, slots=True)
class _Given:
    """An exchange that was given to who leaves, locked; `users` have it from now on."""

    id: int
    ref: UUID
    number: str
    procedure_id: int
    state: str
    version: int
    family: bool
    head: Head
    users: tuple[int, ...]
    heir: int | None
    ours: bool
    members: dict[str, list[str]]


def pass_on(doing: Doing, user_id: int, authority_id: int, successor_user_id: int | None) -> int:
    """Answer `directory.asks.allocations_of_leaver`; one entry of the log for each exchange, some statements for all.

    Raises Conflict when somebody else goes on changing one of the exchanges.
    """
    found = _locked(user_id, authority_id)
    if not found:
        return 0
    areas = frozenset[str]()
    if successor_user_id is not None:
        areas = frozenset(one for (one,) in rows(AREAS, [successor_user_id, authority_id, sorted(IN_MODULE)]))
    given = _given(found, (user_id, authority_id), successor_user_id, areas)
    said = [
        {"id": one.id, "n": one.head.n + 1, "heir": one.heir, "first": next(iter(one.users), None)} for one in given
    ]
    told = orjson.dumps(said).decode()
    run(HAND_ON, [told, doing.now, authority_id, user_id, authority_id, doing.now, authority_id])
    for one in given:
        _say(doing, one, authority_id)
    return len(given)


def _locked(user_id: int, authority_id: int) -> list[tuple[Any, ...]]:
    """Lock what was given to somebody, and name it; again where an exchange moved while we waited for it."""
    for _ in range(TRIES):
        row(ENTER, [user_id, authority_id])
        found = rows(LOCK, [user_id, authority_id])
        if all(one[7] == one[8] for one in found):
            name_locked([one[0] for one in found])
            return found
    raise Conflict("stream_moved")


def _given(
    found: Sequence[tuple[Any, ...]], leaver: tuple[int, int], successor: int | None, areas: frozenset[str]
) -> list[_Given]:
    user_id, authority_id = leaver
    standing = rows(STAND, [authority_id, user_id, authority_id, [one[0] for one in found]])
    stand = {id_: rest for id_, *rest in standing}
    given = []
    for id_, ref, number, procedure_id, state, version, family, _, n, hash_ in found:
        others, ours, members = stand[id_]
        heir = successor if pinned(procedure_id).module in areas else None
        users = tuple(dict.fromkeys((*others, heir) if heir is not None else others))
        head = Head(ref, n, bytes(hash_))
        cover = (id_, ref, number, procedure_id, state, version, family)
        given.append(_Given(*cover, head, users, heir, ours, orjson.loads(members or "{}")))
    return given


def _say(doing: Doing, one: _Given, authority_id: int) -> None:
    pin = pinned(one.procedure_id)
    doing.knows_head(one.head)
    doing.log(one.ref, EntryKind.ALLOCATED, action="pass_on", facts={"users": list(one.users)})
    fact = ExchangeAllocated(
        exchange=one.id,
        number=one.number,
        module=pin.module,
        procedure=pin.procedure,
        procedure_id=one.procedure_id,
        state=one.state,
        version=one.version,
        members=one.members,
        family=one.family,
        authority=authority_id,
        users=list(one.users),
        left=one.ours and not one.users,
    )
    doing.announce(one.ref, fact)
