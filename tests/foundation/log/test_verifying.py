from __future__ import annotations

import time
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.foundation.log import Breach, BreachKind, Draft, Entry, Head, verify_stream
from counterpart.foundation.log.entries import beginning_of
from tests.foundation.log.streams import (
    BARE,
    DRAFTS,
    EXCHANGE,
    FULL,
    MINUTE,
    OTHER,
    chained,
    rehashed,
    renumbered,
    rewritten,
    steps,
)

ENTRIES, HEAD = steps(6)
PLACES = st.integers(0, 5)


def found(entries: list[Entry], head: Head = HEAD) -> list[tuple[BreachKind, int]]:
    breaches = verify_stream(EXCHANGE, entries, head)
    assert all(str(EXCHANGE) in str(breach) and "None" not in str(breach) for breach in breaches)
    return [(breach.kind, breach.n) for breach in breaches]


@given(st.lists(DRAFTS, max_size=12))
def test_what_was_written_verifies(drafts: list[Draft]) -> None:
    entries, head = chained(drafts)
    assert verify_stream(EXCHANGE, entries, head) == ()


OTHERWISE: dict[str, Any] = {
    "at": FULL.at - MINUTE,
    "kind": 99,
    "actor_kind": 2,
    "actor_ref": OTHER,
    "for_user_ref": None,
    "authority_ref": OTHER,
    "action": "refuse",
    "track": None,
    "from_state": "accepted",
    "to_state": "sent",
    "facts": {"due": 2.5},
    "sealed_digest": bytes(32),
    "request_id": None,
    "format": 2,
    "prev": bytes(32),
    "hash": bytes(32),
}


def test_every_column_of_an_entry_is_tried_below() -> None:
    assert set(OTHERWISE) | {"stream", "n"} == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("column", OTHERWISE)
@pytest.mark.parametrize("place", range(6))
def test_a_changed_entry_is_named_whatever_was_changed(column: str, place: int) -> None:
    entries = list(ENTRIES)
    entries[place] = replace(entries[place], **{column: OTHERWISE[column]})
    assert found(entries) == [(BreachKind.CHANGED, place + 1)]


@pytest.mark.parametrize("place", range(5))
def test_an_entry_that_was_changed_with_its_hash_is_named(place: int) -> None:
    entries = list(ENTRIES)
    entries[place] = rehashed(entries[place], to_state="closed")
    assert found(entries) == [(BreachKind.REPLACED, place + 1)]


def test_the_last_entry_changed_with_its_hash_is_named_by_the_head() -> None:
    entries = [*ENTRIES[:5], rehashed(ENTRIES[5], to_state="closed")]
    assert found(entries) == [(BreachKind.HEAD_DIFFERS, 6)]


def test_a_head_that_was_changed_is_found() -> None:
    assert found(ENTRIES, Head(EXCHANGE, 6, bytes(32))) == [(BreachKind.HEAD_DIFFERS, 6)]
    assert found([], Head(EXCHANGE, 0, bytes(32))) == [(BreachKind.HEAD_DIFFERS, 0)]
    assert found([], beginning_of(EXCHANGE)) == []


@pytest.mark.parametrize("place", range(5))
def test_a_deleted_entry_is_named(place: int) -> None:
    assert found(ENTRIES[:place] + ENTRIES[place + 1 :]) == [(BreachKind.DELETED, place + 1)]


@pytest.mark.parametrize("place", range(5))
def test_a_deleted_entry_is_named_when_those_behind_it_were_renumbered(place: int) -> None:
    entries = renumbered(ENTRIES[:place] + ENTRIES[place + 1 :])
    assert found(entries) == [(BreachKind.DELETED, place + 1)]


@pytest.mark.parametrize("place", range(6))
def test_an_inserted_entry_with_a_good_hash_is_named(place: int) -> None:
    before = ENTRIES[place - 1].hash if place else beginning_of(EXCHANGE).hash
    forged = rehashed(ENTRIES[0], n=place + 1, prev=before, action="forged")
    behind = [replace(entry, n=entry.n + 1) for entry in ENTRIES[place:]]
    assert found([*ENTRIES[:place], forged, *behind]) == [(BreachKind.INSERTED, place + 1)]


@pytest.mark.parametrize("place", range(6))
def test_an_inserted_entry_with_a_bad_hash_is_named(place: int) -> None:
    forged = replace(ENTRIES[0], n=place + 1, action="forged")
    behind = [replace(entry, n=entry.n + 1) for entry in ENTRIES[place:]]
    assert found([*ENTRIES[:place], forged, *behind]) == [(BreachKind.CHANGED, place + 1)]


def test_an_entry_put_behind_the_head_is_named() -> None:
    forged = rehashed(ENTRIES[5], n=7, prev=ENTRIES[5].hash)
    assert found([*ENTRIES, forged]) == [(BreachKind.INSERTED, 7)]


