"""Sends what is due: each delivery under a lock of its own, outside of every transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

import orjson

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.correlation import on_behalf_of_request
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.deliveries.channels import CHANNELS, Channel, Delivery, Undeliverable
from counterpart.foundation.deliveries.states import ChannelKind, DeliveryState, pause_after
from counterpart.foundation.reach import is_away
from counterpart.foundation.serving import as_worker
from counterpart.foundation.whereabouts import whereabouts

AT_ONCE = 100
OPEN = [int(DeliveryState.DUE), int(DeliveryState.FAILED)]

FIND = """
select id from foundation_delivery where state = any(%s::smallint[]) and next_at <= %s and channel = %s
order by next_at, id limit %s
"""
TAKE = """
update foundation_delivery set attempts = attempts + 1, tried_at = %s
where id = %s and state = any(%s::smallint[]) and next_at <= %s
returning id, fact_id, channel, target, body, attempts, request_id
"""
SENT = "update foundation_delivery set state = %s, error = null where id = %s"
FAILED = "update foundation_delivery set state = %s, next_at = %s, error = %s where id = %s"

_log = logging.getLogger(__name__)


def deliver_due(now: dt.datetime, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what is due on every channel that is there; return how many attempts were made."""
    with OwnConnection() as locks:
        return sum(deliver_on(channel, lambda: now, locks, stop) for channel in CHANNELS.all().values())


def deliver_on(
    channel: Channel, clock: Callable[[], dt.datetime], locks: OwnConnection, stop: Callable[[], bool]
) -> int:
    """Send what is due on one channel until nothing is, or `stop`; return how many attempts were made.

    The clock is asked before each: a long queue may take an hour, and what is read on the way is told of with its own
    time, before the log of that hour is anchored. What another worker is sending is passed by. Raises what a database
    gives that has gone away.
    """
    attempts = 0
    with as_worker():
        while not stop():
            with as_actor([], read_only=True):
                due = [id_ for (id_,) in rows(FIND, [OPEN, clock(), int(channel.kind), AT_ONCE])]
            tried = sum(_attempt(channel, id_, clock(), locks) for id_ in due if not stop())
            attempts += tried
            if not tried:
                break
    return attempts


def _attempt(channel: Channel, id_: int, now: dt.datetime, locks: OwnConnection) -> bool:
    """Make one attempt, counted before it is made: what kills the worker each time is given up in the end, too."""
    with locks.lock(f"delivery.{id_}") as ours:
        delivery = _taken(id_, now) if ours else None
        if delivery is None:
            return False
        try:
            with on_behalf_of_request(delivery.request):
                channel.send(delivery, now)
        except Exception as error:  # whatever goes wrong on the way out is tried again, and then shown
            if is_away(error):
                raise
            _keep_failure(delivery, error, now)
            return True
        _keep(SENT, [DeliveryState.SENT, id_])
        return True


def _taken(id_: int, now: dt.datetime) -> Delivery | None:
    with as_actor([]):
        found = row(TAKE, [now, id_, OPEN, now])
    if found is None:
        return None
    number, fact_id, kind, target, body, attempts, request = found
    return Delivery(number, fact_id, ChannelKind(kind), target, orjson.loads(body), attempts, request)


def _keep_failure(delivery: Delivery, error: Exception, now: dt.datetime) -> None:
    pause = None if isinstance(error, Undeliverable) else pause_after(delivery.attempts)
    state = DeliveryState.DEAD if pause is None else DeliveryState.FAILED
    what = whereabouts(error)
    _log.error(  # never the message of the error, which may quote an address
        "a delivery is given up" if pause is None else "a delivery failed",
        extra={"delivery": delivery.id, "channel": delivery.channel.name.lower(), "error": what},
    )
    _keep(FAILED, [state, now + (pause or dt.timedelta()), what, delivery.id])


def _keep(statement: str, values: list[object]) -> None:
    with as_actor([]):
        run(statement, values)
