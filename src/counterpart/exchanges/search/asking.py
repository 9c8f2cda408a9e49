"""How exchanges are looked for, in SQL: who may find what is part of every statement.

An authority finds the exchanges into which it is let (`exchanges_access`), newest first. By something personal it
finds those whose content it may read, in a field that it sees there: what that is depends on where the authority stands
in the exchange (`STANDING`), so the standings among the candidates are asked first, and of each the fields that are
seen go into the second statement. A walk looks at no more than `LOOK` exchanges; beyond them one goes on from where it
ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterpart.directory.queries.players import AS_JSON
from counterpart.exchanges.search.sought import Given, Phase, Sought

MOST = 500
"""Exchanges that are counted; beyond them a count says "more than"."""
LOOK = 2_000
"""Exchanges that are looked at for one page."""
SEATS = 12
"""Of a very large exchange no more seats are named."""

MINE = "l.exchange_id = e.id and l.authority_id = %(authority)s and l.until is null"
GIVEN_TO_ME = f"exists(select from exchanges_allocation l where {MINE} and l.user_id = %(user)s)"
GIVEN_TO_OTHERS = f"exists(select from exchanges_allocation l where {MINE} and l.user_id <> %(user)s)"
STANDING = f"""jsonb_build_array(e.procedure_id, e.state,
  array(select distinct p.name from exchanges_party p
    where p.exchange_id = e.id and p.authority_id = %(authority)s and p.until_n is null order by 1),
  array(select distinct array[k.name, k.state] from exchanges_track k
    where k.exchange_id = e.id and k.authority_id = %(authority)s and k.archived_n is null order by 1),
  {GIVEN_TO_OTHERS} and not {GIVEN_TO_ME})::text"""  # noqa: S608  text of ours
"""Where an authority stands in an exchange, as far as that decides what of it somebody there may see."""

IS_BLOCKED = "coalesce((e.retention #>> '{personal,0}')::timestamptz <= %(now)s, false)"
"""By its term, and not by what the worker has come to: so nothing is found by what was blocked a moment ago."""
READABLE = f"""a.authority_id = %(authority)s and a.level = %(content)s and e.erased_at is null
  and not {IS_BLOCKED}"""
MET = """
typed as (select * from unnest(%(tokens)s::bigint[], %(parts)s::int[], %(ways)s::int[], %(words)s::int[])
  t(token, part, way, word)),
met as materialized (
  select b.exchange_id, b.field, t.part, t.way, t.word from typed t join exchanges_blind b on b.token = t.token),
"""
STANDINGS = f"""
with {MET}
candidate as (select distinct exchange_id from met)
select distinct {STANDING} from candidate c join exchanges_exchange e on e.id = c.exchange_id
join exchanges_access a on a.exchange_id = e.id where {READABLE}
"""  # noqa: S608  text of ours
FOUND = f"""
candidate as (
  select c.exchange_id, {STANDING} as standing
  from (select distinct exchange_id from met) c join exchanges_exchange e on e.id = c.exchange_id
  join exchanges_access a on a.exchange_id = e.id where {READABLE}),
seen as (select * from unnest(%(standings)s::text[], %(fields)s::text[]) s(standing, field)),
way as (select * from unnest(%(way_parts)s::int[], %(way_ways)s::int[], %(way_words)s::int[]) w(part, way, words)),
found as (
  select exchange_id from (
    select m.exchange_id, m.part, m.way, count(distinct m.word) as words
    from met m join candidate c on c.exchange_id = m.exchange_id
    join seen s on s.standing = c.standing and s.field = m.field group by 1, 2, 3) x
  join way w on w.part = x.part and w.way = x.way and w.words = x.words
  group by exchange_id having count(distinct x.part) = %(sought_parts)s),
"""  # noqa: S608  text of ours
BETWEEN = {"since": "a.begun_at >= %(since)s", "until": "a.begun_at < %(until)s"}
BEHIND = "(a.begun_at, a.exchange_id) < (%(before)s, %(id)s)"
ORDERED = "order by a.begun_at desc, a.exchange_id desc limit %(look)s"
IN_NUMBERS = """(e.number >= %(number)s and e.number < %(number_below)s
  or e.tail >= %(tail)s and e.tail < %(tail_below)s)"""
OF_NUMBER = f"(select e.id from exchanges_exchange e where {IN_NUMBERS} offset 0) n"  # noqa: S608  text of ours
WALKS = {
    "found": """from found f join exchanges_access a on a.exchange_id = f.exchange_id
    where a.authority_id = %(authority)s""",
    "mine": """from (select distinct l.exchange_id from exchanges_allocation l
    where l.user_id = %(user)s and l.authority_id = %(authority)s and l.until is null offset 0) l
    join exchanges_access a on a.exchange_id = l.exchange_id where a.authority_id = %(authority)s""",
    "number": f"from {OF_NUMBER} join exchanges_access a on a.exchange_id = n.id where a.authority_id = %(authority)s",
    "open": "from exchanges_access a where a.authority_id = %(authority)s and a.open",
    "all": "from exchanges_access a where a.authority_id = %(authority)s",
}
"""Where a walk goes: the first of these that fits what is looked for."""

SEATED = (
    "select from exchanges_party p where p.exchange_id = e.id and p.until_n is null and p.authority_id is distinct from"
)
WITH_MEMBER = f"""((exists({SEATED} %(authority)s and p.member = %(member)s)
    or exists(select from exchanges_track k where k.exchange_id = e.id and k.member = %(member)s
      and k.archived_n is null and k.authority_id is distinct from %(authority)s))
  and (%(member)s is distinct from (select d.country from directory_authority d where d.id = %(authority)s)
    or not exists({SEATED} %(authority)s and p.member <> %(member)s)))"""  # noqa: S608  text of ours
"""The other side is of that member. One's own coordinators are no other side: all must be of the own member then."""

