from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.lookups import folded, matches

DAY = dt.date(1980, 5, 1)


@pytest.mark.parametrize(
    ("asked", "held", "fits"),
    [
        ("muller", "Müller", True),
        ("MÜLLER", "muller", True),
        ("Zak", "Jürgen MÜLLER-Żak", True),
        ("zak jurgen", "Jürgen MÜLLER-Żak", True),
        ("Łukasz", "lukasz", True),
        ("Straße", "STRASSE", True),
        ("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", True),
        ("Иванов", "ИВАНОВ", True),
        ("mull", "Müller", False),
        ("Müller Schmidt", "Müller", False),
        ("", "Müller", False),
        ("--", "Müller", False),
        (3, "3", False),
        ("3", 3, False),
    ],
)
def test_similar_is_without_case_accents_and_order(asked: object, held: object, fits: bool) -> None:
    assert matches("similar", asked, held) is fits


@pytest.mark.parametrize(
    ("asked", "held", "fits"),
    [
        ("AB 123", "AB 123 ", True),
        ("ab 123", "AB 123", False),
        (DAY, "1980-05-01", True),
        ("1980-05-01", DAY, True),
        (DAY, dt.datetime(1980, 5, 1, 23, tzinfo=dt.UTC), True),
        (5, Decimal("5.0"), True),
        (True, True, True),
        (True, 1.5, False),
        ("a", None, False),
        ("b", ["a", "b"], True),
        ("c", ["a", "b"], False),
        ("c", [], False),
    ],
)
def test_exact_is_the_same_value_however_it_is_written(asked: object, held: object, fits: bool) -> None:
    assert matches("exact", asked, held) is fits


def test_order_is_asked_of_days_and_numbers() -> None:
    assert matches("same_or_later", DAY, "1980-05-01")
    assert matches("same_or_later", DAY, "1999-01-01")
    assert not matches("same_or_later", DAY, "1970-01-01")
    assert matches("same_or_earlier", 5, 4)
    assert not matches("same_or_earlier", 5, 6)
    assert not matches("same_or_later", DAY, "soon")
    assert not matches("same_or_later", 5, DAY)


def test_another_way_of_comparing_does_not_exist() -> None:
    with pytest.raises(KeyError):
        matches("alike", "a", "a")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    words = folded(text)
    assert folded(" ".join(words)) == words


@given(st.text(alphabet="aÄbßÉ -", max_size=20))
def test_every_name_is_similar_to_itself_in_capitals(text: str) -> None:
    assert matches("similar", text, text.upper()) is bool(folded(text))
