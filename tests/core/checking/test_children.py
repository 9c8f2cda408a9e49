from __future__ import annotations

from typing import Any

from tests.core.checking.areas import GONE, WITH_PART, action, found, messages, said
from tests.core.checking.families import FAMILY, SIGNAL, START, TRANSFER, starting


def test_a_sound_family_is_not_found_fault_with() -> None:
    assert said(FAMILY) == []


def test_a_child_is_a_procedure() -> None:
    changes = {"children.transfer.procedure": "transfr"}
    assert said(FAMILY, changes) == [("R001", "children.transfer.procedure")]
    assert found(FAMILY, changes)[0].hint == "did you mean 'transfer'?"


def test_a_misspelt_child_is_found_where_it_is_started() -> None:
    changes = starting(child="transfr")
    assert ("R001", "actions.begin.effects.0.start.child") in said(changes)


def test_a_misspelt_child_is_found_where_it_is_signalled() -> None:
    changes = {"states.closed.effects": [{"signal": {"child": "transfr", "action": "revoke"}}]}
    assert ("R001", "states.closed.effects.0.signal.child") in said(FAMILY, changes)


def test_a_linked_exchange_is_of_a_procedure() -> None:
    linked = [{"start": {"procedure": "reqest", "parties": {"requester": "actor", "responder": "requester"}}}]
    changes = {"actions.reply.effects": linked}
    assert said(changes) == [("R001", "actions.reply.effects.0.start.procedure")]


def test_a_child_that_nothing_starts_is_found() -> None:
    assert said(FAMILY, {"actions.begin": GONE}) == [("H001", "children.transfer")]


def test_a_procedure_that_is_its_own_child_is_found() -> None:
    start = {"child": "again", "parties": {"requester": "requester", "responder": "responder"}}
    changes = {
        "children.again": {"procedure": "request", "outlives": True},
        "actions.begin": action("responder", "sent", effects=[{"start": start}]),
    }
    assert said(changes) == [("H006", "actions.begin.effects.0.start")]
    assert messages(changes) == ["request.begin: starts go round in a circle: request → request"]


def test_children_of_children_that_lead_back_are_found_once() -> None:
    start = {"child": "back", "parties": {"requester": "origin", "responder": "goal"}}
    changes = {
        "/procedures.transfer.children": {"back": {"procedure": "request", "outlives": True}},
        "/procedures.transfer.actions.again": action("goal", "offered", effects=[{"start": start}]),
    }
    assert [code for code, _ in said(FAMILY, changes)] == ["H006"]
    assert messages(FAMILY, changes) == ["request.begin: starts go round in a circle: request → transfer → request"]


def test_a_person_may_begin_an_exchange_of_the_same_kind() -> None:
    linked = [{"start": {"procedure": "request", "parties": {"requester": "actor", "responder": "requester"}}}]
    assert said({"actions.reply.effects": linked}) == []


def test_an_exchange_does_not_begin_another_by_itself_for_ever() -> None:
    linked = [{"start": {"procedure": "request", "parties": {"requester": "requester", "responder": "responder"}}}]
    assert said({"on_start": linked}) == [("H006", "on_start.0.start")]


def test_a_parent_that_ends_blindly_is_found_at_the_action() -> None:
    assert said(FAMILY, {"states.closed.effects": GONE}) == [("H007", "actions.close.to")]


def test_a_parent_may_ask_whether_the_child_is_open() -> None:
    ask = {"check": "!open(transfer)", "message": "A transfer is still open."}
    changes = {
        "states.closed.effects": GONE,
        "states.answered.overdue": GONE,
        "states.answered.remind": ["1 days before"],
        "actions.close.needs": {"back": ask},
    }
    assert said(FAMILY, changes) == []


def test_a_parent_may_branch_on_the_child() -> None:
    ways = [{"when": "open(transfer)", "state": "sent"}, {"state": "closed"}]
    assert said(FAMILY, {"states.closed.effects": GONE, "actions.close.to": ways}) == []


