from __future__ import annotations

from typing import Any

from tests.core.checking.areas import GONE, WITH_PART, action, found, messages, said, state


def test_an_anchor_that_is_no_state_is_found() -> None:
    changes = {"states.answered.due": "30 days from snt"}
    assert said(changes) == [("D001", "states.answered.due")]
    assert found(changes)[0].hint == "did you mean 'sent'?"


def test_an_anchor_on_every_path_is_fine() -> None:
    assert said({"states.answered.due": "30 days from sent"}) == []
    assert said({"states.answered.due": "30 days from answered"}) == []


def test_an_anchor_that_may_be_passed_by_is_found() -> None:
    changes = {
        "states.checked": state(),
        "actions.check": action("responder", "sent", "checked"),
        "actions.pass": action("responder", "checked", "answered"),
        "states.answered.due": "30 days from checked",
    }
    assert said(changes) == [("D002", "states.answered.due")]
    assert messages(changes) == [
        "request.answered: 'answered' can be reached without 'checked', so '30 days from checked' may have no beginning"
    ]
    assert said(changes, {"actions.reply.from": "checked"}) == []


def test_the_anchor_of_a_track_is_a_state_of_the_track() -> None:
    changes = {"tracks.part.states.open.due": "7 days from sent"}
    assert said(WITH_PART, changes) == [("D001", "tracks.part.states.open.due")]
    assert said(WITH_PART, {"tracks.part.states.open.due": "7 days from open"}) == []


def test_where_a_state_is_misspelt_nothing_is_concluded_from_paths() -> None:
    changes = {"actions.peek": action("responder", "draft", "answred"), "states.answered.due": "30 days from sent"}
    assert [code for code, _ in said(changes) if code.startswith("D")] == []


def test_a_deadline_by_something_that_is_no_date_is_found() -> None:
    changes = {"states.sent.due": "by subject.surname", "states.sent.remind": ["1 days before"]}
    assert said(changes) == [("E002", "states.sent.due")]
    assert messages(changes) == ["request.sent: 'due: by subject.surname' does not name a date"]


def test_a_misspelt_date_is_found_once_with_the_nearest() -> None:
    changes = {"states.sent.due": "5 days after subject.decidedon"}
    assert said(changes) == [("E002", "states.sent.due")]
    assert found(changes)[0].hint == "did you mean 'subject.decided_on'?"


def test_a_date_that_is_required_is_there() -> None:
    assert said({"states.sent.due": "5 days after subject.decided_on"}) == []


def test_a_date_that_may_be_missing_is_found() -> None:
    changes = {"states.sent.due": "by subject.ends_on"}
    assert said(changes) == [("D003", "states.sent.due")]
    assert messages(changes) == [
        "request.sent: nothing makes sure that 'subject.ends_on' is there when 'sent' is entered"
    ]


def test_a_date_required_only_sometimes_may_be_missing() -> None:
    sometimes = {"label": "Ends", "type": "date", "personal": "no", "required": "has(surname)"}
    assert ("D003", "states.sent.due") in said(
        {"states.sent.due": "by subject.ends_on", "/forms.person.fields.ends_on": sometimes}
    )
    hidden = {"label": "Ends", "type": "date", "personal": "no", "required": True, "show_if": "has(surname)"}
    assert ("D003", "states.sent.due") in said(
        {"states.sent.due": "by subject.ends_on", "/forms.person.fields.ends_on": hidden}
    )


def guarded(check: str) -> dict[str, Any]:
    rule = {"check": check, "message": "Say until when."}
    return {"states.sent.due": "by subject.ends_on", "actions.send.needs": {"end": rule}}


def test_a_date_guarded_on_every_path_is_there() -> None:
    assert said(guarded("has(subject.ends_on)")) == []
    assert said(guarded("has(subject.ends_on) && subject.urgent")) == []
    assert said(guarded("subject.ends_on > today")) == []
    assert said(guarded("!(!has(subject.ends_on) || subject.urgent)")) == []
    assert said(guarded("subject.ends_on == exchange.wanted_on || subject.ends_on < today")) == []


def test_a_guard_that_may_open_without_the_date_is_none() -> None:
    for check in ("has(subject.ends_on) || subject.urgent", "!has(subject.ends_on)", "subject.ends_on != today"):
        assert said(guarded(check)) == [("D003", "states.sent.due")]


def test_a_second_path_without_the_guard_is_found() -> None:
    changes = {"actions.hurry": action("requester", "draft", "sent", complete="subject")}
    assert said(guarded("has(subject.ends_on)"), changes) == [("D003", "states.sent.due")]


def test_a_branch_may_guard_the_date() -> None:
    ways = [{"when": "has(subject.ends_on)", "state": "sent"}, {"state": "discarded"}]
    assert said({"states.sent.due": "by subject.ends_on", "actions.send.to": ways}) == []
    ways = [{"when": "!has(subject.ends_on)", "state": "discarded"}, {"state": "sent"}]
    assert said({"states.sent.due": "by subject.ends_on", "actions.send.to": ways}) == []


def test_a_required_field_of_a_form_filled_in_on_the_way_is_there() -> None:
    assert said({"states.answered.due": "5 days after form.reply.sent_on"}) == []
    assert said({"states.answered.due": "5 days after form.reply.next_on"}) == [("D003", "states.answered.due")]


def test_the_clock_fills_in_no_form() -> None:
    changes = {"states.answered.due": "5 days after form.reply.sent_on", "states.sent.overdue": "reply"}
    assert said(changes) == [("D003", "states.answered.due")]


