"""A value that is written into a cell is read again as it was, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.cells import (
    LONGEST,
    as_list,
    as_phrases,
    guarded,
    listed,
    phrases,
    tidy,
    truth,
    unguarded,
)

TEXTS = st.text(max_size=40)


@given(TEXTS)
@example("=1+1")
@example("'=1")
@example("''-x")
@example("\r\n=a\x00")
def test_a_text_comes_back_as_it_was(text: str) -> None:
    cell = guarded(tidy(text))
    assert unguarded(cell) == tidy(text)
    assert cell[:1] not in set("=+-@")


@given(TEXTS)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(TEXTS))
@example(["a; b", 'say "hi"', "c\nd", ";", '"'])
def test_phrases_come_back_each_once(words: list[str]) -> None:
    kept = tuple(dict.fromkeys(said for word in words if (said := " ".join(tidy(word).split()))))
    assert phrases(as_phrases(words)) == kept


@given(st.lists(st.from_regex(r"[a-z_]{1,9}", fullmatch=True)))
def test_codes_come_back_each_once(codes: list[str]) -> None:
    assert listed(as_list(codes)) == tuple(dict.fromkeys(codes))


@pytest.mark.parametrize("formula", ["=1", "@x", "+cmd|'/C calc'!A0", "-1+2", "=", " =1", "\t@x"])
def test_what_begins_like_a_formula_is_refused(formula: str) -> None:
    with pytest.raises(Invalid, match="cell_formula"):
        unguarded(formula)


@pytest.mark.parametrize("text", ["+48 22 620-05-55", "-5", "+352 (0)2478", "'Aghios", "a=b", "-"])
def test_what_only_looks_a_little_like_one_is_a_text(text: str) -> None:
    assert unguarded(text) == text


def test_a_text_that_no_field_takes_is_refused() -> None:
    assert unguarded("x" * LONGEST) == "x" * LONGEST
    with pytest.raises(Invalid, match="cell_long"):
        unguarded("x" * (LONGEST + 1))


def test_yes_and_no_are_said_in_few_ways() -> None:
    assert [truth(said) for said in ("yes", "TRUE", "1", "no", "", "0")] == [True, True, True, False, False, False]
    with pytest.raises(Invalid, match="cell_yes_or_no"):
        truth("perhaps")
