"""Kinds of notices, how somebody wants their mails, and how far a mail has come; the numbers are stored."""

from __future__ import annotations

import enum
from uuid import UUID


class NoticeKind(enum.IntEnum):
    """Why somebody is told; the numbers are stored and never change."""

    NEW_WORK = 1
    """It is the move of their authority."""
    MESSAGE = 2
    """What the procedure says itself: a state was reached, a date was proposed."""
    REMINDER = 3
    """It still is their move."""
    ESCALATION = 4
    """Somebody whom they oversee did not move in time."""
    ALLOCATED = 5
    """A colleague gave the exchange to them."""
    WRITTEN = 6
    """Another party wrote a message."""
    INVITATION = 20
    """An authority is invited to register itself: a mail to somebody who is no user."""
    INVITATION_ENDING = 21
    """The same, two weeks before the invitation ends."""
    REJECTED = 22
    """What registered itself was not accepted: to the address that was invited."""
    ARRIVED = 23
    """Their authority takes part from now on, and they administer it."""
    PASSWORD_LINK = 24
    """They choose a password."""
    REGISTRATION_WAITING = 25
    """At a coordinator: an authority registered itself."""
    ACCESS_GIVEN = 26
    """Their authority takes part in one more policy area."""
    SECOND_USER = 27
    """They are the only one of their authority."""
    STALE = 28
    """Nobody has confirmed the record of their authority for six months."""
    CHASED = 29
    """A coordinator asks them to see to something about their authority (`About.message`)."""


ONCE_MAILED = frozenset(
    {
        NoticeKind.INVITATION,
        NoticeKind.INVITATION_ENDING,
        NoticeKind.REJECTED,
        NoticeKind.ARRIVED,
        NoticeKind.PASSWORD_LINK,
    }
)
"""Only a mail says what these are about: it goes to somebody who is not there yet, or cannot sign in."""

OF_NETWORK = ONCE_MAILED | {
    NoticeKind.REGISTRATION_WAITING,
    NoticeKind.ACCESS_GIVEN,
    NoticeKind.SECOND_USER,
    NoticeKind.STALE,
    NoticeKind.CHASED,
}
"""About the network itself, not about an exchange: they have no number and no procedure."""

AT_ONCE = ONCE_MAILED | {NoticeKind.NEW_WORK, NoticeKind.ALLOCATED, NoticeKind.REGISTRATION_WAITING}
"""New work is mailed at once, whatever somebody has chosen: nobody else looks after it."""

FIRST = (
    NoticeKind.NEW_WORK,
    NoticeKind.ALLOCATED,
    NoticeKind.ESCALATION,
    NoticeKind.REMINDER,
    NoticeKind.MESSAGE,
    NoticeKind.WRITTEN,
)
"""Which kind is meant when one step tells somebody several things: the first of these."""


class MailChoice(enum.IntEnum):
    """How somebody wants to be mailed what is not new work; the numbers are stored and never change."""

    AT_ONCE = 1
    DAILY = 2
    """A summary every day at seven."""
    WEEKLY = 3
    """A summary on Mondays at seven."""
    NONE = 4


class MailState(enum.IntEnum):
    """How far a mail has come; the numbers are stored and never change."""

    DUE = 1
    SENT = 2
    REFUSED = 3
    """The mail server knows that nobody has this address."""
    DROPPED = 4
    """Nobody is there any more to get it, or it has waited so long that it is no news."""


DESK = UUID("01900000-0000-7000-8000-00000000de5c")
"""The operator's desk, as a recipient: it is told what nobody else is there for."""