def test_an_entry_of_another_stream_is_not_taken_for_one_of_this() -> None:
    foreign = steps(6, OTHER)[0]
    assert found([*ENTRIES[:2], foreign[2], *ENTRIES[3:]]) == [(BreachKind.CHANGED, 3)]
    assert found([*ENTRIES[:2], replace(foreign[2], stream=EXCHANGE), *ENTRIES[3:]]) == [(BreachKind.CHANGED, 3)]


@given(PLACES, PLACES)
def test_two_entries_that_changed_places_are_both_named(one: int, other: int) -> None:
    entries = list(ENTRIES)
    entries[one], entries[other] = entries[other], entries[one]
    expected = sorted({one + 1, other + 1}) if one != other else []
    assert found(renumbered(entries)) == [(BreachKind.MOVED, n) for n in expected]


@given(st.permutations(range(6)))
def test_any_other_order_is_found_and_tells_the_number_each_was_written_under(order: list[int]) -> None:
    breaches = verify_stream(EXCHANGE, renumbered([ENTRIES[place] for place in order]), HEAD)
    moved = {place: written + 1 for place, written in enumerate(order, start=1) if written + 1 != place}
    assert {breach.n: breach.other for breach in breaches} == moved


def test_numbers_that_were_all_shifted_are_found() -> None:
    breaches = verify_stream(EXCHANGE, [replace(entry, n=entry.n + 10) for entry in ENTRIES], HEAD)
    assert breaches
    assert {breach.kind for breach in breaches} == {BreachKind.MOVED}


@pytest.mark.parametrize("kept", range(6))
def test_a_cut_tail_is_named(kept: int) -> None:
    [breach] = verify_stream(EXCHANGE, ENTRIES[:kept], HEAD)
    assert breach == Breach(BreachKind.CUT, kept + 1, EXCHANGE, 6)
    assert str(breach) == f"exchange {EXCHANGE}: entries {kept + 1} to 6 are missing at the end"


def test_several_deeds_are_all_named() -> None:
    entries = [ENTRIES[0], replace(ENTRIES[1], action="x"), ENTRIES[3]]
    assert found(entries) == [(BreachKind.CHANGED, 2), (BreachKind.DELETED, 3), (BreachKind.CUT, 5)]


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), PLACES),
        st.tuples(st.just("rehash"), PLACES),
        st.tuples(st.just("delete"), PLACES),
        st.tuples(st.just("copy"), PLACES),
        st.tuples(st.just("swap"), PLACES),
    ),
    min_size=1,
    max_size=4,
)


def done(entries: list[Entry], deed: str, place: int) -> list[Entry]:
    place = min(place, len(entries) - 1)
    if deed == "change":
        return [*entries[:place], replace(entries[place], action="x"), *entries[place + 1 :]]
    if deed == "rehash":
        return [*entries[:place], rehashed(entries[place], action="y"), *entries[place + 1 :]]
    if deed == "delete":
        return entries[:place] + entries[place + 1 :]
    if deed == "copy":
        return [*entries[:place], entries[place], *entries[place:]]
    return [*entries[:place], *reversed(entries[place : place + 2]), *entries[place + 2 :]]


@given(DEEDS, st.booleans())
def test_no_deed_and_no_heap_of_deeds_goes_unnoticed(deeds: list[tuple[str, int]], numbered_anew: bool) -> None:
    entries = list(ENTRIES)
    for deed, place in deeds:
        entries = done(entries, deed, place) if entries else entries
    entries = renumbered(entries) if numbered_anew else entries
    as_stored = sorted(entries, key=lambda entry: entry.n)
    assert bool(found(entries)) == (as_stored != ENTRIES)


def test_a_stream_rewritten_to_its_end_verifies_if_the_head_is_rewritten_too() -> None:
    changed = [*ENTRIES[:2], replace(ENTRIES[2], to_state="closed"), *ENTRIES[3:]]
    entries, head = rewritten(changed)
    assert found(entries, head) == []  # only an anchor knows better
    assert found(entries) == [(BreachKind.HEAD_DIFFERS, 6)]


def test_a_long_stream_is_verified_in_time_also_when_much_is_wrong() -> None:
    entries, head = chained([replace(BARE, at=BARE.at + n * MINUTE) for n in range(3_000)])
    began = time.process_time()
    assert verify_stream(EXCHANGE, entries, head) == ()
    broken = [replace(entry, action="x") for entry in entries]
    assert len(verify_stream(EXCHANGE, broken, head)) == 3_000
    shifted = renumbered(entries[1:])
    assert [breach.kind for breach in verify_stream(EXCHANGE, shifted, head)] == [BreachKind.DELETED]
    assert time.process_time() - began < 20
