"""Sends mails: looks up what is in it and where it goes, hands it to the mail server, and keeps how that went.

The channel of the deliveries calls `send_mail` again until it returns: killed after the server took a mail and before
that is kept, the mail is sent a second time under the same Message-ID, by which mail programs know that they have it.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, row, rows, run
from counterpart.foundation.deliveries import ChannelKind, Delivery, Undeliverable, channel
from counterpart.foundation.reach import is_away
from counterpart.foundation.words import nearest_language
from counterpart.notices.about import about_from
from counterpart.notices.kinds import AT_ONCE, DESK, OF_NETWORK, MailState, NoticeKind
from counterpart.notices.letters import Letter, MailedNotice, Say, Writing, letter_about, summary_of
from counterpart.notices.network import NOTHING_MORE, Details
from counterpart.notices.outgoing import SECONDS, MailTrouble, Outgoing, Tls, outgoing
from counterpart.notices.rendering import mail_of

STALE = dt.timedelta(days=14)
"""A mail that has waited so long, for a mail server to be set, is not sent: its reader would be told what is over."""

NOBODY = frozenset({550, 551, 553, 556})
"""Codes by which a mail server says that nobody has this address, unless it adds that its policy is why (5.7)."""

OF_ONE_MAIL = (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused)
"""By these a mail server refuses one mail; by whatever else is wrong with it, every mail."""

TAKE = """
update notices_mail set message_id = coalesce(message_id, %s) where id = %s
returning user_ref, state, at, digest, fact_id, message_id
"""
OF_STEP = """
select kind, number, about, authority_id, for_user_ref from notices_notice where fact_id = %s and user_ref = %s
"""
OF_SUMMARY = """
select kind, number, about, authority_id, for_user_ref from notices_notice where mail_id = %s order by id
"""
END = "update notices_mail set state = %s, ended_at = %s, refusal = %s where id = %s"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where somebody's mail goes, in which language, and the time zone of their days."""

    email: str
    language: str
    time_zone: dt.tzinfo = dt.UTC


def no_details(to: UUID, kind: NoticeKind, now: dt.datetime) -> Details:
    """Return nothing that only the mail says."""
    del to, kind, now
    return NOTHING_MORE


def nobody_listens(to: UUID, kind: NoticeKind | None, state: MailState, now: dt.datetime) -> None:
    """Do nothing about a mail that has ended."""
    del to, kind, state, now


