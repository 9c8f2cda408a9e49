"""What every key store does: the same tests run against each one."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.foundation.vault import DataKeyName, IndexKeyName, KeyClass, KeyName, KeyStore, WrappedKey
from counterpart.foundation.vault.store import DatabaseKeyStore
from tests.foundation.vault.cast import EXCHANGE, MASTERS, NEW, NOW, OFFICE, OLD, OTHER, SECOND
from tests.foundation.vault.keys_in_database import with_masters
from tests.foundation.vault.keys_in_memory import KeysInMemory, keeps_the_protocol

PERSONAL, ANSWERS = DataKeyName(EXCHANGE, KeyClass.PERSONAL), DataKeyName(EXCHANGE, KeyClass.ANSWERS)
INSIDE, FOREIGN = DataKeyName(EXCHANGE, KeyClass.INSIDE, OFFICE), DataKeyName(OTHER, KeyClass.PERSONAL)
INDEX = IndexKeyName("pq", 8104)
ALL: tuple[KeyName, ...] = (PERSONAL, ANSWERS, INSIDE, FOREIGN, INDEX)


@pytest.fixture(params=["in memory", "on the database"])
def store(request: pytest.FixtureRequest) -> KeyStore:
    if request.param == "in memory":
        return keeps_the_protocol(KeysInMemory())
    request.getfixturevalue("database")
    with_masters(MASTERS)
    return DatabaseKeyStore()


def stored(store: KeyStore, *names: KeyName, now: dt.datetime = NOW) -> list[WrappedKey]:
    wrapped = [MASTERS.wrap_new(name, now) for name in names]
    store.add(wrapped)
    return wrapped


def test_what_was_added_is_fetched_and_what_was_not_is_absent(store: KeyStore) -> None:
    personal, _ = stored(store, PERSONAL, INDEX)
    assert store.fetch([PERSONAL, ANSWERS]) == {PERSONAL: personal}
    assert set(store.fetch(ALL)) == {PERSONAL, INDEX}
    assert store.fetch([]) == {}


def test_a_key_in_use_is_never_replaced_by_adding(store: KeyStore) -> None:
    [first] = stored(store, PERSONAL)
    stored(store, PERSONAL, ANSWERS)
    assert store.fetch([PERSONAL])[PERSONAL] == first
    assert ANSWERS in store.fetch([ANSWERS])


def test_destroying_takes_the_keys_of_one_ref_and_is_harmless_twice(store: KeyStore) -> None:
    stored(store, *ALL)
    assert store.destroy(EXCHANGE) == 3
    assert store.destroy(EXCHANGE) == 0
    assert set(store.fetch(ALL)) == {FOREIGN, INDEX}


def test_destroying_some_classes_leaves_the_others(store: KeyStore) -> None:
    stored(store, *ALL)
    assert store.destroy(EXCHANGE, [KeyClass.ANSWERS, KeyClass.INSIDE, KeyClass.DRAFTS]) == 2
    assert store.destroy(EXCHANGE, []) == 0
    assert set(store.fetch(ALL)) == {PERSONAL, FOREIGN, INDEX}


def test_the_key_of_an_index_is_destroyed_apart(store: KeyStore) -> None:
    stored(store, *ALL)
    assert [store.destroy_index(INDEX), store.destroy_index(INDEX)] == [1, 0]
    assert set(store.fetch(ALL)) == set(ALL) - {INDEX}


def test_keys_under_a_master_are_listed_in_portions(store: KeyStore) -> None:
    key = MASTERS.unwrap(stored(store, PERSONAL, ANSWERS, INDEX)[0])
    store.add([OLD.wrap(type(key)(FOREIGN, key.secret), NOW)])
    assert [one.name for one in store.under(OLD.id, 10)] == [FOREIGN]
    assert len(store.under(NEW.id, 2)) == 2
    assert {one.name for one in store.under(NEW.id, 10, skip=[ANSWERS])} == {PERSONAL, INDEX}
    assert store.under(77, 10) == []


def test_a_key_is_exchanged_only_for_the_one_that_is_there(store: KeyStore) -> None:
    old, gone = stored(store, PERSONAL, FOREIGN)
    new = OLD.wrap(MASTERS.unwrap(old), NOW)
    store.destroy(OTHER)
    assert store.replace([(old, new), (gone, gone)]) == 1
    assert store.fetch([PERSONAL, FOREIGN]) == {PERSONAL: new}
    assert store.replace([(old, old)]) == 0


def test_refs_of_old_keys_are_listed_for_the_sweep(store: KeyStore) -> None:
    stored(store, PERSONAL, ANSWERS, INDEX)
    stored(store, FOREIGN, now=NOW + SECOND)
    assert store.refs_created_before(NOW, 10) == []
    assert store.refs_created_before(NOW + SECOND, 10) == [EXCHANGE]
    assert store.refs_created_before(NOW + 2 * SECOND, 1) == [EXCHANGE]
    assert store.refs_created_before(NOW + 2 * SECOND, 10, after=EXCHANGE) == [OTHER]
