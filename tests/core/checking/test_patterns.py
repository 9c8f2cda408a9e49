from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.checking.forms.pattern_reader import NotUsedHere, One, Repeat, Row, read_pattern
from counterpart.core.checking.forms.patterns import LONGEST, wrong_with

QUICK = [
    r"[A-Z]{17}",
    r"^[A-Z]{2}[A-Za-z0-9]*\.[A-Za-z0-9./ -]+$",
    r"^[A-U]?\d{2}(\.\d{1,2}){0,2}$",
    r"(\.\d+)*",
    r"(foo|bar)+",
    r"([A-Z][a-z]?)*",
    r"[\w.-]+@[\w-]+(\.[\w-]+)+",
    r".*x.*",
    r"(a*b)(a*b)(a*b)",
    r"[]a^-]+\x41ÿ",
    r"(?:one|two)?",
    r"()*",
    r"x{,3}",
    r"x{",
    r"((a|b)c|d)+",
    r"((ab)+c|d?e)?",
    r"(a|ab){2}",
]
SLOW = [
    r"(a+)+",
    r"(a|a)*",
    r"(a|ab)*",
    r"([a-z]+)*$",
    r"(x*)*",
    r"(|a)*",
    r"(a?){30}",
    r"(a{1,2}){20}",
    r"(\d+ ?)+",
    r"(.\d+)*",
    r"((ab)+)+",
    r"a*a*a*b",
    r"\w{1,90}\d{1,90}\w{1,90}",
    r"(a*b?)(a*b?)(a*b?)",
]


@pytest.mark.parametrize("pattern", QUICK)
def test_a_pattern_that_is_quick_may_be_used(pattern: str) -> None:
    assert wrong_with(pattern) is None


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_can_take_very_long_is_refused(pattern: str) -> None:
    wrong = wrong_with(pattern)
    assert wrong is not None
    assert "can take" in wrong[0]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(", "is not a regular expression"),
        (r"(?=a)b", "'(?=' is not used here"),
        (r"(?P<name>a)", "'(?P' is not used here"),
        (r"(a)\1", r"'\1' is not used here"),
        (r"\bword", r"'\b' is not used here"),
        ("a" * (LONGEST + 1), "is longer than"),
        ("a{99999999999}", "is not a regular expression"),
        ("[[a]", "is not a regular expression: Possible nested set"),
    ],
)
def test_what_has_no_place_in_a_pattern_is_refused(pattern: str, said: str) -> None:
    wrong = wrong_with(pattern)
    assert wrong is not None
    assert wrong[0].startswith(said)


def test_a_pattern_is_read_as_it_is_meant() -> None:
    tree = read_pattern("[a-c]x+")
    assert tree == Row((One(frozenset(map(ord, "abc"))), Repeat(One(frozenset({ord("x")})), 1, None)))
    assert read_pattern("^a$") == One(frozenset({ord("a")}))


@given(st.text(alphabet="ab[]()|*+?{}0,3.^$\\d-", max_size=12))
def test_whatever_compiles_is_read_or_refused_with_a_reason(pattern: str) -> None:
    wrong = wrong_with(pattern)
    if wrong is None:
        re.compile(pattern)
        read_pattern(pattern)
    else:
        assert wrong[0]


@given(st.text(alphabet="ab(|)*+?", max_size=9), st.text(alphabet="ab", max_size=16))
def test_a_pattern_that_is_accepted_answers_at_once(pattern: str, text: str) -> None:
    if wrong_with(pattern) is None:
        re.fullmatch(pattern, text * 8 + "!")


def test_an_unreadable_pattern_says_where_it_ends() -> None:
    with pytest.raises(NotUsedHere, match="ends too early"):
        read_pattern("[ab")
