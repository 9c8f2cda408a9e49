from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.composing.merging import merge, split_nulls
from counterpart.core.reading.tree import Branch, Row, copied, position_of
from tests.core.trees import tree_of

NAMES = st.sampled_from(["states", "sent", "due", "owner", "title"])
LEAVES = st.one_of(st.integers(0, 3), st.sampled_from(["7 days", "asker", ""]), st.lists(st.integers(0, 3), max_size=2))
TREES = st.recursive(
    st.dictionaries(NAMES, LEAVES, max_size=4),
    lambda inner: st.dictionaries(NAMES, st.one_of(LEAVES, inner), max_size=4),
    max_leaves=12,
)
WITH_NULLS = st.recursive(
    st.dictionaries(NAMES, st.one_of(LEAVES, st.none()), max_size=4),
    lambda inner: st.dictionaries(NAMES, st.one_of(LEAVES, st.none(), inner), max_size=4),
    max_leaves=12,
)


def plain(node: Any) -> Any:
    """Return a tree as dicts and lists, so that two of them are compared whole."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


def spoilt(node: Any) -> None:
    """Change everything in a tree: whoever shares a part of it will notice."""
    if isinstance(node, Branch):
        for value in node.values():
            spoilt(value)
        node.clear()
        node.places.clear()
    elif isinstance(node, Row):
        node.clear()
        node.places.clear()


def test_maps_merge_by_key_and_lists_are_replaced() -> None:
    base = tree_of({"sent": {"due": "7 days", "remind": ["2 days before", "1 days after"]}, "draft": {"owner": "a"}})
    over = tree_of({"sent": {"remind": ["3 days before"], "title": "Sent"}})
    merged = merge(base, over)
    assert plain(merged.tree) == {
        "sent": {"due": "7 days", "remind": ["3 days before"], "title": "Sent"},
        "draft": {"owner": "a"},
    }
    assert set(merged.own) == {("sent", "remind"), ("sent", "title")}
    assert plain(merged.replaced["sent", "remind"]) == ["2 days before", "1 days after"]


def test_an_inherited_entry_keeps_its_place_and_an_own_one_has_its_own() -> None:
    base = tree_of({"sent": {"due": "7 days", "owner": "a"}}, file="library.yaml")
    merged = merge(base, tree_of({"sent": {"due": "5 days"}}, file="module.yaml")).tree
    assert position_of(merged, ("sent", "owner")).file == "library.yaml"
    assert position_of(merged, ("sent", "due")).file == "module.yaml"


def test_a_map_replaces_a_text_and_a_text_a_map() -> None:
    base = tree_of({"standing": "review every 12 months", "edit": {"asker": ["subject"]}})
    over = tree_of({"standing": {"review": "every 6 months"}, "edit": ["subject"]})
    assert plain(merge(base, over).tree) == {"standing": {"review": "every 6 months"}, "edit": ["subject"]}


def test_null_takes_an_inherited_entry_away_and_is_idle_over_nothing() -> None:
    base = tree_of({"sent": {"due": "7 days", "owner": "a"}})
    nulls = split_nulls(tree_of({"sent": {"due": None, "overdue": None, "owner": "b"}}), base)
    assert nulls.found == (("sent", "due"),)
    assert nulls.idle == (("sent", "overdue"),)
    assert plain(nulls.tree) == {"sent": {"owner": "b"}}


def test_a_null_in_something_new_is_left_to_the_schema() -> None:
    nulls = split_nulls(tree_of({"limbo": {"due": None}}), tree_of({"sent": {}}))
    assert nulls.found == nulls.idle == ()
    assert plain(nulls.tree) == {"limbo": {"due": None}}


@given(TREES, TREES)
def test_merging_never_changes_a_template(base: dict[str, Any], over: dict[str, Any]) -> None:
    template, own = tree_of(base), tree_of(over)
    spoilt(merge(template, own).tree)
    assert plain(template) == base
    assert plain(own) == over
    assert template.places == tree_of(base).places


@given(TREES, TREES)
def test_merging_the_same_again_changes_nothing_more(base: dict[str, Any], over: dict[str, Any]) -> None:
    once = merge(tree_of(base), tree_of(over)).tree
    assert plain(merge(once, tree_of(over)).tree) == plain(once)


@given(TREES)
def test_nothing_merged_over_a_template_is_the_template(base: dict[str, Any]) -> None:
    merged = merge(tree_of(base), Branch())
    assert plain(merged.tree) == base
    assert merged.own == ()
    assert merged.replaced == {}


@given(TREES, TREES)
def test_what_the_module_says_is_what_counts(base: dict[str, Any], over: dict[str, Any]) -> None:
    merged = merge(tree_of(base), tree_of(over))
    for address in merged.own:
        value: Any = over
        found: Any = merged.tree
        for step in address:
            value, found = value[step], found[step]
        assert plain(found) == value


@given(TREES, WITH_NULLS)
def test_no_null_over_an_inherited_entry_is_left(base: dict[str, Any], over: dict[str, Any]) -> None:
    own = tree_of(over)
    nulls = split_nulls(own, tree_of(base))
    assert plain(own) == over
    for address in (*nulls.found, *nulls.idle):
        node: Any = nulls.tree
        for step in address[:-1]:
            node = node[step]
        assert address[-1] not in node
    assert plain(copied(nulls.tree)) == plain(nulls.tree)
