"""The people of an authority, for its own pages: who they are, what they may do there, and who is away.

Colleagues see each other. Whoever manages the authority from outside sees its administrators and a number: the names
of all others are for the authority itself. Who only gives it access, or watches its work, sees the number alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.queries.record_page import AuthorityPage, looking_after
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, Right
from counterpart.foundation.database.statements import Row, rows

MOST_SHOWN = 500
"""People of one authority that a page shows; the largest has some dozens."""

PEOPLE = """
select u.ref, u.id, u.name, u.email, u.lang, m.since, u.first_sign_in_at, u.last_sign_in_at, u.blocked_at is not null,
  u.password <> '',
  (select coalesce(jsonb_agg(jsonb_build_array(g.module, g."right") order by g.module, g."right"), '[]')
   from directory_right g where g.membership_id = m.id),
  (select coalesce(jsonb_agg(jsonb_build_array(b.since, b.until, w.ref, w.name) order by b.since), '[]')
   from directory_absence b left join directory_membership s on s.id = b.substitute_id
   left join accounts_user w on w.id = s.user_id
   where b.membership_id = m.id and b.until >= %(today)s)
from directory_membership m join accounts_user u on u.id = m.user_id and u.erased_at is null
where m.authority_id = %(authority)s and m.until is null
  and (%(everybody)s or exists(select 1 from directory_right g where g.membership_id = m.id and g.module = ''
    and g."right" = %(administrator)s))
order by u.name, u.id limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, both days included, and who stands in: perhaps nobody."""

    since: dt.date
    until: dt.date
    substitute: UUID | None
    substitute_name: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to the authority; `rights` are those beyond what comes with belonging to it.

    `signs_in` says whether a password was ever chosen.
    """

    ref: UUID
    user_id: int
    name: str
    email: str
    language: str
    since: dt.datetime
    first_sign_in_at: dt.datetime | None
    last_sign_in_at: dt.datetime | None
    blocked: bool
    signs_in: bool
    rights: frozenset[Right]
    absences: tuple[Away, ...]

    @property
    def administers(self) -> bool:
        """Say whether they administer the authority."""
        return Right("", RightName.DATA_ADMINISTRATOR) in self.rights

    def away_on(self, day: dt.date) -> Away | None:
        """Return the absence of a day, None where they are there."""
        return next((one for one in self.absences if one.since <= day <= one.until), None)


@dataclass(frozen=True, slots=True)
class People:
    """The people whom the reader may see, and of how many others only the number is told."""

    page: AuthorityPage
    members: tuple[Member, ...]

    @property
    def others(self) -> int:
        """How many there are besides."""
        return max(self.page.users - len(self.members), 0)

    def member(self, user: UUID) -> Member:
        """Return one of them. Raises NotFound `member_unknown`."""
        found = next((one for one in self.members if one.ref == user), None)
        if found is None:
            raise NotFound("member_unknown", user=str(user), authority=str(self.page.ref))
        return found


def people_of(actor: Actor, authority: UUID, now: dt.datetime) -> People:
    """Return the people of an authority: all to their colleagues, the administrators to who manages it.

    Four statements with those of the page. Raises NotFound, Refused.
    """
    with looking_after(actor, authority) as page:
        known = page.own or page.not_managing() is None
        return People(page, _members(page, now) if known else ())


def _members(page: AuthorityPage, now: dt.datetime) -> tuple[Member, ...]:
    values: Mapping[str, object] = {
        "authority": page.id,
        "today": (now - dt.timedelta(days=1)).date(),
        "everybody": page.own,
        "administrator": str(RightName.DATA_ADMINISTRATOR),
        "most": MOST_SHOWN,
    }
    return tuple(map(_member, rows(PEOPLE, values)))


def _member(found: Row) -> Member:
    ref, user_id, name, email, language, since, first, last, blocked, signs_in, rights, absences = found
    held = frozenset(Right(module, name) for module, name in orjson.loads(rights) if name != RightName.BASIC)
    away = tuple(map(_away, orjson.loads(absences)))
    return Member(ref, user_id, name, email, language, since, first, last, blocked, signs_in, held, away)


def _away(found: list[Any]) -> Away:
    since, until, substitute, name = found
    heir = UUID(substitute) if substitute else None
    return Away(dt.date.fromisoformat(since), dt.date.fromisoformat(until), heir, name or "")
