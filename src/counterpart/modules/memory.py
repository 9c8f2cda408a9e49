"""How long what was read may be believed: until the edition of the installed modules changes.

Definitions and texts are kept in memory by edition. Whether there is a newer one is asked at most every few seconds, in
one short statement; an installation by this process is known at once. So another process follows within `SECONDS`.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from counterpart.foundation.database.statements import row

SECONDS = 5.0
EDITION = "select n from modules_edition where id = 1"


K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """What was read lately, at most `most` of it: what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Begin empty."""
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, V] = OrderedDict()
        _MEMORIES.add(self)

    def get(self, key: K) -> V | None:
        """Return what is kept under a key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: K, value: V) -> V:
        """Keep a value and return it."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value

    def empty(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


_MEMORIES: WeakSet[Kept[Any, Any]] = WeakSet()


class _Known:
    """The edition that this process knows of, and when it looked last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.edition: int | None = None
        self.looked = 0.0
        self.steady = 0


_KNOWN = _Known()


def edition() -> int:
    """Return the number of the edition to read by; 0 before anything was installed."""
    known = _KNOWN.edition
    if known is None or (not _KNOWN.steady and time.monotonic() - _KNOWN.looked > SECONDS):
        found = row(EDITION)
        known = int(found[0]) if found else 0
        learn(known)
    return known


def known_edition() -> int | None:
    """Return the edition, None when nothing is known yet: then a statement that reads something else brings it."""
    return None if _KNOWN.edition is None else edition()


def learn(found: int) -> None:
    """Take note of the edition that a statement has come with."""
    with _KNOWN.lock:
        _KNOWN.edition, _KNOWN.looked = found, time.monotonic()


def forget() -> None:
    """Empty all memories and look again at the next reading: something was changed by this process."""
    for memory in tuple(_MEMORIES):
        memory.empty()
    with _KNOWN.lock:
        _KNOWN.edition = None


@contextmanager
def steady() -> Iterator[None]:
    """Believe for the length of a block what is known: for tests that count statements."""
    with _KNOWN.lock:
        _KNOWN.steady += 1
    try:
        yield
    finally:
        with _KNOWN.lock:
            _KNOWN.steady -= 1
