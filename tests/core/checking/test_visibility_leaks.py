from __future__ import annotations

from typing import Any

from tests.core.checking.data_areas import found, messages, said

MAY_WORK = "questionsets.work.tree.0.items.1"
NEEDS = "procedures.request.actions.reply.needs.clean"
SEEN: dict[str, Any] = {"asker": "always", "answerer": "always", "keeper": "always", "reader": "always"}


def surname(**answerer: Any) -> dict[str, Any]:
    """The surname, seen by all parties of both procedures but for what is said of the answerer."""
    return {"procedures.request.visible_to": {"personal": {"asker": "always", **answerer}}}


def leaks(*changes: dict[str, Any]) -> list[tuple[str, str]]:
    return [(code, place) for code, place in said(*changes) if code in ("V006", "V007")]


def test_whoever_answers_a_question_sees_whom_it_is_about() -> None:
    assert leaks(surname()) == [("V006", f"{MAY_WORK}.text")]
    assert "question 'may_work': 'answerer' answers it and does not see 'surname'" in messages(surname())
    assert leaks(surname(answerer="always")) == []


def test_it_is_asked_of_the_state_in_which_the_answer_is_handed_in() -> None:
    assert leaks(surname(answerer=["sent"])) == []
    assert leaks(surname(answerer=["closed"])) == [("V006", f"{MAY_WORK}.text")]


def test_a_question_that_names_nothing_hidden_may_be_answered_by_anybody() -> None:
    assert leaks(surname(), {f"{MAY_WORK}.text": "May they work?"}) == []


def test_who_wrote_the_subject_knows_it() -> None:
    hidden = {"procedures.request.visible_to": {"personal": {"answerer": "always"}}}
    asked = {
        "questionsets.work.answered_by": "asker",
        "procedures.request.actions.reply.by": ["asker", "answerer"],
    }
    assert leaks(hidden, asked) == []


def test_a_refusal_tells_nothing_of_a_value_that_is_hidden() -> None:
    need = {NEEDS: {"check": "!has(subject.penalty)", "message": "There is a penalty."}}
    hidden = {"procedures.request.visible_to": {"sensitive": {"asker": "always"}}}
    assert leaks(need) == []
    assert leaks(need, hidden) == [("V007", f"{NEEDS}.check")]
    assert "request.reply: 'answerer' would learn of 'subject.penalty'" in messages(need, hidden)[0]


def test_who_wrote_the_value_is_told_nothing_new() -> None:
    need = {"procedures.request.actions.send.needs.clean": {"check": "!has(subject.penalty)", "message": "No."}}
    hidden = {"procedures.request.visible_to": {"sensitive": {"answerer": "always"}}}
    assert leaks(need, hidden) == []


def test_who_fills_a_form_in_knows_what_it_says() -> None:
    need = {NEEDS: {"check": "!has(form.refusal.ground)", "message": "It was refused."}}
    hidden = {"forms.refusal.visible_to": {"asker": "always"}}
    assert leaks(need, hidden) == []
    other = {"procedures.request.actions.refuse.by": "asker"}
    assert leaks(need, hidden, other) == [("V007", f"{NEEDS}.check")]


def test_answers_are_values_too() -> None:
    need = {"procedures.request.actions.refuse.needs.known": {"check": "answers.may_work == 'yes'", "message": "No."}}
    hidden: dict[str, Any] = {"questionsets.work.visible_to": {"asker": "always"}}
    other = {"procedures.request.actions.reply.by": "asker", "procedures.request.actions.withdraw": {
        "title": "Withdraw", "by": "answerer", "from": "sent", "to": "closed"}}  # fmt: skip
    assert leaks(need) == []
    assert leaks(need, hidden, other) == [("V007", "procedures.request.actions.refuse.needs.known.check")]


def test_what_is_no_field_is_no_secret() -> None:
    need = {NEEDS: {"check": "has(exchange.wanted_on)", "message": "Say when."}}
    assert leaks(need, {"procedures.request.visible_to": {"personal": SEEN}}) == []
    assert not any(finding.code == "V007" for finding in found(need))
