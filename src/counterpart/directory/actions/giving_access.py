"""Gives authorities access to policy areas, relates them to coordinators, and says what they are competent for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.areas import area, must_have_codes, must_have_role
from counterpart.directory.events import AccessChanged, AuthorityChanged, RelationChanged
from counterpart.directory.found import Found, authorities, living, must_live
from counterpart.directory.kinds import SINGLE, AccessState, RelationKind
from counterpart.directory.permissions import must_coordinate, must_manage
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

GRANT = """
insert into directory_access(module, role, authority_id, state, since) values (%s, %s, %s, %s, %s)
on conflict (module, role, authority_id) do update set state = excluded.state, since = excluded.since
where directory_access.state <> excluded.state
"""
SUSPEND = """
update directory_access set state = %s, since = %s where module = %s and role = %s and authority_id = %s and state = %s
"""
RELATE = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
values (%s, %s, %s, %s, %s, %s) on conflict do nothing returning id
"""
FIRST = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select %s, %s, k, %s, k = %s, %s from unnest(%s::int[]) k where not exists(
  select 1 from directory_relation r where r.authority_id = %s and r.module = %s and r.kind = k and r.until is null)
returning kind
"""
END_SINGLE = """
update directory_relation r set until = %s from directory_authority c
where r.authority_id = %s and r.module = %s and r.kind = %s and r.until is null and r.coordinator_id <> %s
  and c.id = r.coordinator_id returning c.ref
