"""The worker: everything that happens after the commit, in one process, as often as one likes beside each other.

Facts are numbered and fed to their consumers, duties done, deliveries sent, jobs run. Whatever it does is committed
with its own mark of being done or may be done twice: killed anywhere it loses nothing. A database that goes away is
waited for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import psycopg
from django.db import DatabaseError, InterfaceError, connections

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.clock import Clock
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.deliveries import CHANNELS, Channel, deliver_due, deliver_on, release
from counterpart.foundation.facts import Sequencer, feed_consumers, sequence_facts
from counterpart.foundation.job_running import run_jobs
from counterpart.foundation.observing import publish
from counterpart.foundation.periodic import DUTIES, Duty, due_duties, perform, perform_due
from counterpart.foundation.reach import renew_pool
from counterpart.foundation.whereabouts import whereabouts

FACTS_EVERY = 0.075
ERRANDS_EVERY = 0.2
CHANNEL_EVERY = 0.5
JOBS_AGAIN = 0.5
PUBLISH_EVERY = 10.0
AGAIN_AFTER = 10.0
"""Seconds before a duty that failed is tried again by this worker."""

LONGEST_WAIT = 2.0
"""Seconds between two tries to reach a database that is away."""

HANDS = 3
"""Duties and channels worked at in the same moment."""

PATIENCE = 10.0
"""Seconds that what is being done has to end when the worker is to stop."""

ROUNDS = 1_000

_log = logging.getLogger(__name__)


class Reach:
    """Whether the database is there, said once when it goes and once when it is back."""

    def __init__(self) -> None:
        """Assume that it is there."""
        self._away = threading.Event()

    def lost(self, error: BaseException) -> None:
        """Take note of an error that the database gave."""
        if not self._away.is_set():
            self._away.set()
            _log.warning("the database does not answer; the worker waits for it", extra={"error": whereabouts(error)})

    def found(self) -> None:
        """Take note that it answered."""
        if self._away.is_set():
            self._away.clear()
            _log.info("the database answers again")


class Worker:
    """One worker process: three loops, each in a thread of its own, until it is told to stop."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that everything goes by."""
        self._clock = clock
        self._stop = threading.Event()
        self._reach = Reach()
        self._sequencer = Sequencer()
        self._errands = Errands(clock, self._stop)

    def stop(self) -> None:
        """Have it finish what it is doing and stop; may be called by a signal."""
        self._stop.set()

    def run(self, seconds: float | None = None) -> bool:
        """Work until `stop`, or for so many seconds of the machine; tell whether everything came to its end.

        What did not come to its end in time is done again, by this worker's successor.
        """
        loops: dict[str, tuple[float, Callable[[], object]]] = {
            "facts": (FACTS_EVERY, self._facts),
            "errands": (ERRANDS_EVERY, self._errands.begin_due),
            "jobs": (JOBS_AGAIN, lambda: run_jobs(self._stop)),
        }
        threads = [
            threading.Thread(target=self._loop, args=[name, *loop], name=name, daemon=True)
            for name, loop in loops.items()
        ]
        for thread in threads:
            thread.start()
        _log.info("the worker works")
        self._stop.wait(seconds)
        self._stop.set()
        until = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(until - time.monotonic(), 0))
        self._sequencer.close()
        ended = not any(thread.is_alive() for thread in threads) and self._errands.end(until)
        _log.info("the worker has stopped" if ended else "the worker stops; what it was doing will be done again")
        return ended

    def _facts(self) -> None:
        self._sequencer.number()
        feed_consumers(self._clock.now(), self._stop.is_set)

    def _loop(self, name: str, pause: float, work: Callable[[], object]) -> None:
        """Do the work again and again; whatever goes wrong with it is said, and it is tried again."""
        wait = pause
        try:
            while not self._stop.is_set():
                try:
                    work()
                    self._reach.found()
                    wait = pause
                except Exception as error:  # noqa: BLE001  a loop of the worker ends when it is told to, and not otherwise
                    connections.close_all()
                    self._trouble(name, error)
                    wait = min(max(wait, pause) * 2, LONGEST_WAIT)
                self._stop.wait(wait)
        finally:
            connections.close_all()

    def _trouble(self, name: str, error: Exception) -> None:
        if is_of_database(error):
            self._reach.lost(error)
            renew_pool()
        else:
            _log.error("a loop of the worker failed", extra={"loop": name, "error": whereabouts(error)})


