from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.composing.ranges import around, parse_range, parse_version

NUMBERS = st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))


@pytest.mark.parametrize(
    ("wanted", "inside", "outside"),
    [
        ("^2.0", "2.0.0", "3.0.0"),
        ("^2.0", "2.7.1", "1.9.9"),
        ("^2", "2.3.4", "3.0.0"),
        ("^2.1.3", "2.1.3", "2.1.2"),
        ("^0.3", "0.3.9", "0.4.0"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("^0", "0.9.0", "1.0.0"),
        ("^0.0", "0.0.9", "0.1.0"),
    ],
)
def test_a_caret_takes_in_what_keeps_its_promise(wanted: str, inside: str, outside: str) -> None:
    versions = parse_range(wanted)
    low, high = parse_version(inside), parse_version(outside)
    assert versions is not None
    assert low is not None
    assert high is not None
    assert versions.takes_in(low)
    assert not versions.takes_in(high)


@pytest.mark.parametrize("text", ["2.0", ">=2", "^", "^2.x", "^2.0.0.0", "~2.0", "^-1", "", "^ 2", "^٢"])
def test_another_way_to_write_a_range_is_not_guessed_at(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize("text", ["1.0", "1.0.0-beta", "v1.0.0", "", "1.0.0.0"])
def test_a_version_has_three_numbers(text: str) -> None:
    assert parse_version(text) is None


@given(NUMBERS)
def test_the_range_around_a_version_takes_it_in(version: tuple[int, int, int]) -> None:
    versions = parse_range(around(version))
    assert versions is not None
    assert versions.takes_in(version)


@given(NUMBERS, NUMBERS)
def test_the_next_major_version_is_never_taken_in(first: tuple[int, int, int], second: tuple[int, int, int]) -> None:
    versions = parse_range("^" + ".".join(map(str, first)))
    assert versions is not None
    if second[0] > first[0] or second < first:
        assert not versions.takes_in(second)
