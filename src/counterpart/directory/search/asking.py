"""Asks who is found: words, filters and order in one statement; another one says which coordinators can help on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import orjson

from counterpart.core.errors import Invalid
from counterpart.directory.kinds import EVERY_AREA, POWERS, AccessState, AuthorityKind, AuthorityState
from counterpart.directory.search.competences import codes
from counterpart.directory.search.former import former_name_with, former_names
from counterpart.directory.search.meeting import Met, members_of
from counterpart.directory.search.proposing import Meaning, Proposer
from counterpart.directory.search.vocabulary import vocabulary
from counterpart.directory.search.wanted import LONGEST_TEXT, MOST, Field, Hit, Hits, Wanted, Why
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, array, rows

COLUMNS = "a.id, a.ref, a.country, a.kind, a.region, a.city, a.names, a.titles, a.langs"
FILTERS = """a.state = %(registered)s
  and (cardinality(%(members)s::text[]) = 0 or a.country = any(%(members)s::text[]))
  and (%(region)s::text is null or a.region = %(region)s or %(region)s = any(a.territory))
  and (cardinality(%(languages)s::text[]) = 0 or a.langs && %(languages)s::text[])
  and (%(kind)s::int is null or a.kind = %(kind)s)
  and (%(module)s::text is null or exists(select 1 from directory_access x where x.authority_id = a.id
       and x.module = %(module)s and (%(role)s::text is null or x.role = %(role)s) and x.state = %(granted)s))"""
HAS_CODE = """exists(select 1 from directory_competence c where c.authority_id = a.id
  and c.module = %(module)s and c.list = %(list)s and c.code = %(code)s)"""

MANY = "20000.0::float8"
"""More than all authorities together: what everybody is found by still counts a little."""
BEST = "((({})::bigint << 40) | (({})::bigint << 32) | ({}))"
"""What a word is worth, the field, and which word: the greatest of them tells all three."""

BROWSE = f"""
select {COLUMNS}, {HAS_CODE} from directory_authority a where {FILTERS} and a.id > %(after)s
order by a.id limit %(most)s
"""  # noqa: S608  text of ours
"""Everybody, in the order in which they were registered."""

FIND = f"""
with anchored as materialized (
  select p.authority_id, m.typed, max({BEST.format("p.weight * m.quality", "p.field", "p.word_id")}) best
  from unnest(%(words)s::int[], %(words_typed)s::int[], %(words_quality)s::int[]) m(word_id, typed, quality)
  cross join lateral (select q.authority_id, q.word_id, q.field, q.weight from directory_posting q
    where q.word_id = m.word_id offset 0) p
  where m.typed = any(%(anchors)s::int[])
  group by 1, 2
  union all
  select p.authority_id, m.typed, max({BEST.format("m.quality", int(Field.COMPETENCE), "m.nth")})
  from unnest(%(modules)s::text[], %(lists)s::text[], %(codes)s::text[], %(codes_typed)s::int[],
    %(codes_quality)s::int[]) with ordinality m(module, list, code, typed, quality, nth)
  cross join lateral (select q.authority_id from directory_competence q
    where q.module = m.module and q.list = m.list and q.code = m.code offset 0) p
  where m.typed = any(%(anchors)s::int[])
  group by 1, 2
  union all
  select a.id, m.typed, max({BEST.format("m.quality", int(Field.MEMBER), "m.nth")})
  from unnest(%(countries)s::text[], %(countries_typed)s::int[], %(countries_quality)s::int[])
    with ordinality m(country, typed, quality, nth)
  join directory_authority a on a.country = m.country and a.state = %(registered)s
  where m.typed = any(%(anchors)s::int[])
  group by 1, 2
), candidates as materialized (select distinct authority_id from anchored), met as (
  select authority_id, typed, best from anchored
  union all
  select c.authority_id, m.typed, max({BEST.format("p.weight * m.quality", "p.field", "p.word_id")})
  from candidates c
  cross join unnest(%(words)s::int[], %(words_typed)s::int[], %(words_quality)s::int[]) m(word_id, typed, quality)
  cross join lateral (select q.word_id, q.field, q.weight from directory_posting q
    where q.word_id = m.word_id and q.authority_id = c.authority_id offset 0) p
  where m.typed <> all(%(anchors)s::int[])
  group by 1, 2
  union all
  select c.authority_id, m.typed, max({BEST.format("m.quality", int(Field.COMPETENCE), "m.nth")})
  from candidates c
  cross join unnest(%(modules)s::text[], %(lists)s::text[], %(codes)s::text[], %(codes_typed)s::int[],
    %(codes_quality)s::int[]) with ordinality m(module, list, code, typed, quality, nth)
  cross join lateral (select 1 from directory_competence q where q.module = m.module and q.list = m.list
    and q.code = m.code and q.authority_id = c.authority_id offset 0) p
  where m.typed <> all(%(anchors)s::int[])
  group by 1, 2
  union all
  select c.authority_id, m.typed, max({BEST.format("m.quality", int(Field.MEMBER), "m.nth")})
  from candidates c join directory_authority a on a.id = c.authority_id
  join unnest(%(countries)s::text[], %(countries_typed)s::int[], %(countries_quality)s::int[])
    with ordinality m(country, typed, quality, nth) on a.country = m.country
  where m.typed <> all(%(anchors)s::int[])
  group by 1, 2
), once as (
  select authority_id, typed, max(best) best, (0.7 * (max(best) >> 40) + 0.3 * sum(best >> 40))::float8 worth,
    count(*) over (partition by typed) others from met
  group by authority_id, typed
), scored as (
  select authority_id, count(*) typed,
    sum(worth * ln(1 + {{many}} / greatest(others, (%(commonness)s::int[])[once.typed + 1]))) score,
    array_agg(once.typed::bigint) typed_nth, array_agg(best) best
  from once group by authority_id
  order by typed desc, score desc, authority_id limit %(first)s
), right_ones as (
  select {COLUMNS}, {HAS_CODE} competent, s.typed, s.score, s.typed_nth, s.best,
    max(s.typed) over () most_typed, max(s.score) over () best_score, length(a.names::text) len
  from scored s cross join lateral (select {COLUMNS}, a.state, a.territory from directory_authority a
    where a.id = s.authority_id offset 0) a where {FILTERS}
)
select a.id, a.ref, a.country, a.kind, a.region, a.city, a.names, a.titles, a.langs, a.competent, a.typed_nth, a.best
from right_ones a
where a.typed = a.most_typed and a.typed = %(asked)s or a.most_typed < %(asked)s and a.score * 2 >= a.best_score
order by a.competent desc, a.score desc, a.len, a.id offset %(after)s limit %(most)s
""".replace("{many}", MANY)  # noqa: S608  text of ours
"""Each typed word counts for an authority by its best meaning (a little more where it is called so and competent, too),
and the more the fewer are found by it. What narrows (`anchors`) says who is looked at, the other words only weigh."""

HELP = f"""
select {COLUMNS}, false from directory_authority a where a.state = %(registered)s
  and a.country = any(%(members)s::text[]) and a.kind = any(%(coordinating)s::int[])
  and (%(region)s::text is null or a.region is null or a.region = %(region)s)
  and (%(module)s::text is null or a.kind = any(%(every_area)s::int[]) or exists(select 1 from directory_access x
    where x.authority_id = a.id and x.module = %(module)s and x.state = %(granted)s))
