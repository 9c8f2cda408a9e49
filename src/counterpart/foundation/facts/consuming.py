"""Consumers: whoever does something about facts after the commit, each with a cursor of its own.

The cursor is moved in the transaction of the consumer's own work: killed anywhere, it goes on where it was, and what is
written by the work is written once. A fact that a consumer cannot digest stops that consumer alone.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, row, rows, run
from counterpart.foundation.facts.row import FactRow
from counterpart.foundation.reach import is_away
from counterpart.foundation.registry import Registry
from counterpart.foundation.serving import as_worker
from counterpart.foundation.whereabouts import whereabouts

Handle = Callable[[Sequence[FactRow], dt.datetime], None]

AT_ONCE = 500
"""Facts in one transaction of a consumer."""

PAUSES = (dt.timedelta(seconds=1), dt.timedelta(seconds=10), dt.timedelta(minutes=1), dt.timedelta(minutes=5))
"""Before the second, third, … try of a fact that made its consumer fail. After the last one the consumer is held."""

ENROL = "insert into foundation_consumer(name, seq, tries) select unnest(%s::text[]), 0, 0 on conflict do nothing"
STANDING = """
with last as (select max(seq) as seq from foundation_fact)
select x.name, last.seq, c.name is null
from unnest(%s::text[]) as x(name) cross join last left join foundation_consumer c on c.name = x.name
where c.name is null
  or c.seq < last.seq and c.held_at is null and (c.next_at is null or c.next_at <= %s)
"""
TAKE = """
select seq, tries from foundation_consumer where name = %s and held_at is null and (next_at is null or next_at <= %s)
for update skip locked
"""
READ = """
select f.seq, f.id, f.at, f.type, f.v, f.stream, f.n, f.dims, e.request_id
from foundation_fact f left join foundation_log_entry e on e.stream = f.stream and e.n = f.n
where f.seq > %s and f.seq <= %s and (%s::text[] is null or f.type = any(%s::text[])) order by f.seq limit %s
"""
MOVE = """
update foundation_consumer set seq = %s, seen_at = %s, tries = 0, next_at = null, error = null where name = %s
"""
FAILED = """
update foundation_consumer set tries = tries + 1, error = %s,
  next_at = %s + (%s::interval[])[tries + 1], held_at = case when tries >= %s then %s::timestamptz end
where name = %s and held_at is null returning tries, held_at is not null
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Consumer:
    """A reader of facts: the types that it wants (none: all of them) and what it does about them."""

    name: str
    types: tuple[str, ...]
    handle: Handle


CONSUMERS: Registry[Consumer] = Registry("consumers")


def consumer(name: str, *types: str) -> Callable[[Handle], Handle]:
    """Register a function that is given the facts of these types, in their order, once each.

    The worker calls it inside one transaction of the role worker that acts for no authority, together with the move of
    its cursor: it writes with `foundation.database.statements`, opens no `as_actor` and calls no action. What leaves
    the system it queues as deliveries or jobs. A new consumer begins with the first fact there is. The name stays:
    under another one everything would be read again.
    """

    def register(handle: Handle) -> Handle:
        CONSUMERS.add(name, Consumer(name, types, handle))
        return handle

    return register


def feed_consumers(now: dt.datetime, stop: Callable[[], bool] = lambda: False) -> int:
    """Give every consumer what was numbered since; return how many facts were handed over.

    `stop` is asked between transactions. Raises what a database gives that has gone away; any other error is the
    consumer's own, and is kept with it.
    """
    with as_worker():
        return sum(_feed(CONSUMERS.all()[name], last, now, stop) for name, last in _behind(now))


def _behind(now: dt.datetime) -> list[tuple[str, int]]:
    """Return the consumers that have something to read, with the last number there is."""
    names = list(CONSUMERS.all())
    with as_actor([]):
        found = rows(STANDING, [names, now])
        if unknown := sorted(name for name, _, is_new in found if is_new):
            run(ENROL, [unknown])
    return [(name, last) for name, last, _ in found if last is not None]


def _feed(consumer: Consumer, last: int, now: dt.datetime, stop: Callable[[], bool]) -> int:
    """Feed one consumer up to a number: in large bites, and one fact at a time where a bite fails."""
    total, singly = 0, 0
    while not stop():
        try:
            fed = _bite(consumer, last, now, 1 if singly else AT_ONCE)
        except Exception as error:  # whatever a consumer raises is its own trouble and no other's
            if is_away(error):
                raise
            if singly:
                _keep_failure(consumer, error, now)
                return total
            singly = AT_ONCE
            continue
        if fed is None:
            return total
        total, singly = total + fed, max(singly - 1, 0)
    return total


def _bite(consumer: Consumer, last: int, now: dt.datetime, at_once: int) -> int | None:
    """Hand over the next facts and move the cursor; None when there are none, or another worker is at it."""
    with as_actor([]):
        standing = row(TAKE, [consumer.name, now])
        if standing is None or standing[0] >= last:
            return None
        seq, tries = standing
        at_once = 1 if tries else at_once
        types = list(consumer.types) or None
        facts = [_fact(found) for found in rows(READ, [seq, last, types, types, at_once])]
        if facts:
            consumer.handle(facts, now)
        run(MOVE, [facts[-1].seq if len(facts) == at_once else last, now, consumer.name])
        return len(facts)


def _fact(found: Row) -> FactRow:
    seq, id_, at, type_, v, stream, n, dims, request = found
    return FactRow(seq, id_, at, type_, v, stream, n, orjson.loads(dims), request)


def _keep_failure(consumer: Consumer, error: Exception, now: dt.datetime) -> None:
    what = whereabouts(error)
    with as_actor([]):
        kept = row(FAILED, [what, now, list(PAUSES), len(PAUSES), now, consumer.name])
    if kept is not None:
        tries, held = kept
        said = "a consumer is held" if held else "a consumer failed"
        _log.error(said, extra={"consumer": consumer.name, "tries": tries, "error": what})
