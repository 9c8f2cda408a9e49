from __future__ import annotations

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from counterpart.core.findings import Findings
from counterpart.core.reading.decoding import FORBIDDEN
from counterpart.core.reading.tree import Branch, Row, position_of
from counterpart.core.reading.yaml_reader import read_yaml

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: not FORBIDDEN.search(text))
KEYS = TEXTS.filter(lambda text: len(text) > 0 and text != "<<")
LOOKS_ELSE = st.sampled_from(["NO", "on", "012", "1_000", "null", "~", "true", "1e3", ".inf", "- a", "{a}", "!x", "&a"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    LOOKS_ELSE,
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        VALUES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=20,
    ),
    min_size=1,
    max_size=5,
)

NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,9}", fullmatch=True)
PLAIN = st.one_of(VALUES.filter(lambda value: not isinstance(value, str)), LOOKS_ELSE, NAMES, st.just("one, two"))


def dumped(data: Any, *, flow: bool | None) -> str:
    """Return the data as ruamel's safe dumper writes it, in block style, in braces, or mixed (None)."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.allow_unicode = True
    stream = io.StringIO()
    writer.dump(data, stream)
    return stream.getvalue()


def addresses(node: Any, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the addresses of all keys and items."""
    steps: list[Any] = (
        list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
    )
    return [found for step in steps for found in ((*above, step), *addresses(node[step], (*above, step)))]


@settings(max_examples=150)
@given(TREES)
def test_what_is_dumped_in_block_style_is_read_back(data: dict[str, Any]) -> None:
    findings = Findings()
    text = dumped(data, flow=False)
    assert read_yaml(text, "f.yaml", findings) == data, text
    assert len(findings) == 0


@settings(max_examples=150)
@given(TREES, st.sampled_from([True, None]))
def test_what_is_dumped_in_braces_is_read_back_or_refused_but_never_misread(
    data: dict[str, Any], flow: bool | None
) -> None:
    findings = Findings()
    text = dumped(data, flow=flow)
    tree = read_yaml(text, "f.yaml", findings)
    if tree is None:
        # In braces ruamel leaves texts like `?x`, `:x` and `x:` without quotes, which the format refuses (Y001).
        assert {finding.code for finding in findings} == {"Y001"}, text
        assert "?" in text or ":" in text.replace(": ", "")
    else:
        assert tree == data, text
        assert len(findings) == 0


@settings(max_examples=60)
@given(st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)))
def test_ordinary_values_are_read_back_from_braces(data: Any) -> None:
    assert read_yaml(dumped({"a": data}, flow=True), "f.yaml", Findings()) == {"a": data}


@settings(max_examples=60)
@given(TREES)
def test_every_key_and_item_has_a_place_in_the_file(data: dict[str, Any]) -> None:
    text = dumped(data, flow=False)
    tree = read_yaml(text, "f.yaml", Findings())
    lines = text.split("\n")
    assert isinstance(tree, Branch)
    for address in addresses(data):
        place = position_of(tree, address)
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@settings(max_examples=60)
@given(TREES)
def test_places_follow_the_order_of_reading(data: dict[str, Any]) -> None:
    tree = read_yaml(dumped(data, flow=False), "f.yaml", Findings())
    found = [position_of(tree, address) for address in addresses(tree)]
    assert found == sorted(found)


@settings(max_examples=60)
@given(TREES)
def test_maps_and_lists_are_branches_and_rows_all_the_way_down(data: dict[str, Any]) -> None:
    def check(node: Any) -> None:
        assert not isinstance(node, dict) or isinstance(node, Branch)
        assert not isinstance(node, list) or isinstance(node, Row)
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            check(inner)

    check(read_yaml(dumped(data, flow=False), "f.yaml", Findings()))