order by a.country, (a.region = %(region)s) desc nulls last,
  (%(module)s::text is not null and a.kind = {int(AuthorityKind.AREA)}) desc, a.kind, a.id limit {{offered}}
""".replace("{offered}", "3")  # noqa: S608  text of ours
COORDINATING = tuple(
    int(kind) for kind, powers in POWERS.items() if powers.coordinates and kind != AuthorityKind.DELEGATED
)
LAST_PAGE = 400


def find(actor: Actor, wanted: Wanted, limit: int = 20, after: int | None = None) -> Hits:
    """Return authorities that take part: those that are competent first, then those that the words mean most.

    Without words in the order of their registration. Everybody in the network may look up everybody. At most three
    statements: the words that are new, who is found, and coordinators, where they can help on. Raises Invalid
    `page_too_long`, `role_without_module`, `text_long`.
    """
    _must_be_sound(wanted, limit)
    known = codes()
    numbers = [] if actor.authority_id is None else [actor.authority_id]
    with as_actor(numbers, read_only=True):
        words = vocabulary()
        words.read_what_is_new(known)
        meanings = Proposer(words, known).meanings(wanted.text)
        hits = _found(wanted, meanings, limit, after or 0)
        return replace(hits, offered=_offered(wanted, meanings, hits))


def _must_be_sound(wanted: Wanted, limit: int) -> None:
    if not 0 < limit <= MOST:
        raise Invalid("page_too_long", field="limit", most=MOST)
    if wanted.module is None and (wanted.role is not None or wanted.list is not None):
        raise Invalid("role_without_module", field="role")
    if len(wanted.text) > LONGEST_TEXT:
        raise Invalid("text_long", field="text", most=LONGEST_TEXT)


def _found(wanted: Wanted, meanings: Sequence[Meaning], limit: int, after: int) -> Hits:
    values = {**_filters(wanted), "after": after, "most": limit + 1, "first": _first(wanted)}
    if not meanings:
        found = [_hit(each) for each in rows(BROWSE, values)]
        return Hits(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else None)
    met = Met(meanings, vocabulary())
    answered = rows(FIND, {**values, **met.values(met.anchors)}) if after <= LAST_PAGE else []
    if not answered and not after and len(met.anchors) < len(meanings):
        answered = rows(FIND, {**values, **met.values(tuple(range(len(meanings))))})
    found = _formerly([met.explained(_hit(each[:-2]), *each[-2:]) for each in answered[:limit]])
    missed = tuple(one.typed for one in meanings if one.empty)
    return Hits(tuple(found), after + limit if len(answered) > limit else None, missed=missed)


def _formerly(hits: Sequence[Hit]) -> list[Hit]:
    """Name the whole former name for hits that are found by one; a statement if there is such a hit."""
    ids = [hit.id for hit in hits if any(why.field is Field.FORMER for why in hit.why)]
    if not ids:
        return list(hits)
    names = former_names(ids)
    return [replace(hit, why=tuple(_named_before(why, names.get(hit.id, ())) for why in hit.why)) for hit in hits]


def _named_before(why: Why, names: Sequence[str]) -> Why:
    if why.field is not Field.FORMER:
        return why
    return replace(why, found=former_name_with(names, why.found))


def _first(wanted: Wanted) -> int | None:
    """Return how many are looked at: without filters the best of them are enough, else those that pass may be few."""
    filtered = wanted.members or wanted.region or wanted.languages or wanted.kind or wanted.module
    return None if filtered else LAST_PAGE + MOST


def _offered(wanted: Wanted, meanings: Sequence[Meaning], hits: Hits) -> tuple[Hit, ...]:
    """Return the coordinators of the members in question: those asked for, named, or of whoever was found."""
    members = list(wanted.members) or [member for one in meanings for member, _ in members_of(one)]
    members = members or list(dict.fromkeys(hit.member for hit in hits.found))
    if not members and (wanted.module or wanted.region or wanted.languages or wanted.kind):
        elsewhere = _found(Wanted(wanted.text), meanings, 5, 0)
        members = [hit.member for hit in elsewhere.found[:1]]
    if len(members) != 1 or not members[0]:
        return ()
    asked = replace(wanted, members=(members[0],))
    values = {**_filters(asked), "coordinating": list(COORDINATING), "every_area": list(EVERY_AREA)}
    return tuple(_hit(each) for each in rows(HELP, values))


def _filters(wanted: Wanted) -> dict[str, object]:
    return {
        "registered": int(AuthorityState.REGISTERED),
        "granted": int(AccessState.GRANTED),
        "members": array(wanted.members),
        "region": wanted.region,
        "languages": array(wanted.languages),
        "kind": None if wanted.kind is None else int(wanted.kind),
        "module": wanted.module,
        "role": wanted.role,
        "list": wanted.list,
        "code": wanted.code,
    }


def _hit(found: Row) -> Hit:
    id_, ref, member, kind, region, city, names, titles, languages, competent = found
    said = (orjson.loads(names), orjson.loads(titles))
    return Hit(id_, ref, member, AuthorityKind(kind), region, city, *said, tuple(languages), competent=competent)
