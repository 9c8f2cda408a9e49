"""What the sender of mails asks of this room: where a mail goes, what only it says, and what follows when it has ended.

A mail goes to a user, to an invitation (somebody who is no user yet), or to the office of an authority.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from counterpart.accounts.links import counts_until, password_token
from counterpart.directory.actions.upkeep import mark_mail_failed
from counterpart.directory.areas import profile
from counterpart.directory.codes import code_of
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AuthorityState, InvitationState
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.words import Words, country_name, words_of
from counterpart.modules.texts import speaker
from counterpart.notices.about import About
from counterpart.notices.kinds import MailState, NoticeKind
from counterpart.notices.letters import Said
from counterpart.notices.network import NOTHING_MORE, Details
from counterpart.notices.sending import Addressee

USER = """
select email, lang, tz from accounts_user
where ref = %s and left_at is null and blocked_at is null and erased_at is null
"""
GUEST = """
select email, lang, country from directory_invitation where ref = %s and email <> '' and state = any(%s::int[])
"""
OFFICE = "select email, langs, tz from directory_authority where ref = %s and email <> '' and state = %s"
INVITED = "select ends_at, country, reason from directory_invitation where ref = %s"
PASSWORD = "select password_at, tz from accounts_user where ref = %s"  # noqa: S105  a statement
FORGET = """
update directory_invitation set email = '', reason = '' where ref = %s and state = any(%s::int[])
"""
FAILED = "update directory_invitation set mail_failed_at = %s where ref = %s"
NUMBER = "select id from directory_authority where ref = %s"

WRITTEN_TO = [int(InvitationState.OPEN), int(InvitationState.REJECTED)]
"""Invitations about which mails leave: that one is invited, and why one was not accepted."""
UTC = "UTC"


def addressee_of(to: UUID) -> Addressee | None:
    """Return where a mail goes; None for who has left, is blocked or was erased, and for an invitation that ended."""
    if (user := row(USER, [to])) is not None:
        return Addressee(user[0], user[1], ZoneInfo(user[2]))
    if (guest := row(GUEST, [to, WRITTEN_TO])) is not None:
        return Addressee(guest[0], guest[1], _zone_of(guest[2]))
    office = row(OFFICE, [to, AuthorityState.REGISTERED])
    return None if office is None else Addressee(office[0], next(iter(office[1]), ""), ZoneInfo(office[2]))


def details_of(to: UUID, kind: NoticeKind, now: dt.datetime) -> Details:
    """Return what only the mail says: the code of an invitation, a link to choose a password, why one was rejected."""
    match kind:
        case NoticeKind.INVITATION | NoticeKind.INVITATION_ENDING if (found := row(INVITED, [to])) is not None:
            code = code_of(to)
            return Details(f"/join/{code}", code, found[0].astimezone(_zone_of(found[1])).date())
        case NoticeKind.REJECTED if (found := row(INVITED, [to])) is not None:
            return Details(reason=found[2])
        case NoticeKind.ARRIVED | NoticeKind.PASSWORD_LINK if (found := row(PASSWORD, [to])) is not None:
            until = counts_until(found[0], now).astimezone(ZoneInfo(found[1])).date()
            return Details(f"/password/{password_token(to, found[0], now)}", until=until)
    return NOTHING_MORE


def mail_ended(to: UUID, kind: NoticeKind | None, state: MailState, now: dt.datetime) -> None:
    """Erase what was kept for the mail about a rejection; note that an address is nobody's. Inside a transaction."""
    if kind is NoticeKind.REJECTED:
        run(FORGET, [to, [int(InvitationState.REJECTED)]])
    if state is MailState.REFUSED and not run(FAILED, [now, to]):
        office = row(NUMBER, [to])
        mark_mail_failed([] if office else [to], now, authority=office[0] if office else None)


def said_of_network(about: About, language: str) -> Said:
    """Return the texts of a notice about the network: the title of a policy area, the name of a country."""
    area = speaker(about.module, about.line, language).text("module.title") if about.module and about.line else ""
    member = profile().members.get(about.other)
    words = words_of(language)
    country = about.other if member is None else country_name(language, member.iso) if member.iso else member.name
    return Said(area, "", other=country, body=_of_concern(words, about.message))


def _of_concern(words: Words, concern: str) -> str:
    """Return what a coordinator asks for, in a sentence; empty for what is no concern."""
    return {
        Concern.NEVER_SIGNED_IN.value: words.gettext("Nobody of your authority has signed in yet."),
        Concern.ONE_USER.value: words.gettext("One person alone works for your authority: please enter a second user."),
        Concern.ABSENT_WITHOUT_SUBSTITUTE.value: words.gettext(
            "Somebody of your authority is away and nobody stands in: please name a substitute."
        ),
        Concern.UNCONFIRMED.value: words.gettext("Please look whether the data of your authority are still right."),
        Concern.MAIL_FAILED.value: words.gettext("Mails to your authority come back: please correct the address."),
    }.get(concern, "")


def _zone_of(member: str) -> ZoneInfo:
    found = profile().members.get(member)
    return ZoneInfo(found.time_zone if found else UTC)
