"""Tells authorities that they are asked to see to something, and asks by itself about records that are old.

Their administrators get a notice and, as they chose, a mail. Where nobody of an authority has ever signed in, a mail
goes to the office, too: somebody there has to know. Registered in `handlers.py`; facts and refs, no names.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from counterpart.directory.actions.upkeep import remind_stale
from counterpart.directory.concerns import Concern
from counterpart.directory.events import AuthorityChased
from counterpart.directory.kinds import AuthorityState
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.doing import Asked
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.periodic import every
from counterpart.foundation.refs import new_ref
from counterpart.notices.about import About
from counterpart.notices.kinds import NoticeKind
from counterpart.notices.telling import Recipient, Telling, tell

HALF_A_DAY = 43_200
AT_ONCE = 200
"""Authorities in one transaction."""
AGAIN = dt.timedelta(days=90)
"""A record that stays old is asked about again after so long."""
CLOCK = Actor(ActorKind.CLOCK, None)
NO_ONE = 0
"""The number of a user where there is none: the office."""

STALE = """
select a.ref from directory_authority a left join directory_chase h on h.authority_id = a.id and h.concern = %s
where a.state = %s and coalesce(a.confirmed_at, a.validated_at, a.registered_at) < %s::timestamptz - interval '6 months'
  and (h.at is null or h.at <= %s) order by a.id limit %s
"""
WHO = """
select a.ref, a.id, a.tz, a.email <> '', u.id, u.ref, u.tz,
  exists(select 1 from directory_membership n join accounts_user x on x.id = n.user_id
    where n.authority_id = a.id and n.until is null and x.first_sign_in_at is not null)
from directory_authority a
left join (directory_membership m join directory_right g
    on g.membership_id = m.id and g.module = '' and g."right" = %s
  join accounts_user u on u.id = m.user_id and u.left_at is null and u.blocked_at is null and u.erased_at is null)
  on m.authority_id = a.id and m.until is null
where a.ref = any(%s::uuid[]) and a.state = %s order by a.id, u.id
"""


@consumer("directory.chased", AuthorityChased.TYPE)
def tell_chased(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Tell the people of authorities what they are asked to see to."""
    people = _people({fact.stream for fact in facts})
    tell((_telling(fact, to) for fact in facts for to in people.get(fact.stream, ())), now)


@every(seconds=HALF_A_DAY, name="directory.ask_about_old_records")
def ask_about_old_records(now: dt.datetime) -> int:
    """Ask authorities whose record nobody has looked at for six months; return how many were asked."""
    asked = 0
    while True:
        with as_actor([], read_only=True):
            values = [Concern.UNCONFIRMED.value, AuthorityState.REGISTERED, now, now - AGAIN, AT_ONCE]
            found = [ref for (ref,) in rows(STALE, values)]
        if not found:
            return asked
        asked += remind_stale(CLOCK, Asked(new_ref(now), now), found)


def _people(refs: Collection[UUID]) -> dict[UUID, list[Recipient]]:
    """Return whom to tell: administrators, and the office where nobody ever signed in. One statement."""
    found: defaultdict[UUID, dict[UUID, Recipient]] = defaultdict(dict)
    for one in rows(WHO, [RightName.DATA_ADMINISTRATOR, list(refs), AuthorityState.REGISTERED]):
        for recipient in _recipients(one):
            found[one[0]][recipient.user_ref] = recipient
    return {ref: list(them.values()) for ref, them in found.items()}


def _recipients(found: Row) -> Iterator[Recipient]:
    ref, id_, zone, has_address, user_id, user, user_zone, signed_in = found
    if user is not None:
        yield Recipient(user, user_id, id_, user_zone)
    if has_address and not signed_in:
        yield Recipient(ref, NO_ONE, id_, zone)


def _telling(fact: FactRow, to: Recipient) -> Telling:
    concern = Concern(fact.dims["concern"])
    stale = concern is Concern.UNCONFIRMED and fact.dims["by_worker"]
    kind = NoticeKind.STALE if stale else NoticeKind.CHASED
    return Telling(fact.id, fact.at, fact.stream, "", kind, About(message=concern.value), to, fact.request)
