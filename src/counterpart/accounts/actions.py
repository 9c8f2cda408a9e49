"""What changes users: each one transaction, in the log of the user's own stream."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from counterpart.accounts.asks import see_that_may_help
from counterpart.accounts.events import UserChanged, UserLeft, UserSignedIn
from counterpart.accounts.links import link_of, must_count
from counterpart.accounts.passwords import hashed, must_be_good, verified
from counterpart.accounts.permissions import must_administer, must_be_self, must_run_installation
from counterpart.accounts.users import NewUser, User, entered, lately, living, locked, must_be_spoken_to, sent
from counterpart.core.errors import OutOfTurn, Refused
from counterpart.foundation.actions import action
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.log import EntryKind
from counterpart.foundation.vault import KeyClass

CHANGE_PASSWORD = """
update accounts_user set password = %s, password_at = %s where id = %s
"""  # noqa: S105  a statement
CHOOSE_PASSWORD = """
update accounts_user set password = %s, password_at = %s, email_confirmed_at = %s where id = %s
"""  # noqa: S105  a statement
SET_HASH = "update accounts_user set password = %s where id = %s and %s"
SET_PREFERENCES = "update accounts_user set lang = %s, tz = %s where id = %s"
SET_BLOCKED = "update accounts_user set blocked_at = %s where id = %s"
SET_LEFT = "update accounts_user set left_at = %s, password = '' where id = %s"
ERASE = """
update accounts_user set erased_at = %s, email = '', email_folded = null, email_confirmed_at = null, name = '',
  lang = '', tz = '', password = '', password_at = null, link_at = null, first_sign_in_at = null, last_sign_in_at = null
where id = %s
"""
SIGNED_IN = """
update accounts_user u set last_sign_in_at = %s, first_sign_in_at = coalesce(u.first_sign_in_at, %s)
from (select id, first_sign_in_at from accounts_user where ref = %s and left_at is null and blocked_at is null
      and erased_at is null for update) b