def test_a_date_that_is_set_from_one_that_is_there_is_there() -> None:
    effects = [{"set": {"exchange.agreed_on": ["form.reply.next_on", "form.reply.sent_on"]}}]
    due = {"states.answered.due": "by exchange.agreed_on"}
    assert said(due, {"actions.reply.effects": effects}) == []
    assert said(due, {"states.answered.effects": effects}) == []
    assert said(due) == [("D003", "states.answered.due")]


def test_a_date_set_from_one_that_may_be_missing_may_be_missing() -> None:
    due = {"states.answered.due": "by exchange.agreed_on"}
    effects = [{"set": {"exchange.agreed_on": ["form.reply.next_on", "exchange.wanted_on"]}}]
    assert said(due, {"actions.reply.effects": effects}) == [("D003", "states.answered.due")]
    sometimes = [{"set": {"exchange.agreed_on": ["form.reply.sent_on"]}, "when": "subject.urgent"}]
    assert said(due, {"actions.reply.effects": sometimes}) == [("D003", "states.answered.due")]


def test_of_the_earliest_of_several_one_has_to_be_there() -> None:
    assert said({"states.sent.due": "earliest of [14 days, subject.ends_on]"}) == []
    both = "earliest of [subject.ends_on, exchange.wanted_on]"
    assert said({"states.sent.due": both}) == [("D003", "states.sent.due")]
    assert said({"states.sent.due": "earliest of [subject.ends_on, subject.decided_on]"}) == []


def test_a_row_of_a_track_has_what_the_main_had_when_it_was_opened() -> None:
    due = {"tracks.part.states.open.due": "by exchange.agreed_on"}
    assert said(WITH_PART, due) == [("D003", "tracks.part.states.open.due")]
    effects = [{"set": {"exchange.agreed_on": ["subject.decided_on"]}}]
    assert said(WITH_PART, due, {"actions.send.effects": effects}) == []


def test_a_form_of_the_main_is_not_there_in_a_track() -> None:
    changes = {"tracks.part.states.open.due": "by form.reply.sent_on", "actions.split.form": "reply"}
    assert ("E002", "tracks.part.states.open.due") in said(WITH_PART, changes)


def test_a_deadline_with_a_track_names_it_and_its_open_states() -> None:
    opened = {"actions.send.effects": [{"open": {"track": "part", "for": "all"}}]}
    assert said(WITH_PART, opened, {"states.sent.due": "with part"}) == []
    assert said(WITH_PART, opened, {"states.sent.due": "with part.open"}) == []
    assert said(WITH_PART, opened, {"states.sent.due": "with prt"}) == [("D004", "states.sent.due")]
    assert said(WITH_PART, opened, {"states.sent.due": "with part.done"}) == [("D004", "states.sent.due")]


def test_a_deadline_with_a_track_that_may_not_be_open_is_found() -> None:
    assert said(WITH_PART, {"states.sent.due": "with part"}) == [("D004", "states.sent.due")]
    sometimes = [{"open": {"track": "part", "for": "all"}, "when": "subject.urgent"}]
    changes = {"states.sent.due": "with part", "actions.send.effects": sometimes}
    assert said(WITH_PART, changes) == [("D004", "states.sent.due")]
    assert (
        said(WITH_PART, {"states.sent.due": "with part", "on_start": [{"open": {"track": "part", "for": "all"}}]}) == []
    )


def test_a_track_does_not_wait_for_itself() -> None:
    assert said(WITH_PART, {"tracks.part.states.open.due": "with part"}) == [("D004", "tracks.part.states.open.due")]


def test_a_deadline_of_a_template_may_name_a_date_of_the_subject_to_come() -> None:
    changes = {"/library": True, "subject": GONE, "states.draft.edit": GONE, "actions.send.complete": GONE}
    assert said(changes, {"states.sent.due": "5 days after subject.decided_on"}) == []


def test_a_track_opened_on_entry_has_what_its_state_had() -> None:
    opened = {"states.answered.effects": [{"open": {"track": "part", "for": "all"}}], "actions.split": GONE}
    due = {"tracks.part.states.open.due": "by exchange.agreed_on"}
    assert said(WITH_PART, opened, due) == [("D003", "tracks.part.states.open.due")]
    effects = [{"set": {"exchange.agreed_on": ["form.reply.sent_on"]}}]
    assert said(WITH_PART, opened, due, {"actions.reply.effects": effects}) == []


def test_a_track_opened_at_the_start_has_what_is_required() -> None:
    opened = {"on_start": [{"open": {"track": "part", "for": "all"}}], "actions.split": GONE}
    assert said(WITH_PART, opened, {"tracks.part.states.open.due": "by subject.decided_on"}) == []
    assert said(WITH_PART, opened, {"tracks.part.states.open.due": "by subject.ends_on"}) == [
        ("D003", "tracks.part.states.open.due")
    ]


def test_a_misspelt_guard_or_source_is_reported_once() -> None:
    assert said(guarded("has(subject.ends_n)")) == [("E001", "actions.send.needs.end.check")]
    effects = [{"set": {"exchange.agreed_on": ["form.reply.sent_n"]}}]
    due = {"states.answered.due": "by exchange.agreed_on"}
    assert said(due, {"actions.reply.effects": effects}) == [
        ("A003", "actions.reply.effects.0.set.exchange.agreed_on.0")
    ]
    effects = [{"set": {"exchange.agred_on": ["form.reply.sent_on"]}}]
    assert said(due, {"actions.reply.effects": effects}) == [("A003", "actions.reply.effects.0.set.exchange.agred_on")]
