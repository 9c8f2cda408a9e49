from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import position_of
from tests.core.checking.data_areas import found, messages, module, said
from tests.core.trees import tree_of

TREE = "questionsets.work.tree"
ITEMS = f"{TREE}.0.items"
OTHER = {"title": "Other", "tree": [{"q": "regulated", "text": "Again?", "answer": "yes_no"}]}


def question(q: str, **more: Any) -> dict[str, Any]:
    return {"q": q, "text": "Really?", "answer": "yes_no", **more}


def test_an_id_is_used_once_in_the_same_set_too() -> None:
    assert said({f"{ITEMS}.3": question("regulated")}) == [("Q001", f"{ITEMS}.3.q")]
    assert messages({f"{ITEMS}.3": question("regulated")}) == [
        "question id 'regulated' is used twice (in the same set)"
    ]
    assert said({f"{ITEMS}.3": question("registered")}) == []


def test_an_id_is_used_once_in_the_whole_module() -> None:
    changes = {"questionsets.other": OTHER, "procedures.request.questions": ["work", "other"]}
    assert said(changes) == [("Q001", "questionsets.other.tree.0.q")]


def test_a_question_names_placeholders_of_the_subject() -> None:
    changes = {f"{ITEMS}.1.text": "May {persn} work?"}
    assert said(changes) == [("Q002", f"{ITEMS}.1.text")]
    assert found(changes)[0].hint == "did you mean 'person'?"
    assert said({f"{ITEMS}.1.text": "May {person} work in your {member}?"}) == []


def test_every_procedure_that_asks_must_have_the_placeholder() -> None:
    changes = {"procedures.register.questions": ["work"]}
    assert said(changes) == []
    company = {"title": "Company", "fields": {"name": {"label": "Name", "type": "text", "personal": "no"}}}
    other = {"forms.company": company, "procedures.register.subject": "company", "procedures.register.lookups": {}}
    assert said(changes, other) == [("Q002", f"{ITEMS}.0.text"), ("Q002", f"{ITEMS}.1.text")]


@pytest.mark.parametrize(("answer", "place"), [("profesions", "answer"), ({"codes": "profesions"}, "answer.codes")])
def test_an_answer_comes_from_a_list_that_exists(answer: Any, place: str) -> None:
    changes = {f"{ITEMS}.0.answer": answer}
    assert said(changes) == [("R001", f"{ITEMS}.0.{place}")]
    assert messages(changes) == ["no answer set / code list 'profesions'"]


@pytest.mark.parametrize("answer", ["professions", {"codes": "grounds"}, "free_text", "yes_no_unknown", "member"])
def test_an_answer_may_be_of_a_built_in_kind_or_a_list(answer: Any) -> None:
    assert said({f"{ITEMS}.0.answer": answer}) == []


def test_a_set_is_answered_by_a_party() -> None:
    assert said({"questionsets.work.answered_by": "answrer"}) == [("Q003", "questionsets.work.answered_by")]
    assert said({"questionsets.work.answered_by": "answerer"}) == []


def test_a_question_does_not_follow_itself() -> None:
    assert said({f"{ITEMS}.1.follow_if": "answers.may_work == 'yes'"}) == [("Q004", f"{ITEMS}.1.follow_if")]
    circle = {f"{ITEMS}.1.follow_if": "answers.why_not == 'x'"}
    assert said(circle) == [("Q004", f"{ITEMS}.1.follow_if")]
    assert messages(circle) == ["question 'may_work' is put only after itself: may_work → why_not → may_work"]
    assert said({f"{ITEMS}.1.follow_if": "answers.regulated == 'yes'"}) == []


def test_nothing_is_offered_after_an_answer() -> None:
    text = "answers.regulated == 'yes'"
    assert said({f"{ITEMS}.1.offer_if": text}) == [("Q005", f"{ITEMS}.1.offer_if")]
    assert said({f"{TREE}.0.offer_if": text}) == [("Q005", f"{TREE}.0.offer_if")]
    assert said({"questionsets.work.offer_if": text}) == [("Q005", "questionsets.work.offer_if")]
    assert said({f"{ITEMS}.1.offer_if": "has(subject.surname)"}) == []


def test_a_group_has_questions_and_an_id_of_its_own() -> None:
    group = {"group": "job", "title": "Job", "items": [question("more")]}
    assert said({f"{TREE}.1": group}) == [("Q006", f"{TREE}.1.group")]
    assert said({f"{TREE}.1": {**group, "group": "rest"}}) == []
    assert said({f"{TREE}.1": {"group": "rest", "title": "Rest", "items": []}}) == [("Q006", f"{TREE}.1.items")]


def test_an_answer_about_a_person_is_personal() -> None:
    assert said({f"{ITEMS}.1.personal": "no"}) == [("Q007", f"{ITEMS}.1.text")]
    assert said({f"{ITEMS}.1.personal": "sensitive"}) == []
    assert said({f"{ITEMS}.1.personal": "no", f"{ITEMS}.1.text": "May {profession} be learnt?"}) == []


def test_a_mistake_in_the_shape_of_a_question_is_found_at_its_own_line() -> None:
    findings = Findings()
    tree = tree_of(module({f"{ITEMS}.1.personal": "yess"}))
    validate(tree, ModuleDefinition, findings)
    place = position_of(tree, ("questionsets", "work", "tree", 0, "items", 1, "personal"))
    assert [(finding.code, finding.position) for finding in findings] == [("S011", place)]
