"""A validating or an access coordinator gives its part to another one, for one authority or for all that it has."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.areas import area
from counterpart.directory.events import RelationChanged
from counterpart.directory.found import Found, authorities, must_live
from counterpart.directory.kinds import SINGLE, AccessState, RelationKind
from counterpart.directory.permissions import Standing, must_coordinate, standing_of
from counterpart.directory.rights import RightName
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import array, row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

HELD = """
select a.ref from directory_relation r join directory_authority a on a.id = r.authority_id
where r.coordinator_id = %s and r.kind = %s and r.module = %s and r.until is null and a.state = 1
  and r.authority_id <> %s
order by r.authority_id limit %s
"""
HOLDER = """
select r.authority_id, r.coordinator_id from directory_relation r
where r.authority_id = any(%s::int[]) and r.kind = %s and r.module = %s and r.until is null
"""
END = """
update directory_relation r set until = %s from directory_authority c
where r.authority_id = any(%s::int[]) and r.kind = %s and r.module = %s and r.until is null and c.id = r.coordinator_id
returning r.authority_id, c.ref
"""
BEGIN = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select x, %s, %s, %s, false, %s from unnest(%s::int[]) x
"""
HAS_ROLE = "select 1 from directory_access where authority_id = %s and module = %s and state = %s limit 1"
MOST_AT_ONCE = 5_000


@action("directory.hand_over")
def hand_over(doing: Doing, authority: UUID, to: UUID, kind: RelationKind, module: str = "") -> None:
    """Give the part of an authority's validating or access coordinator to another coordinator.

    Who has it does, or whoever stands above the authority. The new one has to fit: a coordinator of the same member,
    whose kind registers authorities of that kind, in whose region it lies, and with a role in the area. Raises
    NotFound, OutOfTurn `authority_not_active`, `related` (it has it already), Refused as `permissions.must_coordinate`
    and `coordinator_of_another` (member), `coordinator_of_other_kinds`, `coordinator_of_another_region`,
    `coordinator_outside_area`, Invalid `handed_over_kind`, `module_missing`, `module_not_meant`, `module_unknown`,
    `coordinator_itself`.
    """
    _must_be_meant(kind, module)
    pair = authorities([authority, to])
    found, other = pair[authority], pair[to]
    must_live(found)
    must_live(other)
    must_coordinate(doing.actor, found, module if kind is RelationKind.ACCESS else "")
    _must_fit(found, other, module)
    holder = row(HOLDER, [array([found.id]), kind, module])
    if holder is not None and holder[1] == other.id:
        raise OutOfTurn("related", authority=str(authority), coordinator=str(to), kind=kind.name.lower())
    _hand_over(doing, {found.id: found}, other, kind, module)


@action("directory.hand_over_all")
def hand_over_all(doing: Doing, to: UUID, kind: RelationKind, module: str = "") -> int:
    """Give one's part to another coordinator for all authorities that it fits; return how many those were.

    Others stay with who has them: a coordinator of the area among those of the national one, say. Where it fits none of
    them, that is refused with the reason of the first. Raises as `hand_over` and Refused `needs_right`,
    `acts_for_nobody`, OutOfTurn `nothing_to_hand_over`.
    """
    _must_be_meant(kind, module)
    own = _administering(doing)
    refs = [ref for (ref,) in rows(HELD, [own.id, kind, module, own.id, MOST_AT_ONCE])]
    if not refs:
        raise OutOfTurn("nothing_to_hand_over", kind=kind.name.lower(), module=module)
    known = authorities([*refs, to])
    other = known.pop(to)
    must_live(other)
    outside = _is_outside(other, module)
    fitting = {found.id: found for found in known.values() if not _unfit(found, other, outside=outside)}
    if not fitting:
        _must_fit(next(iter(known.values())), other, module)
    _hand_over(doing, fitting, other, kind, module)
    return len(fitting)


def _administering(doing: Doing) -> Standing:
    own = standing_of(doing.actor)
    if own is None:
        raise Refused("acts_for_nobody")
    if not doing.actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        raise Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    return own


def _must_be_meant(kind: RelationKind, module: str) -> None:
    if kind not in SINGLE:
        raise Invalid("handed_over_kind", field="kind", kind=kind.name.lower())
    if (kind is RelationKind.ACCESS) != bool(module):
        code = "module_not_meant" if module else "module_missing"
        raise Invalid(code, field="module", kind=kind.name.lower())
    if module:
        area(module)


def _must_fit(found: Found, other: Found, module: str) -> None:
    """See that the new one may coordinate this authority."""
    if other.id == found.id:
        raise Invalid("coordinator_itself", field="coordinator")
    code = _unfit(found, other, outside=_is_outside(other, module))
    if code:
        raise Refused(code, coordinator=str(other.ref), authority=str(found.ref), module=module)


def _is_outside(other: Found, module: str) -> bool:
    """Say whether a policy area is named that a coordinator has no part in."""
    if not module or other.powers.every_area:
        return False
    return row(HAS_ROLE, [other.id, module, AccessState.GRANTED]) is None


def _unfit(found: Found, other: Found, *, outside: bool) -> str:
    """Return the code of why one cannot coordinate the other; empty when it can."""
    if other.member != found.member:
        return "coordinator_of_another"
    if found.kind not in other.powers.registers or other.id == found.id:
        return "coordinator_of_other_kinds"
    reached = Standing(other.id, other.member, other.region, other.kind, frozenset())
    if not reached.reaches(found.member, found.region):
        return "coordinator_of_another_region"
    return "coordinator_outside_area" if outside else ""


def _hand_over(doing: Doing, found: Mapping[int, Found], other: Found, kind: RelationKind, module: str) -> None:
    ids = array(found)
    ended: dict[int, UUID] = dict(rows(END, [doing.now, ids, kind, module]))
    run(BEGIN, [module, kind, other.id, doing.now, ids])
    for id_, one in found.items():
        facts = {"coordinator": str(other.ref), "kind": int(kind), "module": module}
        doing.log(one.ref, EntryKind.ADMINISTRATION, action="hand_over", facts=facts)
        if id_ in ended:
            doing.announce(one.ref, RelationChanged(module, int(kind), str(ended[id_]), living=False))
        doing.announce(one.ref, RelationChanged(module, int(kind), str(other.ref), living=True))
