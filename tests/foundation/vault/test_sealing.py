from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.vault import Damaged, DataKeyName, KeyClass, Place, SecretKey, open_value, seal_value
from counterpart.foundation.vault.sealing import LARGEST, padded
from tests.foundation.vault.cast import DATA_NAMES, EXCHANGE, KEY, OFFICE, OTHER, PLACE, flipped, place_of

STORED = bytes.fromhex(
    "01578163d93d5d168cd6107311a8af3759f98f229bb14f2cd95e598fad3d0a4e1afa5289bf27a04a1dbeefe72610cd59"
    "d923f3a2d209c7d890d15ae7ae7a1709786afed257cc295bcc803cd567e809c8953539ecb390551f66f42bd010"
)


def test_what_was_sealed_by_an_earlier_release_still_opens() -> None:
    assert open_value(KEY, PLACE, STORED) == "Zażółć gęślą jaźń".encode()


def test_the_associated_data_of_a_place_stay_what_they_are() -> None:
    assert PLACE.bound("value", 1).hex() == (
        "730000000b636f756e74657270617274730000000576616c7565690000000101750000001001954a6b8c007abc8def01"
        "23456789ab730000001165786368616e6765735f636f6e74656e74730000000b7375626a6563742f302f316900000001"
        "012d00000000"
    )
    inside = Place(EXCHANGE, "t", "s", KeyClass.INSIDE, OFFICE)
    assert inside.bound("file", 1).hex() == (
        "730000000b636f756e74657270617274730000000466696c65690000000101750000001001954a6b8c007abc8def0123"
        "456789ab730000000174730000000173690000000107750000001001954a6b000070008000000000000001"
    )


@given(DATA_NAMES, st.text(), st.text(), st.binary(max_size=5_000), st.binary(min_size=32, max_size=32))
def test_what_is_sealed_opens_in_its_place(
    name: DataKeyName, table: str, slot: str, value: bytes, secret: bytes
) -> None:
    key, place = SecretKey(name, secret), place_of(name, table, slot)
    sealed = seal_value(key, place, value)
    assert open_value(key, place, sealed) == value
    assert seal_value(key, place, value) != sealed  # another nonce


@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_one_bit_changed_anywhere_is_found(value: bytes, bit: int) -> None:
    with pytest.raises(Damaged):
        open_value(KEY, PLACE, flipped(seal_value(KEY, PLACE, value), bit))


@given(st.binary(max_size=200), st.data())
def test_a_value_cut_or_prolonged_is_found(value: bytes, data: st.DataObject) -> None:
    sealed = seal_value(KEY, PLACE, value)
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for wrong in (sealed[:cut], sealed[cut + 1 :], sealed + b"\0", sealed + sealed):
        with pytest.raises(Damaged):
            open_value(KEY, PLACE, wrong)


@pytest.mark.parametrize("changed", [{"table": "exchanges_draft"}, {"slot": "subject/0/2"}, {"slot": ""}])
def test_a_value_does_not_open_in_another_place_of_the_same_key(changed: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        open_value(KEY, replace(PLACE, **changed), seal_value(KEY, PLACE, b"yes"))


@pytest.mark.parametrize(
    "changed", [{"ref": OTHER}, {"key_class": KeyClass.ANSWERS}, {"key_class": KeyClass.INSIDE, "inside": OFFICE}]
)
def test_a_value_does_not_open_in_the_place_of_another_key_even_with_the_same_secret(changed: dict[str, Any]) -> None:
    place = replace(PLACE, **changed)
    sealed = seal_value(KEY, PLACE, b"yes")
    with pytest.raises(Damaged):
        open_value(SecretKey(place.key_name, KEY.secret), place, sealed)
    with pytest.raises(Invalid, match="key_of_another_place"):
        open_value(KEY, place, sealed)
    with pytest.raises(Invalid, match="key_of_another_place"):
        seal_value(KEY, place, b"yes")


@given(st.text(), st.text(), st.text(), st.text())
def test_no_two_places_are_bound_alike(table: str, slot: str, other_table: str, other_slot: str) -> None:
    assume((table, slot) != (other_table, other_slot))
    one, other = replace(PLACE, table=table, slot=slot), replace(PLACE, table=other_table, slot=other_slot)
    assert one.bound("value", 1) != other.bound("value", 1)


def test_a_value_does_not_open_with_another_secret() -> None:
    with pytest.raises(Damaged):
        open_value(SecretKey(PLACE.key_name, bytes(32)), PLACE, seal_value(KEY, PLACE, b"yes"))


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_short_answers_do_not_differ_in_length(one: bytes, other: bytes) -> None:
    assert len(seal_value(KEY, PLACE, one)) == len(seal_value(KEY, PLACE, other)) == 93


@given(st.integers(0, LARGEST))
def test_padding_costs_little_and_leaves_few_lengths(length: int) -> None:
    stored = len(padded(bytes(length)))
    assert length + 4 <= stored <= max(64, (length + 4) * 1.125)
    assert len(padded(bytes(length))) % (1 << max(0, stored.bit_length() - 6)) == 0


def test_all_texts_of_up_to_a_mebibyte_have_a_few_hundred_lengths() -> None:
    lengths = {len(padded(bytes(length))) for length in range(20_000)}
    assert len(lengths) < 150


def test_a_value_has_at_most_one_mebibyte() -> None:
    assert open_value(KEY, PLACE, seal_value(KEY, PLACE, bytes(LARGEST))) == bytes(LARGEST)
    with pytest.raises(Invalid, match="value_too_large"):
        seal_value(KEY, PLACE, bytes(LARGEST + 1))


def test_no_secret_is_printed() -> None:
    key = SecretKey(DataKeyName(uuid4(), KeyClass.PERSONAL), b"correct horse battery staple 32b")
    assert "correct" not in f"{key} {key!r}"


def test_keys_are_equal_when_name_and_secret_are() -> None:
    assert SecretKey(KEY.name, bytes(range(32))) == KEY
    assert hash(SecretKey(KEY.name, bytes(32))) == hash(KEY)
    assert SecretKey(KEY.name, bytes(32)) != KEY
    assert SecretKey(DataKeyName(OTHER, KeyClass.PERSONAL), KEY.secret) != KEY
    assert KEY.secret != KEY


def test_inside_notes_have_a_key_for_each_authority_and_nothing_else_has() -> None:
    with pytest.raises(Invalid, match="key_inside"):
        DataKeyName(EXCHANGE, KeyClass.INSIDE)
    with pytest.raises(Invalid, match="key_inside"):
        DataKeyName(EXCHANGE, KeyClass.ANSWERS, OFFICE)


def test_the_stored_numbers_of_classes_stay_what_they_are() -> None:
    assert [(kind.name, int(kind)) for kind in KeyClass] == [
        ("PERSONAL", 1),
        ("SENSITIVE", 2),
        ("ATTACHMENTS", 3),
        ("ANSWERS", 4),
        ("MESSAGES", 5),
        ("DRAFTS", 6),
        ("INSIDE", 7),
    ]