NARROWED = {
    "number": IN_NUMBERS,
    "module": "e.module = %(module)s",
    "procedure": "e.procedure_id = any(%(procedures)s)",
    "state": "e.state = %(state)s",
    Phase.OPEN: "e.closed_at is null",
    Phase.ENDED: "e.closed_at is not null",
    "member": WITH_MEMBER,
    "late": "exists(select from exchanges_turn t where t.exchange_id = e.id and t.due_at < %(now)s)",
    Given.ME: GIVEN_TO_ME,
    Given.COLLEAGUE: GIVEN_TO_OTHERS,
    Given.NOBODY: f"not exists(select from exchanges_allocation l where {MINE})",
}
"""What each filter asks of an exchange `e`."""

IS_LISTED = "e.erased_at is null and e.module = any(%(listed)s)"
"""What every search asks: it is there, and of a policy area in which the reader may look through lists."""

FIRST_TURN = """(select jsonb_build_array(t.place, t.party, t.member, t.authority_id, t.due_at, t.allocated_to)
    from exchanges_turn t where t.exchange_id = e.id order by t.due_at, t.place, t.party, t.authority_id limit 1)"""
DETAILS = f"""
  e.id, e.ref, e.number, e.procedure_id, e.state, e.created_at, e.closed_at, e.urgent, {IS_BLOCKED},
  case when %(labels)s and h.level = %(content)s and not {IS_BLOCKED} then e.label end,
  case when h.level = %(content)s then {STANDING} end,
  {GIVEN_TO_ME}, {GIVEN_TO_OTHERS}, {FIRST_TURN},
  (select jsonb_agg(jsonb_build_array(s.name, s.member, s.authority_id)) from (
    select p.name, p.member, p.authority_id from exchanges_party p
    where p.exchange_id = e.id and p.until_n is null order by p.id limit {SEATS}) s),
  (select jsonb_agg({AS_JSON}) from directory_authority a where a.id = any(array(
    (select p.authority_id from exchanges_party p where p.exchange_id = e.id and p.until_n is null
      order by p.id limit {SEATS})
    union (select t.authority_id from exchanges_turn t where t.exchange_id = e.id
      order by t.due_at, t.place, t.party, t.authority_id limit 1)))),
  (select d.country from directory_authority d where d.id = %(authority)s)
"""  # noqa: S608  text of ours


def page_statement(sought: Sought) -> str:
    """Return the statement of a page: how many were found, how far it looked, and the first rows."""
    met = f"{MET} {FOUND}" if sought.personal else ""
    narrowed = " and ".join([IS_LISTED, *(NARROWED[name] for name in _narrowing(sought))])
    begun = " and ".join([BEHIND, *(rule for name, rule in BETWEEN.items() if getattr(sought, name))])
    return f"""
with {met}
walked as (select a.exchange_id, a.level, a.begun_at {WALKS[_way(sought)]} and {begun} {ORDERED}),
hits as (
  select w.exchange_id, w.level, w.begun_at from walked w cross join lateral (
    select 1 from exchanges_exchange e where e.id = w.exchange_id and {narrowed} offset 0) fits
  order by w.begun_at desc, w.exchange_id desc limit %(most)s),
told as (select (select count(*) from hits) as found, count(*) as walked from walked),
last as (select begun_at, exchange_id from walked order by begun_at, exchange_id limit 1),
shown as (select * from hits order by begun_at desc, exchange_id desc limit %(limit)s)
select told.found, told.walked, last.begun_at, last.exchange_id, h.begun_at, {DETAILS}
from told left join last on true left join shown h on true left join exchanges_exchange e on e.id = h.exchange_id
order by h.begun_at desc, h.exchange_id desc
"""  # noqa: S608  text of ours


def values_of_tokens(typed: Iterable[tuple[int, int, int, int]]) -> Mapping[str, list[int]]:
    """Return what stands beside a statement for tokens: one list for each of their four columns."""
    columns = list(zip(*typed, strict=True)) or [(), (), (), ()]
    return {name: list(one) for name, one in zip(("tokens", "parts", "ways", "words"), columns, strict=True)}


def _way(sought: Sought) -> str:
    if sought.personal:
        return "found"
    if sought.number:
        return "number"
    if sought.given == Given.ME:
        return "mine"
    return "open" if sought.late or sought.phase == Phase.OPEN else "all"


def _narrowing(sought: Sought) -> list[str]:
    """Return the filters that are set, those that cost least first."""
    said = {
        sought.phase: sought.phase in {*Phase},
        "state": sought.state,
        "number": sought.number,
        "module": sought.module,
        "procedure": sought.procedure,
        "late": sought.late,
        sought.given: sought.given in {*Given},
        "member": sought.member,
    }
    return [name for name, value in said.items() if value]
