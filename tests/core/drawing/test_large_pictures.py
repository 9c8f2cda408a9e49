"""A picture that nobody could read is refused before it costs time; one at the limit is drawn quickly."""

from __future__ import annotations

import itertools
import random
import time
from typing import Any

import pytest

from counterpart.core.drawing import MOST_WAYS, graph_of, svg
from counterpart.core.drawing.graph import Graph
from counterpart.core.drawing.ordering import _inversions
from counterpart.core.errors import Invalid
from tests.core.drawing.test_pictures import request


def machine(number: int, pairs: list[tuple[int, int]]) -> Graph:
    states: dict[str, Any] = {f"s{each}": {"title": f"State {each}", "owner": "asker"} for each in range(number)}
    actions = {
        f"a{index}": {"title": "Go", "by": "asker", "from": f"s{source}", "to": f"s{target}"}
        for index, (source, target) in enumerate(pairs)
    }
    procedure, texts = request(states=states, actions=actions, start="s0", clocks={})
    return graph_of("request", procedure, texts.__getitem__)


def test_a_machine_where_everything_leads_everywhere_is_not_drawn() -> None:
    everywhere = machine(15, list(itertools.permutations(range(15), 2)))
    with pytest.raises(Invalid, match="picture_too_large"):
        svg(everywhere)


def test_a_picture_at_the_limit_is_drawn_in_little_time() -> None:
    half = MOST_WAYS // 2
    long = machine(half + 2, [(each, each + 1) for each in range(half)] + [(0, each + 2) for each in range(half)])
    assert len(long.edges) == MOST_WAYS
    began = time.process_time()
    assert svg(long).count("<path") == MOST_WAYS + 1  # and the tip of the arrows
    assert time.process_time() - began < 8


def test_pairs_in_the_wrong_order_are_counted_as_by_comparing_each_with_each() -> None:
    chance = random.Random(3)
    for _ in range(50):
        ends = [chance.randrange(12) for _ in range(chance.randrange(20))]
        assert _inversions(ends) == sum(later < first for first, later in itertools.combinations(ends, 2))
