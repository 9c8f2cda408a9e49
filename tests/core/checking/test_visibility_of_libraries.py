"""A form of a library says who sees it; the module that takes it may have other parties."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.checking import Context
from counterpart.core.checking.visibility.said import (
    visible_to_names_parties,
    visible_to_names_states,
    visible_to_says_something,
)
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings

LIBRARY = """
format: 2
module: lib
library: true
version: 1.0.0
title: Library
roles: {authority: {title: Authority, kind: authority}}
forms:
  note:
    title: Note
    visible_to: {home: always, lead: [sent], supervisor: [sent]}
    fields: {text: {label: Text, type: text, personal: no}}
procedures:
  case:
    title: Case
    forms: [note]
    visible_to: {personal: {home: always, supervisor: [sent]}}
    parties:
      home: {title: Home, role: authority}
      lead: {title: Lead, role: authority}
      supervisor: {title: Supervisor, role: authority, optional: true}
    start: draft
    states:
      draft: {title: Draft, owner: home, edit: [note], due: 7 days, overdue: close}
      sent: {title: Sent, owner: lead, due: 7 days, overdue: close}
      closed: {title: Closed, final: true, outcome: success}
    actions:
      send: {title: Send, by: home, from: draft, to: sent, complete: [note]}
      close: {title: Close, by: [home, lead], from: [draft, sent], to: closed}
"""
MODULE = """
format: 2
module: tried
version: 1.0.0
title: Tried
uses: {lib: "^1.0"}
procedures:
"""


def found(tmp_path: Path, procedure: str) -> list[tuple[str, str, int]]:
    """Return code, file and line of what is said of a module with one procedure."""
    (tmp_path / "lib.yaml").write_text(LIBRARY)
    (tmp_path / "tried.yaml").write_text(MODULE + procedure)
    findings = Findings()
    area = load_area(tmp_path / "tried.yaml", findings, searched=(tmp_path,), display=tmp_path)
    assert area is not None
    assert [finding.message for finding in findings] == []
    for check in (visible_to_names_parties, visible_to_names_states, visible_to_says_something):
        check(Context(area), findings)
    return [(finding.code, finding.position.file, finding.position.line) for finding in findings]


@pytest.mark.parametrize(
    "procedure",
    [
        "  case: {extends: lib/case, title: Case}",
        "  case: {extends: lib/case, title: Case, remove: [parties.supervisor]}",
        "  case: {extends: lib/case, title: Case, remove: [states.sent, actions.send]}",
    ],
)
def test_what_a_module_takes_out_of_a_template_goes_out_of_its_forms_as_well(tmp_path: Path, procedure: str) -> None:
    assert found(tmp_path, procedure) == []


def test_a_form_that_is_taken_by_a_procedure_with_other_parties_is_found_where_it_is_taken(tmp_path: Path) -> None:
    procedure = """
  visit:
    title: Visit
    forms: [note]
    parties: {home: {title: Home, role: authority}, lead: {title: Lead, role: authority}}
    start: sent
    states: {sent: {title: Sent, owner: home, due: 7 days}, closed: {title: Closed, final: true, outcome: success}}
    actions: {close: {title: Close, by: home, from: sent, to: closed, form: note}}
"""
    assert found(tmp_path, procedure) == [("V001", "tried.yaml", 11)]
    assert found(tmp_path, procedure.replace("sent", "open")) == [
        ("V001", "tried.yaml", 11),
        ("V002", "tried.yaml", 11),
    ]


def test_a_form_taken_as_the_subject_is_found_at_the_subject(tmp_path: Path) -> None:
    procedure = """
  visit:
    title: Visit
    subject: note
    parties: {home: {title: Home, role: authority}, lead: {title: Lead, role: authority}}
    start: sent
    states: {sent: {title: Sent, owner: home, due: 7 days}, closed: {title: Closed, final: true, outcome: success}}
    actions: {close: {title: Close, by: home, from: sent, to: closed}}
"""
    assert found(tmp_path, procedure) == [("V001", "tried.yaml", 11)]
