"""Refs: the UUIDs by which the vault, the log, facts and other systems know a thing.

Version 7 of RFC 9562, made in Python *before* the transaction: 48 bits of milliseconds, then 74 bits that are random
for the first ref of a millisecond and grow by a random step for the next ones (method 2 of section 6.2). A later ref
of one process is always greater, so indexes are written at their end. A ref tells when it was made, and is no secret:
knowing one gives no access.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import threading
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import EPOCH, microseconds

_RANDOM_BITS = 74
_TAIL_BITS = 62
_STEP_BITS = 32
_LAST_MILLISECOND = (1 << 48) - 1


class RefMaker:
    """Makes refs that grow: one for a process, shared by its threads.

    When the clock stands still or is put back, refs go on growing from the last one; so a ref's time may run ahead of
    the clock, never behind it. After a fork the child starts afresh, so that it cannot repeat its parent.
    """

    __slots__ = ("_last", "_lock", "_process")

    def __init__(self) -> None:
        """Begin without a last ref."""
        self._last = -1
        self._process = os.getpid()
        self._lock = threading.Lock()

    def make(self, now: dt.datetime) -> UUID:
        """Return a new ref. Raises `Invalid` for a moment before 1970 or without a zone."""
        millisecond = microseconds(now) // 1000
        if not 0 <= millisecond < _LAST_MILLISECOND:
            raise Invalid("ref_time", field="now", moment=now.isoformat())
        with self._lock:
            self._last = self._after_last(millisecond)
            return _as_uuid(self._last)

    def _after_last(self, millisecond: int) -> int:
        if self._process != os.getpid():
            self._process, self._last = os.getpid(), -1
        fresh = millisecond << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        if millisecond > self._last >> _RANDOM_BITS:
            return fresh
        return self._last + 1 + secrets.randbits(_STEP_BITS)


_OF_THIS_PROCESS = RefMaker()


def new_ref(now: dt.datetime) -> UUID:
    """Return a new ref, greater than every other one that this process made. Raises as `RefMaker.make`."""
    return _OF_THIS_PROCESS.make(now)


def made_at(ref: UUID) -> dt.datetime:
    """Return the moment that a ref carries, to the millisecond. Raises `Invalid` when it is no UUID of version 7."""
    if ref.version != 7:
        raise Invalid("ref_version", field="ref", version=ref.version)
    return EPOCH + dt.timedelta(milliseconds=ref.int >> 80)


def _as_uuid(value: int) -> UUID:
    """Lay 48 + 74 bits out as RFC 9562, section 5.7: time, version, 12 bits, variant, 62 bits."""
    millisecond, rest = value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1)
    head, tail = rest >> _TAIL_BITS, rest & ((1 << _TAIL_BITS) - 1)
    return UUID(int=millisecond << 80 | 7 << 76 | head << 64 | 2 << 62 | tail)
