"""Who may take part in exchanges, who coordinates and oversees whom, and whom to tell.

All of it for many authorities at once and in one statement each; a caller with one hands over one. Called inside or
outside of `as_actor`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

import orjson

from counterpart.directory.areas import role_kinds
from counterpart.directory.kinds import EVERY_AREA, AccessState, AuthorityKind, AuthorityState, RelationKind
from counterpart.foundation.database.statements import array, row, rows

K = TypeVar("K")
V = TypeVar("V")

BY_ID = """
select a.id, a.ref, a.country, a.tz, a.region, a.names, a.langs, a.state, a.titles from directory_authority a
where a.id = any(%s::int[])
"""
AS_JSON = "jsonb_build_array(a.id, a.ref, a.country, a.tz, a.region, a.names, a.langs, a.state, a.titles)"
"""An authority `a` as a value within a statement of another room; `participants_in` reads them."""
BY_REF = """
select a.id, a.ref, a.country, a.tz, a.region, a.names, a.langs, a.state, a.titles from directory_authority a
where a.ref = any(%s::uuid[])
"""

SWITCHES = """
select distinct on (s.country, s.authority_id, s.key) s.country, a.ref, s.key, s.value
from directory_switch s left join directory_authority a on a.id = s.authority_id
where s.module = %s and s.country = any(%s::text[]) and s.authority_id = any(array_append(%s::int[], 0))
  and s.since <= %s
order by s.country, s.authority_id, s.key, s.since desc
"""

COORDINATORS = """
select r.authority_id, a.id, a.ref, a.country, a.tz, a.region, a.names, a.langs, a.state, a.titles
from directory_relation r join directory_authority a on a.id = r.coordinator_id
where r.authority_id = any(%s::int[]) and r.module = %s and r.kind = %s and r.until is null and a.state = %s
order by r.authority_id, r.chosen desc, r.since, r.id
"""

COORDINATING = (AuthorityKind.NATIONAL, AuthorityKind.REGIONAL, AuthorityKind.AREA)
RANKED_ABOVE = ",".join(str(int(kind)) for kind in COORDINATING)
"""As the index of those who coordinate has it: a value that is handed in does not tell the server that it fits."""

OVERSEERS = f"""
with asked as materialized (select distinct x.id from unnest(%s::int[]) as x(id)),
placed as materialized (
  select a.id, a.country, a.region from asked q join directory_authority a on a.id = q.id where a.country <> ''),
above as materialized (
  select c.id, c.country, c.region from directory_authority c
  where c.country in (select p.country from placed p) and c.state = %s and c.kind in ({RANKED_ABOVE})
    and (c.kind = any(%s::int[]) or exists(
      select 1 from directory_access x where x.authority_id = c.id and x.module = %s and x.state = %s)))
select r.authority_id, r.coordinator_id from asked q join directory_relation r on r.authority_id = q.id
join directory_authority c on c.id = r.coordinator_id
where r.module = %s and r.kind = any(%s::int[]) and r.until is null and c.state = %s
union
select a.id, c.id from placed a join above c on c.country = a.country and c.id <> a.id
  and (c.region is null or c.region = a.region)
"""  # noqa: S608  numbers of ours
"""It is planned once for arrays of any length: with `= any(array)` each of thousands was compared with all others."""

CANDIDATES = """
select a.id, a.ref, a.country, a.tz, a.region, a.names, a.langs, a.state, a.titles
from directory_access x join directory_authority a on a.id = x.authority_id
where x.module = %s and x.role = %s and x.state = %s and a.country = any(%s::text[]) and a.state = %s
order by a.country, a.id
"""

MAY_PLAY = """
select exists(select 1 from directory_access x where x.module = %s and x.role = %s and x.authority_id = a.id
  and x.state = %s) or (a.kind = any(%s::int[]) and %s) from directory_authority a where a.id = %s and a.state = %s
"""

ROLES_OF = """
select a.kind,
  array(select array[x.module, x.role] from directory_access x where x.authority_id = a.id and x.state = %s)
from directory_authority a where a.id = %s and a.state = %s
"""

HANDLERS = """
select distinct on (m.authority_id, u.id) u.id, u.ref, u.email, u.lang, u.tz, m.authority_id, away.ref
from directory_membership m join directory_right g on g.membership_id = m.id and g.module = %s and g."right" = %s
join directory_authority a on a.id = m.authority_id
left join lateral (select s.user_id, w.ref from directory_absence b
  join directory_membership s on s.id = b.substitute_id and s.until is null
  join accounts_user w on w.id = m.user_id
  where b.membership_id = m.id and (%s::timestamptz at time zone a.tz)::date between b.since and b.until
  order by b.since desc limit 1) away on true
join accounts_user u on u.id = coalesce(away.user_id, m.user_id)
where m.authority_id = any(%s::int[]) and m.until is null
  and u.left_at is null and u.blocked_at is null and u.erased_at is null
order by m.authority_id, u.id, away.ref nulls first
"""

ENGLISH = "en"

OVERSEEING = (RelationKind.LINKED, RelationKind.REQUEST, RelationKind.ACCESS)
PLAYED_BY_DEFINITION = frozenset({"authority", "coordinator"})
"""Kinds of roles that a coordinator of all areas may play without being given them."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An authority as exchanges know it. `zone` is its time zone.

    `names` are its official names by language, `titles` short ones, for readers whose language it does not speak.
    """

    id: int
    ref: UUID
    member: str
    zone: str
    region: str | None
    names: Mapping[str, str]
    languages: tuple[str, ...]
    state: AuthorityState
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> tuple[str, str]:
        """Return what a reader of a language calls it, and in which language that is.

        By its name or short title in that language, else in English, else by its own name.
        """
        for spoken in (language, ENGLISH):
            name = self.names.get(spoken) or self.titles.get(spoken)
            if name:
                return name, spoken
        spoken, name = self.own_name
        return name, spoken

    @property
    def own_name(self) -> tuple[str, str]:
        """Return the language that its staff speaks, and its name in it."""
        language = next((code for code in self.languages if code in self.names), next(iter(self.names), ""))
        return language, self.names.get(language, "")


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody to tell, where, and in which language. `on_behalf_of` is the absent colleague that they stand in for."""

    user_id: int
    user_ref: UUID
    email: str
    language: str
    time_zone: str
    authority_id: int
    on_behalf_of: UUID | None = None


