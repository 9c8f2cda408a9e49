from __future__ import annotations

from typing import Any

from tests.core.checking.areas import GONE, WITH_PART, action, found, messages, said

REGISTER: dict[str, Any] = {
    "/forms.query": {"title": "Query", "fields": {"number": {"label": "Number", "type": "text", "personal": "no"}}},
    "/interfaces.files": {
        "title": "Files",
        "provided_by": "register",
        "operations": {
            "get": {
                "title": "Get", "request": "query", "response": "reply", "within": "10 seconds",
                "answered": "reply", "failed": "close",
            }
        },
    },
    "actions.reply.effects": [{"call": {"operation": "files.get", "on": "responder"}}],
}  # fmt: skip


def test_a_subject_that_does_not_exist_is_found_once() -> None:
    changes = {"subject": "persn"}
    assert said(changes) == [("R001", "subject")]
    assert messages(changes) == ["no form 'persn'"]
    assert found(changes)[0].hint == "did you mean 'person'?"


def test_conditions_on_a_missing_subject_are_not_reported_as_well() -> None:
    assert said({"subject": "persn", "actions.reply.when": "subject.urgent", "states.sent.overdue": "lapse"},
                {"actions.lapse": action("system", "sent", "closed")}) == [("R001", "subject")]  # fmt: skip


def test_a_form_that_does_not_exist_is_found_in_the_list() -> None:
    assert said({"forms": ["reply", "repl"]}) == [("R001", "forms.1")]


def test_a_question_set_that_does_not_exist_is_found() -> None:
    assert said({"questions": ["asked"]}) == [("R001", "questions.0")]


def test_a_form_of_the_module_that_the_procedure_does_not_list_is_found() -> None:
    changes = {"/forms.other": {"title": "Other", "fields": {}}, "actions.reply.form": "other"}
    assert said(changes) == [("R001", "actions.reply.form")]
    assert messages(changes) == ["form 'other' is not one of the forms of 'request'"]
    assert said(changes, {"forms": ["reply", "other"]}) == []


def test_a_misspelt_form_of_an_action_is_found() -> None:
    changes = {"actions.reply.form": "repl"}
    assert said(changes) == [("R001", "actions.reply.form")]
    assert found(changes)[0].hint == "did you mean 'reply'?"


def test_a_misspelt_form_to_complete_is_found() -> None:
    assert ("R001", "actions.send.complete.1") in said({"actions.send.complete": ["subject", "replie"]})


def test_the_subject_is_named_subject() -> None:
    assert said({"actions.send.complete": ["subject", "person"]}) == [("R001", "actions.send.complete.1")]


def test_a_procedure_without_a_subject_does_not_edit_it() -> None:
    changes = {"subject": GONE, "actions.send.complete": GONE, "states.draft.edit": ["subject"]}
    assert ("R001", "states.draft.edit.0") in said(changes)


def test_a_misspelt_form_to_edit_is_found_in_list_and_map() -> None:
    assert ("R001", "states.draft.edit.1") in said({"states.draft.edit": ["subject", "anwers"]})
    changes = {"states.answered.edit": {"responder": ["questions", "replie"]}}
    assert ("R001", "states.answered.edit.responder.1") in said(changes)


def test_a_misspelt_form_to_lock_is_found() -> None:
    changes = {"actions.close.effects": [{"lock": ["subject", "questions", "replie"]}]}
    assert said(changes) == [("R001", "actions.close.effects.0.lock.2")]


def test_a_document_is_declared() -> None:
    effects = {"states.closed.effects": [{"pdf": "report"}, {"sign": "report"}, {"snapshot": "report"}]}
    assert [code for code, _ in said(effects)] == ["R001", "R001", "R001"]
    assert said(effects, {"documents.report": {"title": "Report", "of": "exchange"}}) == []


def test_a_document_is_made_of_something() -> None:
    assert said({"documents.report": {"title": "Report", "of": "exchnge"}}) == [("R001", "documents.report.of")]


def test_a_message_exists() -> None:
    changes = {"states.closed.effects": [{"notify": {"to": "requester", "message": "chnged"}}]}
    assert said(changes) == [("R001", "states.closed.effects.0.notify.message")]
    assert found(changes)[0].hint == "did you mean 'changed'?"


def test_a_track_that_is_opened_exists() -> None:
    changes = {"actions.split.effects": [{"open": {"track": "prt", "for": "choice"}}]}
    assert said(WITH_PART, changes) == [("R001", "actions.split.effects.0.open.track")]


def test_a_register_is_asked_what_it_offers() -> None:
    assert said(REGISTER) == []
    changes = {"actions.reply.effects": [{"call": {"operation": "files.gt", "on": "responder"}}]}
    assert said(REGISTER, changes) == [("R001", "actions.reply.effects.0.call.operation")]
    assert found(REGISTER, changes)[0].hint == "did you mean 'files.get'?"


def test_what_follows_an_answer_is_an_action() -> None:
    changes = {"/interfaces.files.operations.get.late": "promise"}
    assert said(REGISTER, changes) == [("R002", "interfaces.files.operations.get.late")]
    assert messages(REGISTER, changes) == ["operation files.get.late: no action 'promise' in request"]


def test_what_follows_an_answer_may_be_an_action_of_the_track_of_who_is_asked() -> None:
    changes = {"/interfaces.files.operations.get.answered": "deliver"}
    assert said(REGISTER, WITH_PART, changes) == []
    theirs = {"actions.reply.effects": [{"call": {"operation": "files.get", "on": "requester"}}]}
    assert said(REGISTER, WITH_PART, changes, theirs) == [("R002", "interfaces.files.operations.get.answered")]


def test_a_register_is_asked_with_forms_that_exist() -> None:
    changes = {"/interfaces.files.operations.get.request": "qury"}
    assert said(REGISTER, changes) == [("R001", "interfaces.files.operations.get.request")]


def test_a_register_is_a_party() -> None:
    changes = {"actions.reply.effects": [{"call": {"operation": "files.get", "on": "registr"}}]}
    assert said(REGISTER, changes) == [("M005", "actions.reply.effects.0.call.on")]


def test_an_interface_is_provided_by_a_role_or_a_party() -> None:
    assert said(REGISTER, {"/interfaces.files.provided_by": "responder"}) == []
    assert said(REGISTER, {"/interfaces.files.provided_by": "registr"}) == [("R001", "interfaces.files.provided_by")]


def test_a_misspelt_form_of_the_list_is_reported_once() -> None:
    changes = {"forms": ["rply"], "actions.reply.when": "has(form.reply.text)", "states.sent.overdue": "lapse"}
    lapse = {"actions.lapse": action("system", "sent", "closed")}
    assert said(changes, lapse) == [("R001", "forms.0")]
