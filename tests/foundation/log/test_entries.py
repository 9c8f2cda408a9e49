from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.log import Draft, EntryKind, SealedPiece, appended, digest_of_sealed
from counterpart.foundation.log.entries import DIGEST_BYTES, beginning_of, canonical_json, hash_of
from tests.foundation.log.streams import BARE, DRAFTS, EXCHANGE, FULL, JSON, NOW, OTHER, chained


def test_entries_of_an_earlier_release_still_verify() -> None:
    entries, head = chained([BARE, FULL])
    assert beginning_of(EXCHANGE).hash.hex() == "5431b68ef97e2c5129f92d04c7c6ccd485846a7ade0476f0f9a5663ebc2e8eab"
    assert entries[0].hash.hex() == "ee49fee640c0290e03ea2b1dca3348d0a08ee044819d8270663623e3340b47fa"
    assert entries[1].hash.hex() == "4cf687c7c14ace3e6fa3b476455fc9f398132e249443ea9285e604a9a49bca8c"
    assert head == (EXCHANGE, 2, entries[1].hash)


def test_entries_are_chained_from_the_beginning_of_their_stream() -> None:
    entries, _ = chained([BARE, FULL, BARE])
    assert [entry.n for entry in entries] == [1, 2, 3]
    assert [entry.prev for entry in entries] == [beginning_of(EXCHANGE).hash, entries[0].hash, entries[1].hash]
    assert beginning_of(EXCHANGE).hash != beginning_of(OTHER).hash


def digest(draft: Draft, **place: Any) -> bytes:
    usual: dict[str, Any] = {"stream": EXCHANGE, "n": 1, "format": 1, "prev": bytes(32)}
    return hash_of(draft, **(usual | place))


@given(DRAFTS, DRAFTS)
def test_two_entries_that_say_something_else_have_different_hashes(one: Draft, other: Draft) -> None:
    assume(one != other or canonical_json(one.facts) != canonical_json(other.facts))
    assert digest(one) != digest(other)


@given(DRAFTS, DRAFTS, st.sampled_from([field.name for field in fields(Draft)]))
def test_every_single_field_is_part_of_the_hash(one: Draft, other: Draft, name: str) -> None:
    value = getattr(other, name)
    assume(getattr(one, name) != value)
    assert digest(replace(one, **{name: value})) != digest(one)


@pytest.mark.parametrize("place", [{"stream": OTHER}, {"n": 2}, {"prev": bytes(31) + b"\1"}])
def test_the_place_in_the_chain_is_part_of_the_hash(place: dict[str, Any]) -> None:
    assert digest(FULL, **place) != digest(FULL)


def test_nothing_and_an_empty_text_are_not_the_same() -> None:
    assert digest(replace(BARE, action="")) != digest(BARE)
    assert digest(replace(BARE, action="x")) != digest(replace(BARE, track="x"))


@given(st.dictionaries(st.sampled_from("xyz"), JSON, max_size=3))
def test_facts_give_the_same_bytes_when_they_come_back_from_json(facts: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(dict(reversed(facts.items()))))
    assert canonical_json(stored) == canonical_json(facts)


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), 1 << 54, -(1 << 54), "a\0b", "\ud800", b"bytes", {1: "x"}, {"a\0": 1}, NOW, {1, 2}]
)
def test_facts_that_would_not_come_back_the_same_are_refused(value: object) -> None:
    with pytest.raises(Invalid, match="log_facts"):
        canonical_json({"x": [value]})


def nested(levels: int) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for level in range(levels - 1):
        facts = {"x": [facts] if level % 2 else facts}
    return facts


def test_facts_are_nested_so_deep_and_no_deeper() -> None:
    assert canonical_json(nested(60))
    for levels in (110, 20_000):
        with pytest.raises(Invalid, match="log_facts"):
            canonical_json(nested(levels))


def test_a_refusal_of_facts_names_the_place_and_not_the_value() -> None:
    with pytest.raises(Invalid) as refusal:
        canonical_json({"a": {"b": [1, 2.5]}})
    assert refusal.value.parameters == {"field": "facts.a.b[1]", "type": "float"}


def test_an_entry_of_an_unknown_format_has_no_hash() -> None:
    with pytest.raises(Invalid, match="log_format"):
        digest(FULL, format=2)


PIECES = st.lists(
    st.builds(SealedPiece, st.sampled_from(["t", "tt"]), st.sampled_from(["s", "ts"]), st.binary(max_size=40)),
    min_size=1,
    max_size=4,
)


@given(PIECES, st.randoms(use_true_random=False))
def test_the_digest_of_ciphertexts_does_not_depend_on_their_order(pieces: list[SealedPiece], chance: Any) -> None:
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    assert digest_of_sealed(shuffled) == digest_of_sealed(pieces)


@given(PIECES, PIECES)
def test_other_ciphertexts_or_other_places_give_another_digest(
    one: list[SealedPiece], other: list[SealedPiece]
) -> None:
    assume(sorted(one) != sorted(other))
    assert digest_of_sealed(one) != digest_of_sealed(other)


def test_a_step_that_sealed_nothing_has_no_digest() -> None:
    assert digest_of_sealed([]) is None
    assert len(digest_of_sealed([SealedPiece("t", "s", b"")]) or b"") == DIGEST_BYTES


def test_an_entry_for_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(Invalid, match="moment_without_zone"):
        appended(beginning_of(EXCHANGE), replace(BARE, at=NOW.replace(tzinfo=None)))


def test_the_stored_numbers_of_kinds_stay_what_they_are() -> None:
    assert [(kind.value, kind.name) for kind in EntryKind] == [
        (1, "CREATED"),
        (2, "STEP"),
        (3, "WRITTEN"),
        (4, "PARTY"),
        (5, "ALLOCATED"),
        (6, "LINKED"),
        (7, "EFFECT"),
        (8, "BLOCKED"),
        (9, "ERASED"),
        (10, "ADMINISTRATION"),
        (11, "SCANNED"),
    ]
