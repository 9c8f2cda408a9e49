"""Coordinators decide about authorities that registered themselves, or register one at once with its first user."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from counterpart.accounts.actions import emptied, left
from counterpart.accounts.users import NewUser, entered, locked
from counterpart.core.errors import Conflict, CounterpartError, Invalid, OutOfTurn
from counterpart.directory.actions.giving_access import give_access
from counterpart.directory.actions.joining import make_administrator
from counterpart.directory.actions.registering import registered, validated_by
from counterpart.directory.areas import profile
from counterpart.directory.events import AuthorityArrived, AuthorityRegistered, AuthorityRejected
from counterpart.directory.found import Found
from counterpart.directory.found import authority as found_authority
from counterpart.directory.invited import invited_authority, must_decide
from counterpart.directory.kinds import AuthorityState, InvitationState, RelationKind
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

LONGEST_REASON = 2_000
SECOND_USER_AFTER = dt.timedelta(days=7)

Roles = Sequence[tuple[str, str]]

VALIDATE = """
update directory_authority set state = %s, validated_at = %s, changed_at = %s, confirmed_at = %s, second_user_due = %s
where id = %s
"""
SECOND_DUE = "update directory_authority set second_user_due = %s where id = %s"
VALIDATED = "update directory_invitation set state = %s, ended_at = %s, email = '' where id = %s"
REJECTED = """
update directory_invitation set state = %s, ended_at = %s, name = '', reason = %s where id = %s
"""
PEOPLE = """
select u.ref, exists(select 1 from directory_membership o where o.user_id = u.id and o.id <> m.id and o.until is null)
from directory_membership m join accounts_user u on u.id = m.user_id
where m.authority_id = %s and m.until is null order by m.id
"""
EMPTY = """
update directory_authority set state = %s, region = null, names = '{}', titles = '{}', acronym = '', langs = '{}',
  street = '', postcode = '', city = '', phone = '', email = '', website = '', opening = '{}', description = '{}',
  keywords = '{}', territory = '{}', public_contact = false, changed_at = %s, confirmed_at = null
where id = %s
"""
FORGET = (
    "delete from directory_right where membership_id in (select id from directory_membership where authority_id = %s)",
    "delete from directory_competence where authority_id = %s",
)
END_MEMBERS = "update directory_membership set until = %s where authority_id = %s and until is null"
BY = """
select coalesce(c.titles ->> 'en', c.names ->> 'en', (select n.value from jsonb_each_text(c.names) n limit 1), '')
from directory_relation r join directory_authority c on c.id = r.coordinator_id
where r.authority_id = %s and r.kind = %s and r.until is null
"""


@action("directory.validate")
def validate(doing: Doing, authority: UUID, roles: Roles = ()) -> None:
    """Let an authority that registered itself take part, in these roles (policy area, role) of the network.

    Who validates becomes its validating coordinator; its first user is mailed a link to choose a password. Raises
    NotFound `authority_unknown`; OutOfTurn `authority_validated` with who did it, `authority_rejected`,
    `authority_not_waiting`; Refused as `invited.must_decide`, and as `give_access`; Conflict `national_exists`.
    """
    found = found_authority(authority)
    _must_wait(found)
    invitation = invited_authority(found.id)
    by = must_decide(doing.actor, invitation)
    try:
        run(VALIDATE, [AuthorityState.REGISTERED, *[doing.now] * 3, doing.now + SECOND_USER_AFTER, found.id])
    except IntegrityError as problem:
        raise Conflict("national_exists", member=found.member) from problem
    validated_by(by, found.id, doing)
    run(VALIDATED, [InvitationState.VALIDATED, doing.now, invitation.id])
    doing.log(authority, EntryKind.ADMINISTRATION, action="validate", facts={"invitation": str(invitation.ref)})
    doing.announce(authority, AuthorityRegistered(found.member, int(found.kind)))
    for user, _ in rows(PEOPLE, [found.id]):
        doing.announce(authority, AuthorityArrived(str(user), validated=True))
    _give(doing, authority, roles)
    index_authorities([found.id])


@action("directory.reject")
def reject(doing: Doing, authority: UUID, reason: str) -> None:
    """Turn an authority down that registered itself; the reason is mailed, and what it said of itself is erased.

    Its first user is erased, too. Address and reason stay with the invitation until the mail has left. Raises as
    `validate`; Invalid `reason_missing` or `text_long`.
    """
    said = reason.strip()
    if not said:
        raise Invalid("reason_missing", field="reason")
    if len(said) > LONGEST_REASON:
        raise Invalid("text_long", field="reason", most=LONGEST_REASON)
    found = found_authority(authority)
    _must_wait(found)
    invitation = invited_authority(found.id)
    must_decide(doing.actor, invitation)
    _erase(doing, found)
    run(REJECTED, [InvitationState.REJECTED, doing.now, said, invitation.id])
    doing.log(authority, EntryKind.ERASED, action="reject", facts={"invitation": str(invitation.ref)})
    doing.announce(authority, AuthorityRejected(str(invitation.ref)))


@action("directory.register_directly")
def register_directly(doing: Doing, record: AuthorityRecord, first: NewUser, roles: Roles = ()) -> UUID:
    """Register an authority with its first user and its roles in one go, and return its ref.

    The first user administers it and is mailed a link to choose a password. Raises as `register_authority`,
    `give_access` and `accounts.users.entered`.
    """
    id_, ref, _ = registered(doing, record)
    user_id, user = entered(doing, first, profile().languages)
    make_administrator(doing, user_id, id_)
    run(SECOND_DUE, [doing.now + SECOND_USER_AFTER, id_])
    doing.announce(ref, AuthorityArrived(str(user), validated=False))
    _give(doing, ref, roles)
    return ref


def _give(doing: Doing, authority: UUID, roles: Roles) -> None:
    for module, role in dict.fromkeys(map(tuple, roles)):
        give_access(doing, found_authority(authority), module, role, arriving=True)


def _must_wait(found: Found) -> None:
    """See that an authority waits to be validated. Raises OutOfTurn with who was faster."""
    if found.state is not AuthorityState.AWAITING:
        raise _decided(found)


def _decided(found: Found) -> CounterpartError:
    ref = str(found.ref)
    if found.state is AuthorityState.REJECTED:
        return OutOfTurn("authority_rejected", authority=ref)
    if found.state is not AuthorityState.REGISTERED:
        return OutOfTurn("authority_not_active", authority=ref, state=found.state.name.lower())
    by = row(BY, [found.id, RelationKind.VALIDATING])
    return OutOfTurn("authority_validated", authority=ref, by=by[0] if by else "")


def _erase(doing: Doing, found: Found) -> None:
    people = rows(PEOPLE, [found.id])
    for statement in FORGET:
        run(statement, [found.id])
    run(END_MEMBERS, [doing.now, found.id])
    run(EMPTY, [AuthorityState.REJECTED, doing.now, found.id])
    for user, elsewhere in people:
        if not elsewhere:
            known = locked(user)
            left(doing, known)
            emptied(doing, known)
    index_authorities([found.id])
