"""The one place that asks what time it is.

Everything else takes `now` as a parameter: an action, a query, a key's age. So a test, or a demonstration, moves its
clock and the whole system goes along; SQL never says `now()`.
"""

from __future__ import annotations

import datetime as dt
import threading
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


def in_utc(moment: dt.datetime) -> dt.datetime:
    """Return the same moment in UTC. Raises `Invalid` when it has no zone: a naive time means nothing here."""
    if moment.utcoffset() is None:
        raise Invalid("moment_without_zone", field="moment", moment=moment.isoformat())
    return moment.astimezone(dt.UTC)


def microseconds(moment: dt.datetime) -> int:
    """Return the microseconds since 1970 in UTC: what PostgreSQL's timestamptz keeps, exactly. Raises `Invalid`."""
    return (in_utc(moment) - EPOCH) // _MICROSECOND
