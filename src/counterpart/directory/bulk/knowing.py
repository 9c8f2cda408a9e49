"""What the directory knows of those that a list names: read in a few statements, whatever its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from counterpart.directory.found import Found
from counterpart.directory.kinds import AccessState, AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.queries.finding import stored_records
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.database.statements import array, rows

LISTED = """
with listed as (
  select a.id from unnest(%s::uuid[]) k(ref) join directory_authority a on a.ref = k.ref
  union
  select a.id from unnest(%s::text[], %s::text[]) k(member, key)
  join directory_authority a on a.country = k.member and a.external_id = k.key)
select a.id, a.ref, a.country, a.region, a.tz, a.kind, a.state, a.record_version,
  (select r.coordinator_id from directory_relation r
   where r.authority_id = a.id and r.module = '' and r.kind = %s and r.until is null)
from directory_authority a where a.id in (select id from listed) order by a.id
"""
LOCKED = f"{LISTED} for no key update of a"
ACCESS = """
select x.authority_id, x.module, x.role, x.state from directory_access x
where x.authority_id = any(array(select unnest(%s::int[])))
"""
COMPETENCES = """
select c.authority_id, c.module, c.list, c.code from directory_competence c
where c.authority_id = any(array(select unnest(%s::int[])))
"""
COORDINATED = """
select r.authority_id, r.module, r.kind, r.coordinator_id from directory_relation r
where r.authority_id = any(array(select unnest(%s::int[]))) and r.until is null and r.kind = any(%s::int[])
"""
PEOPLE = """
select m.authority_id, u.email_folded from directory_membership m join accounts_user u on u.id = m.user_id
where m.authority_id = any(array(select unnest(%s::int[]))) and m.until is null
"""
ADDRESSES = "select u.email_folded from accounts_user u where u.email_folded = any(array(select unnest(%s::text[])))"
ABOVE = """
select a.id, a.country, a.region, a.kind from directory_authority a
where a.country = any(array(select unnest(%s::text[]))) and a.kind = any(%s::int[]) and a.state = %s
"""

Role = tuple[str, str]
"""Policy area and role."""
ListName = tuple[str, str]
"""Policy area and list."""


@dataclass(slots=True)
class Known:
    """An authority as it stands. `roles` are those that are granted; `people` folded addresses."""

    found: Found
    record: AuthorityRecord
    roles: set[Role] = field(default_factory=set)
    competences: dict[ListName, set[str]] = field(default_factory=lambda: defaultdict(set))
    coordinated: dict[tuple[str, RelationKind], set[int]] = field(default_factory=lambda: defaultdict(set))
    people: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Directory:
    """What is known of all that a list names; `above` are national and regional coordinators by member and region."""

    by_ref: dict[UUID, Known]
    by_key: dict[tuple[str, str], Known]
    addresses: set[str]
    above: dict[tuple[str, str | None], int]


def known(
    refs: Collection[UUID],
    keys: Sequence[tuple[str, str]],
    addresses: Collection[str],
    members: Collection[str],
    *,
    lock: bool,
) -> Directory:
    """Return what is known, inside the transaction that is open; with `lock` nobody else changes them meanwhile.

    `keys` are members with external ids, `addresses` folded ones of first users, `members` where coordinators are
    looked for.
    """
    asked = [array(refs), array(one for one, _ in keys), array(one for _, one in keys), RelationKind.VALIDATING]
    found = [_found(each) for each in rows(LOCKED if lock else LISTED, asked)]
    records = stored_records([one.id for one in found])
    by_id = {one.id: Known(one, records[one.id]) for one in found}
    _fill(by_id)
    by_key = {(one.found.member, one.record.external_id): one for one in by_id.values() if one.record.external_id}
    taken = {address for (address,) in rows(ADDRESSES, [array(addresses)])} if addresses else set()
    return Directory({one.found.ref: one for one in by_id.values()}, by_key, taken, _above(members))


def _fill(by_id: dict[int, Known]) -> None:
    ids = array(by_id)
    for id_, module, role, state in rows(ACCESS, [ids]):
        if state == AccessState.GRANTED:
            by_id[id_].roles.add((module, role))
    for id_, module, name, code in rows(COMPETENCES, [ids]):
        by_id[id_].competences[module, name].add(code)
    for id_, module, kind, coordinator in rows(COORDINATED, [ids, [RelationKind.ACCESS, RelationKind.REQUEST]]):
        by_id[id_].coordinated[module, RelationKind(kind)].add(coordinator)
    for id_, address in rows(PEOPLE, [ids]):
        by_id[id_].people.add(address or "")


def _above(members: Iterable[str]) -> dict[tuple[str, str | None], int]:
    """Return the national coordinator of each member, and the regional ones by region."""
    kinds = [AuthorityKind.NATIONAL, AuthorityKind.REGIONAL]
    found = rows(ABOVE, [array(members), kinds, AuthorityState.REGISTERED])
    return {(member, region if kind == AuthorityKind.REGIONAL else None): id_ for id_, member, region, kind in found}


def _found(each: tuple[object, ...]) -> Found:
    id_, ref, member, region, zone, kind, state, version, validating = each
    return Found(id_, ref, member, region, zone, AuthorityKind(kind), AuthorityState(state), version, validating)  # type: ignore[arg-type]
