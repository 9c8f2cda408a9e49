"""Invitations as actions need them, locked; and who decides about an invitation and about what came of it.

Deciding is whoever may register such an authority there (`permissions.must_register`) and invited it, coordinates all
policy areas there, or coordinates one of the areas that were proposed for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.directory.kinds import BY_OPERATOR, AuthorityKind, InvitationState
from counterpart.directory.permissions import Standing, must_register, standing_of
from counterpart.directory.rights import WHOLE, RightName
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import Row, row

COLUMNS = """
i.id, i.ref, i.email, i.lang, i.country, i.region, i.kind, i.name, i.roles, i.invited_by_id,
  (select b.ref from directory_authority b where b.id = i.invited_by_id), i.state, i.sent_at, i.ends_at, i.authority_id
"""
LOCKED = f"select {COLUMNS} from directory_invitation i where i.ref = %s for update of i"  # noqa: S608  text of ours
OF_AUTHORITY = f"select {COLUMNS} from directory_invitation i where i.authority_id = %s for update of i"  # noqa: S608

DECIDES = """
  i.kind = any(%(kinds)s) and (%(everywhere)s or (i.country = %(member)s
    and (%(region)s::text is null or i.region = %(region)s)
    and (%(every_area)s or i.invited_by_id = %(by)s
         or exists(select 1 from jsonb_array_elements(i.roles) r where r ->> 0 = any(%(modules)s)))))
"""
"""Part of a statement: of the invitations `i` those of which an actor decides, with the values of `reach_of`."""

ENDED = {
    InvitationState.USED: "invitation_used",
    InvitationState.VALIDATED: "invitation_used",
    InvitationState.REJECTED: "invitation_used",
    InvitationState.WITHDRAWN: "invitation_withdrawn",
    InvitationState.EXPIRED: "invitation_over",
}
"""Why nobody can register with an invitation any more."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation in the middle of an action."""

    id: int
    ref: UUID
    email: str
    language: str
    member: str
    region: str | None
    kind: AuthorityKind
    name: str
    roles: tuple[tuple[str, str], ...]
    by_id: int | None
    by: UUID | None
    state: InvitationState
    sent_at: dt.datetime
    ends_at: dt.datetime
    authority_id: int | None


def invited(ref: UUID) -> Invited:
    """Return an invitation, locked. Raises NotFound `invitation_unknown`."""
    return _invited(row(LOCKED, [ref]))


def invited_authority(authority_id: int) -> Invited:
    """Return the invitation that an authority registered itself with, locked. Raises NotFound."""
    return _invited(row(OF_AUTHORITY, [authority_id]))


def ended(state: InvitationState, ends_at: dt.datetime, now: dt.datetime) -> CounterpartError | None:
    """Return why nobody can register with an invitation now, None where somebody can."""
    if state is InvitationState.OPEN:
        return None if now < ends_at else OutOfTurn("invitation_over")
    return OutOfTurn(ENDED[state])


def must_decide(actor: Actor, invitation: Invited) -> Standing | None:
    """See that the actor decides about an invitation, and return for whom they act.

    Raises Refused as `permissions.must_register`, and `not_your_invitation`.
    """
    own = must_register(actor, invitation.kind, invitation.member, invitation.region)
    if own is None or own.powers.every_area or own.id == invitation.by_id or invitation.kind in BY_OPERATOR:
        return own
    if own.kind is not AuthorityKind.AREA or not own.modules & {module for module, _ in invitation.roles}:
        raise Refused("not_your_invitation")
    return own


def reach_of(actor: Actor) -> dict[str, Any] | None:
    """Return the values of `DECIDES`, None for an actor who decides about nobody; one statement.

    Raises Refused `acts_for_nobody`.
    """
    own = standing_of(actor)
    if own is None or actor.may(RightName.NETWORK_ADMINISTRATOR, module=""):
        return _reach(BY_OPERATOR, own, everywhere=True)
    if not own.powers.registers or not any(actor.may(right, module="") for right in WHOLE):
        return None
    return _reach(own.powers.registers, own, everywhere=False)


def _reach(kinds: Iterable[AuthorityKind], own: Standing | None, *, everywhere: bool) -> dict[str, Any]:
    whole = own is None or own.powers.whole_member
    of_area = own is not None and own.kind is AuthorityKind.AREA
    return {
        "kinds": [int(kind) for kind in kinds],
        "everywhere": everywhere,
        "member": own.member if own else "",
        "region": None if whole or own is None else own.region,
        "every_area": own is not None and own.powers.every_area,
        "by": own.id if own else None,
        "modules": sorted(own.modules) if own is not None and of_area else [],
    }


def _invited(found: Row | None) -> Invited:
    if found is None:
        raise NotFound("invitation_unknown")
    id_, ref, email, language, member, region, kind, name, roles, by_id, by, state, sent_at, ends_at, authority = found
    pairs = tuple((module, role) for module, role in orjson.loads(roles))
    places = (member, region, AuthorityKind(kind), name, pairs, by_id, by)
    return Invited(id_, ref, email, language, *places, InvitationState(state), sent_at, ends_at, authority)
