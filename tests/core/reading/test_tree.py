from __future__ import annotations

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.tree import NOWHERE, Branch, Row, copied, position_of, value_at
from counterpart.core.reading.yaml_reader import read_yaml

TEXT = "a:\n  b: [x, {c: 1}]\nd: e\n"


def tree() -> Branch:
    read = read_yaml(TEXT, "f.yaml", Findings())
    assert read is not None
    return read


def test_an_address_that_is_not_there_gives_the_nearest_place_above() -> None:
    assert position_of(tree(), ("a", "b", 1, "c")) == Position("f.yaml", 2, 11)
    assert position_of(tree(), ("a", "b", 1, "nothing", "at", "all")) == Position("f.yaml", 2, 10)
    assert position_of(tree(), ("a", "b", 7)) == Position("f.yaml", 2, 3)
    assert position_of(tree(), ("d", "e")) == Position("f.yaml", 3, 1)
    assert position_of({"plain": 1}, ("plain",)) == NOWHERE


def test_a_value_is_found_by_its_address() -> None:
    assert value_at(tree(), ("a", "b", 1, "c")) == 1
    assert value_at(tree(), ("a", "b", 2)) is None
    assert value_at(tree(), ("d", "e")) is None


def test_a_copy_keeps_the_places_and_shares_nothing() -> None:
    original = tree()
    copy = copied(original)
    copy["a"]["b"].append("y")
    copy.put("f", 1, Position("g.yaml", 1, 1))
    assert original == {"a": {"b": ["x", {"c": 1}]}, "d": "e"}
    assert "f" not in original.places
    assert position_of(copy, ("a", "b", 1, "c")) == position_of(original, ("a", "b", 1, "c"))


def test_a_branch_without_a_key_keeps_the_others_where_they_were() -> None:
    shorter = tree().without("a", "unknown")
    assert shorter == {"d": "e"}
    assert shorter.at("d") == Position("f.yaml", 3, 1)
    assert shorter.at("unknown") == shorter.position


def test_a_row_answers_for_items_that_it_does_not_have_with_its_own_place() -> None:
    row = Row(["x"], position=Position("f.yaml", 1, 1), places=[Position("f.yaml", 2, 3)])
    assert (row.at(0).line, row.at(1).line, row.at(-1).line) == (2, 1, 1)
