from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterpart.core.checking import Context
from counterpart.core.checking.unused_libraries import libraries_are_used
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings, Severity
from tests.core.checking.data_areas import field, found, said

LONELY: list[tuple[str, str, Any]] = [
    ("U001", "codelists.lonely", {"one": {"label": "One"}}),
    ("U002", "forms.lonely", {"title": "Lonely", "fields": {"one": field()}}),
    ("U003", "questionsets.lonely", {"title": "Lonely", "tree": [{"q": "one", "text": "One?", "answer": "yes_no"}]}),
    ("U004", "messages.lonely", {"subject": "One", "body": "Two"}),
    ("U005", "policies.lonely", {"title": "Lonely", "default": "on"}),
    ("U006", "roles.lonely", {"title": "Lonely", "kind": "body"}),
    ("U007", "interfaces.lonely.operations.one",
     {"title": "One", "request": "person", "response": "person", "within": "1 days"}),
    ("U009", "procedures.request.documents.lonely", {"title": "Lonely", "of": "subject"}),
]  # fmt: skip
IN_DESK = {"interfaces.lonely": {"title": "Desk", "operations": {}}}


@pytest.mark.parametrize(("code", "place", "value"), LONELY)
def test_what_is_never_used_is_a_doubt(code: str, place: str, value: Any) -> None:
    desk = IN_DESK if place.startswith("interfaces") else {}
    assert said(desk, {place: value}) == [(code, place)]
    assert [finding.severity for finding in found(desk, {place: value})] == [Severity.WARNING]


@pytest.mark.parametrize(("place", "value"), [(place, value) for code, place, value in LONELY if code != "U009"])
def test_what_a_library_offers_need_not_be_used_by_itself(place: str, value: Any) -> None:
    desk = IN_DESK if place.startswith("interfaces") else {}
    assert said(desk, {place: value, "library": True}) == []


@pytest.mark.parametrize(
    "use",
    [
        {"forms.person.fields.more": field("code", list="lonely")},
        {"roles.inspector.competence": "lonely"},
        {"procedures.register.lookups.recorded.purpose": "lonely"},
        {"questionsets.work.tree.0.items.0.answer": {"codes": "lonely"}},
        {"codelists.professions": {"nurse": {"label": "Nurse", "group": "one"}, "vet": {"label": "Vet"}}},
    ],
)
def test_a_code_list_is_used_where_something_is_chosen_from_it(use: dict[str, Any]) -> None:
    lonely = {"codelists.lonely": {"one": {"label": "One"}}}
    codes = [each for each in said(lonely, use) if each[1] == "codelists.lonely"]
    assert codes == []


def test_a_form_that_is_listed_and_never_filled_in_is_a_doubt_too() -> None:
    form = {"title": "Lonely", "fields": {"one": field()}}
    changes = {"forms.lonely": form, "procedures.request.forms": ["refusal", "lonely"]}
    assert said(changes) == [("U002", "forms.lonely")]
    assert said(changes, {"procedures.request.actions.reply.form": "lonely"}) == []


def test_a_document_is_made_by_an_effect() -> None:
    document = {"procedures.request.documents.report": {"title": "Report", "of": "exchange"}}
    assert said(document, {"procedures.request.states.closed.effects": [{"pdf": "report"}]}) == []


LIBRARY = """
format: 2
module: lib
library: true
version: 1.0.0
title: Library
codelists: {colours: {red: Red}}
forms: {paint: {title: Paint, fields: {colour: {label: Colour, type: code, list: colours, personal: no}}}}
"""
MODULE = """
format: 2
module: tried
version: 1.0.0
title: Tried
uses: {lib: "^1.0"}
"""


@pytest.mark.parametrize(
    ("more", "used"),
    [
        ("", False),
        ("forms: {mine: {extends: lib/paint}}", True),
        ("forms: {mine: {title: Mine, fields: {colour: {label: C, type: code, list: colours, personal: no}}}}", True),
        ("forms: {mine: {title: Mine, fields: {word: {label: W, type: text, personal: no}}}}", False),
    ],
)
def test_a_library_is_used_where_something_of_it_is_named(more: str, used: bool, tmp_path: Path) -> None:
    (tmp_path / "lib.yaml").write_text(LIBRARY)
    (tmp_path / "tried.yaml").write_text(MODULE + more)
    findings = Findings()
    area = load_area(tmp_path / "tried.yaml", findings, searched=(tmp_path,))
    assert area is not None
    assert [finding.message for finding in findings] == []
    libraries_are_used(Context(area), findings)
    assert [(finding.code, finding.position.line) for finding in findings] == ([] if used else [("U008", 6)])
