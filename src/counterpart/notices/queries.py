"""What pages show of notices: each query one statement, of the actor's own notices alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.notices.about import About, about_from
from counterpart.notices.kinds import DESK, MailChoice, NoticeKind
from counterpart.notices.telling import choices_of

PAGE = 50
MOST_COUNTED = 100
"""Nobody counts further: what is said then is "more than 99"."""

NO_AUTHORITY = 0
NOTICES = """
select id, kind, at, read_at, stream, number, about, for_user_ref from notices_notice
where user_ref = %(user)s and authority_id = %(authority)s and (%(after)s::bigint is null or id < %(after)s)
  and (not %(unread)s or read_at is null)
order by id desc limit %(most)s
"""
UNREAD = """
select count(*) from (
  select 1 from notices_notice where user_ref = %s and authority_id = %s and read_at is null limit %s) found
"""

MOST_SHOWN = 10
"""In the head of a page nobody counts further: it says "9+"."""
UNREAD_OF_USER = f"""(select count(*) from (select 1 from notices_notice n
  where n.user_ref = u.ref and n.authority_id = s.id and n.read_at is null limit {MOST_SHOWN}) counted)"""  # noqa: S608
"""Part of a statement that names a user `u` and an authority `s`: so that the head of a page takes none of its own."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; its texts are said by whoever shows it, from `about`. `stream` is the ref of the exchange."""

    id: int
    kind: NoticeKind
    at: dt.datetime
    read_at: dt.datetime | None
    stream: UUID
    number: str
    about: About
    on_behalf_of: UUID | None


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One page, the newest first, and after which notice the next one begins; None at the end."""

    notices: tuple[Notice, ...]
    following: int | None


def reader_of(actor: Actor) -> UUID:
    """Return under which ref an actor's notices lie: the operator reads those of the desk. Raises Refused."""
    if actor.kind is ActorKind.OPERATOR:
        return DESK
    if actor.kind is not ActorKind.PERSON or actor.ref is None:
        raise Refused("people_only")
    return actor.ref


def notices_of(actor: Actor, after: int | None = None, *, unread_only: bool = False) -> NoticePage:
    """Return a page of what the actor was told as one of the authority that they act for. Raises Refused."""
    values = {
        "user": reader_of(actor),
        "authority": actor.authority_id or NO_AUTHORITY,
        "after": after,
        "unread": unread_only,
        "most": PAGE + 1,
    }
    with as_actor([], read_only=True):
        found = rows(NOTICES, values)
    notices = tuple(
        Notice(id_, NoticeKind(kind), at, read_at, stream, number, about_from(about), absent)
        for id_, kind, at, read_at, stream, number, about, absent in found[:PAGE]
    )
    return NoticePage(notices, notices[-1].id if len(found) > PAGE else None)


def unread(actor: Actor) -> int:
    """Return how many of these the actor has not read, counted up to `MOST_COUNTED`. Raises Refused."""
    with as_actor([], read_only=True):
        found = row(UNREAD, [reader_of(actor), actor.authority_id or NO_AUTHORITY, MOST_COUNTED])
    return int(found[0]) if found else 0


def mail_choice(actor: Actor) -> MailChoice:
    """Return how the actor wants to be mailed what is not new work: at once, if they never chose. Raises Refused."""
    user = reader_of(actor)
    with as_actor([], read_only=True):
        return choices_of([user]).get(user, MailChoice.AT_ONCE)
