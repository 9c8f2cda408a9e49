"""The whole history of an exchange, a page at a time, for whoever may see the exchange at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.exchanges.queries.sight import entry_from
from counterpart.exchanges.queries.views import EntryView
from counterpart.foundation.access import ByRight, What, telling_of_it, told_of_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.vault import KeyClass

PAGE = 100
WHOLE = 2_000
"""So many entries at once are the whole history: what is printed, and what stands in a report."""

HISTORY = telling_of_it(
    f""", x as (select l.n, l.at, l.kind, l.actor_kind, l.actor_ref, l.authority_ref, l.action, l.from_state,
  l.to_state, l.facts, l.for_user_ref from exchanges_exchange e join foundation_log_entry l on l.stream = e.ref
  where e.ref = %s and e.erased_at is null and l.n < %s
    and exists(select 1 from exchanges_access a where a.exchange_id = e.id and a.authority_id = %s)
  order by l.n desc limit %s)
select (select jsonb_agg(jsonb_build_array(x.n, x.at, x.kind, x.actor_kind, x.actor_ref, x.authority_ref, x.action,
    x.from_state, x.to_state, x.facts, x.for_user_ref) order by x.n desc) from x),
  (select jsonb_object_agg(w.ref, w.name) from accounts_user w
    where w.ref = any(array(select unnest(array[actor_ref, for_user_ref]) from x))),
  (select jsonb_agg({AS_JSON}) from directory_authority a where a.ref = any(array(select authority_ref from x)))
"""  # noqa: S608  text of ours
)
LAST = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries, the newest first, with the people and authorities in them by ref.

    `following` is the number before which the next page begins, 0 on the last one.
    """

    entries: tuple[EntryView, ...]
    following: int
    people: Mapping[UUID, str]
    authorities: Mapping[UUID, Participant]


def history(
    actor: Actor,
    exchange: UUID,
    now: dt.datetime,
    before: int = 0,
    most: int = PAGE,
    report_of: Collection[KeyClass] | None = None,
) -> HistoryPage:
    """Return a page of the history, and note that it was read: one statement. Raises NotFound `exchange_unknown`.

    `report_of`: it is noted that a report was made, in which data of these classes stand beside the history.
    """
    if actor.authority_id is None:
        raise NotFound("exchange_unknown", exchange=str(exchange))
    what = What.HISTORY if report_of is None else What.REPORT
    right = ByRight.PARTY if report_of else ByRight.OVERVIEW
    told = told_of_reading(actor, None, exchange, what, report_of or (), right, now)
    with as_actor([actor.authority_id]):
        found = row(HISTORY, [*told, exchange, before or LAST, actor.authority_id, most + 1])
        if found is None or found[0] is None:
            raise NotFound("exchange_unknown", exchange=str(exchange))
    read, people, authorities = (orjson.loads(one or "null") for one in found)
    entries = tuple(map(entry_from, read[:most]))
    return HistoryPage(
        entries,
        entries[-1].n if len(read) > most else 0,
        {UUID(ref): name for ref, name in (people or {}).items()},
        {one.ref: one for one in participants_in(authorities or ()).values()},
    )
