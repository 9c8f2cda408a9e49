"""How authorities end: merged, split, closed, or deactivated."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.areas import area
from counterpart.directory.asks import open_work_of
from counterpart.directory.events import AuthorityDeactivated, AuthoritySucceeded
from counterpart.directory.found import Found, authorities, living, must_live
from counterpart.directory.kinds import AuthorityState, InvitationState, RelationKind, SuccessionKind
from counterpart.directory.permissions import must_coordinate
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import array, row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

EVERYTHING_ELSE = ""
"""Stands for all policy areas that are not named."""

SUCCEED = """
insert into directory_succession(before_id, after_id, module, kind, at)
select %s, after_id, module, %s, %s from unnest(%s::int[], %s::text[]) as t(after_id, module)
"""
END = "update directory_authority set state = %s, succeeded_by_id = %s, changed_at = %s where id = %s"
END_RELATIONS = (
    "update directory_relation set until = %s where (authority_id = %s or coordinator_id = %s) and until is null"
)
COORDINATES = """
select 1 from directory_relation where coordinator_id = %s and kind <> %s and until is null limit 1
"""
HAND_OVER = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select r.authority_id, r.module, r.kind, %s, r.chosen, %s from directory_relation r
where r.coordinator_id = %s and r.until = %s and r.authority_id <> %s and r.authority_id <> %s
on conflict do nothing
"""
MOVE = """
insert into directory_membership(user_id, authority_id, since)
select user_id, %s, %s from directory_membership where authority_id = %s and until is null on conflict do nothing
"""
MOVE_RIGHTS = """
insert into directory_right(membership_id, module, "right")
select n.id, g.module, g."right" from directory_membership o join directory_right g on g.membership_id = o.id
join directory_membership n on n.user_id = o.user_id and n.authority_id = %s and n.until is null
where o.authority_id = %s and o.until is null on conflict do nothing
"""
MOVE_ABSENCES = """
insert into directory_absence(membership_id, substitute_id, since, until)
select a.id, b.id, x.since, x.until from directory_absence x
join directory_membership o on o.id = x.membership_id and o.authority_id = %s and o.until is null
left join directory_membership s on s.id = x.substitute_id and s.until is null
join directory_membership a on a.user_id = o.user_id and a.authority_id = %s and a.until is null
left join directory_membership b on b.user_id = s.user_id and b.authority_id = %s and b.until is null
on conflict do nothing
"""
MOVE_ACCESS = """
insert into directory_access(module, role, authority_id, state, since)
select module, role, %s, state, %s from directory_access where authority_id = %s on conflict do nothing
"""
MOVE_COMPETENCES = """
insert into directory_competence(module, list, code, authority_id)
select module, list, code, %s from directory_competence where authority_id = %s on conflict do nothing
"""
MOVE_INVITATIONS = """
update directory_invitation set invited_by_id = %s where invited_by_id = %s and state = any(%s::int[])
"""
END_MEMBERS = "update directory_membership set until = %s where authority_id = %s and until is null"


@action("directory.succeed")
def succeed(doing: Doing, authority: UUID, kind: SuccessionKind, after: Mapping[str, UUID | None]) -> None:
    """End an authority; what it had goes on with others, which open exchanges learn from the fact.

    `after` leads from policy areas to who goes on there, and from '' to who goes on with all others. Merged: one, under
    '', which also takes over people, rights, access and competences. Split: at least two; people are given their place
    by hand. Closed: nobody, and then nothing may be open. Whom it coordinated is coordinated by its successor. Its
    names stay readable. Raises NotFound, OutOfTurn (`authority_not_active`, `work_open`), Refused, Invalid
    `successors_of_kind`, `successor_itself`, `successor_of_another`, `module_unknown`.
    """
    named = {ref for ref in after.values() if ref is not None}
    found = authorities([authority, *named])
    before = found[authority]
    must_live(before)
    must_coordinate(doing.actor, before)
    heirs = {module: found[ref] if ref is not None else None for module, ref in after.items()}
    _must_fit(before, kind, heirs)
    if None in heirs.values():
        _must_have_no_work(before)
    ids = [heir.id if heir else None for heir in heirs.values()]
    run(SUCCEED, [before.id, int(kind), doing.now, ids, list(heirs)])
    _hand_over(doing, before, heirs.get(EVERYTHING_ELSE), people=kind is SuccessionKind.MERGED)
    told = {module: str(heir.ref) if heir else None for module, heir in heirs.items()}
    doing.log(authority, EntryKind.ADMINISTRATION, action="succeed", facts={"kind": int(kind), "after": told})
    doing.announce(authority, AuthoritySucceeded(int(kind), told))
    index_authorities([before.id, *{heir.id for heir in heirs.values() if heir}])