def participants(ids: Collection[int]) -> dict[int, Participant]:
    """Return authorities by their numbers, whatever their state; those that do not exist are absent."""
    return {found.id: found for found in map(_participant, rows(BY_ID, [array(ids)]))}


def participants_in(found: Iterable[Sequence[Any]]) -> dict[int, Participant]:
    """Return authorities by their numbers, as a statement had them with `AS_JSON`; no statement."""
    return {
        id_: Participant(id_, _ref(ref), member, zone, region, names, tuple(languages), AuthorityState(state), titles)
        for id_, ref, member, zone, region, names, languages, state, titles in found
    }


def participants_by_ref(refs: Collection[UUID]) -> dict[UUID, Participant]:
    """Return authorities by their refs, whatever their state; those that do not exist are absent."""
    return {found.ref: found for found in map(_participant, rows(BY_REF, [list(refs)]))}


def switches(
    module: str, members: Collection[str], authority_ids: Collection[int], now: dt.datetime
) -> dict[str, dict[str, bool]]:
    """Return how switches stand at a moment: `PL` (its member) or `PL/ref` (one authority) to switch to value.

    What is not in it stands as the definition's default says. This is `Known.switches` of the engine.
    """
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for member, ref, key, value in rows(SWITCHES, [module, list(members), list(authority_ids), now]):
        if value is not None:
            found[f"{member}/{ref}" if ref else member][key] = value
    return dict(found)


def coordinators(module: str, authority_ids: Collection[int]) -> dict[int, tuple[Participant, ...]]:
    """Return the request coordinators of each authority in a policy area: the chosen one first, then the oldest.

    An authority without any is absent from the result.
    """
    values = [list(authority_ids), module, RelationKind.REQUEST, AuthorityState.REGISTERED]
    return _grouped((authority, _participant(rest)) for authority, *rest in rows(COORDINATORS, values))


def overseers(module: str, authority_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return who sees the overview of each authority's exchanges: no content, nothing personal.

    Linked authorities, its request and access coordinators, the national coordinator, that of its region, and those of
    the area in its member.
    """
    registered = AuthorityState.REGISTERED
    by_definition = [registered, list(EVERY_AREA), module, AccessState.GRANTED]
    related = [module, list(OVERSEEING), registered]
    found: dict[int, set[int]] = {authority: set() for authority in authority_ids}
    for authority, overseer in rows(OVERSEERS, [list(authority_ids), *by_definition, *related]):
        found[authority].add(overseer)
    return {authority: frozenset(them) for authority, them in found.items()}


def candidates(module: str, role: str, members: Collection[str]) -> dict[str, tuple[Participant, ...]]:
    """Return who was given access to a role, by member. A body of the network is under the member ''."""
    values = [module, role, AccessState.GRANTED, list(members), AuthorityState.REGISTERED]
    found = [_participant(one) for one in rows(CANDIDATES, values)]
    return _grouped((one.member, one) for one in found)


def may_play(module: str, role: str, authority_id: int) -> bool:
    """Say whether an authority may begin something in a role: it was given access, or has it as a coordinator."""
    by_definition = role_kinds(module).get(role) in PLAYED_BY_DEFINITION
    values = [module, role, AccessState.GRANTED, list(EVERY_AREA), by_definition]
    found = row(MAY_PLAY, [*values, authority_id, AuthorityState.REGISTERED])
    return bool(found and found[0])


@dataclass(frozen=True, slots=True)
class Roles:
    """What an authority may play: `given` are roles by policy area; some coordinators have more by what they are."""

    given: frozenset[tuple[str, str]] = frozenset()
    every_area: bool = False

    def plays(self, module: str, role: str) -> bool:
        """Say what `may_play` says, without asking the database again."""
        by_definition = self.every_area and role_kinds(module).get(role) in PLAYED_BY_DEFINITION
        return by_definition or (module, role) in self.given


def roles_of(authority_id: int) -> Roles:
    """Return every role that an authority may play, in all policy areas; none where it is not registered."""
    found = row(ROLES_OF, [AccessState.GRANTED, authority_id, AuthorityState.REGISTERED])
    if found is None:
        return Roles()
    kind, given = found
    return Roles(frozenset((module, role) for module, role in given), AuthorityKind(kind) in EVERY_AREA)


def handlers(module: str, authority_ids: Collection[int], right: str, now: dt.datetime) -> list[Handler]:
    """Return whom to tell in these authorities: who holds a right there; for those away today, who stands in."""
    return [Handler(*one) for one in rows(HANDLERS, [module, right, now, list(authority_ids)])]


def _participant(found: Sequence[Any]) -> Participant:
    id_, ref, member, zone, region, names, languages, state, titles = found
    said = (orjson.loads(names), tuple(languages), AuthorityState(state), orjson.loads(titles))
    return Participant(id_, ref, member, zone, region, *said)


@lru_cache(maxsize=8_192)
def _ref(text: str) -> UUID:
    """Return the ref that a text is: a page names up to a hundred authorities, most of them the same as before."""
    return UUID(text)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
