"""Forgotten passwords: whoever writes an address is answered the same, whether or not it is somebody's.

The door puts a job off in either case, and the worker finds out whether there is somebody to be mailed: neither the
answer nor the time that it takes tells a stranger who has an account.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from counterpart.accounts.addresses import folded
from counterpart.accounts.users import lately, living, sent
from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.jobs import job
from counterpart.foundation.refs import new_ref

NOBODY = UUID(int=0)
VISITOR = Actor(ActorKind.APPLICANT, UUID("01900000-0000-7000-8000-0000000f0960"))
"""Somebody who has not signed in."""

OF_ADDRESS = """
select coalesce((select ref from accounts_user where email_folded = %s
  and left_at is null and blocked_at is null and erased_at is null), %s)
"""


def ask_for_link(actor: Actor, email: str) -> None:
    """Have a link mailed to whoever has this address, if somebody has it; says nothing about that.

    The door limits how often; nobody is mailed twice in five minutes in any case.
    """
    del actor  # whoever asks: nothing is told them
    with as_actor([]):
        [user] = row(OF_ADDRESS, [folded(email), NOBODY]) or (NOBODY,)
        mail_link.later(user=user)


@job("accounts.mail_link")
def mail_link(user: UUID, now: dt.datetime) -> None:
    """Mail somebody a link, unless they have closed their account or were sent one just now."""
    if user == NOBODY:
        return
    try:
        _ask(Actor(ActorKind.PERSON, user), Asked(new_ref(now), now))
    except (NotFound, OutOfTurn, Refused):
        return  # nobody is there to be told


@action("accounts.ask_for_link")
def _ask(doing: Doing) -> None:
    assert doing.actor.ref is not None  # noqa: S101  a person
    found = living(doing.actor.ref)
    if lately(found.link_at, doing.now):
        raise OutOfTurn("link_sent_lately", user=str(found.ref))
    sent(doing, found)
