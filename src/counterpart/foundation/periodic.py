"""Duties: what the worker does again and again, for the whole installation and not once for each worker.

A duty runs under an advisory lock, and when it ran is kept in the database: two workers take turns, and a worker that
was away begins with what is overdue. A duty is idempotent: killed in the middle it is simply run again.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.reach import is_away
from counterpart.foundation.registry import Registry
from counterpart.foundation.serving import as_worker
from counterpart.foundation.whereabouts import whereabouts

Work = Callable[[dt.datetime], object]

RAN = "select name, ran_at from foundation_duty where name = any(%s)"
DONE = """
insert into foundation_duty(name, ran_at, took, tries) values (%s, %s, %s, 0) on conflict (name)
do update set ran_at = excluded.ran_at, took = excluded.took, tries = 0, error = null
"""
FAILED = """
insert into foundation_duty(name, took, tries, error) values (%s, %s, 1, %s) on conflict (name)
do update set took = excluded.took, tries = foundation_duty.tries + 1, error = excluded.error
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """What is done every so often; `work` takes the moment, and what it returns is not looked at."""

    name: str
    every: dt.timedelta
    work: Work


DUTIES: Registry[Duty] = Registry("duties")


def every(*, seconds: float, name: str = "") -> Callable[[Work], Work]:
    """Register a duty that is run when so many seconds have passed since it was last run to its end.

    Without a name it is called after its room and function: `exchanges.fire_deadlines`. The worker calls it outside of
    every transaction, as the role worker: it opens its own (`as_actor([])`) or calls actions as the clock. Seconds are
    those of the clock that hands out `now`.
    """

    def register(work: Work) -> Work:
        room = work.__module__.removeprefix("counterpart.").partition(".")[0]
        called = name or f"{room}.{getattr(work, '__name__', '')}"
        DUTIES.add(called, Duty(called, dt.timedelta(seconds=seconds), work))
        return work

    return register


def due_duties(now: dt.datetime) -> list[Duty]:
    """Return the duties whose time has come, the one that has waited longest first."""
    duties = DUTIES.all()
    with as_worker(), as_actor([], read_only=True):
        ran = {name: ran_at for name, ran_at in rows(RAN, [list(duties)]) if ran_at is not None}
    due = [duty for duty in duties.values() if duty.name not in ran or ran[duty.name] + duty.every <= now]
    return sorted(due, key=lambda duty: (duty.name in ran, ran.get(duty.name, now)))


def perform(duty: Duty, now: dt.datetime, locks: OwnConnection, *, anyway: bool = False) -> bool:
    """Run a duty unless another process is at it, or has just done it; tell whether it ran to its end.

    With `anyway` it is run whether or not it is due.
    An error is kept with the duty, which is tried again at the next round. Raises what a database gives that is away.
    """
    with locks.lock(f"duty.{duty.name}") as ours, as_worker():
        if not ours or not (anyway or _is_due(duty, now)):
            return False
        began = time.monotonic()
        try:
            duty.work(now)
        except Exception as error:  # whatever a duty raises is its own trouble and no other's
            if is_away(error):
                raise
            what = whereabouts(error)
            _log.error("a duty failed", extra={"duty": duty.name, "error": what})  # never the message
            _keep(FAILED, [duty.name, time.monotonic() - began, what])
            return False
        _keep(DONE, [duty.name, now, time.monotonic() - began])
        return True


def perform_due(now: dt.datetime, *, all_of_them: bool = False) -> int:
    """Run every duty that is due, one after the other; return how many ran to their end.

    `all_of_them` runs each once, due or not: for tests and for a clock that stands still.
    """
    duties = list(DUTIES.all().values()) if all_of_them else due_duties(now)
    with OwnConnection() as locks:
        return sum(perform(duty, now, locks, anyway=all_of_them) for duty in duties)


def _is_due(duty: Duty, now: dt.datetime) -> bool:
    """Tell whether it is due, now that nobody else can be at it."""
    with as_actor([], read_only=True):
        [*ran] = rows(RAN, [[duty.name]])
    return not ran or ran[0][1] is None or ran[0][1] + duty.every <= now


def _keep(statement: str, values: list[object]) -> None:
    with as_actor([]):
        run(statement, values)
