"""What the actions of this room and of those above do to users, inside a transaction that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from counterpart.accounts.addresses import address, folded
from counterpart.accounts.events import PasswordLinkSent, UserEntered
from counterpart.core.errors import Conflict, Invalid, NotFound, Refused
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref

LONGEST_NAME = 200
BETWEEN = dt.timedelta(minutes=5)
"""Between two links for one user."""

ENTER = """
insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at)
values (%s, %s, %s, %s, %s, %s, '', %s) on conflict (email_folded) do nothing returning id
"""
LOCKED = """
select id, ref, email, name, password, password_at, link_at, left_at, blocked_at, erased_at from accounts_user
where ref = %s for update
"""
SENT = "update accounts_user set link_at = %s where id = %s"
NUMBERS = """
select ref, id from accounts_user where ref = any(%s::uuid[]) and left_at is null and erased_at is null
"""


@dataclass(frozen=True, slots=True)
class NewUser:
    """What is told of somebody who gets an account."""

    email: str
    name: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class User:
    """A user as they are stored, locked by this transaction."""

    id: int
    ref: UUID
    email: str
    name: str
    password: str
    password_at: dt.datetime | None
    link_at: dt.datetime | None
    left_at: dt.datetime | None
    blocked_at: dt.datetime | None
    erased_at: dt.datetime | None


def entered(doing: Doing, new: NewUser, languages: Sequence[str] | None = None) -> tuple[int, UUID]:
    """Write a new user, with log and fact, and return number and ref.

    Raises Conflict `email_taken`, Invalid `email_invalid`, `name_missing`, `name_long`, `language_unknown` (when it is
    none of `languages`) or `time_zone_unknown`.
    """
    ref = new_ref(doing.now)
    email = address(new.email)
    must_be_spoken_to(new.language, new.time_zone, languages)
    values: list[Any] = [ref, email, folded(email), name_of(new.name), new.language, new.time_zone, doing.now]
    found = row(ENTER, values)
    if found is None:
        raise Conflict("email_taken", field="email")
    doing.log(ref, EntryKind.ADMINISTRATION, action="register_user", facts={"language": new.language})
    doing.announce(ref, UserEntered(new.language))
    return int(found[0]), ref


def locked(ref: UUID) -> User:
    """Return a user and lock the row. Raises NotFound `user_unknown`, also for one who was erased."""
    found = row(LOCKED, [ref])
    if found is None or found[-1] is not None:
        raise NotFound("user_unknown", user=str(ref))
    return User(*found)


def living(ref: UUID) -> User:
    """Return a user who may sign in. Raises as `locked`, and Refused `account_closed`."""
    found = locked(ref)
    if found.left_at or found.blocked_at:
        raise Refused("account_closed", user=str(ref))
    return found


def sent(doing: Doing, found: User) -> None:
    """Have a link mailed, inside the action of another room."""
    run(SENT, [doing.now, found.id])
    doing.log(found.ref, EntryKind.ADMINISTRATION, action="send_link")
    doing.announce(found.ref, PasswordLinkSent())


def lately(link_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether somebody was sent a link so lately that another one would only confuse."""
    return link_at is not None and now - link_at < BETWEEN


def numbers_of(refs: Sequence[UUID]) -> dict[UUID, int]:
    """Return the numbers of users who have neither left nor been erased."""
    return dict(rows(NUMBERS, [list(refs)]))


def must_be_spoken_to(language: str, time_zone: str, languages: Sequence[str] | None) -> None:
    """See that a language is one of those offered, and a time zone exists. Raises Invalid."""
    if not language or (languages is not None and language not in languages):
        raise Invalid("language_unknown", field="language", found=language, known=", ".join(languages or ()))
    try:
        ZoneInfo(time_zone)
    except (KeyError, OSError, ValueError) as problem:  # unknown, a folder, or no name of a zone at all
        raise Invalid("time_zone_unknown", field="time_zone", found=time_zone) from problem


def name_of(written: str) -> str:
    """Return a name without blanks too many. Raises Invalid `name_missing` or `name_long`."""
    tidy = " ".join(written.split())
    if not tidy:
        raise Invalid("name_missing", field="name")
    if len(tidy) > LONGEST_NAME:
        raise Invalid("name_long", field="name", most=LONGEST_NAME)
    return tidy
