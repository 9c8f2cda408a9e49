"""What a coordinator has to look after: how many authorities need what, which ones, and all of them.

Names of authorities, numbers and moments: no exchange, no person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

import orjson

from counterpart.core.errors import Invalid
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AccessState, AuthorityKind, AuthorityState
from counterpart.directory.queries.caring import CARED_FOR, NEEDS, PEOPLE, SCOPE, SINCE, caring, scope_of
from counterpart.directory.search.folding import forms_of
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, array, row, rows

__all__ = ["Care", "Concern", "Concerned", "Counted", "Overseen", "Page", "authorities_of_concern", "care", "overview"]

T = TypeVar("T")

MOST = 100
"""The longest page."""
MOST_COUNTED = 1_000
"""Nobody counts further: what is said then is "more than 1,000"."""
SHOWN = (AuthorityState.REGISTERED, AuthorityState.AWAITING, AuthorityState.INACTIVE)
"""What the overview lists: who was rejected is forgotten, who has ended is told of with its successor."""

CONCERNED = {
    concern: f"""
with {CARED_FOR}
select c.id, c.ref, c.names, c.titles, c.country, c.city, {SINCE[concern]}, h.at
from cared_for c left join directory_chase h on h.authority_id = c.id and h.concern = %(concern)s
where {needs} and c.id > %(after)s order by c.id limit %(most)s
"""  # noqa: S608  text of ours
    for concern, needs in NEEDS.items()
}

INVITED = """directory_invitation i where i.state = 1 and i.ends_at < %(now)s::timestamptz + interval '14 days'
  and (i.invited_by_id = %(own)s or %(every_area)s and i.country = %(member)s and i.kind = any(%(kinds)s::int[])
    and (%(region)s::text is null or i.region = %(region)s))"""
"""Invitations `i` that nobody has followed yet and that end within two weeks."""

COUNT_INVITED = f"select count(*) from (select 1 from {INVITED} limit %(most)s) found"  # noqa: S608  text of ours

CARED = (*NEEDS, Concern.INVITATIONS_ENDING)
CARE = f"""
with {CARED_FOR}
select {", ".join(f"count(*) filter (where {needs})" for needs in NEEDS.values())}, ({COUNT_INVITED}) from cared_for c
"""  # noqa: S608  text of ours

CONCERNED[Concern.INVITATIONS_ENDING] = f"""
select i.id, i.ref, jsonb_build_object(i.lang, i.name), '{{}}'::jsonb, i.country, '', i.ends_at, i.reminded_at
from {INVITED} and i.id > %(after)s order by i.id limit %(most)s
"""  # noqa: S608  text of ours

OVERVIEW = f"""
with {SCOPE}, meant as (
  select p.authority_id from unnest(%(prefixes)s::text[]) with ordinality t(prefix, nth)
  join directory_word w on w.word >= t.prefix and w.word < t.prefix || chr(1114111)
  join directory_posting p on p.word_id = w.id
  group by p.authority_id having count(distinct t.nth) = cardinality(%(prefixes)s::text[])),
page as materialized (
  select s.id from scope s
  where s.id > %(after)s
    and (%(module)s::text is null or exists(select 1 from directory_access x where x.authority_id = s.id
         and x.module = %(module)s))
    and (cardinality(%(prefixes)s::text[]) = 0 or s.id in (select authority_id from meant))
  order by s.id limit %(most)s),
{PEOPLE.replace("from scope s", "from page s")}
select a.id, a.ref, a.names, a.titles, a.country, a.region, a.city, a.kind, a.state,
  (select coalesce(jsonb_object_agg(x.module, x.state), '{{}}') from (
    select y.module, min(y.state) state from directory_access y where y.authority_id = a.id group by 1) x),
  coalesce(p.many, 0), p.last_sign_in_at, coalesce(a.confirmed_at, a.validated_at, a.registered_at)
