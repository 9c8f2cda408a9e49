"""An authority registers itself with the code of an invitation, and waits to be validated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from counterpart.accounts.users import NewUser, entered
from counterpart.core.errors import Invalid, Refused
from counterpart.directory.actions.registering import entered_record
from counterpart.directory.areas import must_have_codes, profile
from counterpart.directory.events import AuthorityJoined
from counterpart.directory.invited import Invited, ended, invited
from counterpart.directory.kinds import AuthorityState, InvitationState
from counterpart.directory.queries.joining import invitation_known_by
from counterpart.directory.records import AuthorityRecord, checked
from counterpart.directory.rights import RightName
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind

Competences = Mapping[tuple[str, str], Collection[str]]
"""Codes by policy area and list."""

FIRST = """
with joined as (
  insert into directory_membership(user_id, authority_id, since) values (%s, %s, %s) returning id)
insert into directory_right(membership_id, module, "right") select id, '', %s from joined
"""
LEARN = """
insert into directory_competence(module, list, code, authority_id) select %s, %s, c, %s from unnest(%s::text[]) c
on conflict do nothing
"""
USED = "update directory_invitation set state = %s, authority_id = %s, reminded_at = %s where id = %s"


def join(
    actor: Actor,
    asked: Asked,
    code: str,
    record: AuthorityRecord,
    first: NewUser,
    competences: Competences | None = None,
) -> UUID:
    """Register an authority with the code of its invitation and return its ref; the actor is `InvitationShown.guest`.

    `first` becomes its first user and administrator, `competences` what it says of itself; both count when it was
    validated. Member and kind are those of the invitation, and the region where that names one. Raises as
    `queries.joining.invitation_of`; Refused `not_yourself`; Invalid `invitation_for_another` with the field, and as
    `records.checked`, `accounts.users.entered`, `areas.must_have_codes`; Conflict `email_taken`.
    """
    invitation = invitation_known_by(code, asked.at)
    said = sorted([module, list_name, sorted(codes)] for (module, list_name), codes in (competences or {}).items())
    return _join(actor, asked, invitation, record, first, said)


@action("directory.join")
def _join(
    doing: Doing, invitation: UUID, record: AuthorityRecord, first: NewUser, competences: Sequence[Sequence[object]]
) -> UUID:
    if doing.actor.ref != invitation:
        raise Refused("not_yourself")
    found = invited(invitation)
    problem = ended(found.state, found.ends_at, doing.now)
    if problem is not None:
        raise problem
    fit = checked(_fitting(found, record))
    authority_id, authority = entered_record(doing, fit, AuthorityState.AWAITING)
    user_id, _ = entered(doing, first, profile().languages)
    make_administrator(doing, user_id, authority_id)
    for module, list_name, codes in competences:
        _learn(authority_id, str(module), str(list_name), codes)
    run(USED, [InvitationState.USED, authority_id, doing.now, found.id])
    coordinator = str(found.by) if found.by else None
    facts = {"member": fit.member, "kind": int(fit.kind)}
    doing.log(invitation, EntryKind.ADMINISTRATION, action="join", facts={"authority": str(authority)})
    doing.log(authority, EntryKind.ADMINISTRATION, action="join", facts={**facts, "invitation": str(invitation)})
    doing.announce(authority, AuthorityJoined(fit.member, int(fit.kind), coordinator))
    return authority


def make_administrator(doing: Doing, user_id: int, authority_id: int) -> None:
    """Let a new user be the first of an authority, and its administrator."""
    run(FIRST, [user_id, authority_id, doing.now, RightName.DATA_ADMINISTRATOR])


def _fitting(found: Invited, record: AuthorityRecord) -> AuthorityRecord:
    """Return the record without what only an import sets. Raises Invalid where it is not what was invited."""
    for field, wanted, said in (
        ("member", found.member, record.member),
        ("kind", found.kind, record.kind),
        ("region", found.region or record.region, record.region),
    ):
        if wanted != said:
            raise Invalid("invitation_for_another", field=field)
    return replace(record, external_id=None)


def _learn(authority_id: int, module: str, list_name: str, codes: object) -> None:
    said = list(codes) if isinstance(codes, (list, tuple)) else []
    must_have_codes(module, list_name, said)
    run(LEARN, [module, list_name, authority_id, said])
