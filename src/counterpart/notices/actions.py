"""What people do about their notices: read them, and say how they want to be mailed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from counterpart.core.errors import Refused
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.notices.kinds import MailChoice
from counterpart.notices.queries import reader_of
from counterpart.notices.tokens import user_of

READ = "update notices_notice set read_at = %s where user_ref = %s and id = any(%s::bigint[]) and read_at is null"
READ_ABOUT = "update notices_notice set read_at = %s where user_ref = %s and stream = %s and read_at is null"
CHOOSE = """
insert into notices_preference(user_ref, mail, at) values (%s, %s, %s)
on conflict (user_ref) do update set mail = excluded.mail, at = excluded.at
"""
LEAVE_OUT = "update notices_notice set digest_at = null where user_ref = %s and digest_at is not null"


def mark_read(actor: Actor, notices: Collection[int], now: dt.datetime) -> int:
    """Mark notices of the actor's own as read; return how many were not. Not logged: it decides nothing."""
    with as_actor([]):
        return run(READ, [now, reader_of(actor), list(notices)])


def mark_read_about(actor: Actor, exchange: UUID, now: dt.datetime) -> int:
    """Mark as read what the actor was told of an exchange that they are looking at; return how many that were.

    One statement, committed at once: a page does it before it is drawn.
    """
    return run(READ_ABOUT, [now, reader_of(actor), exchange])


@action("notices.set_preferences")
def set_preferences(doing: Doing, mail: MailChoice, *, by_link: bool = False) -> None:
    """Say how one wants to be mailed what is not new work; new work is mailed at once in any case.

    What waits for a summary still goes into it, unless no mails are wanted. Raises Refused but for a person.
    """
    actor = doing.actor
    if actor.kind is not ActorKind.PERSON or actor.ref is None:
        raise Refused("people_only")
    run(CHOOSE, [actor.ref, MailChoice(mail), doing.now])
    if mail is MailChoice.NONE:
        run(LEAVE_OUT, [actor.ref])
    facts = {"mail": MailChoice(mail).name.lower(), "by_link": by_link}
    doing.log(actor.ref, EntryKind.ADMINISTRATION, action="set_preferences", facts=facts)


def unsubscribe(token: str, asked: Asked) -> None:
    """Stop the mails of whose token it is, but for new work; by the link in a mail, without signing in.

    Doing it twice does no harm. Raises NotFound `unsubscribe_token`.
    """
    set_preferences(Actor(ActorKind.PERSON, user_of(token)), asked, MailChoice.NONE, by_link=True)
