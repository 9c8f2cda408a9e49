"""The people of an authority: who belongs to it, with which rights, and who stands in for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from counterpart.accounts.actions import left
from counterpart.accounts.correcting import corrected
from counterpart.accounts.users import NewUser, entered, locked, numbers_of
from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.core.findings import nearest
from counterpart.directory.areas import area, profile
from counterpart.directory.asks import allocations_of_leaver
from counterpart.directory.events import MembersChanged
from counterpart.directory.found import Found, authority, living
from counterpart.directory.kinds import POWERS, AccessState
from counterpart.directory.permissions import must_manage
from counterpart.directory.rights import IN_MODULE, WHOLE, RightName
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Right
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

JOIN = """
insert into directory_membership(user_id, authority_id, since) values (%s, %s, %s) on conflict do nothing returning id
"""
MEMBERSHIP = """
select m.id, m.user_id from directory_membership m join accounts_user u on u.id = m.user_id
where u.ref = %s and m.authority_id = %s and m.until is null for no key update of m
"""
GIVE = """
insert into directory_right(membership_id, module, "right") select %s, * from unnest(%s::text[], %s::text[])
on conflict do nothing
"""
TAKE = """
delete from directory_right where membership_id = %s
  and (module, "right") in (select * from unnest(%s::text[], %s::text[]))