from page s join directory_authority a on a.id = s.id left join people p on p.authority_id = a.id
order by a.id
"""  # noqa: S608  text of ours


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; `more` when it was not counted further."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Care:
    """How many of the authorities that a coordinator looks after need what (`Concern`)."""

    never_signed_in: Counted
    one_user: Counted
    absent_without_substitute: Counted
    unconfirmed: Counted
    mail_failed: Counted
    invitations_ending: Counted

    def of(self, concern: Concern) -> Counted:
        """Return how many need this."""
        counted: Counted = getattr(self, concern.value)
        return counted


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list; the next one is asked for with `after`, None when there is none."""

    rows: tuple[T, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Concerned:
    """An authority that needs somebody to see to it, since when, and when it was last reminded of that.

    Of an invitation `ref` is that of the invitation, `names` the name that was proposed, `since` its end.
    """

    ref: UUID
    id: int
    names: Mapping[str, str]
    titles: Mapping[str, str]
    member: str
    city: str
    since: dt.datetime | None
    chased_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Overseen:
    """An authority that a coordinator looks after; `access` leads from policy areas to how it stands there.

    `users` are people who work for it and can sign in, `last_sign_in` is when one of them last did.
    """

    ref: UUID
    id: int
    names: Mapping[str, str]
    titles: Mapping[str, str]
    member: str
    region: str | None
    city: str
    kind: AuthorityKind
    state: AuthorityState
    access: Mapping[str, AccessState]
    users: int
    last_sign_in: dt.datetime | None
    confirmed_at: dt.datetime


def care(actor: Actor, now: dt.datetime) -> Care:
    """Return how many authorities need what; two statements. Raises Refused as `caring.caring`."""
    with as_actor(_numbers(actor), read_only=True):
        found = row(CARE, {**scope_of(caring(actor), now), "most": MOST_COUNTED + 1}) or ()
    return Care(**{str(concern): _counted(number) for concern, number in zip(CARED, found, strict=True)})


def authorities_of_concern(
    actor: Actor, concern: Concern, now: dt.datetime, *, after: int = 0, limit: int = 50
) -> Page[Concerned]:
    """Return which authorities need this, a page of them in the order of their registration; two statements.

    Raises Refused as `caring.caring`, Invalid `page_too_long`.
    """
    _must_fit(limit)
    with as_actor(_numbers(actor), read_only=True):
        values = {**scope_of(caring(actor), now), "concern": concern.value, "after": after, "most": limit + 1}
        found = rows(CONCERNED[concern], values)
    return _page([_concerned(one) for one in found], limit)


def overview(
    actor: Actor, now: dt.datetime, *, module: str | None = None, text: str = "", after: int = 0, limit: int = 50
) -> Page[Overseen]:
    """Return the authorities that a coordinator looks after; with `text` those whose record has all of these words.

    Two statements. Raises Refused as `caring.caring`, Invalid `page_too_long`.
    """
    _must_fit(limit)
    prefixes = array(forms.latin for forms in forms_of(text))
    with as_actor(_numbers(actor), read_only=True):
        asked = {"module": module, "prefixes": prefixes, "after": after, "most": limit + 1}
        found = rows(OVERVIEW, {**scope_of(caring(actor), now, SHOWN), **asked})
    return _page([_overseen(one) for one in found], limit)


def _must_fit(limit: int) -> None:
    if not 0 < limit <= MOST:
        raise Invalid("page_too_long", field="limit", most=MOST)


def _numbers(actor: Actor) -> list[int]:
    return [] if actor.authority_id is None else [actor.authority_id]


def _counted(number: int) -> Counted:
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED)


N = TypeVar("N", Concerned, Overseen)


def _page(found: list[N], limit: int) -> Page[N]:
    shown = tuple(found[:limit])
    return Page(shown, shown[-1].id if len(found) > limit else None)


def _concerned(found: Row) -> Concerned:
    id_, ref, names, titles, member, city, since, chased_at = found
    return Concerned(ref, id_, orjson.loads(names), orjson.loads(titles), member, city, since, chased_at)


def _overseen(found: Row) -> Overseen:
    id_, ref, names, titles, member, region, city, kind, state, access, *rest = found
    stands = {module: AccessState(one) for module, one in sorted(orjson.loads(access).items())}
    said = (orjson.loads(names), orjson.loads(titles))
    return Overseen(ref, id_, *said, member, region, city, AuthorityKind(kind), AuthorityState(state), stands, *rest)
