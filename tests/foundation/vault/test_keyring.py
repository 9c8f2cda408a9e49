from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.foundation.vault import (
    Damaged,
    DataKeyName,
    IndexKeyName,
    KeyClass,
    KeyGone,
    Keyring,
    open_value,
    seal_value,
)
from counterpart.foundation.vault.keyring import LONGEST_LIFE, MOST_KEYS
from tests.foundation.vault.cast import EXCHANGE, MASTERS, NOW, OTHER, PLACE, SECOND, flipped
from tests.foundation.vault.keys_in_memory import KeysInMemory

PERSONAL, ANSWERS = DataKeyName(EXCHANGE, KeyClass.PERSONAL), DataKeyName(EXCHANGE, KeyClass.ANSWERS)
FOREIGN = DataKeyName(OTHER, KeyClass.PERSONAL)
INDEX = IndexKeyName("pq", 8104)


@pytest.fixture
def store() -> KeysInMemory:
    return KeysInMemory()


@pytest.fixture
def ring(store: KeysInMemory) -> Keyring:
    ring = Keyring(store, MASTERS)
    ring.create([PERSONAL, ANSWERS, FOREIGN, INDEX], NOW)
    return ring


def test_the_keys_of_a_page_are_fetched_in_one_statement(ring: Keyring, store: KeysInMemory) -> None:
    assert set(ring.open([PERSONAL, ANSWERS, FOREIGN], NOW)) == {PERSONAL, ANSWERS, FOREIGN}
    assert store.asked == [(PERSONAL, ANSWERS, FOREIGN)]


def test_only_the_classes_asked_for_are_fetched(ring: Keyring, store: KeysInMemory) -> None:
    ring.open([ANSWERS], NOW)
    ring.open([ANSWERS, FOREIGN], NOW)
    assert store.asked == [(ANSWERS,), (FOREIGN,)]


def test_a_key_lives_sixty_seconds_and_no_longer_however_often_it_is_used(ring: Keyring, store: KeysInMemory) -> None:
    for second in range(60):
        ring.open([PERSONAL], NOW + second * SECOND)
    assert len(store.asked) == 1
    ring.open([PERSONAL], NOW + LONGEST_LIFE)
    assert len(store.asked) == 2


def test_an_idle_process_forgets_when_it_is_told_the_time(ring: Keyring) -> None:
    ring.open([PERSONAL], NOW)
    ring.open([ANSWERS], NOW + 30 * SECOND)
    assert [ring.forget(NOW + age * SECOND) for age in (0, 59, 60, 89, 90)] == [2, 2, 1, 1, 0]


def test_a_clock_that_was_put_back_prolongs_no_life(ring: Keyring) -> None:
    ring.open([PERSONAL], NOW)
    assert ring.forget(NOW - 59 * SECOND) == 1  # requests side by side call different moments now
    assert ring.forget(NOW - LONGEST_LIFE) == 0


@given(st.lists(st.tuples(st.integers(-200, 200), st.integers(0, 5)), max_size=40))
def test_whatever_the_clock_does_no_key_is_older_than_a_minute(moves: list[tuple[int, int]]) -> None:
    store = KeysInMemory()
    ring = Keyring(store, MASTERS)
    names = [DataKeyName(UUID(int=number), KeyClass.PERSONAL) for number in range(6)]
    ring.create(names, NOW)
    for move, number in moves:
        now = NOW + move * SECOND
        ring.open([names[number]], now)
        assert all(abs(now - since) < LONGEST_LIFE for since, _ in ring._opened.values())


def test_at_most_a_thousand_keys_are_open_and_the_oldest_goes_first(store: KeysInMemory) -> None:
    ring = Keyring(store, MASTERS)
    names = [DataKeyName(UUID(int=number), KeyClass.PERSONAL) for number in range(MOST_KEYS + 50)]
    ring.create(names, NOW)
    assert len(ring.open(names, NOW)) == MOST_KEYS + 50  # given out, not kept
    assert ring.forget(NOW) == MOST_KEYS
    store.asked.clear()
    ring.open(names[50:], NOW)
    assert store.asked == []
    ring.open(names[:1], NOW)
    assert store.asked == [(names[0],)]


def test_creating_twice_keeps_the_first_key(ring: Keyring) -> None:
    sealed = seal_value(ring.open_one(PERSONAL, NOW), PLACE, b"yes")
    ring.create([PERSONAL, PERSONAL], NOW + SECOND)
    ring.forget(NOW + LONGEST_LIFE)
    assert open_value(ring.open_one(PERSONAL, NOW + LONGEST_LIFE), PLACE, sealed) == b"yes"


def test_two_processes_that_create_the_same_key_use_the_same(store: KeysInMemory) -> None:
    one, other = Keyring(store, MASTERS), Keyring(store, MASTERS)
    one.create([INDEX], NOW)
    other.create([INDEX], NOW)
    assert one.open_one(INDEX, NOW) == other.open_one(INDEX, NOW)


def test_what_was_erased_does_not_open_here_any_more(ring: Keyring) -> None:
    sealed = seal_value(ring.open_one(PERSONAL, NOW), PLACE, b"yes")
    ring.open([ANSWERS, FOREIGN, INDEX], NOW)
    assert ring.erase(EXCHANGE) == 2
    assert ring.erase(EXCHANGE) == 0
    with pytest.raises(KeyGone):
        ring.open_one(PERSONAL, NOW)
    assert set(ring.open([PERSONAL, ANSWERS, FOREIGN, INDEX], NOW)) == {FOREIGN, INDEX}
    ring.create([PERSONAL], NOW)
    with pytest.raises(Damaged):
        open_value(ring.open_one(PERSONAL, NOW), PLACE, sealed)


def test_classes_are_erased_apart(ring: Keyring) -> None:
    ring.open([PERSONAL, ANSWERS], NOW)
    assert ring.erase(EXCHANGE, [KeyClass.ANSWERS]) == 1
    assert set(ring.open([PERSONAL, ANSWERS], NOW)) == {PERSONAL}


def test_an_erasure_by_another_process_is_felt_within_a_minute(ring: Keyring, store: KeysInMemory) -> None:
    ring.open([PERSONAL], NOW)
    Keyring(store, MASTERS).erase(EXCHANGE)
    assert ring.open([PERSONAL], NOW + 59 * SECOND)
    with pytest.raises(KeyGone):
        ring.open_one(PERSONAL, NOW + LONGEST_LIFE)


def test_the_key_of_an_empty_index_is_destroyed(ring: Keyring) -> None:
    ring.open([INDEX], NOW)
    assert [ring.erase_index(INDEX), ring.erase_index(INDEX)] == [1, 0]
    with pytest.raises(KeyGone):
        ring.open_one(INDEX, NOW)


def test_a_stored_key_that_was_changed_is_refused(ring: Keyring, store: KeysInMemory) -> None:
    row = store.rows[PERSONAL]
    store.rows[PERSONAL] = replace(row, wrapped=flipped(row.wrapped, 300))
    with pytest.raises(Damaged):
        ring.open([PERSONAL], NOW)


def test_threads_may_share_a_keyring(ring: Keyring) -> None:
    def work(turn: int) -> bool:
        now = NOW + turn * SECOND
        return ring.open_one(FOREIGN, now).name == FOREIGN and ring.forget(now) >= 0

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(1_000)))
