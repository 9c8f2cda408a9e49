"""Creating, opening and erasing keys; the only holder of unwrapped keys.

An unwrapped key lives at most 60 seconds, and at most 1,000 live in a process. So an erasure that another process did
is felt here within a minute, and a dump of the memory tells little. Python cannot wipe memory: what was forgotten may
lie there until it is used anew.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from counterpart.foundation.vault.keeping import KeyStore
from counterpart.foundation.vault.naming import DataKeyName, IndexKeyName, KeyClass, KeyName
from counterpart.foundation.vault.refusals import Damaged, KeyGone, MasterRetired
from counterpart.foundation.vault.wrapping import Masters, SecretKey, WrappedKey

LONGEST_LIFE = dt.timedelta(seconds=60)
MOST_KEYS = 1_000


class Keyring:
    """The keys of a process: a key store, the masters, and what was opened within the last minute."""

    __slots__ = ("__weakref__", "_load", "_lock", "_masters", "_opened", "_store")

    def __init__(
        self,
        store: KeyStore,
        masters: Masters | None = None,
        *,
        load: Callable[[dt.datetime], Masters] | None = None,
    ) -> None:
        """Begin with nothing opened.

        `load` gives the masters when there are none yet, and again when another process has renewed them.
        """
        self._store = store
        self._masters = masters
        self._load = load
        self._opened: OrderedDict[KeyName, tuple[dt.datetime, SecretKey]] = OrderedDict()
        self._lock = threading.Lock()

    def create(self, names: Iterable[KeyName], now: dt.datetime) -> None:
        """Make sure that each name has a key, and commit. One that has a key keeps it: safe to repeat after a crash."""
        names = list(dict.fromkeys(names))
        if not names:
            return
        try:
            self._wrap_and_add(names, now)
        except MasterRetired:
            if self._load is None:
                raise
            self._masters = None
            self._wrap_and_add(names, now)

    def open(self, names: Collection[KeyName], now: dt.datetime) -> dict[KeyName, SecretKey]:
        """Return the keys of those names that have one; what is not at hand is fetched in one statement.

        Ask only for the classes that the actor may read. Raises `Damaged` when a stored key does not verify.
        """
        found = self._at_hand(names, now)
        missing = [name for name in dict.fromkeys(names) if name not in found]
        if missing:
            fetched = self._store.fetch(missing)
            fresh = self._unwrapped(fetched, now)
            self._keep(fresh, now)
            found |= fresh
        return found

    def open_one(self, name: KeyName, now: dt.datetime) -> SecretKey:
        """Return one key. Raises `KeyGone` when there is none, `Damaged` when it does not verify."""
        try:
            return self.open([name], now)[name]
        except KeyError:
            raise KeyGone("key_gone") from None

    def erase(self, ref: UUID, classes: Collection[KeyClass] | None = None) -> int:
        """Destroy the data keys of a ref, of all classes or of some; return how many there were. Safe to repeat."""
        destroyed = self._store.destroy(ref, classes)
        with self._lock:
            for name in [name for name in self._opened if _concerns(name, ref, classes)]:
                del self._opened[name]
        return destroyed

    def erase_index(self, name: IndexKeyName) -> int:
        """Destroy the key of a blind index whose last row is gone; return how many there were. Safe to repeat."""
        destroyed = self._store.destroy_index(name)
        with self._lock:
            self._opened.pop(name, None)
        return destroyed

    def forget(self, now: dt.datetime) -> int:
        """Forget what has been open too long, and return how many keys stay; an idle process calls it every minute."""
        with self._lock:
            self._expire(now)
            return len(self._opened)

    def _masters_at_hand(self, now: dt.datetime) -> Masters:
        masters = self._masters
        if masters is None:
            if self._load is None:
                raise Damaged("master_missing", master=None)
            masters = self._masters = self._load(now)
        return masters

    def _wrap_and_add(self, names: Iterable[KeyName], now: dt.datetime) -> None:
        masters = self._masters_at_hand(now)
        self._store.add([masters.wrap_new(name, now) for name in names])

    def _unwrapped(self, fetched: Mapping[KeyName, WrappedKey], now: dt.datetime) -> dict[KeyName, SecretKey]:
        """Unwrap; load the masters anew when a key is under one that this process does not know yet."""
        masters = self._masters_at_hand(now)
        if self._load is not None and not {wrapped.master for wrapped in fetched.values()} <= masters.numbers:
            self._masters = None
            masters = self._masters_at_hand(now)
        return {name: masters.unwrap(wrapped) for name, wrapped in fetched.items()}

    def _at_hand(self, names: Collection[KeyName], now: dt.datetime) -> dict[KeyName, SecretKey]:
        with self._lock:
            self._expire(now)
            return {name: self._opened[name][1] for name in names if name in self._opened}

    def _keep(self, keys: dict[KeyName, SecretKey], now: dt.datetime) -> None:
        with self._lock:
            newest = next(reversed(self._opened.values()))[0] if self._opened else now
            for name, key in keys.items():
                self._opened.pop(name, None)
                self._opened[name] = (max(now, newest), key)  # so the oldest is always the first
            while len(self._opened) > MOST_KEYS:
                self._opened.popitem(last=False)

    def _expire(self, now: dt.datetime) -> None:
        """Drop what is too old; all of it when the clock was put back, which would prolong lives.

        Requests that run side by side differ by less than a life in what they call now.
        """
        while self._opened:
            oldest = next(iter(self._opened.values()))[0]
            newest = next(reversed(self._opened.values()))[0]
            if now - oldest >= LONGEST_LIFE:
                self._opened.popitem(last=False)
            elif newest - now >= LONGEST_LIFE:
                self._opened.clear()
            else:
                return


def _concerns(name: KeyName, ref: UUID, classes: Collection[KeyClass] | None) -> bool:
    return isinstance(name, DataKeyName) and name.ref == ref and (classes is None or name.key_class in classes)
