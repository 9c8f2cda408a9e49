"""Makes the actor of a request, in one statement, and tells for whom somebody may act.

Asked before any transaction: `as_actor` needs the authority that comes from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound, Refused
from counterpart.directory.kinds import AuthorityKind, AuthorityState
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.statements import Row, row, rows

ACTING = """
select u.id, u.lang, u.tz, u.left_at is not null or u.blocked_at is not null or u.erased_at is not null, a.id, a.state,
  array(select array[g.module, g."right"] from directory_right g where g.membership_id = coalesce(away.id, m.id))
from accounts_user u join directory_membership m on m.user_id = u.id and m.until is null
join directory_authority a on a.id = m.authority_id
left join lateral (select w.id from directory_membership w join accounts_user x on x.id = w.user_id
  join directory_absence b on b.membership_id = w.id and b.substitute_id = m.id
  where w.authority_id = a.id and w.until is null and x.ref = %s
    and (%s::timestamptz at time zone a.tz)::date between b.since and b.until limit 1) away on true
where u.ref = %s and a.ref = %s and (%s::uuid is null or away.id is not null)
"""

AUTHORITIES = """
select a.ref, a.id, a.country, a.kind, a.names, null::uuid from accounts_user u
join directory_membership m on m.user_id = u.id and m.until is null
join directory_authority a on a.id = m.authority_id and a.state = %s
where u.ref = %s
union all
select a.ref, a.id, a.country, a.kind, a.names, x.ref from accounts_user u
join directory_membership m on m.user_id = u.id and m.until is null
join directory_authority a on a.id = m.authority_id and a.state = %s
join directory_absence b on b.substitute_id = m.id
  and (%s::timestamptz at time zone a.tz)::date between b.since and b.until
join directory_membership w on w.id = b.membership_id and w.until is null
join accounts_user x on x.id = w.user_id
where u.ref = %s
order by 2, 6 nulls first
"""


@dataclass(frozen=True, slots=True)
class ActsFor:
    """An authority that somebody may act for, as themselves or (`on_behalf_of`) for an absent colleague.

    `absent_name` is what the colleague is called, where it was asked for.
    """

    ref: UUID
    id: int
    member: str
    kind: AuthorityKind
    names: Mapping[str, str]
    on_behalf_of: UUID | None
    absent_name: str = ""


def actor_for(user_ref: UUID, authority_ref: UUID, now: dt.datetime, on_behalf_of: UUID | None = None) -> Actor:
    """Return the actor: an official who acts for one of their authorities, perhaps for an absent colleague of it.

    A substitute has the rights of the colleague for that time, not their own on top. Raises NotFound `acting_for` where
    the user does not belong to that authority (or there is none), or stands in for nobody of that name there today;
    Refused `account_closed` or `authority_not_active`.
    """
    found = row(ACTING, [on_behalf_of, now, user_ref, authority_ref, on_behalf_of])
    if found is None:
        raise NotFound("acting_for", authority=str(authority_ref))
    user_id, language, time_zone, closed, authority_id, state, rights = found
    if closed:
        raise Refused("account_closed")
    if state != AuthorityState.REGISTERED:
        raise Refused("authority_not_active", authority=str(authority_ref), state=AuthorityState(state).name.lower())
    return Actor(
        ActorKind.PERSON,
        user_ref,
        authority_ref=authority_ref,
        authority_id=authority_id,
        user_id=user_id,
        on_behalf_of=on_behalf_of,
        rights=frozenset({Right("", RightName.BASIC), *(Right(module, name) for module, name in rights)}),
        language=language,
        time_zone=time_zone,
    )


def authorities_of(user_ref: UUID, now: dt.datetime) -> tuple[ActsFor, ...]:
    """Return for whom a user may act today, the authority that was registered first at the head."""
    registered = AuthorityState.REGISTERED
    return tuple(map(_acts_for, rows(AUTHORITIES, [registered, user_ref, registered, now, user_ref])))


def _acts_for(found: Row) -> ActsFor:
    ref, id_, member, kind, names, absent = found
    return ActsFor(ref, id_, member, AuthorityKind(kind), orjson.loads(names), absent)