def test_a_child_may_be_said_to_outlive_its_parent() -> None:
    assert said(FAMILY, {"states.closed.effects": GONE, "children.transfer.outlives": True}) == []


def test_before_a_child_can_be_open_the_parent_ends_freely() -> None:
    assert said(FAMILY, {"states.discarded.effects": GONE}) == []


def signalled(**changes: Any) -> dict[str, Any]:
    revoke = {**TRANSFER["actions"]["revoke"], **changes}
    return {"/procedures.transfer.actions.revoke": revoke}


def test_a_signalled_action_exists() -> None:
    changes = {"states.closed.effects": [{"signal": {"child": "transfer", "action": "revok"}}]}
    assert said(FAMILY, changes) == [("R001", "states.closed.effects.0.signal.action")]


def test_a_signalled_action_is_the_systems() -> None:
    assert [code for code, _ in said(FAMILY, signalled(by="goal"))] == ["H008", "H008"]


def test_a_signalled_action_has_no_guard() -> None:
    changes = signalled(when="subject.urgent")
    assert said(FAMILY, changes) == [
        ("H008", "states.closed.effects.0.signal.action"),
        ("H008", "states.discarded.effects.0.signal.action"),
    ]


def test_a_signalled_action_is_possible_in_every_open_state() -> None:
    checked = {
        "/procedures.transfer.states.checked": TRANSFER["states"]["offered"],
        "/procedures.transfer.actions.check": action("goal", "offered", "checked"),
        "/procedures.transfer.actions.end": action("goal", "checked", "arrived"),
        "states.discarded.effects": GONE,
    }
    assert said(FAMILY, checked) == [("H009", "states.closed.effects.0.signal.action")]
    perhaps = [{"signal": {**SIGNAL["signal"], "if_possible": True}}]
    assert said(FAMILY, checked, {"states.closed.effects": perhaps}) == []


def test_a_child_signals_its_parent() -> None:
    told = action("system", ["draft", "sent", "answered"], "answered")
    changes = {
        "/procedures.transfer.states.arrived.effects": [{"signal": {"parent": "told"}}],
        "actions.told": {**told, "from": "*"},
    }
    assert said(FAMILY, changes) == []
    assert said(FAMILY, changes, {"actions.told": GONE}) == [
        ("R001", "procedures.transfer.states.arrived.effects.0.signal.parent")
    ]


def test_a_signal_to_a_parent_needs_a_parent() -> None:
    changes = {"states.closed.effects": [{"signal": {"parent": "told"}}]}
    assert said(changes) == [("H010", "states.closed.effects.0.signal.parent")]
    assert said(changes, {"/library": True}) == []


def test_a_child_started_on_entry_at_the_start_or_in_a_track_may_be_open_later() -> None:
    start = [{"start": START}]
    blind = {"actions.begin": GONE, "states.closed.effects": GONE}
    assert said(FAMILY, blind, {"states.answered.effects": start}) == [("H007", "actions.close.to")]
    both = [("H007", "actions.discard.to"), ("H007", "actions.close.to")]
    ends = {**blind, "states.discarded.effects": GONE}
    assert said(FAMILY, ends, {"on_start": start}) == both
    inside = {"tracks.part.actions.deliver.effects": start}
    assert said(FAMILY, WITH_PART, ends, inside) == both


def test_circles_over_three_procedures_are_found_once() -> None:
    third = {**TRANSFER, "title": "Third"}
    onward = {"child": "third", "parties": {"origin": "origin", "goal": "goal"}}
    back = {"child": "back", "parties": {"requester": "origin", "responder": "goal"}}
    changes = {
        "/procedures.third": third,
        "/procedures.transfer.children": {"third": {"procedure": "third", "outlives": True}},
        "/procedures.transfer.actions.on": action("goal", "offered", effects=[{"start": onward}]),
        "/procedures.third.children": {"back": {"procedure": "request", "outlives": True}},
        "/procedures.third.actions.on": action("goal", "offered", effects=[{"start": back}]),
    }
    assert said(FAMILY, changes) == [("H006", "actions.begin.effects.0.start")]