where u.id = b.id returning b.first_sign_in_at is null
"""


@action("accounts.register_user")
def register_user(doing: Doing, new: NewUser) -> UUID:
    """Enter a user without a password, who belongs to no authority yet, and return the ref.

    Raises Refused `needs_right`, and as `users.entered`.
    """
    must_administer(doing.actor)
    return entered(doing, new)[1]


@action("accounts.set_password")
def set_password(doing: Doing, user: UUID, new: str, old: str | None = None) -> None:
    """Let somebody choose a password; sessions that are older end.

    Who has one says the old one; who has none, or forgot it, comes by a link that the door has checked, and as
    themselves. Raises Refused `not_yourself`, `account_closed` or `password_wrong`; Invalid as
    `passwords.must_be_good`; NotFound `user_unknown`.
    """
    must_be_self(doing.actor, user)
    found = living(user)
    if old is not None and not verified(old, found.password).fits:
        raise Refused("password_wrong", field="old")
    must_be_good(new, email=found.email, name=found.name)
    run(CHANGE_PASSWORD, [hashed(new), doing.now, found.id])
    _changed(doing, found, "password")


@action("accounts.choose_password")
def choose_password(doing: Doing, token: str, new: str) -> None:
    """Let somebody choose a password who came by a link in a mail; the actor is `links.visitor_of_token`.

    That the link was followed shows that the address is theirs. Sessions and links that are older end. Raises NotFound
    `link_unknown`, OutOfTurn `link_used`, `link_over`, Refused `not_yourself`, `account_closed`, Invalid as
    `passwords.must_be_good`.
    """
    link = link_of(token)
    must_be_self(doing.actor, link.user)
    found = living(link.user)
    must_count(link, found.password_at, doing.now)
    must_be_good(new, email=found.email, name=found.name)
    run(CHOOSE_PASSWORD, [hashed(new), doing.now, doing.now, found.id])
    _changed(doing, found, "password")


@action("accounts.send_password_link")
def send_password_link(doing: Doing, user: UUID) -> None:
    """Mail somebody a link to choose a password: a new colleague, or one who forgot theirs.

    An administrator of their authority does, or the coordinator that validated it for its administrators; the operator
    for everybody. Raises NotFound `user_unknown`, Refused (also `account_closed`), OutOfTurn `link_sent_lately`.
    """
    see_that_may_help(doing.actor, user)
    found = living(user)
    if lately(found.link_at, doing.now):
        raise OutOfTurn("link_sent_lately", user=str(user))
    sent(doing, found)


@action("accounts.change_preferences")
def change_preferences(doing: Doing, user: UUID, language: str, time_zone: str) -> None:
    """Change how somebody is spoken to. Raises Refused `not_yourself` or `account_closed`, Invalid, NotFound."""
    must_be_self(doing.actor, user)
    must_be_spoken_to(language, time_zone, None)
    found = living(user)
    run(SET_PREFERENCES, [language, time_zone, found.id])
    _changed(doing, found, "preferences")


@action("accounts.record_sign_in")
def record_sign_in(doing: Doing, password: str | None = None) -> bool:
    """Note that the actor signed in, and say whether for the first time; raises Refused `account_closed`.

    With the password its hash is made anew, when the door found it outdated (`passwords.verified`).
    """
    user = doing.actor.ref
    if user is None or doing.actor.kind is not ActorKind.PERSON:
        raise Refused("not_yourself")
    found = row(SIGNED_IN, [doing.now, doing.now, user])
    if found is None:
        raise Refused("account_closed", user=str(user))
    if password is not None:
        known = living(user)
        run(SET_HASH, [hashed(password), known.id, verified(password, known.password).fits])
    doing.log(user, EntryKind.ADMINISTRATION, action="sign_in")
    if found[0]:
        doing.announce(user, UserSignedIn())
    return bool(found[0])


@action("accounts.leave")
def leave(doing: Doing, user: UUID) -> None:
    """Close an account for good: its owner works in the network no longer. Raises Refused, NotFound, OutOfTurn.

    Only the operator does it directly; else it happens when the last authority lets somebody go (`directory`).
    """
    must_run_installation(doing.actor)
    left(doing, locked(user))


@action("accounts.block")
def block(doing: Doing, user: UUID, reason: str) -> None:
    """Keep somebody out at once: `reason` is a code for the log, no sentence. Raises Refused, NotFound, OutOfTurn."""
    must_run_installation(doing.actor)
    _set_blocked(doing, user, doing.now, reason)


@action("accounts.unblock")
def unblock(doing: Doing, user: UUID, reason: str) -> None:
    """Let somebody in again. Raises as `block`."""
    must_run_installation(doing.actor)
    _set_blocked(doing, user, None, reason)


@action("accounts.erase")
def erase(doing: Doing, user: UUID) -> None:
    """Empty what is personal of somebody who has left, and their drafts; histories go on naming the ref.

    Raises Refused, NotFound, OutOfTurn `user_has_not_left`.
    """
    must_run_installation(doing.actor)
    found = locked(user)
    if found.left_at is None:
        raise OutOfTurn("user_has_not_left", user=str(user))
    emptied(doing, found)


def emptied(doing: Doing, found: User) -> None:
    """Empty what is personal of somebody who has left, inside the action of another room."""
    run(ERASE, [doing.now, found.id])
    doing.log(found.ref, EntryKind.ERASED, action="erase", facts={"classes": ["personal", "drafts"]})
    erase_due(doing, found.ref, [KeyClass.DRAFTS])


def left(doing: Doing, found: User) -> None:
    """Close an account inside the action of another room. Raises OutOfTurn `user_has_left`."""
    if found.left_at is not None:
        raise OutOfTurn("user_has_left", user=str(found.ref))
    run(SET_LEFT, [doing.now, found.id])
    doing.log(found.ref, EntryKind.ADMINISTRATION, action="leave")
    doing.announce(found.ref, UserLeft())


def _set_blocked(doing: Doing, user: UUID, at: dt.datetime | None, reason: str) -> None:
    found = locked(user)
    if (found.blocked_at is None) == (at is None):
        raise OutOfTurn("user_is_blocked" if at else "user_is_not_blocked", user=str(user))
    run(SET_BLOCKED, [at, found.id])
    _changed(doing, found, "blocked" if at else "unblocked", {"reason": reason})


def _changed(doing: Doing, user: User, what: str, facts: dict[str, str] | None = None) -> None:
    doing.log(user.ref, EntryKind.ADMINISTRATION, action=what, facts=facts)
    doing.announce(user.ref, UserChanged(what))
