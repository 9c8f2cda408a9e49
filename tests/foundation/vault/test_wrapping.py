from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.vault import (
    Damaged,
    DataKeyName,
    IndexKeyName,
    KeyClass,
    Master,
    Masters,
    SecretKey,
    WrappedKey,
)
from tests.foundation.vault.cast import DATA_NAMES, KEY, MASTERS, NEW, NOW, OFFICE, OLD, OTHER, flipped

HELD = bytes.fromhex(
    "01838068042fcd5c75ac54cf9ee178a42dd14466d7adf02ce32f101f90e239ab27eb8343f7e298ba9b76d54e7b"
    "d03c4c4c2d27deca74314b802c4e9240"
)
STORED = WrappedKey(KEY.name, 1, HELD, NOW)
NAMES = st.one_of(DATA_NAMES, st.builds(IndexKeyName, st.text(), st.integers(0, 32_767)))


def test_a_key_wrapped_by_an_earlier_release_still_unwraps() -> None:
    assert MASTERS.unwrap(STORED) == KEY


@given(NAMES, st.binary(min_size=32, max_size=32))
def test_a_wrapped_key_unwraps_under_its_master(name: DataKeyName | IndexKeyName, secret: bytes) -> None:
    wrapped = OLD.wrap(SecretKey(name, secret), NOW)
    assert MASTERS.unwrap(wrapped) == SecretKey(name, secret)
    assert secret not in wrapped.wrapped


@given(st.integers(0, 61 * 8 - 1))
def test_one_bit_changed_anywhere_is_found(bit: int) -> None:
    with pytest.raises(Damaged, match="key_damaged"):
        MASTERS.unwrap(replace(STORED, wrapped=flipped(STORED.wrapped, bit)))


@given(st.integers(0, 60))
def test_a_row_cut_short_is_found(length: int) -> None:
    with pytest.raises(Damaged, match="key_damaged"):
        MASTERS.unwrap(replace(STORED, wrapped=STORED.wrapped[:length]))


@pytest.mark.parametrize(
    "name",
    [
        DataKeyName(OTHER, KeyClass.PERSONAL),
        DataKeyName(KEY.name.ref, KeyClass.SENSITIVE),  # type: ignore[union-attr]
        DataKeyName(KEY.name.ref, KeyClass.INSIDE, OFFICE),  # type: ignore[union-attr]
        IndexKeyName("pq", 8104),
    ],
)
def test_a_row_put_in_the_place_of_another_is_found(name: DataKeyName | IndexKeyName) -> None:
    with pytest.raises(Damaged, match="key_damaged"):
        MASTERS.unwrap(replace(STORED, name=name))


def test_a_row_that_names_another_master_is_found() -> None:
    with pytest.raises(Damaged, match="key_damaged"):
        MASTERS.unwrap(replace(STORED, master=NEW.id))
    with pytest.raises(Damaged, match="key_damaged"):
        NEW.unwrap(STORED)
    with pytest.raises(Damaged, match="key_damaged"):
        MASTERS.unwrap(replace(Master(NEW.id, OLD.secret).wrap(KEY, NOW), master=OLD.id))


def test_without_its_master_a_key_is_lost_and_that_is_said() -> None:
    with pytest.raises(Damaged, match="master_missing"):
        Masters(NEW).unwrap(STORED)


def test_new_keys_are_random_and_under_the_current_master() -> None:
    wrapped = [MASTERS.wrap_new(DataKeyName(uuid4(), KeyClass.ANSWERS), NOW) for _ in range(200)]
    assert {one.master for one in wrapped} == {NEW.id}
    assert len({MASTERS.unwrap(one).secret for one in wrapped}) == 200


def test_two_masters_of_one_number_are_refused() -> None:
    with pytest.raises(Invalid, match="master_twice"):
        Masters(NEW, (OLD, OLD))


@pytest.mark.parametrize(("id", "length"), [(1, 31), (1, 0), (0, 32), (32_768, 32)])
def test_a_master_of_another_length_or_number_is_refused(id: int, length: int) -> None:
    with pytest.raises(Invalid, match="master_"):
        Master(id, bytes(length))


def test_no_master_is_printed() -> None:
    assert "secret" not in repr(Masters(Master(1, b"correct horse battery staple 32b")))
    assert "correct" not in repr(Masters(Master(1, b"correct horse battery staple 32b")))
