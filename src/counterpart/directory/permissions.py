"""Who may administer what in the directory: each check raises Refused with the reason and whom to turn to.

It asks the table of `policy.py` with what it finds about the actor's own authority: one statement for each action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpart.core.errors import Refused
from counterpart.directory.found import Found
from counterpart.directory.kinds import BY_OPERATOR, POWERS, AccessState, AuthorityKind, Powers, RelationKind
from counterpart.directory.policy import Circumstances, Deed, may, posts_of
from counterpart.directory.rights import WHOLE, RightName
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import row_once
from counterpart.foundation.database.statements import row

STANDING = """
select a.id, a.country, a.region, a.kind, array(select distinct x.module from directory_access x
  where x.authority_id = a.id and x.state = %s)
from directory_authority a where a.id = %s
"""
ACCESS_COORDINATOR = """
select 1 from directory_relation where authority_id = %s and coordinator_id = %s and until is null
  and ((kind = %s and module = '') or (kind = %s and module = %s))
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The authority that the actor acts for; `modules` are the policy areas that it has a role in."""

    id: int
    member: str
    region: str | None
    kind: AuthorityKind
    modules: frozenset[str]

    @property
    def powers(self) -> Powers:
        """What comes with its kind."""
        return POWERS[self.kind]

    def reaches(self, member: str, region: str | None) -> bool:
        """Say whether a member, or a region of it, is its own; a coordinator without a region has the whole member."""
        if self.member != member or not member:
            return False
        return self.powers.whole_member or self.region is None or self.region == region


def standing_of(actor: Actor) -> Standing | None:
    """Return the authority that the actor acts for; None for the operator, who acts for none."""
    if actor.kind is ActorKind.OPERATOR:
        return None
    found = None if actor.authority_id is None else row_once(STANDING, [AccessState.GRANTED, actor.authority_id])
    if found is None:
        raise Refused("acts_for_nobody")
    id_, member, region, kind, modules = found
    return Standing(id_, member, region, AuthorityKind(kind), frozenset(modules))


def must_register(actor: Actor, kind: AuthorityKind, member: str, region: str | None) -> Standing | None:
    """See that the actor may register an authority of this kind there, and return for whom they act.

    The operator, and the administrator of the network, register national coordinators and bodies of the network; a
    coordinator those below it, in its own member or region. Raises Refused `national_coordinators_only`,
    `needs_right`, `kind_not_registered` or `not_your_member`.
    """
    own = standing_of(actor)
    problem = not_registering(actor, own, kind, member, region)
    if problem is not None:
        raise problem
    return own


def not_registering(
    actor: Actor, own: Standing | None, kind: AuthorityKind, member: str, region: str | None
) -> Refused | None:
    """Return why the actor does not register an authority of this kind there, None where they do."""
    if own is None:
        return None if kind in BY_OPERATOR else Refused("national_coordinators_only", kind=kind.name.lower())
    if not _administers(actor):
        return Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    circumstances = Circumstances(coordinator=own.powers.coordinates, national=kind in BY_OPERATOR)
    verdict = may(posts_of(actor, "", own.kind), Deed.REGISTER, circumstances)
    if not verdict:
        return Refused(verdict.reason, kind=own.kind.name.lower())
    if kind in BY_OPERATOR and actor.may(RightName.NETWORK_ADMINISTRATOR, module=""):
        return None
    if kind not in own.powers.registers:
        return Refused("kind_not_registered", kind=kind.name.lower(), by=own.kind.name.lower())
    if not own.reaches(member, region):
        return Refused("not_your_member", member=member)
    return None


def must_manage(actor: Actor, found: Found) -> Standing | None:
    """See that the actor manages this authority and its users: its own administrator, or one who coordinates it.

    Raises Refused `needs_right` or `not_your_authority`.
    """
    own = standing_of(actor)
    problem = not_managing(actor, own, found)
    if problem is not None:
        raise problem
    return own


def must_coordinate(actor: Actor, found: Found, module: str = "") -> Standing | None:
    """See that the actor coordinates this authority: validated it, or is above it; in a module, also gives access.

    A coordinator of all areas coordinates itself, too. Raises Refused `needs_right`, `not_your_authority`.
    """
    own = standing_of(actor)
    problem = not_coordinating(
        actor, own, found, module, lambda: own is not None and _is_access_coordinator(own, found, module)
    )
    if problem is not None:
        raise problem
    return own


def not_managing(actor: Actor, own: Standing | None, found: Found) -> Refused | None:
    """Return why the actor does not manage an authority, None where they do; a page shows it beside what is greyed."""
    if own is None:
        return _not_of_operator(found)
    if not actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        return Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    if own.id != found.id and not _coordinates(own, found):
        return Refused("not_your_authority", authority=str(found.ref))
    return None


def not_coordinating(
    actor: Actor, own: Standing | None, found: Found, module: str, gives_access: Callable[[], bool]
) -> Refused | None:
    """Return why the actor does not coordinate an authority (in a module, if one is named), None where they do.

    `gives_access` says whether it is the authority's validating coordinator, or its access coordinator in the module.
    """
    if own is None:
        return _not_of_operator(found)
    if not actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        return Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    if own.id == found.id and own.powers.every_area:
        return None
    if not _coordinates(own, found) and not (module and (_of_area(own, found, module) or gives_access())):
        return Refused("not_your_authority", authority=str(found.ref))
    if module and not own.powers.every_area and module not in own.modules:
        return Refused("not_your_area", module=module)
    return None


def must_set_for_member(actor: Actor, member: str, module: str) -> None:
    """See that the actor may choose for a whole member: a national coordinator, or that of the area. Raises Refused."""
    problem = not_setting_for_member(actor, standing_of(actor), member, module)
    if problem is not None:
        raise problem


def not_setting_for_member(actor: Actor, own: Standing | None, member: str, module: str) -> Refused | None:
    """Return why the actor does not choose for a whole member, None where they do."""
    if own is None:
        return Refused("not_your_member", member=member)
    if not actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        return Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    whole = own.kind is AuthorityKind.AREA and own.region is None and module in own.modules
    if own.member != member or not (own.powers.whole_member or whole):
        return Refused("not_your_member", member=member)
    return None


def _administers(actor: Actor) -> bool:
    return any(actor.may(right, module="") for right in WHOLE)


def _not_of_operator(found: Found) -> Refused | None:
    if found.kind in BY_OPERATOR:
        return None
    return Refused("national_coordinators_only", kind=found.kind.name.lower())


def _coordinates(own: Standing, found: Found) -> bool:
    """Say whether one validated the other, or stands above it by its kind."""
    if found.validating_id == own.id:
        return True
    return own.powers.every_area and own.reaches(found.member, found.region) and found.kind in own.powers.registers


def _of_area(own: Standing, found: Found, module: str) -> bool:
    """Say whether one is the coordinator of the area where the other is."""
    return own.kind is AuthorityKind.AREA and own.reaches(found.member, found.region) and module in own.modules


def _is_access_coordinator(own: Standing, found: Found, module: str) -> bool:
    asked = [found.id, own.id, RelationKind.VALIDATING, RelationKind.ACCESS, module]
    return row(ACCESS_COORDINATOR, asked) is not None
