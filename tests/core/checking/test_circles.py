from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.checking.circles import going_round, shortest_circles

NAMES = "abcdefg"
graphs = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES + "x"), max_size=4, unique=True), max_size=7
)
Follows = dict[str, list[str]]


def led_to(start: str, follows: Follows) -> dict[str, int]:
    """Return what can be reached from a name in one step or more, with the number of steps, found the slow way."""
    steps: dict[str, int] = {}
    here, number = {start}, 0
    while here:
        number += 1
        here = {after for name in here for after in follows.get(name, ())} - steps.keys()
        steps |= dict.fromkeys(here, number)
    return steps


def test_what_leads_nowhere_goes_round_nowhere() -> None:
    assert going_round({}) == []
    assert going_round({"a": ["b", "x"], "b": []}) == []


def test_groups_and_names_keep_the_order_of_writing() -> None:
    follows = {"d": ["c"], "a": ["a"], "c": ["d", "e"], "e": ["d", "a"], "z": ["a"]}
    assert going_round(follows) == [("d", "c", "e"), ("a",)]


def test_the_shortest_of_several_circles_is_given_and_others_of_its_group_are_not() -> None:
    follows = {"a": ["b", "c"], "b": ["c"], "c": ["a", "c"]}
    assert list(shortest_circles(follows)) == [("a", "c")]
    assert list(shortest_circles({**follows, "e": ["f"], "f": ["e", "a"]})) == [("a", "c"), ("e", "f")]


@given(graphs)
def test_a_group_goes_round_when_each_of_it_leads_to_each(follows: Follows) -> None:
    groups = going_round(follows)
    for group in groups:
        assert all(set(group) <= led_to(name, follows).keys() for name in group)
    alone = follows.keys() - {name for group in groups for name in group}
    assert not any(name in led_to(name, follows) for name in alone)
    for group in groups:
        back = {name for name in follows if group[0] in led_to(name, follows)}
        assert set(group) == back & led_to(group[0], follows).keys()


@given(graphs)
def test_a_circle_is_a_way_and_there_is_no_shorter_one(follows: Follows) -> None:
    circles = list(shortest_circles(follows))
    assert [circle[0] for circle in circles] == [group[0] for group in going_round(follows)]
    for circle in circles:
        assert all(after in follows[name] for name, after in zip(circle, (*circle[1:], circle[0]), strict=True))
        assert len(circle) == led_to(circle[0], follows)[circle[0]]


def test_ten_thousand_in_a_row_cost_little_time() -> None:
    number = 10_000
    row = {f"n{each}": [f"n{each + 1}"] for each in range(number)}
    began = time.process_time()
    assert going_round(row) == []
    ring = {**row, f"n{number - 1}": ["n0"]}
    assert [len(circle) for circle in shortest_circles(ring)] == [number]
    pairs = {f"n{each}": [f"n{each ^ 1}", f"n{each + 2}"] for each in range(number)}
    assert len(list(shortest_circles(pairs))) == number // 2
    assert time.process_time() - began < 5