@action("directory.deactivate")
def deactivate(doing: Doing, authority: UUID) -> None:
    """Let an authority take part no longer. Raises NotFound, Refused, OutOfTurn `work_open`, `authority_not_active`.

    A coordinator that others are related to is succeeded instead (`coordinates_others`).
    """
    found = living(authority)
    must_coordinate(doing.actor, found)
    if row(COORDINATES, [found.id, RelationKind.LINKED]) is not None:
        raise OutOfTurn("coordinates_others", authority=str(authority))
    _must_have_no_work(found)
    run(END, [AuthorityState.INACTIVE, None, doing.now, found.id])
    run(END_RELATIONS, [doing.now, found.id, found.id])
    doing.log(authority, EntryKind.ADMINISTRATION, action="deactivate")
    doing.announce(authority, AuthorityDeactivated(found.member))
    index_authorities([found.id])


def _must_fit(before: Found, kind: SuccessionKind, heirs: Mapping[str, Found | None]) -> None:
    """See that these may go on with what the authority had."""
    living_heirs = {heir.id: heir for heir in heirs.values() if heir is not None}
    few, many = _HOW_MANY[kind]
    if EVERYTHING_ELSE not in heirs or not few <= len(living_heirs) <= many:
        raise Invalid("successors_of_kind", field="after", kind=kind.name.lower(), found=len(living_heirs))
    if kind is not SuccessionKind.SPLIT and len(heirs) > 1:
        raise Invalid("successors_of_kind", field="after", kind=kind.name.lower(), found=len(heirs))
    for module in heirs:
        if module != EVERYTHING_ELSE:
            area(module)
    for heir in living_heirs.values():
        must_live(heir)
        if heir.id == before.id:
            raise Invalid("successor_itself", field="after")
        if heir.member != before.member:
            raise Invalid("successor_of_another", field="after", member=heir.member)
        if before.powers.coordinates and not heir.powers.coordinates:
            raise Refused("not_a_coordinator", authority=str(heir.ref))


_HOW_MANY = {SuccessionKind.MERGED: (1, 1), SuccessionKind.SPLIT: (2, 100), SuccessionKind.CLOSED: (0, 0)}


def _must_have_no_work(found: Found) -> None:
    work = sum(open_work_of(found.id))
    if work:
        raise OutOfTurn("work_open", authority=str(found.ref), exchanges=work)


def _hand_over(doing: Doing, before: Found, heir: Found | None, *, people: bool) -> None:
    now = doing.now
    run(END, [AuthorityState.SUCCEEDED, heir.id if heir else None, now, before.id])
    run(END_RELATIONS, [now, before.id, before.id])
    if heir is not None:
        run(HAND_OVER, [heir.id, now, before.id, now, before.id, heir.id])
        run(MOVE_INVITATIONS, [heir.id, before.id, array([InvitationState.OPEN, InvitationState.USED])])
    if heir is not None and people:
        run(MOVE, [heir.id, now, before.id])
        run(MOVE_RIGHTS, [heir.id, before.id])
        run(MOVE_ABSENCES, [before.id, heir.id, heir.id])
        run(MOVE_ACCESS, [heir.id, now, before.id])
        run(MOVE_COMPETENCES, [heir.id, before.id])
    run(END_MEMBERS, [now, before.id])
