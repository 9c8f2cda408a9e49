from __future__ import annotations

from typing import Any

from tests.core.checking.areas import GONE, action, found, messages, said
from tests.core.checking.families import EFFECT, FAMILY, START, starting


def test_a_party_that_nobody_fills_is_found() -> None:
    changes = starting(parties={"goal": "requester"})
    assert said(changes) == [("H002", f"{EFFECT}.parties")]
    assert messages(changes) == ["request.begin: party 'origin' of 'transfer' is not filled"]


def test_a_start_without_any_party_is_found() -> None:
    start = {key: value for key, value in START.items() if key != "parties"}
    changes = {"actions.begin": action("responder", "sent", effects=[{"start": start}])}
    assert said(FAMILY, changes) == [("H002", EFFECT), ("H002", EFFECT)]


def test_a_party_that_is_chosen_in_the_draft_need_not_be_filled() -> None:
    linked = [{"start": {"procedure": "request", "parties": {"requester": "responder"}}}]
    assert said({"actions.reply.effects": linked}) == []
    assert said({"actions.reply.effects": linked, "states.draft.edit": GONE, "actions.send.complete": GONE}) == [
        ("H002", "actions.reply.effects.0.start.parties")
    ]


def test_a_party_that_is_assigned_later_need_not_be_filled() -> None:
    assign = action("goal", "offered", effects=[{"assign": {"party": "origin", "from": "choice"}}])
    changes = {"/procedures.transfer.actions.name": assign}
    assert said(starting(parties={"goal": "requester"}), changes) == []


def test_a_party_that_the_child_does_not_have_is_found() -> None:
    changes = starting(parties={**START["parties"], "watchr": "coordinator"})
    assert said(changes) == [("M005", f"{EFFECT}.parties.watchr")]
    assert found(changes)[0].hint == "did you mean 'watcher'?"


def test_a_party_that_the_parent_does_not_have_is_found() -> None:
    changes = starting(parties={**START["parties"], "goal": "requster"})
    assert said(changes) == [("M005", f"{EFFECT}.parties.goal")]


def test_who_acts_may_become_a_party() -> None:
    assert said(starting(parties={"origin": "actor", "goal": "requester"})) == []


def test_where_the_clock_acts_nobody_acts() -> None:
    start = {**START, "parties": {"origin": "actor", "goal": "requester"}}
    changes = {"actions.begin": action("responder", "sent", "answered", effects=[{"start": start}])}
    assert said(FAMILY, changes, {"states.sent.overdue": "begin"}) == [("H003", f"{EFFECT}.parties.origin")]


def test_kinds_of_parties_agree() -> None:
    changes = starting(parties={**START["parties"], "goal": "coordinator"})
    assert said(changes) == [("H003", f"{EFFECT}.parties.goal")]
    assert "it is played by coordinator, and that by authority" in messages(changes)[0]


def test_several_do_not_become_one() -> None:
    assert said(FAMILY, {"parties.requester.many": True}) == [("H003", f"{EFFECT}.parties.goal")]
    assert said(FAMILY, {"parties.requester.many": True, "/procedures.transfer.parties.goal.many": True}) == []


def copying(copies: dict[str, str]) -> dict[str, Any]:
    return starting(copy=copies)


def test_a_copied_field_exists_on_both_sides() -> None:
    assert said(copying({"subject.surnme": "subject.surname"})) == [("H004", f"{EFFECT}.copy.subject.surnme")]
    changes = copying({"subject.surname": "subject.surnme"})
    assert said(changes) == [("H004", f"{EFFECT}.copy.subject.surname")]
    assert found(changes)[0].hint == "did you mean 'subject.surname'?"


def test_a_copied_field_keeps_its_type() -> None:
    changes = copying({"subject.ends_on": "subject.surname"})
    assert said(changes) == [("H004", f"{EFFECT}.copy.subject.ends_on")]
    assert "'subject.surname' is a text, 'subject.ends_on' is a date" in messages(changes)[0]


def test_a_copied_code_keeps_its_list() -> None:
    branch = {"label": "Branch", "type": "code", "list": "branches", "personal": "no"}
    changes = {"/codelists.branches": {"health": "Health"}, "/forms.person.fields.branch": branch}
    assert said(copying({"subject.branch": "subject.sector"}), changes) == [("H004", f"{EFFECT}.copy.subject.branch")]


def test_a_copy_is_never_less_protected() -> None:
    name = {"label": "Name", "type": "text", "personal": "no"}
    changes = {"/forms.person.fields.name": name}
    assert said(copying({"subject.name": "subject.surname"}), changes) == [("H005", f"{EFFECT}.copy.subject.name")]
    assert said(copying({"subject.surname": "subject.name"}), changes) == []


def test_a_whole_subject_is_copied_field_by_field() -> None:
    assert said(copying({"subject": "subject"})) == []
    other = {"title": "Other", "fields": {"surname": {"label": "Name", "type": "text", "personal": "no"}}}
    changes = {"/forms.other": other, "/procedures.transfer.subject": "other"}
    assert said(copying({"subject": "subject"}), changes) == [("H005", f"{EFFECT}.copy.subject")]


def test_a_form_of_the_parent_may_be_copied() -> None:
    assert said(copying({"subject.ends_on": "form.reply.sent_on"})) == []


def test_a_party_may_be_assigned_from_a_child() -> None:
    effects = [{"assign": {"party": "responder", "from": "transfer.goal"}}]
    assert said(FAMILY, {"actions.reply.effects": effects}) == []
    effects = [{"assign": {"party": "responder", "from": "transfer.gol"}}]
    assert said(FAMILY, {"actions.reply.effects": effects}) == [("A004", "actions.reply.effects.0.assign.from")]
    effects = [{"assign": {"party": "responder", "from": "transfer.watcher"}}]
    assert said(FAMILY, {"actions.reply.effects": effects}) == [("A004", "actions.reply.effects.0.assign.from")]


def test_a_party_may_be_chosen_by_who_acts() -> None:
    assert said(starting(parties={"origin": "responder", "goal": "choice"})) == []
    start = {**START, "parties": {"origin": "responder", "goal": "choice"}}
    assert said(FAMILY, {"actions.begin": GONE, "states.answered.effects": [{"start": start}]}) == [
        ("H003", "states.answered.effects.0.start.parties.goal")
    ]


def test_who_acts_may_be_one_of_several_and_each_has_to_fit() -> None:
    start = {**START, "parties": {"origin": "actor", "goal": "requester"}}
    begin = action(["responder", "coordinator"], "sent", effects=[{"start": start}])
    assert said(FAMILY, {"actions.begin": begin}) == [("H003", f"{EFFECT}.parties.origin")]
