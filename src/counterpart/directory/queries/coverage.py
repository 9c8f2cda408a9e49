"""What nobody is competent for in a member: codes of the lists of policy areas that no authority has picked."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import Refused
from counterpart.directory.areas import area, area_names
from counterpart.directory.kinds import AccessState, AuthorityState
from counterpart.directory.permissions import standing_of
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows

MOST = 500

COVERED = """
select distinct c.module, c.list, c.code from directory_authority a
join directory_competence c on c.authority_id = a.id
where a.country = %s and a.state = %s and exists(select 1 from directory_access x
  where x.authority_id = a.id and x.module = c.module and x.state = %s)
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """A code that nobody in the member is competent for."""

    module: str
    list: str
    code: str


def gaps(actor: Actor, *, limit: int = 50) -> tuple[Gap, ...]:
    """Return what nobody in the actor's member is competent for: nobody who takes part and has access to the area.

    To coordinators: of all areas, or of those that they have a role in. Codes in the order of their lists. Two
    statements. Raises Refused `not_a_coordinator`.
    """
    asked = {module: _lists(module) for module in area_names()}
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        own = standing_of(actor)
        if own is None or not own.powers.coordinates:
            raise Refused("not_a_coordinator")
        covered = set(rows(COVERED, [own.member, AuthorityState.REGISTERED, AccessState.GRANTED]))
    mine = [module for module in asked if own.powers.every_area or module in own.modules]
    missing = (
        Gap(module, name, code)
        for module in mine
        for name, codes in asked[module].items()
        for code in codes
        if (module, name, code) not in covered
    )
    return tuple(found for _, found in zip(range(min(limit, MOST)), missing, strict=False))


def _lists(module: str) -> dict[str, tuple[str, ...]]:
    """Return the lists from which authorities of an area pick what they are competent for."""
    definition = area(module)
    names = sorted({role.competence for role in definition.roles.values() if role.competence})
    return {name: tuple(definition.codelists[name]) for name in names}
