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
    r"()b{0}",
    r"x{,3}",
    r"x{",
    r"((a|b)c|d)+",
    r"((ab)+c|d?e)?",
    r"(a|ab){2}",
    r"(Council |Commission )*(Directive|Decision) \d+/\d+",
    r"[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,4})?",
    r"a{0,9}a{0,9}a{0,9}b",
    r"(-?(a*)?)?",
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
    r"\w{1,300}\d{1,300}\w{1,300}",
    r"a{0,90}a{0,90}a{0,90}a{0,90}b",
    r"[ab]*[bc]*[cd]*x",
    r"a*a*a*ba*a*",
    r"(a*a*-)(a*a*-)(a*a*-)",
    "a?" * 30 + "a" * 30,
    "(a?b?)" * 20,
    r"[a-z]{1,40}([a-z]b{1,40}.{1,40})?(a|b)*",
    r"(a*b?)(a*b?)(a*b?)",
    r"([^a]((a{3,})?)?)+-",
    r"()*",
    r"(a(){0,200}){3,}",
    r"(ab{0}(c{0}|){0,200})*",
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
    ("pattern", "said", "hinted", "mended"),
    [
        (r"(\d+ ?)+", "repeats what is itself repeated", "begin each round", r"\d+( \d+)*"),
        (r"([a-z]+)*", "repeats what is itself repeated", "repeat only once", r"[a-z]*"),
        (r"(a|ab)*", "repeats alternatives that may begin alike", "'ab?' for 'a|ab'", r"(ab?)*"),
        (r"(\w|\d)+", "repeats alternatives that may begin alike", "make them one", r"\w+"),
        (r"(-?a|b)*", "repeats alternatives that may begin alike", "character of its own", r"(-a|a|b)*"),
        (r".*, .*, .*", "takes the same characters several times", "none of them takes", r"[^,]*, [^,]*, .*"),
        ("a?" * 30, "takes the same characters several times", "make one of them", "a{0,30}"),
        (r"(a()*)*", "repeats a group with nothing in it", "take the group out", r"a*"),
        ("(a|ab)" * 30, "takes the same characters several times", "make one of them", "(ab?){30}"),
    ],
)
def test_the_hint_shows_the_way_to_a_pattern_that_may_be_used(
    pattern: str, said: str, hinted: str, mended: str
) -> None:
    wrong = wrong_with(pattern)
    assert wrong is not None
    assert wrong[0].startswith(said)
    assert hinted in wrong[1]
    assert wrong_with(mended) is None


def test_the_shorter_a_text_may_be_the_more_a_pattern_may_repeat() -> None:
    assert wrong_with(r".*, .*, .*", 200) is None
    assert wrong_with(r".*, .*, .*", 2_000) is not None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(", "is not a regular expression"),
        (r"(?=a)b", "'(?=' is not used here"),
        (r"(?P<name>a)", "'(?P' is not used here"),
        (r"(a)\1", r"'\1' is not used here"),
        (r"\bword", r"'\b' is not used here"),
        ("a" * (LONGEST + 1), "is longer than"),
        ("a{99999999999}", "is not a regular expression: too much of it"),
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