"""
AREAS = "select distinct module from directory_access where authority_id = %s and state = %s"
OTHER_ADMINISTRATOR = """
select 1 from directory_membership m join directory_right g on g.membership_id = m.id and g.module = ''
join accounts_user u on u.id = m.user_id and u.left_at is null and u.blocked_at is null
where m.authority_id = %s and m.until is null and g."right" = %s and m.id <> %s limit 1
"""
IS_ADMINISTRATOR = """select 1 from directory_right where membership_id = %s and module = '' and "right" = %s"""
END = "update directory_membership set until = %s where id = %s"
END_ABSENCES = "delete from directory_absence where membership_id = %s and until >= %s"
END_STANDING_IN = "update directory_absence set substitute_id = null where substitute_id = %s and until >= %s"
ELSEWHERE = "select 1 from directory_membership where user_id = %s and until is null limit 1"
OTHER_AUTHORITY = (
    "select 1 from directory_membership where user_id = %s and authority_id <> %s and until is null limit 1"
)
REACHED = "delete from directory_mail_failure where user_id = %s"
AWAY = """
insert into directory_absence(membership_id, substitute_id, since, until) select %s, %s, %s, %s
where not exists(select 1 from directory_absence where membership_id = %s and since <= %s and until >= %s) returning id
"""
BACK = "delete from directory_absence where membership_id = %s and since = %s"

Rights = Collection[Right]


@action("directory.enter_member")
def enter_member(doing: Doing, authority: UUID, new: NewUser, rights: Rights = ()) -> UUID:
    """Enter a new user, let them belong to an authority with rights, and return the user's ref.

    Its administrator does, or whoever coordinates it (the first one). The new user has no password yet. Raises
    NotFound, OutOfTurn `authority_not_active`, Refused, Conflict `email_taken`, Invalid as `give_rights`.
    """
    found = living(authority)
    must_manage(doing.actor, found)
    user_id, user = entered(doing, new, profile().languages)
    _joined(doing, found, user_id, user, rights)
    return user


@action("directory.add_member")
def add_member(doing: Doing, authority: UUID, user: UUID, rights: Rights = ()) -> None:
    """Let a user who has an account belong to one more authority.

    Raises as `enter_member`; NotFound `user_unknown`, Conflict `member_already`.
    """
    found = living(authority)
    must_manage(doing.actor, found)
    numbers = numbers_of([user])
    if user not in numbers:
        raise NotFound("user_unknown", user=str(user))
    _joined(doing, found, numbers[user], user, rights)


@action("directory.give_rights")
def give_rights(doing: Doing, authority: UUID, user: UUID, rights: Rights) -> None:
    """Give a member rights, in policy areas or in the authority as a whole; those that they have stay.

    Raises NotFound (also `member_unknown`), OutOfTurn, Refused (also `access_none` for an area without access, and
    `not_a_coordinator` for what only coordinators have), Invalid `right_unknown`, `right_needs_module`,
    `right_without_module`, `module_unknown`.
    """
    found = living(authority)
    must_manage(doing.actor, found)
    membership, _ = _membership(user, found)
    _give(found, membership, rights)
    _said(doing, found, user, "give_rights", rights)


@action("directory.withdraw_rights")
def withdraw_rights(doing: Doing, authority: UUID, user: UUID, rights: Rights) -> None:
    """Take rights from a member; those that they do not have are no matter.

    Raises NotFound, Refused, and OutOfTurn `last_administrator`: somebody has to see to the authority.
    """
    found = _managed(doing, authority)
    membership, _ = _membership(user, found)
    if Right("", RightName.DATA_ADMINISTRATOR) in rights:
        _must_have_other_administrator(found, membership)
    run(TAKE, [membership, [right.module for right in rights], [right.name for right in rights]])
    _said(doing, found, user, "withdraw_rights", rights)


@action("directory.end_membership")
def end_membership(doing: Doing, authority: UUID, user: UUID, successor: UUID | None = None) -> None:
    """Let a member go; who belongs to no authority any more has left the network.

    What was given to them goes to `successor`, a colleague, as far as they may have it; the rest is nobody's from then
    on, and who allocates is told. Raises NotFound, Refused, OutOfTurn `last_administrator`, Invalid `successor_self`.
    """
    found = _managed(doing, authority)
    membership, user_id = _membership(user, found)
    _must_have_other_administrator(found, membership)
    if successor == user:
        raise Invalid("successor_self", field="successor")
    heir = None if successor is None else _membership(successor, found)[1]
    passed_on = sum(allocations_of_leaver(doing, user_id, found.id, heir))
    run(END, [doing.now, membership])
    run(END_ABSENCES, [membership, doing.now.date()])
    run(END_STANDING_IN, [membership, doing.now.date()])
    _said(doing, found, user, "end_membership", (), passed_on=passed_on)
    if row(ELSEWHERE, [user_id]) is None:
        run(REACHED, [user_id])
        left(doing, locked(user))


@action("directory.correct_address")
def correct_address(doing: Doing, authority: UUID, user: UUID, email: str) -> None:
    """Write another e-mail address for a member, whose mails come back perhaps: they sign in by it from now on.

    An administrator does, for somebody who works for no authority that they do not manage: an address opens everything.
    Raises NotFound, Refused (also `member_elsewhere`, `account_closed`), Invalid `email_invalid`, Conflict
    `email_taken`.
    """
    found = living(authority)
    must_manage(doing.actor, found)
    _, user_id = _membership(user, found)
    if row(OTHER_AUTHORITY, [user_id, found.id]) is not None:
        raise Refused("member_elsewhere", user=str(user))
    corrected(doing, locked(user), email)
    run(REACHED, [user_id])
    _said(doing, found, user, "correct_address", ())


@action("directory.set_absence")
def set_absence(
    doing: Doing, authority: UUID, user: UUID, substitute: UUID | None, since: dt.date, until: dt.date
) -> None:
    """Say that a member is away, both days included, and who of the same authority stands in; None where nobody does.

    Themselves or an administrator. Raises NotFound, Refused, Invalid `absence_ends_before`, `absence_over`,
    `substitute_self`; Conflict `absence_overlaps`.
    """
    found = living(authority)
    if doing.actor.ref != user:
        must_manage(doing.actor, found)
    if until < since:
        raise Invalid("absence_ends_before", field="until")
    if until < doing.now.date() - dt.timedelta(days=1):
        raise Invalid("absence_over", field="until")
    if substitute == user:
        raise Invalid("substitute_self", field="substitute")
    membership, _ = _membership(user, found)
    other = None if substitute is None else _membership(substitute, found)[0]
    if row(AWAY, [membership, other, since, until, membership, until, since]) is None:
        raise Conflict("absence_overlaps", user=str(user))
    stands_in = None if substitute is None else str(substitute)
    facts = {"user": str(user), "substitute": stands_in, "since": str(since), "until": str(until)}
    doing.log(authority, EntryKind.ADMINISTRATION, action="set_absence", facts=facts)
    doing.announce(authority, MembersChanged(str(user), "absence"))


@action("directory.end_absence")
def end_absence(doing: Doing, authority: UUID, user: UUID, since: dt.date) -> None:
    """Take back an absence, by its first day. Raises NotFound (also `absence_unknown`), Refused."""
    found = living(authority)
    if doing.actor.ref != user:
        must_manage(doing.actor, found)
    membership, _ = _membership(user, found)
    if not run(BACK, [membership, since]):
        raise NotFound("absence_unknown", user=str(user), since=str(since))
    facts = {"user": str(user), "since": str(since)}
    doing.log(authority, EntryKind.ADMINISTRATION, action="end_absence", facts=facts)
    doing.announce(authority, MembersChanged(str(user), "absence"))


def _managed(doing: Doing, ref: UUID) -> Found:
    """Return an authority, in whatever state, that the actor manages: people may go from one that has ended."""
    found = authority(ref)
    must_manage(doing.actor, found)
    return found


def _joined(doing: Doing, found: Found, user_id: int, user: UUID, rights: Rights) -> None:
    membership = row(JOIN, [user_id, found.id, doing.now])
    if membership is None:
        raise Conflict("member_already", user=str(user), authority=str(found.ref))
    _give(found, membership[0], rights)
    _said(doing, found, user, "add_member", rights)


def _membership(user: UUID, found: Found) -> tuple[int, int]:
    """Return the numbers of the living membership and of the user."""
    membership = row(MEMBERSHIP, [user, found.id])
    if membership is None:
        raise NotFound("member_unknown", user=str(user), authority=str(found.ref))
    return membership[0], membership[1]


def _give(found: Found, membership: int, rights: Rights) -> None:
    has = {module for (module,) in rows(AREAS, [found.id, AccessState.GRANTED])}
    for right in rights:
        _must_be_right(right)
        if right.module:
            area(right.module)
            if right.module not in has and not POWERS[found.kind].every_area:
                raise Refused("access_none", authority=str(found.ref), module=right.module)
        if right.name in AT_COORDINATORS and not POWERS[found.kind].coordinates:
            raise Refused("not_a_coordinator", authority=str(found.ref), right=right.name)
        if right.name == RightName.NETWORK_ADMINISTRATOR and POWERS[found.kind].of_member:
            raise Refused("not_the_supervisor", authority=str(found.ref), right=right.name)
    run(GIVE, [membership, [right.module for right in rights], [right.name for right in rights]])


AT_COORDINATORS = frozenset(
    {RightName.REFERRAL_HANDLER, RightName.ALERT_DISSEMINATOR, RightName.NOTIFICATION_BROADCASTER}
)
"""Rights that only people of coordinators have."""


def _must_be_right(right: Right) -> None:
    known = {*map(str, WHOLE | IN_MODULE)}
    if right.name not in known:
        raise Invalid("right_unknown", field="rights", found=right.name, hint=nearest(right.name, known))
    if (right.name in {*map(str, WHOLE)}) == bool(right.module):
        code = "right_without_module" if right.module else "right_needs_module"
        raise Invalid(code, field="rights", found=right.name)


def _must_have_other_administrator(found: Found, membership: int) -> None:
    own = RightName.DATA_ADMINISTRATOR
    if row(IS_ADMINISTRATOR, [membership, own]) and not row(OTHER_ADMINISTRATOR, [found.id, own, membership]):
        raise OutOfTurn("last_administrator", authority=str(found.ref))


def _said(doing: Doing, found: Found, user: UUID, what: str, rights: Rights, **more: int) -> None:
    given = sorted([right.module, right.name] for right in rights)
    facts = {"user": str(user), "rights": given, **more}
    doing.log(found.ref, EntryKind.ADMINISTRATION, action=what, facts=facts)
    doing.announce(found.ref, MembersChanged(str(user), what))
