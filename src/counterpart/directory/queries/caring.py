"""Which authorities a coordinator looks after, as a part of statements; and who of them needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from counterpart.core.errors import Refused
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import BY_OPERATOR, AccessState, AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.permissions import Standing, standing_of
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import array

SCOPE = """scope as materialized (
  select a.id from directory_authority a where %(every_area)s and a.country = %(member)s
    and a.state = any(%(states)s::int[]) and a.id <> %(own)s and a.kind = any(%(kinds)s::int[])
    and (%(region)s::text is null or a.region = %(region)s)
  union
  select a.id from directory_relation r join directory_authority a on a.id = r.authority_id
  where r.coordinator_id = %(own)s and r.kind = any(%(relations)s::int[]) and r.until is null
    and a.state = any(%(states)s::int[])
  union
  select a.id from directory_authority a where not %(every_area)s and a.country = %(member)s
    and a.state = any(%(states)s::int[]) and a.id <> %(own)s and a.kind = any(%(kinds)s::int[])
    and (%(region)s::text is null or a.region = %(region)s) and exists(select 1 from directory_access x
      where x.authority_id = a.id and x.module = any(%(modules)s::text[]))
  union
  select a.id from directory_authority a where %(supervises)s and a.kind = any(%(by_operator)s::int[])
    and a.id <> %(own)s and a.state = any(%(states)s::int[]))"""
"""Authorities that one validated, to which one is an access or request coordinator, or that stand below one by kind:
in one's member or region, in one's policy areas. The supervising body looks after those that the operator registers."""

PEOPLE = """people as materialized (
  select m.authority_id, count(*) many, count(u.first_sign_in_at) signed_in, max(u.last_sign_in_at) last_sign_in_at,
    min(f.at) failed_at
  from scope s join directory_membership m on m.authority_id = s.id and m.until is null
  join accounts_user u on u.id = m.user_id and u.left_at is null and u.blocked_at is null and u.erased_at is null
  left join directory_mail_failure f on f.user_id = u.id
  group by m.authority_id)"""

AWAY = """away as materialized (
  select m.authority_id, min(b.since) since
  from directory_absence b join directory_membership m on m.id = b.membership_id and m.until is null
  join scope s on s.id = m.authority_id join directory_authority a on a.id = s.id
  left join directory_membership w on w.id = b.substitute_id and w.until is null
  left join accounts_user x on x.id = w.user_id and x.left_at is null and x.blocked_at is null and x.erased_at is null
  where b.until >= (%(now)s::timestamptz at time zone a.tz)::date
    and b.since <= (%(now)s::timestamptz at time zone a.tz)::date
    and b.until >= (%(now)s::timestamptz - interval '1 day')::date
    and (x.id is null or exists(select 1 from directory_absence c where c.membership_id = w.id
      and (%(now)s::timestamptz at time zone a.tz)::date between c.since and c.until))
  group by m.authority_id)"""

CARED_FOR = f"""{SCOPE}, {PEOPLE}, {AWAY}, cared_for as (
  select a.id, a.ref, a.names, a.titles, a.country, a.city, a.state, coalesce(p.many, 0) many,
    coalesce(p.signed_in, 0) signed_in, p.last_sign_in_at, w.since away_since, a.tz,
    coalesce(a.validated_at, a.registered_at) began_at,
    coalesce(a.confirmed_at, a.validated_at, a.registered_at) confirmed_at,
    least(a.mail_failed_at, p.failed_at) failed_at
  from scope s join directory_authority a on a.id = s.id left join people p on p.authority_id = a.id
  left join away w on w.authority_id = a.id)"""  # noqa: S608  text of ours

NEEDS: Mapping[Concern, str] = MappingProxyType(
    {
        Concern.NEVER_SIGNED_IN: "c.signed_in = 0",
        Concern.ONE_USER: "c.many = 1",
        Concern.ABSENT_WITHOUT_SUBSTITUTE: "c.away_since is not null",
        Concern.UNCONFIRMED: "c.confirmed_at < %(now)s::timestamptz - interval '6 months'",
        Concern.MAIL_FAILED: "c.failed_at is not null",
    }
)
"""When an authority `c` of `CARED_FOR` needs somebody to see to it."""

SINCE: Mapping[Concern, str] = MappingProxyType(
    {
        Concern.NEVER_SIGNED_IN: "c.began_at",
        Concern.ONE_USER: """greatest(c.began_at, (select max(m.until) from directory_membership m
          where m.authority_id = c.id))""",
        Concern.ABSENT_WITHOUT_SUBSTITUTE: "c.away_since::timestamp at time zone c.tz",
        Concern.UNCONFIRMED: "c.confirmed_at",
        Concern.MAIL_FAILED: "c.failed_at",
    }
)
"""Since when it does."""

COORDINATING = (RelationKind.VALIDATING, RelationKind.ACCESS, RelationKind.REQUEST)
TAKING_PART = (AuthorityState.REGISTERED,)


def caring(actor: Actor) -> Standing:
    """Return the authority for whose desk the actor may look: a coordinator, or the supervising body.

    Asked inside a transaction. Raises Refused `not_a_coordinator`, `needs_right`, `acts_for_nobody`.
    """
    own = standing_of(actor)
    if own is None or not (own.powers.coordinates or own.kind is AuthorityKind.SUPERVISOR):
        raise Refused("not_a_coordinator")
    administers = (RightName.DATA_ADMINISTRATOR, RightName.NETWORK_ADMINISTRATOR)
    if not any(actor.may(right, module="") for right in administers):
        raise Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    return own


def scope_of(own: Standing, now: dt.datetime, states: tuple[AuthorityState, ...] = TAKING_PART) -> dict[str, object]:
    """Return the values that `SCOPE`, and what is built on it, ask for."""
    return {
        "own": own.id,
        "member": own.member,
        "region": None if own.powers.whole_member else own.region,
        "every_area": own.powers.every_area,
        "supervises": own.kind is AuthorityKind.SUPERVISOR,
        "kinds": array(sorted(own.powers.registers)),
        "modules": array(sorted(own.modules) if own.kind is AuthorityKind.AREA else ()),
        "by_operator": array(sorted(BY_OPERATOR)),
        "relations": array(COORDINATING),
        "states": array(states),
        "granted": int(AccessState.GRANTED),
        "now": now,
    }