"""
UNCHOOSE = """
update directory_relation set chosen = coordinator_id = %s
where authority_id = %s and module = %s and kind = %s and until is null and chosen <> (coordinator_id = %s)
"""
END = """
update directory_relation set until = %s
where authority_id = %s and module = %s and kind = %s and coordinator_id = %s and until is null
"""
HAS_RELATION = """
select 1 from directory_relation
where authority_id = %s and module = %s and kind = %s and coordinator_id = %s and until is null
"""
HAS_AREA = "select 1 from directory_access where authority_id = %s and module = %s and state = %s limit 1"
FORGET = """
delete from directory_competence where authority_id = %s and module = %s and list = %s and code <> all(%s::text[])
"""
LEARN = """
insert into directory_competence(module, list, code, authority_id) select %s, %s, c, %s from unnest(%s::text[]) c
on conflict do nothing
"""


@action("directory.grant_access")
def grant_access(doing: Doing, authority: UUID, module: str, role: str) -> None:
    """Let an authority take part in a policy area in a role; again, when the role was suspended.

    Who gives access becomes its access coordinator and its first request coordinator in the area, where it has none.
    Raises NotFound, OutOfTurn (`authority_not_active`, `access_granted` already), Refused as
    `permissions.must_coordinate`, Invalid `module_unknown` or `role_unknown`.
    """
    give_access(doing, living(authority), module, role)


def give_access(doing: Doing, found: Found, module: str, role: str, *, arriving: bool = False) -> None:
    """Give access inside the action of another file; `arriving` when it is part of a registration. Raises as above."""
    must_have_role(module, role)
    by = must_coordinate(doing.actor, found, module)
    authority = found.ref
    if not run(GRANT, [module, role, found.id, AccessState.GRANTED, doing.now]):
        raise OutOfTurn("access_granted", authority=str(authority), module=module, role=role)
    facts: dict[str, object] = {"module": module, "role": role}
    doing.log(authority, EntryKind.ADMINISTRATION, action="grant_access", facts=facts)
    doing.announce(authority, AccessChanged(module, role, granted=True, arriving=arriving))
    if by is not None and by.id != found.id and by.powers.coordinates:
        values = [found.id, module, by.id, RelationKind.REQUEST, doing.now, [RelationKind.ACCESS, RelationKind.REQUEST]]
        for (kind,) in rows(FIRST, [*values, found.id, module]):
            doing.announce(authority, RelationChanged(module, kind, str(doing.actor.authority_ref), living=True))


@action("directory.suspend_access")
def suspend_access(doing: Doing, authority: UUID, module: str, role: str) -> None:
    """Suspend a role: what is open goes on, nothing new begins. Raises NotFound, Refused, OutOfTurn `access_none`."""
    found = living(authority)
    must_coordinate(doing.actor, found, module)
    if not run(SUSPEND, [AccessState.SUSPENDED, doing.now, module, role, found.id, AccessState.GRANTED]):
        raise OutOfTurn("access_none", authority=str(authority), module=module, role=role)
    doing.log(authority, EntryKind.ADMINISTRATION, action="suspend_access", facts={"module": module, "role": role})
    doing.announce(authority, AccessChanged(module, role, granted=False))


@action("directory.relate")
def relate(
    doing: Doing, authority: UUID, coordinator: UUID, kind: RelationKind, module: str = "", *, chosen: bool = False
) -> None:
    """Make one authority a coordinator of another (or let it see the overview: linked), in an area or as a whole.

    A validating or access coordinator takes the place of the one before. `chosen` is the request coordinator that is
    turned to first; the authority's own administrator may choose among those that it has. Raises NotFound, OutOfTurn,
    Refused, Invalid `module_missing`, `module_not_meant`, `coordinator_itself`, `coordinator_none`.
    """
    pair = authorities([authority, coordinator])
    found, other = pair[authority], pair[coordinator]
    must_live(found)
    must_live(other)
    _must_fit(found, other, kind, module)
    must_coordinate(doing.actor, found, module)
    if kind in SINGLE:
        for (before,) in rows(END_SINGLE, [doing.now, found.id, module, kind, other.id]):
            doing.announce(authority, RelationChanged(module, int(kind), str(before), living=False))
    added = row(RELATE, [found.id, module, kind, other.id, False, doing.now])
    if chosen:
        _choose(found, other, module)
    elif added is None:
        raise OutOfTurn("related", authority=str(authority), coordinator=str(coordinator), kind=kind.name.lower())
    _related(doing, "relate", authority, coordinator, kind, module)


@action("directory.choose_coordinator")
def choose_coordinator(doing: Doing, authority: UUID, coordinator: UUID, module: str) -> None:
    """Choose which of its request coordinators an authority turns to first.

    Its own administrator may. Raises NotFound, OutOfTurn `relation_none`, Refused.
    """
    pair = authorities([authority, coordinator])
    found, other = pair[authority], pair[coordinator]
    must_manage(doing.actor, found)
    asked = [found.id, module, RelationKind.REQUEST, other.id]
    if row(HAS_RELATION, asked) is None:
        raise OutOfTurn("relation_none", authority=str(authority), coordinator=str(coordinator))
    _choose(found, other, module)
    _related(doing, "choose_coordinator", authority, coordinator, RelationKind.REQUEST, module)


@action("directory.unrelate")
def unrelate(doing: Doing, authority: UUID, coordinator: UUID, kind: RelationKind, module: str = "") -> None:
    """End a relation of which an authority may have none: a request coordinator, a linked authority.

    Raises NotFound, OutOfTurn `relation_none`, Refused, also `relation_needed` for a validating or access coordinator,
    which can only be replaced.
    """
    pair = authorities([authority, coordinator])
    must_coordinate(doing.actor, pair[authority], module)
    if kind in SINGLE:
        raise Refused("relation_needed", authority=str(authority), kind=kind.name.lower())
    if not run(END, [doing.now, pair[authority].id, module, kind, pair[coordinator].id]):
        raise OutOfTurn("relation_none", authority=str(authority), coordinator=str(coordinator))
    _related(doing, "unrelate", authority, coordinator, kind, module, living=False)


@action("directory.set_competences")
def set_competences(doing: Doing, authority: UUID, module: str, list_name: str, codes: Sequence[str]) -> None:
    """Say what an authority is competent for: these codes of the list, and no others of it.

    Its own administrator or a coordinator. Raises NotFound, OutOfTurn, Refused, also `access_none` without access to
    the area; Invalid `competence_list_unknown`, `competence_unknown` with the nearest code.
    """
    must_have_codes(module, list_name, codes)
    found = living(authority)
    must_manage(doing.actor, found)
    if row(HAS_AREA, [found.id, module, AccessState.GRANTED]) is None:
        raise Refused("access_none", authority=str(authority), module=module)
    run(FORGET, [found.id, module, list_name, list(codes)])
    run(LEARN, [module, list_name, found.id, list(codes)])
    facts = {"module": module, "list": list_name, "codes": sorted(codes)}
    doing.log(authority, EntryKind.ADMINISTRATION, action="set_competences", facts=facts)
    doing.announce(authority, AuthorityChanged(("competences",)))


def _must_fit(found: Found, other: Found, kind: RelationKind, module: str) -> None:
    """See that such a relation can be."""
    if found.id == other.id:
        raise Invalid("coordinator_itself", field="coordinator")
    if kind is RelationKind.VALIDATING and module:
        raise Invalid("module_not_meant", field="module", kind=kind.name.lower())
    if kind is not RelationKind.VALIDATING:
        if not module:
            raise Invalid("module_missing", field="module", kind=kind.name.lower())
        area(module)
    if kind is not RelationKind.LINKED and not other.powers.coordinates:
        raise Invalid("coordinator_none", field="coordinator", kind=other.kind.name.lower())
    if kind is not RelationKind.LINKED and found.member != other.member:
        raise Invalid("coordinator_of_another", field="coordinator", member=other.member)


def _choose(found: Found, other: Found, module: str) -> None:
    run(UNCHOOSE, [0, found.id, module, RelationKind.REQUEST, 0])
    run(UNCHOOSE, [other.id, found.id, module, RelationKind.REQUEST, other.id])


def _related(
    doing: Doing, what: str, authority: UUID, coordinator: UUID, kind: RelationKind, module: str, *, living: bool = True
) -> None:
    facts = {"coordinator": str(coordinator), "kind": int(kind), "module": module}
    doing.log(authority, EntryKind.ADMINISTRATION, action=what, facts=facts)
    doing.announce(authority, RelationChanged(module, int(kind), str(coordinator), living))
