"""The whole history of an exchange, a page at a time, for whoever may see the exchange at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.sight import entry_from
from counterpart.exchanges.queries.views import EntryView
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows

PAGE = 100

HISTORY = """
select e.ref, l.n, l.at, l.kind, l.actor_kind, l.actor_ref, l.authority_ref, l.action, l.from_state, l.to_state,
  l.facts::text
from exchanges_exchange e join foundation_log_entry l on l.stream = e.ref
where e.number = %s and e.erased_at is null and l.n < %s
  and exists(select 1 from exchanges_access a where a.exchange_id = e.id and a.authority_id = %s)
order by l.n desc limit %s
"""
LAST = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries, the newest first; `following` is the number before which the next page begins, 0 on the last one."""

    entries: tuple[EntryView, ...]
    following: int


def history(actor: Actor, number: str, now: dt.datetime, before: int = 0) -> HistoryPage:
    """Return a page of the history, and note that it was read. Raises NotFound `exchange_unknown`."""
    if actor.authority_id is None:
        raise NotFound("exchange_unknown", exchange=number)
    with as_actor([actor.authority_id], read_only=True):
        found = rows(HISTORY, [number, before or LAST, actor.authority_id, PAGE + 1])
    if not found:
        raise NotFound("exchange_unknown", exchange=number)
    record_reading(actor, None, found[0][0], What.HISTORY, frozenset(), ByRight.OVERVIEW, now)
    entries = tuple(entry_from(one[1:]) for one in found[:PAGE])
    return HistoryPage(entries, entries[-1].n if len(found) > PAGE else 0)
