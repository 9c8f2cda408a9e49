"""Invites authorities to register themselves: by a mail with a code, which counts for ninety days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.accounts.addresses import address
from counterpart.core.errors import Conflict, Invalid, OutOfTurn, Refused
from counterpart.directory.areas import must_be_member, must_have_role, profile
from counterpart.directory.codes import locator_of
from counterpart.directory.events import InvitationClosed, InvitationSent
from counterpart.directory.invited import ENDED, Invited, invited, must_decide
from counterpart.directory.kinds import POWERS, AuthorityKind, InvitationState
from counterpart.directory.permissions import Standing, must_register
from counterpart.directory.records import LONGEST_NAME, REGION
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref

COUNTS = dt.timedelta(days=90)
BETWEEN = dt.timedelta(days=1)
"""Between two mails to the same invitation."""

INVITE = """
insert into directory_invitation(ref, locator, email, lang, country, region, kind, name, roles, invited_by_id, state,
  invited_at, sent_at, ends_at, reason, tries)
select %s, %s, %s, %s, %s, %s, %s, %s, %s, b, %s, n, n, %s, '', 0 from (select %s::int, %s::timestamptz) as t(b, n)
where not exists(select 1 from directory_invitation o where o.country = %s and o.state = %s and o.name = %s
  and lower(o.email) = lower(%s))
returning id
"""
REPEAT = """
update directory_invitation set sent_at = %s, ends_at = %s, reminded_at = null, mail_failed_at = null, tries = 0
where id = %s
"""
WITHDRAW = "update directory_invitation set state = %s, ended_at = %s, email = '' where id = %s"


@dataclass(frozen=True, slots=True)
class Invite:
    """Who is invited, and to be what.

    `email` is that of the office or of an official there, `language` that of the mail. `name` is what the coordinator
    calls the authority, and `roles` what it may take part as (policy area, role): both are proposals.
    """

    email: str
    language: str
    member: str
    kind: AuthorityKind
    name: str
    region: str | None = None
    roles: tuple[tuple[str, str], ...] = ()


@action("directory.invite")
def invite(doing: Doing, invite: Invite) -> UUID:
    """Invite an authority and return the ref of the invitation; the mail leaves by itself.

    Raises Refused as `permissions.must_register`, also `not_your_area`; Invalid with the field: `email_invalid`,
    `language_unknown`, `name_missing`, `text_long`, `member_unknown`, `region_invalid`, `module_unknown`,
    `role_unknown`; Conflict `invitation_exists`.
    """
    by = must_register(doing.actor, invite.kind, invite.member, invite.region)
    email, name = _checked(invite, by)
    ref = new_ref(doing.now)
    place = [invite.language, invite.member, invite.region, int(invite.kind), name, Jsonb([*map(list, invite.roles)])]
    times = [InvitationState.OPEN, doing.now + COUNTS, by.id if by else None, doing.now]
    same = [invite.member, InvitationState.OPEN, name, email]
    if row(INVITE, [ref, locator_of(ref), email, *place, *times, *same]) is None:
        raise Conflict("invitation_exists", field="email")
    facts = {"member": invite.member, "kind": int(invite.kind)}
    doing.log(ref, EntryKind.ADMINISTRATION, action="invite", facts=facts)
    doing.announce(ref, InvitationSent(invite.member, int(invite.kind)))
    return ref


@action("directory.repeat_invitation")
def repeat_invitation(doing: Doing, invitation: UUID) -> None:
    """Send an invitation once more; it counts for ninety days from now, with the same code.

    Raises NotFound `invitation_unknown`, Refused as `invited.must_decide`, OutOfTurn `invitation_used`,
    `invitation_over`, `invitation_withdrawn`, or `invitation_sent_lately` within a day.
    """
    found = _open(doing, invitation)
    if doing.now - found.sent_at < BETWEEN:
        raise OutOfTurn("invitation_sent_lately")
    run(REPEAT, [doing.now, doing.now + COUNTS, found.id])
    doing.log(invitation, EntryKind.ADMINISTRATION, action="repeat_invitation")
    doing.announce(invitation, InvitationSent(found.member, int(found.kind), again=True))


@action("directory.withdraw_invitation")
def withdraw_invitation(doing: Doing, invitation: UUID) -> None:
    """Take back an invitation that was not used: its code opens nothing any more, and the address is erased.

    Raises as `repeat_invitation`.
    """
    found = _open(doing, invitation)
    run(WITHDRAW, [InvitationState.WITHDRAWN, doing.now, found.id])
    doing.log(invitation, EntryKind.ADMINISTRATION, action="withdraw_invitation")
    doing.announce(invitation, InvitationClosed("withdrawn"))


def _open(doing: Doing, invitation: UUID) -> Invited:
    found = invited(invitation)
    must_decide(doing.actor, found)
    if found.state is not InvitationState.OPEN:
        raise OutOfTurn(ENDED[found.state])
    return found


def _checked(invite: Invite, by: Standing | None) -> tuple[str, str]:
    """Return address and name as they are stored. Raises Invalid or Refused."""
    email, name, languages = address(invite.email), " ".join(invite.name.split()), profile().languages
    if invite.language not in languages:
        raise Invalid("language_unknown", field="language", found=invite.language, known=", ".join(languages))
    if not name:
        raise Invalid("name_missing", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("text_long", field="name", most=LONGEST_NAME)
    if POWERS[invite.kind].of_member:
        must_be_member(invite.member)
    elif invite.member:
        raise Invalid("member_of_body", field="member", kind=invite.kind.name.lower())
    if invite.region is not None and not REGION.fullmatch(invite.region):
        raise Invalid("region_invalid", field="region", found=invite.region)
    for module, role in invite.roles:
        must_have_role(module, role)
        if by is not None and not by.powers.every_area and by.powers.coordinates and module not in by.modules:
            raise Refused("not_your_area", module=module)
    return email, name
