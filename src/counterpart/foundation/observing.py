"""Counts what actions do: how often and with what outcome, how long they take, and their statements.

A process counts in memory; `publish` adds that to the sums of all processes, kept in the database. So it does not
matter which process is asked for the metrics, and nothing is written in the transaction of an action.
"""

from __future__ import annotations

import bisect
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from counterpart.core.errors import CounterpartError
from counterpart.foundation.correlation import on_behalf_of_request
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds of the buckets of a duration; what takes longer is in the last one, `+Inf`."""

WORD = re.compile(r"[a-z][a-z0-9_.]{0,60}|[0-9.]{1,6}|\+Inf")
OTHER = "other"
"""Stands for a label that is no plain word: nothing that somebody typed ever becomes one."""

Key = tuple[str, str]

PUBLISH = """
insert into foundation_count(name, labels, value)
select * from unnest(%s::text[], %s::text[], %s::float8[]) as x(name, labels, value) order by 1, 2
on conflict (name, labels) do update set value = foundation_count.value + excluded.value
"""


class Counts:
    """Counters of one process that only grow, by name and labels; shared by its threads."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._counts: dict[Key, float] = {}
        self._lock = threading.Lock()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count. A label that is no plain word is counted as `other`."""
        self.put_back({(name, labels_of(labels)): amount})

    def drain(self) -> dict[Key, float]:
        """Return what was counted and begin at nothing again."""
        with self._lock:
            counted, self._counts = self._counts, {}
            return counted

    def put_back(self, counted: Mapping[Key, float]) -> None:
        """Add what was counted elsewhere, or could not be published."""
        with self._lock:
            for key, amount in counted.items():
                self._counts[key] = self._counts.get(key, 0.0) + amount


COUNTS = Counts()


def labels_of(labels: Mapping[str, str]) -> str:
    """Return labels as one text, sorted: `action=exchanges.answer,outcome=done`."""
    return ",".join(f"{name}={value if WORD.fullmatch(value) else OTHER}" for name, value in sorted(labels.items()))


def publish(counts: Counts = COUNTS) -> int:
    """Add what this process has counted to the sums in the database; return how many counters that were.

    Opens a transaction of its own. What could not be written is kept for the next time.
    """
    counted = counts.drain()
    if not counted:
        return 0
    try:
        with as_actor([]):
            return run(PUBLISH, [[name for name, _ in counted], [said for _, said in counted], list(counted.values())])
    except BaseException:
        counts.put_back(counted)
        raise


class Observed:
    """One run of an action, as it is counted."""

    __slots__ = ("outcome", "seconds", "statements")

    def __init__(self) -> None:
        """Begin as one that goes well."""
        self.outcome = "done"
        self.statements = 0
        self.seconds = 0.0

    def time(self, execute: Callable[..., Any], *said: Any) -> Any:
        """Run a statement and take its time; Django calls this around each."""
        began = time.perf_counter()
        try:
            return execute(*said)
        finally:
            self.statements += 1
            self.seconds += time.perf_counter() - began


@contextmanager
def observed(action: str, request: UUID | None, counts: Counts = COUNTS) -> Iterator[Observed]:
    """Count a run of an action, and have its lines in the log of the process carry the id of its request."""
    run_, began = Observed(), time.perf_counter()
    try:
        with on_behalf_of_request(request), connections[DEFAULT_DB_ALIAS].execute_wrapper(run_.time):
            yield run_
    except CounterpartError as error:
        run_.outcome = type(error).__name__.lower()
        raise
    except BaseException:
        run_.outcome = "error"
        raise
    finally:
        _count(counts, action, run_, time.perf_counter() - began)


def _count(counts: Counts, action: str, run_: Observed, seconds: float) -> None:
    place = bisect.bisect_left(BUCKETS, seconds)
    bound = str(BUCKETS[place]) if place < len(BUCKETS) else "+Inf"
    counts.add("actions", action=action, outcome=run_.outcome)
    counts.add("action_seconds_sum", seconds, action=action)
    counts.add("action_seconds_bucket", action=action, le=bound)
    counts.add("statements", run_.statements, action=action)
    counts.add("statement_seconds", run_.seconds, action=action)
