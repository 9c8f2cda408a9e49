from __future__ import annotations

from tests.core.checking.areas import GONE, action, messages, said

REOPEN = action("requester", "closed", "answered", reopens="30 days")


def test_an_action_that_leaves_a_final_state_is_found_at_its_from() -> None:
    changes = {"actions.again": action("requester", ["answered", "closed"], "answered")}
    assert said(changes) == [("M003", "actions.again.from.1")]
    assert messages(changes) == ["request.again: leaves 'closed', which is final"]


def test_any_state_means_any_open_state() -> None:
    assert said({"actions.attach": action("requester", "*")}) == []


def test_reopening_may_leave_a_final_state() -> None:
    assert said({"actions.reopen": REOPEN}) == []


def test_only_what_is_closed_is_reopened() -> None:
    assert said({"actions.reopen": {**REOPEN, "from": ["closed", "sent"]}}) == [("M029", "actions.reopen.reopens")]


def test_reopening_leads_to_an_open_state() -> None:
    assert said({"actions.reopen": {**REOPEN, "to": "discarded"}}) == [("M029", "actions.reopen.reopens")]
    assert said({"actions.reopen": {**REOPEN, "to": "same"}}) == [("M029", "actions.reopen.reopens")]


def test_nobody_but_a_party_reopens() -> None:
    assert said({"actions.reopen": {**REOPEN, "by": "system"}}) == [("M029", "actions.reopen.reopens")]


def test_a_branch_without_a_condition_before_the_last_is_found() -> None:
    changes = {"actions.reply.to": [{"state": "closed"}, {"state": "answered"}]}
    assert said(changes) == [("M004", "actions.reply.to")]


def test_a_last_branch_with_a_condition_is_found() -> None:
    ways = [{"when": "has(subject.surname)", "state": "closed"}, {"when": "subject.urgent", "state": "answered"}]
    assert said({"actions.reply.to": ways}) == [("M004", "actions.reply.to")]


def test_branches_whose_last_is_open_are_fine() -> None:
    ways = [{"when": "subject.urgent", "state": "closed"}, {"state": "answered"}]
    assert said({"actions.reply.to": ways}) == []


def test_sending_a_draft_unchecked_is_found() -> None:
    changes = {"actions.send.complete": GONE}
    assert said(changes) == [("M028", "actions.send")]
    assert messages(changes) == ["request.send: leads to 'sent', which others see, without 'complete: [subject]'"]


def test_the_wrong_form_checked_is_found_at_complete() -> None:
    assert said({"actions.send.complete": "reply"}) == [("M028", "actions.send.complete")]


def test_questions_need_no_complete() -> None:
    assert said({"states.draft.edit": ["questions"], "actions.send.complete": GONE}) == []


def test_a_draft_that_ends_without_success_need_not_be_complete() -> None:
    assert said({"actions.send.complete": "subject"}) == []
    changes = {"states.discarded.outcome": "success"}
    assert said(changes) == [("M028", "actions.discard")]


def test_handing_on_to_somebody_who_did_not_see_it_needs_complete() -> None:
    seen = {"states.sent.sees": ["responder", "requester"], "states.sent.edit": {"responder": ["reply"]}}
    assert said(seen, {"actions.save": action("responder", "sent", complete="reply")}) == [("M028", "actions.reply")]


def test_handing_on_to_those_who_see_it_anyway_needs_none() -> None:
    edit = {"states.sent.edit": {"responder": ["reply"]}}
    assert said(edit, {"actions.save": action("responder", "sent", complete="reply")}) == []


def test_somebody_else_than_the_editor_hands_on_freely() -> None:
    changes = {
        "states.sent.edit": {"requester": ["subject"]},
        "actions.amend": action("requester", "sent", complete="subject"),
    }
    assert said(changes) == []


def test_an_edit_that_nothing_takes_over_is_found() -> None:
    changes = {"states.sent.edit": {"requester": ["subject"]}}
    assert said(changes) == [("M031", "states.sent.edit.requester")]
    assert messages(changes) == [
        "request: what requester edits in 'sent' never takes effect: no action from there has 'complete: [subject]'"
    ]


def test_an_edit_taken_over_by_somebody_else_is_found() -> None:
    changes = {
        "states.sent.edit": {"requester": ["subject"]},
        "actions.amend": action("responder", "sent", complete="subject"),
    }
    assert said(changes) == [("M031", "states.sent.edit.requester")]


def test_a_draft_is_no_working_copy() -> None:
    assert said({"actions.send.complete": "subject", "states.draft.sees": ["requester"]}) == []


def test_a_draft_that_others_see_unchecked_is_reported_once() -> None:
    assert said({"states.draft.sees": GONE, "actions.send.complete": GONE}) == [("M028", "actions.send")]


def test_what_nobody_could_write_is_not_completed() -> None:
    assert said({"actions.reply.complete": "reply"}) == []
    changes = {"actions.reply.form": [], "actions.reply.complete": "reply"}
    assert said(changes) == [("M034", "actions.reply.complete")]
    assert said(changes, {"states.sent.edit": ["reply"]}) == []


def test_an_action_says_where_it_leads() -> None:
    changes = {"actions.note": {"title": "Note", "by": "responder", "from": "sent"}}
    assert said(changes) == [("M035", "actions.note")]
    assert said(changes, {"actions.note.to": "same"}) == []
