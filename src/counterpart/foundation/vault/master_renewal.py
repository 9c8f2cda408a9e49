"""Another master for this installation: made, used, and the old one destroyed.

In this order: the new one into the file; registered; the old one retired, so that the key store takes no more keys
under it; its living keys wrapped anew, in portions; out of the file; noted as destroyed. Each step may be the last one
before a crash: the next renewal finishes what it finds begun, and makes a new master only when there was nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.vault.masters_at_hand import (
    Registered,
    load_masters,
    master_file,
    new_master,
    read_masters,
    register,
    registered,
    write_masters,
)
from counterpart.foundation.vault.naming import KeyName
from counterpart.foundation.vault.renewing import BATCH, renew
from counterpart.foundation.vault.store import ALIAS, DatabaseKeyStore
from counterpart.foundation.vault.trouble import VaultTrouble
from counterpart.foundation.vault.wrapping import Master, Masters, WrappedKey

RETIRE = "update vault.master set retired_at = %s where id = any(%s::smallint[]) and retired_at is null"
LOCK = "lock table vault.key, vault.index_key in share mode"
USED = """
select exists(select from vault.key where master = %s) or exists(select from vault.index_key where master = %s)
"""
DESTROYED = "update vault.master set destroyed_at = %s where id = %s and destroyed_at is null"

Told = Callable[[str], object]
"""Is told each step when it is done: `made`, `retired`, `wrapped`, `removed`, `destroyed`."""


@dataclass(frozen=True, slots=True)
class MastersRenewed:
    """What a renewal did: the current master, whether it is new, how many keys were wrapped anew under it.

    `damaged` keys did not verify, and their master was not destroyed: with it the last hope for them would go.
    """

    current: int
    made: bool
    rewrapped: int
    destroyed: tuple[int, ...]
    damaged: tuple[KeyName, ...]


def renew_masters(now: dt.datetime, told: Told = str, *, batch: int = BATCH) -> MastersRenewed:
    """Finish a renewal that was begun, or make a new master and renew; may be killed anywhere and run again.

    Raises VaultTrouble: `vault.busy` when another process is at it, and as `load_masters`.
    """
    with OwnConnection() as locks, locks.lock("vault.renew") as ours:
        if not ours:
            raise VaultTrouble("vault.busy")
        renewal = _Renewal(now, told, batch)
        renewal.finish()
        made = not (renewal.rewrapped or renewal.destroyed)
        if made:
            renewal.begin()
            renewal.finish()
        current = load_masters(now).current.id
        return MastersRenewed(current, made, renewal.rewrapped, tuple(renewal.destroyed), tuple(renewal.damaged))


class _Renewal:
    """One run."""

    def __init__(self, now: dt.datetime, told: Told, batch: int) -> None:
        self._now, self._told, self._batch = now, told, batch
        self._file = master_file()
        self.rewrapped = 0
        self.destroyed: list[int] = []
        self.damaged: list[KeyName] = []

    def begin(self) -> None:
        """Make a master, and have it at hand before anything is wrapped under it."""
        known = registered()
        masters = [*read_masters(self._file), new_master(1 + max(one.id for one in known))]
        write_masters(self._file, masters, replace=True)
        self._told("made")
        register(self._file, masters, known, self._now)

    def finish(self) -> None:
        """Wrap anew what lies under older masters, and destroy those that are empty."""
        masters = load_masters(self._now)
        run(RETIRE, [self._now, sorted(masters.numbers - {masters.current.id})], using=ALIAS)
        _wait_for_who_adds()
        self._told("retired")
        self.damaged = []
        for old in masters.older:
            self._rewrap(masters, old)
        for one in registered():
            if one.retired_at is not None and one.destroyed_at is None:
                self._destroy(one)
        self._take_out({one.id for one in registered() if one.destroyed_at is not None})

    def _rewrap(self, masters: Masters, old: Master) -> None:
        renewal = renew(_Telling(self._told), masters, old.id, batch=self._batch)
        self.rewrapped += renewal.rewrapped
        self.damaged += renewal.damaged

    def _destroy(self, master: Registered) -> None:
        """Take a master out of the file when no key is under it, then note that it is destroyed."""
        if _is_used(master.id):
            return
        self._take_out({master.id})
        self._told("removed")
        run(DESTROYED, [self._now, master.id], using=ALIAS)
        self.destroyed.append(master.id)
        self._told("destroyed")

    def _take_out(self, numbers: set[int]) -> None:
        masters = read_masters(self._file)
        kept = [one for one in masters if one.id not in numbers]
        if len(kept) < len(masters):
            write_masters(self._file, kept, replace=True)


class _Telling(DatabaseKeyStore):
    """The key store, telling of each portion that was wrapped anew."""

    __slots__ = ("_told",)

    def __init__(self, told: Told) -> None:
        self._told = told

    def replace(self, exchanged: Sequence[tuple[WrappedKey, WrappedKey]]) -> int:
        """Replace as the key store does, then tell."""
        count = super().replace(exchanged)
        self._told("wrapped")
        return count


def _wait_for_who_adds() -> None:
    """Wait for those who were adding keys while their master was retired; who comes after them is refused."""
    with transaction.atomic(using=ALIAS):
        run(LOCK, using=ALIAS)


def _is_used(master: int) -> bool:
    """Tell whether a key is under a retired master: once there is none, there never will be."""
    found = row(USED, [master, master], using=ALIAS)
    return found is None or bool(found[0])
