from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.vault import IndexKeyName, SecretKey, epoch_of, folded_whole, folded_words, token
from tests.foundation.vault.cast import KEY

INDEX = SecretKey(IndexKeyName("pq", 8104), bytes(range(32)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MULLER"),
        ("Αθήνα", "Athina"),
        ("София", "sofiya"),
        ("Łódź", "lodz"),
        ("Ó Briain", "O'Briain"),
        ("Ångström", "Ångström"),
        ("Ｍａｒｉａ", "maria"),
        ("Weiß", "weiss"),
        ("Jean-Pierre", "jean pierre"),
    ],
)
def test_names_written_otherwise_fold_to_the_same_words(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other) != ()


def test_the_order_of_words_stays_and_none_comes_twice() -> None:
    assert folded_words("Anna Maria  ANNA") == ("anna", "maria")
    assert folded_words(" - ") == ()


@pytest.mark.parametrize("written", ["AB 12-34/5", "ab12345", "AB.12.34.5"])
def test_a_number_of_a_document_is_one_token(written: str) -> None:
    assert folded_whole(written) == ("ab12345",)
    assert folded_whole("…") == () or folded_whole("…")[0].isalnum()
    assert folded_whole(" / ") == ()


@given(st.text(max_size=40))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    words = folded_words(text)
    assert folded_words(" ".join(words)) == words
    assert all(word.isascii() and word.isalnum() for word in words)


def test_a_token_stays_what_it_is_or_nothing_is_found_again() -> None:
    assert folded_words("Zoë Quiñones-O’Hara Ψαρράς Щербак") == ("zoe", "quinones", "o", "hara", "psarras", "shcherbak")
    assert token(INDEX, "subject.family_name", "mueller") == 469846949101383176


def test_tokens_differ_by_field_module_quarter_and_key() -> None:
    others = [
        token(INDEX, "subject.given_name", "muller"),
        token(SecretKey(IndexKeyName("services", 8104), INDEX.secret), "subject.family_name", "muller"),
        token(SecretKey(IndexKeyName("pq", 8105), INDEX.secret), "subject.family_name", "muller"),
        token(SecretKey(INDEX.name, bytes(32)), "subject.family_name", "muller"),
        token(INDEX, "subject.family_name", "mullers"),
        token(INDEX, "subject.family_name", "muller"),
    ]
    assert len(set(others)) == len(others)
    assert token(INDEX, "subject.family_name", "muller") == others[-1]


def test_tokens_fit_the_database_and_fill_it_evenly() -> None:
    tokens = [token(INDEX, "f", f"name{number}") for number in range(4_000)]
    assert all(-(1 << 63) <= one < 1 << 63 for one in tokens)
    assert len(set(tokens)) == 4_000
    sixteenths = Counter((one >> 60) & 15 for one in tokens)
    assert len(sixteenths) == 16
    assert all(150 < count < 350 for count in sixteenths.values())


def test_only_the_key_of_an_index_makes_tokens_and_only_of_folded_words() -> None:
    with pytest.raises(Invalid, match="key_of_no_index"):
        token(KEY, "subject.family_name", "muller")
    for unfolded in ("Muller", "müller", "", "two words"):
        with pytest.raises(Invalid, match="token_not_folded"):
            token(INDEX, "subject.family_name", unfolded)


@pytest.mark.parametrize(
    ("moment", "epoch"),
    [("2026-01-01T00:00:00+00:00", 8104), ("2026-03-31T23:59:59+00:00", 8104), ("2026-04-01T00:30:00+02:00", 8104),
     ("2026-04-01T00:00:00+00:00", 8105), ("2026-12-31T23:59:59+00:00", 8107)],
)  # fmt: skip
def test_the_epoch_is_the_quarter_in_utc(moment: str, epoch: int) -> None:
    assert epoch_of(dt.datetime.fromisoformat(moment)) == epoch
