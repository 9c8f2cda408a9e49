"""Finds published entries for those whose role may read them.

One statement, before it one for words that are new, and one that says how it is to be planned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows, run
from counterpart.repositories.permissions import Repository, must_be_open
from counterpart.repositories.search.wanted import Sought, Wanted, wanted

PAGE = 20
MOST_COUNTED = 1_000
"""So many entries are counted, by filter; of more it is said that there are more."""

MET = """f.module = %(module)s and f.procedure = %(procedure)s and f.state = any(%(states)s::text[]){groups}"""
PLANNED_ANEW = "set local plan_cache_mode = force_custom_plan"
"""How rare the terms are decides on the way to them: a plan for whichever terms would walk through all entries."""
COLUMNS = f"""e.id, e.number, e.state, e.member, e.shown, e.language, e.published_at, e.changed_at, e.confirmed_at,
  {AS_JSON} from repositories_entry e left join directory_authority a on a.id = e.keeper_id
  where e.participants and e.id"""
FIRST = f"""
with met as materialized (select f.entry_id, f.facets from repositories_found_by f where {MET}
  order by f.entry_id desc limit %(most)s),
counted as (select c.facet, count(*) as n from met, unnest(met.facets) as c(facet) group by c.facet)
select (select count(*) from met), (select json_object_agg(facet, n) from counted)::text, {COLUMNS} = any(array(
  select entry_id from met order by entry_id desc limit %(page)s)) order by e.id desc
"""  # noqa: S608  text of ours
FURTHER = f"""
select 0, null::text, {COLUMNS} = any(array(select f.entry_id from repositories_found_by f
  where {MET} and f.entry_id < %(after)s order by f.entry_id desc limit %(page)s)) order by e.id desc
"""  # noqa: S608  text of ours


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; `shown` are its values in clear."""

    id: int
    number: str
    state: str
    member: str
    shown: Mapping[str, Any]
    language: str
    published_at: dt.datetime
    changed_at: dt.datetime | None
    confirmed_at: dt.datetime | None
    keeper: Participant | None


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found; `after` goes on. `count` stops at `MOST_COUNTED`; `facets` are counts by term."""

    found: tuple[Hit, ...] = ()
    after: int | None = None
    count: int = 0
    more: bool = False
    facets: Mapping[str, int] = field(default_factory=dict)
    missed: tuple[str, ...] = ()


def search(actor: Actor, repository: Repository, sought: Sought, after: int | None = None) -> Hits:
    """Return the newest entries that fit, with counts by filter on the first page.

    Raises Refused `lookup_not_yours` where the actor's authority may not read entries.
    """
    must_be_open(repository)
    pin = repository.pin
    states = [sought.state] if sought.state in repository.states else list(repository.states)
    with as_actor([actor.authority_id or 0], read_only=True):
        meant = wanted(pin, sought)
        if meant.nothing:
            return Hits(missed=meant.missed)
        values = _values(meant) | {"module": pin.module, "procedure": pin.procedure, "states": states}
        values |= {"most": MOST_COUNTED + 1, "page": PAGE + 1, "after": after}
        run(PLANNED_ANEW)
        found = rows(statement_of(meant, after), values)
    return _hits(found, meant)


def statement_of(meant: Wanted, after: int | None) -> str:
    """Return the statement of a page: one of each group of terms must be there."""
    groups = "".join(f" and f.terms && %(group{number})s::text[]" for number in range(len(meant.groups)))
    return (FURTHER if after is not None else FIRST).format(groups=groups)


def _values(meant: Wanted) -> dict[str, Any]:
    return {f"group{number}": list(terms) for number, terms in enumerate(meant.groups)}


def _hits(found: list[Row], meant: Wanted) -> Hits:
    hits = tuple(_hit(one[2:]) for one in found)
    page = hits[:PAGE]
    count, facets = (found[0][0], orjson.loads(found[0][1] or "{}")) if found else (0, {})
    after = page[-1].id if len(hits) > PAGE else None
    return Hits(page, after, min(count, MOST_COUNTED), count > MOST_COUNTED, facets, meant.missed)


def _hit(found: Row) -> Hit:
    id_, number, state, member, shown, language, published_at, changed_at, confirmed_at, keeper = found
    keepers = participants_in([orjson.loads(keeper)]) if keeper and orjson.loads(keeper)[0] else {}
    return Hit(
        id_, number, state, member, orjson.loads(shown), language, published_at, changed_at, confirmed_at,
        next(iter(keepers.values()), None),
    )  # fmt: skip
