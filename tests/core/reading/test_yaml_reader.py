from __future__ import annotations

import pytest

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.tree import Branch, Row, position_of
from counterpart.core.reading.yaml_mistakes import IN_BRACES
from counterpart.core.reading.yaml_reader import MISTAKES, read_yaml
from tests.core.reading.small_packages import FORM, only, places


def read(text: str) -> tuple[Branch | None, Findings]:
    findings = Findings()
    return read_yaml(text, "f.yaml", findings), findings


def refused(text: str) -> list[str]:
    """Read a text that gives no tree, and return the findings."""
    tree, findings = read(text)
    assert tree is None
    return places(findings)


def test_every_key_knows_its_line_and_column() -> None:
    tree, findings = read(FORM)
    assert len(findings) == 0
    for address, line, column in (
        (("form",), 2, 1),
        (("fields", "profession"), 6, 3),
        (("fields", "profession", "label"), 6, 16),
        (("fields", "profession", "search"), 6, 96),
        (("rules", 0), 11, 5),
        (("rules", 0, "message"), 11, 51),
    ):
        assert position_of(tree, address) == Position("f.yaml", line, column)


def test_items_and_maps_know_where_they_begin() -> None:
    tree, _ = read("a:\n  - x\n  - {b: 1}\n  -  - y\nc: [é, ü]\n")
    assert tree is not None
    items, short = tree["a"], tree["c"]
    assert isinstance(items, Row)
    assert [str(place) for place in items.places] == ["f.yaml:2:5", "f.yaml:3:5", "f.yaml:4:6"]
    assert str(items[1].position) == "f.yaml:3:5"
    assert [str(place) for place in short.places] == ["f.yaml:5:5", "f.yaml:5:8"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    tree, _ = read(end.join(["a: 1", "b:", "  ü: {c: 2}", ""]))
    assert tree == {"a": 1, "b": {"ü": {"c": 2}}}
    assert position_of(tree, ("b", "ü", "c")) == Position("f.yaml", 3, 7)


def test_texts_over_several_lines_are_read_as_yaml_folds_them() -> None:
    tree, _ = read("a: one\n  two\nb: |\n  one\n   two\nc: >-\n  one\n  two\n\n  three\nd: 'it''s'\ne: \"a\\tb\"\n")
    assert tree == {"a": "one two", "b": "one\n two\n", "c": "one two\nthree", "d": "it's", "e": "a\tb"}


QUOTE = [
    ("{when: a in ['x']}", "1:13"),
    ("a: {check: !has(x)}", "1:12"),
    ("{check: !open}", "1:9"),
    ("{title: Send, then wait, by: x}", "1:15"),
    ("{message: Wait: it comes}", "1:15"),
    ("{a:b}", "1:2"),
    ("{to: {a} or b}", "1:7"),
    ("{to: [a] or b}", "1:10"),
    ("{when: 'a' == b}", "1:12"),
    ("{when: &a}", "1:8"),
    ("{when: @a}", "1:8"),
    ("{?a: b}", "1:3"),
    ("a: [?b]", "1:6"),
    ("{? a: b}", "1:4"),
]


@pytest.mark.parametrize(("text", "place"), QUOTE)
def test_a_text_in_braces_that_needs_quotes_is_found_where_it_breaks(text: str, place: str) -> None:
    tree, findings = read(text)
    assert tree is None
    finding = next(iter(findings))
    assert str(finding.position) == f"f.yaml:{place}"
    assert finding.code == ("Y003" if "&" in text else "Y001")
    assert "quote" in finding.hint or "&" in text


def test_the_hint_says_what_to_quote() -> None:
    _, findings = read("{when: a in ['x']}")
    assert only(findings) == ("Y001", "not valid YAML: ',' or '}' is expected here", IN_BRACES)


def test_a_map_in_braces_may_hold_empty_values_that_are_meant() -> None:
    tree, findings = read("{due: , remind: null, title: ''}")
    assert tree == {"due": None, "remind": None, "title": ""}
    assert len(findings) == 0


INVALID = [
    ("a: b: c", "1:5", "':'"),
    ("check: !has(x) || y", "1:16", "begins something else"),
    ("when: !a", "1:7", "tag"),
    ("a: 'x", "1:4", "never closed"),
    ("a: 1\nb: {c: 1\nd: 2", "3:2", "opened in line 2"),
    ("a:\n\tb: 1", "2:1", "tab"),
    ("- a\n-\tb", "2:2", "tab"),
    ("a: |\n x\n\ty\n", "3:1", "tab"),
    ("text: {person} is", "1:8", "without a colon"),
    (" a: 1\nb: 2", "2:1", "expected"),
    ('a: "\\q"', "1:5", "escape"),
    ('a: "\\0"', "1:4", "printed"),
    ('a: "\\u2028"', "1:4", "printed"),
    ("a: >x", "1:4", "begins something else"),
    ("%FOO\n---\na: 1", "1:1", "directive"),
    ("", "1:1", "empty"),
    ("# only a comment\n", "1:1", "empty"),
]


@pytest.mark.parametrize(("text", "place", "words"), INVALID)
def test_what_is_not_yaml_is_found_at_its_place_with_words_that_help(text: str, place: str, words: str) -> None:
    tree, findings = read(text)
    assert tree is None
    first = next(iter(findings))
    assert (first.code, str(first.position)) == ("Y001", f"f.yaml:{place}")
    assert words in first.message


UNUSED = [
    ("a: &x 1", ["1:4"]),
    ("a: *x", ["1:4"]),
    ("a: &x [1]\nb: *x", ["1:4", "2:4"]),
    ("<<: {a: 1}", ["1:1"]),
    ("*x : 1", ["1:1"]),
    ("? [a]\n: 1", ["1:3"]),
    ("? {a: b}\n: 1", ["1:3"]),
    ("'': 1", ["1:1"]),
    ("a: 1\n---\nb: 1", ["2:1"]),
    ("%YAML 1.1\n---\na: 1", ["1:1"]),
    ("%TAG ! tag:x,2020:\n---\na: 1", ["1:1"]),
]


@pytest.mark.parametrize(("text", "at"), UNUSED)
def test_what_policy_areas_do_not_use_of_yaml_is_refused_where_it_stands(text: str, at: list[str]) -> None:
    assert refused(text) == [f"Y003 f.yaml:{place}" for place in at]


@pytest.mark.parametrize("text", ["!!str a: b", "a: !!int 5", "a: !x {b: 1}", "a: !<tag:y> [b]", "a: ! b", "!x {a: 1}"])
def test_tags_are_refused(text: str) -> None:
    tree, findings = read(text)
    assert tree is None
    assert only(findings)[0] == "Y001"


def test_a_key_that_stands_twice_is_found_and_the_first_one_counts() -> None:
    tree, findings = read("a: 1\nb: {c: 1, 'c': {d: 2}, e: 3}\na: [2]\n1: x\n'1': y\n")
    assert tree == {"a": 1, "b": {"c": 1, "e": 3}, "1": "x"}
    assert places(findings) == ["Y004 f.yaml:2:11", "Y004 f.yaml:3:1", "Y004 f.yaml:5:1"]
    assert position_of(tree, ("a",)).line == 1


@pytest.mark.parametrize(
    ("text", "kind"), [("- a\n- b\n", "a list"), ("just a text", "a single value"), ("---", "value")]
)
def test_a_file_that_holds_no_map_is_refused(text: str, kind: str) -> None:
    tree, findings = read(text)
    assert tree is None
    code, message, _ = only(findings)
    assert code == "S011"
    assert kind in message


def test_a_file_may_say_that_it_is_yaml_1_2() -> None:
    assert read("%YAML 1.2\n---\na: 1\n...\n")[0] == {"a": 1}


def test_mistakes_are_reported_together_but_not_without_end() -> None:
    assert len(refused("\n".join(f"k{number}: *x" for number in range(5)))) == 5
    assert len(refused("\n".join(f"k{number}: *x" for number in range(500)))) == MISTAKES
