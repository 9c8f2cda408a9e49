"""What is stored sealed is what the log saw, or the entry is named that wrote something else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.foundation.log import BreachKind, Draft, Entry, EntryKind, SealedPiece, StoredPiece, digest_of_sealed
from counterpart.foundation.log.sealed import ALL_OF_IT, verify_sealed
from tests.foundation.log.streams import BARE, EXCHANGE, chained

TABLE = "exchanges_content"
Values = dict[str, bytes]
PIECES: st.SearchStrategy[Values] = st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=4), max_size=4)
SUBJECT, ANSWERS = {"1::subject:0:1": b"Brennan"}, {"3::established:0:1": b"yes", "3::since:0:1": b"2009"}


def written(values: Values) -> Draft:
    return replace(BARE, sealed_digest=digest_of_sealed(SealedPiece(TABLE, slot, one) for slot, one in values.items()))


def lying(*values: Values) -> list[StoredPiece]:
    """What entries 1, 2, … wrote, as it lies in the tables."""
    return [
        StoredPiece(EXCHANGE, n, TABLE, slot, hashlib.sha256(one).digest())
        for n, each in enumerate(values, start=1)
        for slot, one in each.items()
    ]


def stream(*drafts: Draft) -> list[Entry]:
    return chained(list(drafts))[0]


def found(entries: list[Entry], stored: list[StoredPiece]) -> list[tuple[BreachKind, int]]:
    breaches = list(verify_sealed(EXCHANGE, entries, stored))
    assert all(str(EXCHANGE) in str(breach) and f" {breach.n}" in str(breach) for breach in breaches)
    return [(breach.kind, breach.n) for breach in breaches]


ENTRIES = stream(written(SUBJECT), BARE, written(ANSWERS))
STORED = lying(SUBJECT, {}, ANSWERS)


@given(st.lists(PIECES, max_size=5), st.randoms())
def test_what_was_written_is_found_again_in_whatever_order_it_lies(values: list[Values], dice: object) -> None:
    stored = lying(*values)
    dice.shuffle(stored)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert found(stream(*map(written, values)), stored) == []


@pytest.mark.parametrize(
    ("stored", "wrong"),
    [
        (lying(SUBJECT, {}, ANSWERS | {"3::since:0:1": b"2010"}), [(BreachKind.SEALED_CHANGED, 3)]),
        (STORED[:-1], [(BreachKind.SEALED_CHANGED, 3)]),
        (lying(SUBJECT, {}, ANSWERS | {"3::more:0:1": b"no"}), [(BreachKind.SEALED_CHANGED, 3)]),
        (STORED[1:], [(BreachKind.SEALED_MISSING, 1)]),
        (lying(SUBJECT, SUBJECT, ANSWERS), [(BreachKind.SEALED_INSERTED, 2)]),
        (lying(SUBJECT, {}, ANSWERS, SUBJECT), [(BreachKind.SEALED_INSERTED, 4)]),
        (lying(ANSWERS, {}, SUBJECT), [(BreachKind.SEALED_CHANGED, 1), (BreachKind.SEALED_CHANGED, 3)]),
        ([one._replace(table="foundation_file") for one in STORED[:1]] + STORED[1:], [(BreachKind.SEALED_CHANGED, 1)]),
        ([], [(BreachKind.SEALED_MISSING, 1), (BreachKind.SEALED_MISSING, 3)]),
    ],
)
def test_what_lies_there_and_was_not_written_so_is_named(
    stored: list[StoredPiece], wrong: list[tuple[BreachKind, int]]
) -> None:
    assert found(ENTRIES, stored) == wrong


ERASURE = replace(BARE, kind=EntryKind.ERASED, facts=ALL_OF_IT | {"reason": "retention"})


def test_what_was_erased_altogether_is_not_missed() -> None:
    assert found(stream(written(SUBJECT), written(ANSWERS), ERASURE), []) == []


def test_what_was_erased_and_lies_there_again_is_named() -> None:
    again = stream(written(SUBJECT), written(ANSWERS), ERASURE)
    assert found(again, lying(SUBJECT)) == [(BreachKind.SEALED_RETURNED, 1)]


def test_what_is_written_after_an_erasure_is_compared_again() -> None:
    entries = stream(written(SUBJECT), ERASURE, written(ANSWERS))
    assert found(entries, lying({}, {}, ANSWERS)) == []
    assert found(entries, []) == [(BreachKind.SEALED_MISSING, 3)]


@pytest.mark.parametrize(
    "other",
    [
        replace(ERASURE, facts={"classes": ["personal"]}),
        replace(ERASURE, facts={}),
        replace(ERASURE, kind=EntryKind.BLOCKED),
    ],
)
def test_nothing_but_an_erasure_of_everything_excuses_what_is_gone(other: Draft) -> None:
    assert found(stream(written(SUBJECT), other), []) == [(BreachKind.SEALED_MISSING, 1)]


def test_facts_that_a_superuser_made_unreadable_excuse_nothing() -> None:
    [first, last] = stream(written(SUBJECT), ERASURE)
    spoilt = replace(last, facts=[])  # type: ignore[arg-type]  # whatever stands in the column
    assert found([first, spoilt], []) == [(BreachKind.SEALED_MISSING, 1)]
