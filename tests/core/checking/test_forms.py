from __future__ import annotations

from typing import Any

import pytest

from tests.core.checking.data_areas import GONE, field, found, messages, said

NEW = "forms.person.fields.new"


def test_a_module_that_is_sound_is_not_found_fault_with() -> None:
    assert found() == []


@pytest.mark.parametrize("kind", ["code", "codes"])
def test_a_field_that_takes_a_code_needs_a_list(kind: str) -> None:
    assert said({NEW: field(kind)}) == [("F001", f"{NEW}.type")]
    assert said({NEW: field(kind, list="grounds")}) == []


def test_a_code_list_that_is_misspelt_is_found_with_the_right_spelling() -> None:
    changes = {"forms.person.fields.profession.list": "profesions"}
    assert said(changes) == [("R001", "forms.person.fields.profession.list")]
    assert found(changes)[0].hint == "did you mean 'professions'?"


def test_a_group_needs_fields() -> None:
    assert said({NEW: field("group", None)}) == [("F002", f"{NEW}.type")]
    assert said({NEW: field("group", None, fields={"inner": field()})}) == []


def test_every_field_says_whether_it_is_personal_and_a_group_need_not() -> None:
    assert said({NEW: field(personal=None)}) == [("F003", f"{NEW}.label")]
    assert said({NEW: field("group", None, fields={"inner": field(personal=None)})}) == [
        ("F003", f"{NEW}.fields.inner.label")
    ]


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("{surnam}", "form 'person' has no field 'surnam'"),
        ("{address}", "'address' is of type group and cannot stand in a sentence"),
        ("of the person", "names no field"),
        ("{town}", "form 'person' has no field 'town'"),
    ],
)
def test_a_placeholder_names_fields_that_can_be_said(pattern: str, wrong: str) -> None:
    changes = {"forms.person.placeholders.person": pattern}
    assert ("F004", "forms.person.placeholders.person") in said(changes)
    assert f"placeholder person: {wrong}" in messages(changes)


def test_a_placeholder_may_name_a_field_of_a_group_but_not_of_rows() -> None:
    assert said({"forms.person.placeholders.person": "{surname} of {address.town}"}) == []
    rows = {"forms.person.fields.address.many": True, "forms.person.placeholders.place": "{address.town}"}
    assert said(rows) == [("F004", "forms.person.placeholders.place")]


@pytest.mark.parametrize(
    ("kind", "personal", "fine"),
    [
        ("text", "yes", True),
        ("identifier", "yes", True),
        ("country", "yes", False),
        ("yes_no", "yes", False),
        ("longtext", "yes", False),
        ("text", "sensitive", False),
        ("country", "no", True),
        ("longtext", "no", True),
        ("file", "no", False),
    ],
)
def test_fields_are_searched_where_an_index_can_be_made(kind: str, personal: str, fine: bool) -> None:
    expected = [] if fine else [("F010", f"{NEW}.search")]
    assert said({NEW: field(kind, personal, search=True)}) == expected


def test_nothing_personal_is_public_not_even_inside_a_group() -> None:
    assert said({"forms.person.fields.surname.public": True}) == [("F011", "forms.person.fields.surname.public")]
    assert said({"forms.person.fields.address.public": True}) == [("F011", "forms.person.fields.address.public")]
    assert said({"forms.person.fields.profession.public": True}) == []


def test_two_sections_cannot_have_a_field_of_one_name() -> None:
    sections = {"first": {"fields": {"note": field()}}, "second": {"fields": {"forename": field()}}}
    assert said({"forms.person.sections": sections}) == [("F012", "forms.person.sections.first.fields.note")]
    sections["first"] = {"fields": {"town": field()}}
    assert said({"forms.person.sections": sections}) == []


def test_fields_do_not_show_each_other_in_a_circle() -> None:
    changes: dict[str, Any] = {
        "forms.refusal.fields.one": field(show_if="has(two)"),
        "forms.refusal.fields.two": field(show_if="has(one)"),
    }
    assert said(changes) == [("F013", "forms.refusal.fields.one.show_if")]
    assert "shown only when already shown: one → two → one" in messages(changes)[0]
    assert said(changes, {"forms.refusal.fields.two.show_if": "has(ground)"}) == []


def test_a_field_does_not_show_itself_from_inside_its_group() -> None:
    group = field("group", None, fields={"one": field(show_if="has(one)")})
    assert said({"forms.refusal.fields.both": group}) == [("F013", "forms.refusal.fields.both.fields.one.show_if")]


def test_a_form_has_fields() -> None:
    assert said({"forms.refusal.fields": {}}) == [("F014", "forms.refusal")]
    assert said({"forms.refusal.fields": {"text": field()}}) == []


def test_placeholders_may_be_left_out() -> None:
    changes = {"forms.person.placeholders": GONE, "procedures.request.questions": [], "questionsets": {}}
    assert [code for code, _ in said(changes)] == []
