from __future__ import annotations

from typing import Any

import pytest

from tests.core.checking.data_areas import field, found, said

NEW = "forms.refusal.fields.new"


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("text", "list", "grounds"),
        ("yes_no", "min", 1),
        ("country", "max", 3),
        ("longtext", "pattern", "[A-Z]+"),
        ("text", "scheme", "VIES"),
        ("text", "fields", {"inner": field()}),
        ("text", "of", "register"),
        ("text", "in", ["held"]),
        ("text", "fill", {"ground": "profession"}),
        ("text", "rules", {"one": {"check": "has(ground)", "message": "No."}}),
    ],
)
def test_a_key_that_means_nothing_for_the_type_is_found(kind: str, key: str, value: Any) -> None:
    changes = {NEW: field(kind, **{key: value})}
    assert ("F005", f"{NEW}.{key}") in said(changes)
    assert found(changes)[0].message == (f"field refusal.new: '{key}' means nothing for type {kind}")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("code", {"list": "grounds"}),
        ("number", {"min": 0, "max": 3}),
        ("text", {"max": 20, "pattern": "[A-Z]+"}),
        ("identifier", {"scheme": "VIES", "pattern": r"[A-Z]{2}\d+"}),
        ("entry", {"of": "register", "in": ["held"], "fill": {"ground2": "profession"}}),
        ("member", {"in": ["LAKE"]}),
    ],
)
def test_keys_that_fit_are_fine(kind: str, more: dict[str, Any]) -> None:
    copied = {"forms.refusal.fields.ground2": field("code", list="professions")}
    assert said(copied, {NEW: field(kind, **more)}) == []


def test_a_type_with_several_values_need_not_say_many() -> None:
    assert said({NEW: field("countries", many=True)}) == [("F005", f"{NEW}.many")]
    assert said({NEW: field("country", many=True)}) == []


def test_a_pattern_that_does_not_compile_is_found() -> None:
    changes = {NEW: field(pattern="([A-Z]")}
    assert said(changes) == [("F008", f"{NEW}.pattern")]
    assert "is not a regular expression" in found(changes)[0].message


def test_a_pattern_that_could_take_for_ever_is_found() -> None:
    assert said({NEW: field(pattern="([a-z]+)+")}) == [("F008", f"{NEW}.pattern")]
    assert said({NEW: field(pattern="([a-z])+")}) == []
