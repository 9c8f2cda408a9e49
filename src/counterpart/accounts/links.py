"""Links by which somebody chooses a password without having one: from a mail, used once, and not for long.

A token names the user, when it was made and which password it replaces, under a keyed hash of this installation;
nothing is stored. It counts for two days, the first one for seven; once a password was chosen no token made before
counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.utils.crypto import constant_time_compare, salted_hmac

from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.statements import row

COUNTS = dt.timedelta(days=2)
FIRST_COUNTS = dt.timedelta(days=7)
"""For who has no password yet: it comes without being asked for."""
AHEAD = dt.timedelta(minutes=5)
"""By how much the clocks of two processes may differ."""

_SALT = "counterpart.accounts.password"
_PARTS = 3
USER = """
select password_at, left_at is not null or blocked_at is not null or erased_at is not null from accounts_user
where ref = %s
"""


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says that this installation made."""

    user: UUID
    made_at: dt.datetime
    replaces: str


def password_token(user: UUID, password_at: dt.datetime | None, now: dt.datetime) -> str:
    """Return a token for a user, fit for an address; `password_at` is when they chose the password that it replaces."""
    said: str = _signer().sign(".".join([user.hex, b62_encode(int(now.timestamp())), _mark(user, password_at)]))
    return said


def counts_until(password_at: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """Return until when a token counts that is made now."""
    return now + (FIRST_COUNTS if password_at is None else COUNTS)


def user_of_token(token: str, now: dt.datetime) -> UUID:
    """Return whose token it is, if a password can be chosen with it now; one statement.

    Raises NotFound `link_unknown` for one that this installation did not make, OutOfTurn `link_used` or `link_over`,
    Refused `account_closed`.
    """
    link = link_of(token)
    found = row(USER, [link.user])
    if found is None:
        raise NotFound("link_unknown")
    if found[1]:
        raise Refused("account_closed", user=str(link.user))
    must_count(link, found[0], now)
    return link.user


def visitor_of_token(token: str) -> Actor:
    """Return who acts by a link, whether or not it still counts: its user, for no authority, without rights.

    Raises NotFound `link_unknown`.
    """
    return Actor(ActorKind.PERSON, link_of(token).user)


def link_of(token: str) -> Link:
    """Read a token. Raises NotFound `link_unknown`."""
    try:
        user, made, mark = _signer().unsign(token).split(".", _PARTS)
        return Link(UUID(user), dt.datetime.fromtimestamp(b62_decode(made), dt.UTC), mark)
    except (BadSignature, ValueError) as problem:
        raise NotFound("link_unknown") from problem


def must_count(link: Link, password_at: dt.datetime | None, now: dt.datetime) -> None:
    """See that a link counts for a user whose password was chosen then. Raises OutOfTurn `link_used`, `link_over`."""
    if not constant_time_compare(link.replaces, _mark(link.user, password_at)):
        raise OutOfTurn("link_used")
    if not link.made_at - AHEAD <= now < counts_until(password_at, link.made_at):
        raise OutOfTurn("link_over")


def _mark(user: UUID, password_at: dt.datetime | None) -> str:
    """Return what stands for the password that is replaced: it tells nothing of it, and changes with it."""
    said = f"{user.hex} {'' if password_at is None else password_at.astimezone(dt.UTC).isoformat()}"
    return salted_hmac("counterpart.accounts.password_at", said, algorithm="sha256").hexdigest()[:16]


def _signer() -> Signer:
    """Return what signs; made when it is needed, for a command loads this before it knows where its secret is."""
    return Signer(salt=_SALT, sep=".")
