from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.checking.paths import Edge, Graph

NODES = tuple("abcdef")
Pairs = list[tuple[str, str]]
pairs = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14)


def graph(edges: Pairs) -> Graph:
    return Graph(NODES, tuple(Edge(source, target, f"{source}{target}") for source, target in edges))


def simple_paths(edges: Pairs, start: str, end: str) -> list[tuple[str, ...]]:
    """Return every path that visits no state twice, found the slow way."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        if path[-1] == end:
            found.append(path)
        waiting += [(*path, target) for source, target in edges if source == path[-1] and target not in path]
    return found


def test_what_is_reached_is_what_edges_lead_to() -> None:
    drawn = graph([("a", "b"), ("b", "c"), ("d", "e")])
    assert drawn.reachable(["a"]) == {"a", "b", "c"}
    assert drawn.reachable(["a"], around=frozenset({"b"})) == {"a"}
    assert drawn.reachable(["a"], around=frozenset({"a"})) == frozenset()
    assert drawn.reachable(["nowhere"]) == frozenset()


def test_what_leads_to_an_end_includes_the_end() -> None:
    drawn = graph([("a", "b"), ("b", "c"), ("d", "e")])
    assert drawn.leading_to(["c"]) == {"a", "b", "c"}
    assert drawn.leading_to(["e", "c"]) == {"a", "b", "c", "d", "e"}


def test_a_state_on_one_of_two_ways_is_not_on_every_way() -> None:
    before = graph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"), ("d", "e")]).always_before("a")
    assert before == {
        "a": {"a"}, "b": {"a", "b"}, "c": {"a", "c"}, "d": {"a", "d"}, "e": {"a", "d", "e"},
    }  # fmt: skip


def test_coming_back_changes_nothing_of_what_lies_on_every_way() -> None:
    there = [("a", "b"), ("b", "c")]
    assert graph([*there, ("c", "b"), ("c", "a")]).always_before("a") == graph(there).always_before("a")


def test_circles_are_found_in_the_order_of_writing() -> None:
    drawn = graph([("c", "b"), ("b", "c"), ("a", "b"), ("d", "d"), ("e", "f")])
    assert drawn.circles() == [("b", "c"), ("d",)]


def test_edges_know_their_ends() -> None:
    drawn = graph([("a", "b"), ("a", "c")])
    assert [edge.target for edge in drawn.out_of("a")] == ["b", "c"]
    assert [edge.source for edge in drawn.into("c")] == ["a"]
    assert drawn.kept(lambda edge: edge.target == "c").edges == drawn.into("c")


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_what_lies_on_every_way_is_what_all_paths_have_in_common(edges: Pairs) -> None:
    before = graph(edges).always_before("a")
    for node in NODES:
        paths = simple_paths(edges, "a", node)
        assert (node in before) is bool(paths)
        if paths:
            assert before[node] == frozenset.intersection(*(frozenset(path) for path in paths))


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_a_circle_can_be_walked_from_each_of_its_states_to_each(edges: Pairs) -> None:
    drawn = graph(edges)
    circles = drawn.circles()
    for circle in circles:
        for node in circle:
            assert set(circle) <= drawn.reachable(edge.target for edge in drawn.out_of(node))
    outside = [edge for edge in drawn.edges if not any(edge.source in circle for circle in circles)]
    assert not any(edge.source == edge.target for edge in outside)


@settings(max_examples=100, deadline=None)
@given(pairs, st.sets(st.sampled_from(NODES)))
def test_more_edges_never_make_less_reachable_nor_more_certain(edges: Pairs, more: set[str]) -> None:
    small, large = graph(edges), graph([*edges, *pairwise(sorted(more))])
    assert small.reachable(["a"]) <= large.reachable(["a"])
    before, after = small.always_before("a"), large.always_before("a")
    assert all(after[node] <= before[node] for node in before)
