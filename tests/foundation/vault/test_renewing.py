from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from counterpart.core.errors import Invalid
from counterpart.foundation.vault import (
    Damaged,
    DataKeyName,
    IndexKeyName,
    KeyClass,
    KeyName,
    Keyring,
    Masters,
    WrappedKey,
    open_value,
    renew,
    seal_value,
)
from tests.foundation.vault.cast import EXCHANGE, MASTERS, NEW, NOW, OLD, PLACE, flipped
from tests.foundation.vault.keys_in_memory import KeysInMemory

NAMES: list[KeyName] = [DataKeyName(UUID(int=number), KeyClass.ANSWERS) for number in range(12)]
NAMES += [PLACE.key_name, IndexKeyName("pq", 8104)]


def filled(store: KeysInMemory) -> KeysInMemory:
    Keyring(store, Masters(OLD)).create(NAMES, NOW)
    return store


def test_after_a_renewal_everything_opens_without_the_old_master() -> None:
    store = filled(KeysInMemory())
    before = Keyring(store, Masters(OLD)).open(NAMES, NOW)
    sealed = seal_value(before[PLACE.key_name], PLACE, b"yes")
    done = renew(store, MASTERS, OLD.id, batch=5)
    assert (done.rewrapped, done.complete) == (len(NAMES), True)
    after = Keyring(store, Masters(NEW)).open(NAMES, NOW)
    assert after == before
    assert open_value(after[PLACE.key_name], PLACE, sealed) == b"yes"
    assert {row.created_at for row in store.rows.values()} == {NOW}


def test_an_old_backup_of_the_key_store_opens_nothing_once_the_old_master_is_destroyed() -> None:
    store = filled(KeysInMemory())
    backup = dict(store.rows)
    renew(store, MASTERS, OLD.id)
    Keyring(store, Masters(NEW)).erase(EXCHANGE)
    store.rows = backup
    with pytest.raises(Damaged, match="master_missing"):
        Keyring(store, Masters(NEW)).open(NAMES, NOW)


def test_a_renewal_may_be_run_again() -> None:
    store = filled(KeysInMemory())
    renew(store, MASTERS, OLD.id)
    rows = dict(store.rows)
    assert renew(store, MASTERS, OLD.id).rewrapped == 0
    assert store.rows == rows


def test_a_key_that_does_not_verify_holds_up_no_other_and_keeps_the_renewal_incomplete() -> None:
    store = filled(KeysInMemory())
    row = store.rows[NAMES[3]]
    store.rows[NAMES[3]] = replace(row, wrapped=flipped(row.wrapped, 99))
    done = renew(store, MASTERS, OLD.id, batch=2)
    assert (done.rewrapped, done.damaged, done.complete) == (len(NAMES) - 1, (NAMES[3],), False)


class _ErasedMeanwhile(KeysInMemory):
    """A store in which another process erases an exchange between reading and writing."""

    def replace(self, exchanged: Sequence[tuple[WrappedKey, WrappedKey]]) -> int:
        self.destroy(EXCHANGE)
        return super().replace(exchanged)


def test_a_key_that_is_erased_meanwhile_stays_erased() -> None:
    store = filled(_ErasedMeanwhile())
    done = renew(store, MASTERS, OLD.id)
    assert done.rewrapped == len(NAMES) - 1
    assert PLACE.key_name not in store.rows


@pytest.mark.parametrize("master", [NEW.id, 77])
def test_only_an_older_master_at_hand_is_renewed(master: int) -> None:
    with pytest.raises(Invalid, match="master_not_older"):
        renew(KeysInMemory(), MASTERS, master)
