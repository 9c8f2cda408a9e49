"""Who has arrived at a page: the account, for whom it acts, and with which rights; all of it in one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound, Refused
from counterpart.directory.kinds import AuthorityKind, AuthorityState
from counterpart.directory.queries.acting import ActsFor
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.statements import Row, rows
from counterpart.notices.queries import UNREAD_OF_USER

VISITOR = f"""
select u.id, u.name, u.lang, u.tz, u.left_at is not null or u.blocked_at is not null or u.erased_at is not null,
  s.ref, s.id, s.country, s.kind, s.names, s.absent, s.absent_name,
  case when s.id = %(acting)s then array(select array[g.module, g."right"] from directory_right g
    where g.membership_id = s.holder) end,
  case when s.id = %(acting)s then {UNREAD_OF_USER} end
from accounts_user u left join lateral (
  select a.ref, a.id, a.country, a.kind, a.names, null::uuid as absent, '' as absent_name, m.id as holder
  from directory_membership m
  join directory_authority a on a.id = m.authority_id and a.state = %(registered)s
  where m.user_id = u.id and m.until is null
  union all
  select a.ref, a.id, a.country, a.kind, a.names, x.ref, x.name, w.id from directory_membership m
  join directory_authority a on a.id = m.authority_id and a.state = %(registered)s
  join directory_absence b on b.substitute_id = m.id
    and (%(now)s::timestamptz at time zone a.tz)::date between b.since and b.until
  join directory_membership w on w.id = b.membership_id and w.until is null
  join accounts_user x on x.id = w.user_id
  where m.user_id = u.id and m.until is null) s on true
where u.ref = %(user)s
order by s.id, s.absent nulls first
"""  # noqa: S608  text of ours
"""For an absent colleague one has the rights of that colleague, so the membership that holds them is theirs."""

NOBODY = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """An authority that a visitor may act for. `rights` are read for the one in question alone, `unread` notices too.

    `unread` is counted up to `notices.queries.MOST_SHOWN`.
    """

    acts_for: ActsFor
    rights: frozenset[Right]
    unread: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in, and where they may act: what was registered first at the head."""

    ref: UUID
    id: int
    name: str
    language: str
    time_zone: str
    closed: bool
    stands: tuple[Stand, ...]

    def acting(self, stand: Stand) -> Actor:
        """Return the actor at one of the stands. Raises Refused `account_closed`."""
        if self.closed:
            raise Refused("account_closed")
        here = stand.acts_for
        return Actor(
            ActorKind.PERSON,
            self.ref,
            authority_ref=here.ref,
            authority_id=here.id,
            user_id=self.id,
            on_behalf_of=here.on_behalf_of,
            rights=stand.rights,
            language=self.language,
            time_zone=self.time_zone,
        )


def visitor_of(user: UUID, acting: int | None, now: dt.datetime) -> Visitor:
    """Return who has arrived; `acting` is the authority in the address, for which rights are read.

    Raises NotFound `user_unknown` for a ref that is nobody's.
    """
    values = {"user": user, "acting": acting or NOBODY, "now": now, "registered": AuthorityState.REGISTERED}
    found = rows(VISITOR, values)
    if not found:
        raise NotFound("user_unknown", user=str(user))
    id_, name, language, time_zone, closed = found[0][:5]
    stands = tuple(_stand(one[5:]) for one in found if one[5] is not None)
    return Visitor(user, id_, name, language, time_zone, closed, stands)


def _stand(found: Row) -> Stand:
    ref, id_, member, kind, names, absent, absent_name, rights, unread = found
    here = ActsFor(ref, id_, member, AuthorityKind(kind), orjson.loads(names), absent, absent_name)
    return Stand(here, _rights(rights or ()), unread or 0)


def _rights(found: Iterable[tuple[str, str]]) -> frozenset[Right]:
    return frozenset({Right("", RightName.BASIC), *(Right(module, name) for module, name in found)})
