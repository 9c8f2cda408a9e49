"""What ends or comes due by itself: invitations that nobody used, and authorities that still have one user."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from counterpart.core.errors import OutOfTurn
from counterpart.directory.events import AuthorityWaiting, InvitationClosed, InvitationEnding, SecondUserWanted
from counterpart.directory.kinds import AuthorityKind, AuthorityState, InvitationState
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.notices.sending import STALE

CLOCK = Actor(ActorKind.CLOCK, None)
AT_ONCE = 200
"""In one transaction."""
BEFORE = dt.timedelta(days=14)
"""So long before an invitation ends its reader is reminded."""
PATIENCE = dt.timedelta(days=7)
"""After so long the coordinator is told again that a registration waits."""

OVER = "select 1 from directory_invitation where state = %s and ends_at <= %s limit 1"
EXPIRE = """
update directory_invitation set state = %s, ended_at = %s, email = ''
where id = any(array(select id from directory_invitation where state = %s and ends_at <= %s
  order by ends_at limit %s for update)) and state = %s returning ref
"""
TO_REMIND = """
select 1 from directory_invitation where state = %s and ends_at <= %s and reminded_at is null limit 1
"""
REMIND = """
update directory_invitation set reminded_at = %s
where id = any(array(select id from directory_invitation where state = %s and ends_at <= %s and reminded_at is null
  order by ends_at limit %s for update)) returning ref, country, kind
"""
STILL = "select 1 from directory_invitation where state = %s and reminded_at <= %s limit 1"
WAITING = """
with told as (
  update directory_invitation set reminded_at = %s
  where id = any(array(select id from directory_invitation where state = %s and reminded_at <= %s
    order by reminded_at limit %s for update)) returning id, authority_id, country, kind, invited_by_id)
select a.ref, t.country, t.kind, b.ref from told t join directory_authority a on a.id = t.authority_id
left join directory_authority b on b.id = t.invited_by_id order by t.id
"""
LOOK = "select 1 from directory_authority where second_user_due <= %s limit 1"
ALONE = """
with looked as (
  update directory_authority set second_user_due = null
  where id = any(array(select id from directory_authority where second_user_due <= %s
    order by second_user_due limit %s for no key update)) returning id, ref, state)
select l.ref, l.state = %s and (select count(*) from directory_membership m
  join accounts_user u on u.id = m.user_id and u.left_at is null and u.erased_at is null
  where m.authority_id = l.id and m.until is null) = 1
from looked l order by l.id
"""
FORGET = "update directory_invitation set email = '', reason = '' where state = %s and ended_at <= %s and email <> ''"


class NothingDue(OutOfTurn):
    """What was due a moment ago is not any more."""


def expire_invitations(now: dt.datetime) -> int:
    """End invitations whose time is over and erase their addresses; return how many. Idempotent.

    Of a rejection whose mail never left within `notices.sending.STALE` the address and the reason are erased, too.
    """
    with as_actor([]):
        run(FORGET, [InvitationState.REJECTED, now - STALE])
    return _in_parts(now, OVER, [InvitationState.OPEN, now], _expire)


def remind_invitations(now: dt.datetime) -> int:
    """Remind those who were invited two weeks before the invitation ends, once; return how many. Idempotent."""
    return _in_parts(now, TO_REMIND, [InvitationState.OPEN, now + BEFORE], _remind)


def remind_coordinators(now: dt.datetime) -> int:
    """Tell coordinators again, once a week, which registrations wait for them; return how many. Idempotent."""
    return _in_parts(now, STILL, [InvitationState.USED, now - PATIENCE], _tell_again)


def ask_for_second_users(now: dt.datetime) -> int:
    """Look at authorities that came a week ago and ask those with one user for a second; return how many there were.

    Idempotent: each is looked at once.
    """
    return _in_parts(now, LOOK, [now], _ask)


def _in_parts(now: dt.datetime, due: str, values: Sequence[object], part: Callable[[Actor, Asked], int]) -> int:
    """Do it for some at a time, each its own transaction, while there is something due."""
    total = 0
    while True:
        with as_actor([], read_only=True):
            if not rows(due, values):
                return total
        try:
            total += part(CLOCK, Asked(new_ref(now), now))
        except NothingDue:
            return total  # somebody saw to the last ones in this moment


@action("directory.expire_invitations")
def _expire(doing: Doing) -> int:
    state = InvitationState.OPEN
    found = rows(EXPIRE, [InvitationState.EXPIRED, doing.now, state, doing.now, AT_ONCE, state])
    _must_find(found)
    for (ref,) in found:
        doing.log(ref, EntryKind.ADMINISTRATION, action="expire_invitation")
        doing.announce(ref, InvitationClosed("expired"))
    return len(found)


@action("directory.remind_invitations")
def _remind(doing: Doing) -> int:
    found = rows(REMIND, [doing.now, InvitationState.OPEN, doing.now + BEFORE, AT_ONCE])
    _must_find(found)
    for ref, member, kind in found:
        doing.log(ref, EntryKind.ADMINISTRATION, action="remind_invitation")
        doing.announce(ref, InvitationEnding(member, int(AuthorityKind(kind))))
    return len(found)


@action("directory.remind_coordinators")
def _tell_again(doing: Doing) -> int:
    found = rows(WAITING, [doing.now, InvitationState.USED, doing.now - PATIENCE, AT_ONCE])
    _must_find(found)
    for ref, member, kind, coordinator in found:
        doing.log(ref, EntryKind.ADMINISTRATION, action="remind_coordinator")
        doing.announce(ref, AuthorityWaiting(member, kind, str(coordinator) if coordinator else None))
    return len(found)


@action("directory.ask_for_second_user")
def _ask(doing: Doing) -> int:
    found = rows(ALONE, [doing.now, AT_ONCE, AuthorityState.REGISTERED])
    _must_find(found)
    for ref, alone in found:
        facts = {"one_user": alone}
        doing.log(ref, EntryKind.ADMINISTRATION, action="look_for_second_user", facts=facts)
        if alone:
            doing.announce(ref, SecondUserWanted())
    return len(found)


def _must_find(found: Sequence[Row]) -> None:
    """See that there is something to say in the log. Raises NothingDue, which nobody sees."""
    if not found:
        raise NothingDue("nothing_due")
