"""The one place that asks what time it is.

Everything else takes `now` as a parameter: an action, a query, a key's age. So a test, or a demonstration, moves its
clock and the whole system goes along; SQL never says `now()`.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from counterpart.core.errors import Invalid

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Clock(Protocol):
    """Whoever begins something (a request, a job, a command) asks a clock once and hands the moment down."""

    def now(self) -> dt.datetime:
        """Return this moment: aware, in UTC."""


class SystemClock:
    """The clock of the machine."""

    __slots__ = ()

    def now(self) -> dt.datetime:
        """Return this moment by the machine's clock, in UTC, to the microsecond."""
        return dt.datetime.now(dt.UTC)


class MovableClock:
    """A clock for tests and demonstrations: it stands where it is put, or goes on from there with another clock.

    Time may stand still but never runs backwards, here as in the log. May be shared by threads.
    """

    __slots__ = ("_last", "_lock", "_offset", "_under")

    def __init__(self, start: dt.datetime, *, under: Clock | None = None) -> None:
        """Show `start`; with `under`, go on from there at that clock's pace. Raises `Invalid` without a zone."""
        self._under = under
        self._last = in_utc(start)
        self._offset = self._last - (under.now() if under else EPOCH)
        self._lock = threading.Lock()

    def now(self) -> dt.datetime:
        """Return the moment it shows, in UTC; never earlier than one that it showed before."""
        with self._lock:
            return self._shown()

    def move(self, by: dt.timedelta) -> dt.datetime:
        """Move forward and return the new moment. Raises `Invalid` when `by` is negative."""
        with self._lock:
            return self._put(self._shown() + by)

    def move_to(self, moment: dt.datetime) -> dt.datetime:
        """Move forward to a moment and return it in UTC. Raises `Invalid` when it lies before what is shown."""
        with self._lock:
            return self._put(in_utc(moment))

    def _shown(self) -> dt.datetime:
        pace = self._under.now() if self._under else EPOCH
        self._last = max(self._last, pace + self._offset)
        return self._last

    def _put(self, moment: dt.datetime) -> dt.datetime:
        shown = self._shown()
        if moment < shown:
            raise Invalid("clock_backwards", field="moment", shown=shown.isoformat(), asked=moment.isoformat())
        self._offset += moment - shown
        self._last = moment
        return moment


class FileClock:
    """The one clock of several processes, for tests and demonstrations: it goes by a file that anybody moves.

    The file holds one line: `at 2026-03-02T09:00:00+00:00` stands at that moment; `ahead 3600` runs so many seconds
    ahead of another clock. In one process it never runs backwards.
    """

    __slots__ = ("_last", "_lock", "_path", "_under")

    def __init__(self, path: Path, *, under: Clock) -> None:
        """Go by this file. Raises `Invalid` when it is not there or says something else."""
        self._path = path
        self._under = under
        self._lock = threading.Lock()
        self._last = EPOCH
        self.now()

    def now(self) -> dt.datetime:
        """Return the moment that the file says, in UTC; the file is read each time."""
        with self._lock:
            self._last = max(self._last, self._said())
            return self._last

    def _said(self) -> dt.datetime:
        try:
            kind, value = self._path.read_text(encoding="ascii").split()
            if kind == "at":
                return in_utc(dt.datetime.fromisoformat(value))
            if kind == "ahead":
                return self._under.now() + dt.timedelta(seconds=float(value))
        except (OSError, ValueError, OverflowError) as problem:
            raise Invalid("clock_file", field="COUNTERPART_CLOCK", file=str(self._path)) from problem
        raise Invalid("clock_file", field="COUNTERPART_CLOCK", file=str(self._path))


def set_clock_file(path: Path, *, at: dt.datetime | None = None, ahead: dt.timedelta = dt.timedelta()) -> None:
    """Have every process with this file stand at a moment, or run ahead of the machine; in one piece, at once."""
    line = f"ahead {ahead.total_seconds()}" if at is None else f"at {in_utc(at).isoformat()}"
    new = path.with_name(f".{path.name}.new")
    new.write_text(f"{line}\n", encoding="ascii")
    new.replace(path)


def clock_of(environment: Mapping[str, str] = os.environ) -> Clock:
    """Return the clock of a process: the machine's, or that of the file in COUNTERPART_CLOCK.

    `counterpart.settings` refuses the latter where the work is real. Raises `Invalid` as `FileClock`.
    """
    named = environment.get("COUNTERPART_CLOCK")
    return FileClock(Path(named), under=SystemClock()) if named else SystemClock()


def in_utc(moment: dt.datetime) -> dt.datetime:
    """Return the same moment in UTC. Raises `Invalid` when it has no zone: a naive time means nothing here."""
    if moment.utcoffset() is None:
        raise Invalid("moment_without_zone", field="moment", moment=moment.isoformat())
    return moment.astimezone(dt.UTC)


def microseconds(moment: dt.datetime) -> int:
    """Return the microseconds since 1970 in UTC: what PostgreSQL's timestamptz keeps, exactly. Raises `Invalid`."""
    return (in_utc(moment) - EPOCH) // _MICROSECOND
