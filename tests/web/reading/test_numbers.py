from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.foundation.words import SPOKEN
from counterpart.web.reading import number_read, number_typed


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "1,234.5", 1234.5), ("de", "1.234,5", 1234.5), ("fr", "1\u202f234,5", 1234.5), ("pl", "1 234,5", 1234.5),
        ("bg", "1234,5", 1234.5), ("el", "1.234.567", 1234567), ("de", "1'000", 1000), ("en", "-3", -3),
        ("de", "−4,50", -4.5), ("en", "+7", 7), ("en", "٣", 3), ("en", " 12 ", 12),
    ],
)  # fmt: skip
def test_a_number_is_read_with_the_signs_of_its_language(language: str, text: str, number: float) -> None:
    assert number_read(text, language) == number


@pytest.mark.parametrize("language", SPOKEN)
def test_a_comma_or_a_point_that_can_only_begin_the_decimals_does(language: str) -> None:
    assert number_read("12.5", language) == number_read("12,5", language) == 12.5


def test_the_same_text_may_mean_another_number_elsewhere() -> None:
    assert number_read("1.234", "de") == 1234
    assert number_read("1.234", "en") == 1.234


def test_a_whole_number_stays_whole() -> None:
    assert isinstance(number_read("12", "en"), int)
    assert isinstance(number_read("12.0", "en"), float)


@pytest.mark.parametrize(
    "text", ["", "x", "1e5", "12.", ".5", "1,23,4", "--1", "1 2x", "NaN", "Infinity", "9" * 16, "½"]
)
def test_what_is_no_number_or_would_not_travel_is_none(text: str) -> None:
    assert number_read(text, "en") is None


@given(
    number=st.one_of(st.integers(-(10**14), 10**14), st.decimals(-99999, 99999, places=4, allow_nan=False).map(float)),
    language=st.sampled_from(SPOKEN),
)
@settings(max_examples=200)
def test_a_number_read_from_its_own_field_is_the_same_number(number: float, language: str) -> None:
    assert number_read(number_typed(number, language), language) == number


@given(text=st.text(max_size=60))
@settings(max_examples=200)
def test_no_text_makes_it_fail(text: str) -> None:
    assert number_read(text, "de") is None or isinstance(number_read(text, "de"), int | float)
