from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.texts.placeholders import Hole, filled, holes, patterns_agree, stray_braces, unknown_filters


def test_holes_are_found_with_their_filters() -> None:
    assert holes("{title} {given_names} {surname|upper}") == (
        Hole("title"),
        Hole("given_names"),
        Hole("surname", "upper"),
    )


def test_a_filter_changes_the_value() -> None:
    assert filled("{surname|upper} {title}", lambda hole: {"surname": "Smith", "title": "úr"}[hole.name]) == "SMITH úr"


@pytest.mark.parametrize(
    "hostile",
    ["{person.__class__}", "{0}", "{}", "{person!r}", "{person:>9999999999}", "{__import__('os')}", "{PERSON}"],
)
def test_what_would_reach_into_objects_is_simply_text(hostile: str) -> None:
    assert filled(hostile, lambda hole: pytest.fail(f"{hole} was filled")) == hostile
    assert stray_braces(hostile)


def test_a_value_is_never_looked_at_again() -> None:
    assert filled("{a}", lambda hole: "{secret}") == "{secret}"


def test_a_translation_may_change_the_order_but_not_the_names() -> None:
    assert patterns_agree("Is {person} a {profession}?", "{profession}: {person|upper}?")
    assert not patterns_agree("Is {person} a {profession}?", "{person}?")
    assert not patterns_agree("Is {person}?", "{person} {person}?")


def test_a_filter_that_does_not_exist_is_named() -> None:
    assert unknown_filters("{surname|uper} {title|lower}") == ("uper",)


def test_a_brace_that_stands_alone_is_noticed() -> None:
    assert stray_braces("Is {person a national?")
    assert not stray_braces("Is {person} a national?")


@given(st.text(max_size=80))
def test_any_text_can_be_filled_without_an_error(text: str) -> None:
    assert isinstance(filled(text, lambda hole: "x"), str)