class Errands:
    """Duties and deliveries: begun when they are due, a few at a time, each of them once at a time."""

    def __init__(self, clock: Clock, stop: threading.Event) -> None:
        """Take the clock, and who says when to stop."""
        self._clock = clock
        self._stop = stop
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="errand")
        self._locks = OwnConnection()
        self._running: dict[str, Future[None]] = {}
        self._begun: dict[str, float] = {}
        self._shown = clock.now()
        self._released = False

    def begin_due(self) -> None:
        """Begin what is due and not being done. Raises what the database does when it is away."""
        now = self._clock.now()
        stands, self._shown = now == self._shown, now
        if not self._released:
            release(now)
            self._released = True
        due = {duty.name for duty in due_duties(now)}
        for name, duty in DUTIES.all().items():
            if self._waits(name, duty.every.total_seconds()):
                continue
            if name in due or (stands and name in self._begun):
                self._begin(name, lambda duty=duty: self._perform(duty, anyway=stands))  # type: ignore[misc]
        for name, channel in CHANNELS.all().items():
            if not self._waits(f"channel.{name}", CHANNEL_EVERY):
                self._begin(f"channel.{name}", lambda channel=channel: self._deliver(channel))  # type: ignore[misc]
        if not self._waits("publish", PUBLISH_EVERY):
            self._begin("publish", publish)

    def end(self, until: float) -> bool:
        """Wait for what was begun, until a moment of the machine; tell whether it came to its end."""
        self._hands.shutdown(wait=False, cancel_futures=True)
        wait(self._running.values(), timeout=max(0.0, until - time.monotonic()))
        self._locks.close()
        return all(one.done() for one in self._running.values())

    def _waits(self, name: str, seconds: float) -> bool:
        """Tell whether it was begun too short a while ago: a clock that stands still is paced by the machine's."""
        return time.monotonic() - self._begun.get(name, -seconds - AGAIN_AFTER) < min(seconds, AGAIN_AFTER)

    def _perform(self, duty: Duty, *, anyway: bool) -> None:
        perform(duty, self._clock.now(), self._locks, anyway=anyway)

    def _deliver(self, channel: Channel) -> None:
        deliver_on(channel, self._clock.now, self._locks, self._stop.is_set)

    def _begin(self, name: str, work: Callable[[], object]) -> None:
        before = self._running.get(name)
        if before is not None and not before.done():
            return
        self._begun[name] = time.monotonic()
        self._running[name] = self._hands.submit(self._do, name, work)

    def _do(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  what one errand raises must not end the others; the database is looked for anyway
            if is_of_database(error):
                renew_pool()
            else:
                _log.error("an errand of the worker failed", extra={"errand": name, "error": whereabouts(error)})
        finally:
            connections.close_all()


def is_of_database(error: BaseException) -> bool:
    """Tell whether an error comes from the database and not from the work."""
    return isinstance(error, (DatabaseTrouble, DatabaseError, InterfaceError, psycopg.Error)) or isinstance(
        error.__cause__, psycopg.Error
    )


def work_once(clock: Clock) -> int:
    """Do everything that is to be done now, until nothing is left; return how much that was.

    Every duty is run once, due or not. For tests, for a demonstration, and for who runs the worker by cron.
    """
    release(clock.now())
    done = perform_due(clock.now(), all_of_them=True)
    for _ in range(ROUNDS):
        now = clock.now()
        progress = sequence_facts(now) + feed_consumers(now) + deliver_due(now)
        run_jobs(threading.Event(), wait=False)
        if not progress:
            break
        done += progress
    publish()
    return done
