from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpart.operations.demonstration.dice import Dice


def test_the_same_words_throw_the_same_on_every_machine() -> None:
    dice = Dice("a seed", 7)
    assert [dice.below(1000) for _ in range(6)] == [894, 996, 206, 92, 469, 602]


def test_other_words_throw_otherwise() -> None:
    assert len({Dice(word).below(1 << 40) for word in range(200)}) == 200


@given(st.integers(1, 10**9), st.integers())
def test_a_throw_stays_below_its_limit(limit: int, seed: int) -> None:
    assert 0 <= Dice(seed).below(limit) < limit


@given(st.lists(st.integers(), unique=True), st.integers(0, 60), st.integers())
def test_some_things_are_different_ones_of_them(things: list[int], count: int, seed: int) -> None:
    some = Dice(seed).some(things, count)
    assert len(some) == len(set(some)) == min(count, len(things))
    assert set(some) <= set(things)


def test_every_thing_is_thrown_about_as_often_as_any_other() -> None:
    dice = Dice("fair")
    thrown = [dice.one("abcdefgh") for _ in range(8000)]
    assert all(900 < thrown.count(letter) < 1100 for letter in "abcdefgh")