@dataclass(frozen=True, slots=True)
class Sources:
    """What this room cannot look up: who a user is (None: nobody to be mailed any more), and texts of policy areas.

    `addressee` is asked for every ref that somebody tells of: users, invitations, offices. `details` are what a mail
    about the network says that is stored nowhere. `ended` is told how each mail ended (sent, refused, dropped), in the
    transaction that keeps it; the kind is None for a summary.
    """

    addressee: Callable[[UUID], Addressee | None]
    say: Say
    details: Callable[[UUID, NoticeKind, dt.datetime], Details] = no_details
    ended: Callable[[UUID, NoticeKind | None, MailState, dt.datetime], None] = nobody_listens


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail as it is taken up to be sent."""

    id: int
    user: UUID
    state: MailState
    at: dt.datetime
    is_summary: bool
    message_id: str
    notices: tuple[MailedNotice, ...]


def send_with(sources: Sources) -> bool:
    """Register this room on the channel of mails, if a mail server is set; tell whether it is.

    As long as none is set, or it is set in a way that is not safe, mails wait in their queue and health says why.
    """
    try:
        there = outgoing() is not None
    except MailTrouble:
        there = False
    if there:
        channel(ChannelKind.MAIL)(functools.partial(send_mail, sources))
    return there


def send_mail(sources: Sources, delivery: Delivery, now: dt.datetime) -> None:
    """Send the mails of a delivery, unless they are sent already or nobody is there to read them.

    One that fails keeps no other back. Raises Undeliverable when the server says that nobody has an address; whatever
    else it raises is tried again, with those mails that have not left.
    """
    out = outgoing()
    if out is None:
        raise MailTrouble("mail_not_set")
    together = delivery.body.get("mails")
    if together is None:
        _send(sources, out, delivery, (int(delivery.body["mail"]), delivery.key), now)
        return
    failed: list[Exception] = []
    for id_ in together:
        try:
            _send(sources, out, delivery, (int(id_), f"{delivery.key}.{id_}"), now)
        except Exception as error:  # whatever is wrong with one mail, the others are for other people
            if is_away(error) or (isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL)):
                raise
            failed.append(error)
    if failed:
        raise next((error for error in failed if not isinstance(error, Undeliverable)), failed[0])


def _send(sources: Sources, out: Outgoing, delivery: Delivery, which: tuple[int, str], now: dt.datetime) -> None:
    """Send one mail: its number, and what its Message-ID is made of."""
    mail = _taken(which[0], f"<{which[1]}@{out.domain}>")
    if mail is None or mail.state in {MailState.SENT, MailState.DROPPED}:
        return
    if mail.state is MailState.REFUSED and delivery.attempts > 1:
        raise Undeliverable("mail_refused")  # another mail is why this is tried again
    addressee = _addressee(sources, out, mail.user)
    if addressee is None or not mail.notices or now - mail.at > STALE:
        _end(sources, mail, MailState.DROPPED, now)
        return
    _must_be_address(sources, mail, addressee.email, now)
    letter = _letter(sources, out, mail, addressee, now)
    try:
        post(mail_of(letter, sender=out.sender, to=addressee.email, message_id=mail.message_id, now=now), out)
    except SMTPRecipientsRefused as refused:
        [(code, words)] = refused.recipients.values()
        _refused(sources, mail, (code, words), now, refused)
    except SMTPDataError as refused:
        _refused(sources, mail, (refused.smtp_code, refused.smtp_error), now, refused)
    _end(sources, mail, MailState.SENT, now)


def post(mail: EmailMultiAlternatives, out: Outgoing) -> None:
    """Hand a mail to the server, on a connection of its own. Raises what `smtplib` and sockets raise."""
    server = EmailBackend(
        host=out.host,
        port=out.port,
        username=out.user,
        password=out.password,
        use_tls=out.tls is Tls.STARTTLS,
        use_ssl=out.tls is Tls.WHOLE,
        timeout=SECONDS,
    )
    server.send_messages([mail])


def _addressee(sources: Sources, out: Outgoing, user: UUID) -> Addressee | None:
    if user == DESK:
        return Addressee(out.desk, "en") if out.desk else None
    return sources.addressee(user)


def _letter(sources: Sources, out: Outgoing, mail: _Mail, addressee: Addressee, now: dt.datetime) -> Letter:
    language = nearest_language([addressee.language])
    writing = Writing(language, sources.say, out.address, mail.user)
    if mail.is_summary:
        return summary_of(writing, mail.notices, now.astimezone(addressee.time_zone).date())
    [notice] = mail.notices
    if notice.kind in OF_NETWORK:
        notice = replace(notice, details=sources.details(mail.user, notice.kind, now))
    return letter_about(writing, notice, may_stop=notice.kind not in AT_ONCE)


def _taken(id_: int, message_id: str) -> _Mail | None:
    """Take a mail up: from here on its Message-ID is settled. None for one that was swept."""
    with as_actor([]):
        found = row(TAKE, [message_id, id_])
        if found is None:
            return None
        user, state, at, is_summary, fact, message_id = found
        notices = rows(OF_SUMMARY, [id_]) if is_summary else rows(OF_STEP, [fact, user])
    return _Mail(id_, user, MailState(state), at, is_summary, message_id, tuple(map(_notice, notices)))


def _notice(found: Row) -> MailedNotice:
    kind, number, about, authority, absent = found
    return MailedNotice(NoticeKind(kind), number, about_from(about), authority, absent)


def _must_be_address(sources: Sources, mail: _Mail, address: str, now: dt.datetime) -> None:
    """See that an address can be one: no line break, a part before and one after the sign. Raises Undeliverable."""
    try:
        sanitize_address(address, "utf-8")
    except ValueError as problem:
        _end(sources, mail, MailState.REFUSED, now, "address")
        raise Undeliverable("mail_address") from problem


def _refused(
    sources: Sources, mail: _Mail, answer: tuple[int, bytes | str], now: dt.datetime, problem: Exception
) -> None:
    """Mark the mail when nobody has the address; raise anyway."""
    code, words = answer
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    if code not in NOBODY or said.startswith("5.7."):
        raise problem
    _end(sources, mail, MailState.REFUSED, now, str(code))
    raise Undeliverable("mail_refused", smtp=code) from problem


def _end(sources: Sources, mail: _Mail, state: MailState, now: dt.datetime, refusal: str = "") -> None:
    kind = None if mail.is_summary or not mail.notices else mail.notices[0].kind
    with as_actor([]):
        run(END, [state, now, refusal, mail.id])
        sources.ended(mail.user, kind, state, now)
