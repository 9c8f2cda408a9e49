"""Writing down what listed authorities take part in: coordinators, roles, competences, the first person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from counterpart.accounts.entering import entered_together
from counterpart.directory.actions.validating import SECOND_USER_AFTER
from counterpart.directory.bulk.written import Written
from counterpart.directory.kinds import AccessState, RelationKind
from counterpart.directory.rights import RightName
from counterpart.foundation.database.statements import Element, array, rows, run
from counterpart.foundation.doing import Doing

VALIDATING = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select a, '', %s, c, false, %s from unnest(%s::int[], %s::int[]) t(a, c) on conflict do nothing
"""
GRANT = """
insert into directory_access(module, role, authority_id, state, since)
select m, r, a, %s, %s from unnest(%s::text[], %s::text[], %s::int[]) t(m, r, a)
on conflict (module, role, authority_id) do update set state = excluded.state, since = excluded.since
"""
SUSPEND = """
update directory_access x set state = %s, since = %s
from unnest(%s::text[], %s::text[], %s::int[]) t(m, r, a) where x.module = m and x.role = r and x.authority_id = a
"""
FIRST = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select a, m, k, c, k = %s, %s from (select distinct * from unnest(%s::text[], %s::int[], %s::int[]) t(m, a, c)) t,
  unnest(%s::int[]) k
where not exists(select 1 from directory_relation r
  where r.authority_id = a and r.module = m and r.kind = k and r.until is null)
returning authority_id, module, kind
"""
FORGET = """
delete from directory_competence c using unnest(%s::text[], %s::text[], %s::int[]) t(m, l, a)
where c.module = m and c.list = l and c.authority_id = a
"""
LEARN = """
insert into directory_competence(module, list, code, authority_id)
select * from unnest(%s::text[], %s::text[], %s::text[], %s::int[])
"""
JOIN = """
insert into directory_membership(user_id, authority_id, since)
select u, a, %s from unnest(%s::int[], %s::int[]) t(u, a) returning id
"""
GIVE = """insert into directory_right(membership_id, module, "right") select m, '', %s from unnest(%s::int[]) m"""
SECOND_DUE = """
update directory_authority set second_user_due = %s where id = any(array(select unnest(%s::int[])))
"""


def write_validating(doing: Doing, some: Sequence[Written]) -> None:
    """Make whoever listed new authorities, or is above them, their validating coordinator."""
    new = [(one.id, one.coordinator) for one in some if one.new and one.coordinator is not None]
    if new:
        run(VALIDATING, [RelationKind.VALIDATING, doing.now, *_columns(new, 2)])


def write_access(doing: Doing, some: Sequence[Written]) -> None:
    """Grant and suspend roles; who grants becomes access coordinator and first request coordinator where is none."""
    granted = [(*role, one.id) for one in some for role in one.planned.granted]
    suspended = [(*role, one.id) for one in some for role in one.planned.suspended]
    if granted:
        run(GRANT, [AccessState.GRANTED, doing.now, *_columns(granted, 3)])
    if suspended:
        run(SUSPEND, [AccessState.SUSPENDED, doing.now, *_columns(suspended, 3)])
    by_id = {one.id: one for one in some}
    led = [(module, id_, by_id[id_].coordinator) for module, _, id_ in granted if by_id[id_].coordinator is not None]
    kinds = array([RelationKind.ACCESS, RelationKind.REQUEST])
    for id_, module, kind in rows(FIRST, [RelationKind.REQUEST, doing.now, *_columns(led, 3), kinds]) if led else ():
        by_id[id_].relations.append((module, kind))


def write_competences(some: Sequence[Written]) -> None:
    """Put the codes of lists in the place of those before."""
    lists = [(*name, one.id) for one in some for name in one.planned.competences]
    codes = [(*name, code, one.id) for one in some for name, said in one.planned.competences.items() for code in said]
    if lists:
        run(FORGET, list(_columns(lists, 3)))
    if codes:
        run(LEARN, list(_columns(codes, 4)))


def write_people(doing: Doing, done: Sequence[Written]) -> None:
    """Enter the first people, who administer the data of their authority."""
    led = [one for one in done if one.planned.user]
    entered = entered_together(doing, [one.planned.user for one in led if one.planned.user]) if led else []
    if not led:
        return
    for one, (_, ref) in zip(led, entered, strict=True):
        one.user = ref
    joined = rows(JOIN, [doing.now, array(number for number, _ in entered), array(one.id for one in led)])
    for right in (RightName.BASIC, RightName.DATA_ADMINISTRATOR):
        run(GIVE, [right, array(id_ for (id_,) in joined)])
    run(SECOND_DUE, [doing.now + SECOND_USER_AFTER, array(one.id for one in led)])


def _columns(found: Sequence[Sequence[Element | UUID]], width: int) -> Iterator[str]:
    columns: Iterable[Iterable[Element]] = zip(*found, strict=True) if found else ((),) * width
    return (array(column) for column in columns)
