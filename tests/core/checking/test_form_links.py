from __future__ import annotations

from typing import Any

from tests.core.checking.data_areas import field, found, said

NEW = "forms.refusal.fields.new"
COPY: dict[str, Any] = {"forms.refusal.fields.copy": field("code", list="professions")}


def limited(kind: str, *, states: list[str], **more: Any) -> dict[str, Any]:
    """A field that is limited to some states, or groups."""
    return {**field(kind, **more), "in": states}


def test_a_link_says_to_which_procedure() -> None:
    assert said({NEW: field("exchange")}) == [("F006", f"{NEW}.type")]
    assert said({NEW: field("entry")}) == [("F006", f"{NEW}.type")]
    assert said({NEW: field("exchange", of="request")}) == []


def test_a_link_names_a_procedure_that_exists() -> None:
    changes = {NEW: field("entry", of="regster")}
    assert said(changes) == [("R001", f"{NEW}.of")]
    assert found(changes)[0].hint == "did you mean 'register'?"


def test_a_link_leads_to_states_of_that_procedure() -> None:
    assert said({NEW: limited("exchange", of="request", states=["sent", "hold"])}) == [("M002", f"{NEW}.in.1")]
    assert said({NEW: limited("exchange", of="request", states=["sent"])}) == []


def test_a_member_comes_from_a_group_of_the_network() -> None:
    assert said({NEW: limited("member", states=["LAKES"])}) == [("P004", f"{NEW}.in.0")]
    assert said({NEW: limited("member", states=["LAKES"])}, network=None) == []


def test_what_is_filled_in_exists_on_both_sides() -> None:
    entry: dict[str, Any] = {"of": "register", "fill": {"copy": "subject.profession"}}
    assert said(COPY, {NEW: field("entry", **entry)}) == []
    assert said({NEW: field("entry", **entry)}) == [("F009", f"{NEW}.fill.copy")]
    entry["fill"] = {"copy": "profesion"}
    assert said(COPY, {NEW: field("entry", **entry)}) == [("F009", f"{NEW}.fill.copy")]


def test_what_is_filled_in_keeps_its_type() -> None:
    entry = field("entry", of="register", fill={"copy": "note"})
    changes = {**COPY, NEW: entry}
    assert said(changes) == [("F009", f"{NEW}.fill.copy")]
    assert "'note' is a text, 'copy' is a code of the list 'professions'" in found(changes)[0].message


def test_a_copy_is_never_less_protected() -> None:
    entry = field("entry", of="register", fill={"name": "surname"})
    assert said({"forms.refusal.fields.name": field(), NEW: entry}) == [("F015", f"{NEW}.fill.name")]
    assert said({"forms.refusal.fields.name": field(personal="sensitive"), NEW: entry}) == []
