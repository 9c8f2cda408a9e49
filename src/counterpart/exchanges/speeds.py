"""How fast exchanges go, counted as they move: each exchange once in each figure, added to a sum.

Which figures there are is said by the policy areas (`statistics`, public ones that are a share or a duration with
buckets, by the member of a party). The worker looks at the exchanges that moved; nothing of them is opened, and a sum
names no exchange. Where a share waits for a day on which nothing moves, the next reminder counts it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from counterpart.core.statistics import (
    Contribution,
    Entry,
    Figure,
    History,
    Lasted,
    ReachedBy,
    ReachedWithin,
    contributions,
    figure_of,
)
from counterpart.core.workflow import Rulebook
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.facts import FactRow
from counterpart.modules.pins import pinned

OF_MEMBER = ".member"
WHOLE_MEMBER = 0
"""Stands for the authority where a sum is that of the member."""

MOVED = """
select e.id, e.procedure_id, e.machine #> '{main,first_entered}', e.wanted_on, e.agreed_on,
  (select jsonb_agg(jsonb_build_array(p.name, p.member, p.authority_id, p.zone) order by p.id) from exchanges_party p
    where p.exchange_id = e.id and p.until_n is null)
from exchanges_exchange e where e.id = any(%s::bigint[]) and e.erased_at is null
"""
COUNT = """
with x as (
  select * from jsonb_to_recordset(%s) as x(exchange_id bigint, module text, figure text, member text,
    authority_id int, month date, item text, n int, total int)),
once as (
  insert into exchanges_counted(exchange_id, figure) select distinct exchange_id, figure from x
  on conflict do nothing returning exchange_id, figure)
insert into exchanges_speed(module, figure, member, authority_id, month, item, n, total)
select x.module, x.figure, x.member, x.authority_id, x.month, x.item, sum(x.n), sum(x.total)
from x join once using (exchange_id, figure)
group by x.module, x.figure, x.member, x.authority_id, x.month, x.item
on conflict (module, figure, member, authority_id, month, item)
do update set n = exchanges_speed.n + excluded.n, total = exchanges_speed.total + excluded.total
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """A figure that is summed up: by the member of which party."""

    name: str
    figure: Figure
    party: str


def count_speeds(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Add the exchanges that moved to the sums of the figures that they are in from now on; two statements."""
    moved = {int(fact.dims["exchange"]): int(fact.dims["procedure_id"]) for fact in facts}
    wanted = [id_ for id_, procedure_id in moved.items() if watched_of(pinned(procedure_id).rules)]
    if not wanted:
        return
    found = [one for each in rows(MOVED, [wanted]) for one in _counted(each, now)]
    if found:
        run(COUNT, [orjson.dumps(found).decode()])


def watched_of(rules: Rulebook) -> tuple[Watched, ...]:
    """Return the figures of a procedure that tell how fast something goes, by the member of one of its parties."""
    found = []
    for name, statistic in rules.module.statistics.items():
        if statistic.procedure != rules.name or not statistic.public:
            continue
        figure = figure_of(statistic)
        fast = isinstance(figure.measure, ReachedWithin | ReachedBy)
        party = next((one.removesuffix(OF_MEMBER) for one in figure.by if one.endswith(OF_MEMBER)), "")
        if (fast or (isinstance(figure.measure, Lasted) and figure.buckets)) and party in rules.parties:
            found.append(Watched(name, replace(figure, by=(f"{party}{OF_MEMBER}", "month")), party))
    return tuple(found)


def _counted(found: Sequence[Any], now: dt.datetime) -> Iterator[dict[str, Any]]:
    """Yield what an exchange adds to the sums: for the member, and for the authority where it is the only one."""
    id_, procedure_id, entered, wanted_on, agreed_on, parties = found
    rules = pinned(procedure_id).rules
    seats = orjson.loads(parties or "[]")
    history = History(
        entries=_entries(orjson.loads(entered or "{}")),
        facets={
            f"{name}{OF_MEMBER}": tuple(dict.fromkeys(seat[1] for seat in seats if seat[0] == name))
            for name in {seat[0] for seat in seats}
        },
        dates={
            name: day
            for name, day in (("exchange.wanted_on", wanted_on), ("exchange.agreed_on", agreed_on))
            if day is not None
        },
    )
    starter = next((seat for seat in seats if seat[0] == rules.starter), ("", "", None, ""))
    calendar = rules.profile.calendar(starter[1], starter[3])
    for watched in watched_of(rules):
        for one in contributions(watched.figure, rules.procedure, history, calendar, now):
            yield from _sums(one, watched, {"exchange_id": id_, "module": rules.module.module}, seats)


def _sums(
    one: Contribution, watched: Watched, where: Mapping[str, Any], seats: Sequence[Sequence[Any]]
) -> Iterator[dict[str, Any]]:
    (_, member), (_, month) = one.group
    if not member:
        return
    said = {
        **where,
        "figure": watched.name,
        "member": member,
        "month": f"{month}-01",
        "item": one.item,
        "n": one.n,
        "total": one.total,
    }
    yield said | {"authority_id": WHOLE_MEMBER}
    playing = {seat[2] for seat in seats if seat[0] == watched.party and seat[1] == member and seat[2]}
    if len(playing) == 1:
        yield said | {"authority_id": playing.pop()}


def _entries(first_entered: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the first entry into each state, in the order of time."""
    found = [Entry(state, dt.datetime.fromisoformat(at)) for state, at in first_entered.items()]
    return tuple(sorted(found, key=lambda entry: entry.at))
