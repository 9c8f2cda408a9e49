from __future__ import annotations

from tests.core.checking.areas import GONE, WITH_PART, action, messages, said

KEPT = {"title": "Kept", "owner": "requester", "standing": "review every 12 months"}


def test_an_open_state_without_an_owner_is_found() -> None:
    changes = {"states.sent.owner": GONE}
    assert said(changes) == [("M013", "states.sent")]
    assert messages(changes) == ["request: state 'sent' has no owner: who has to act?"]


def test_an_open_state_without_a_date_is_found() -> None:
    changes = {"states.sent.due": GONE, "states.sent.remind": GONE}
    assert said(changes) == [("M014", "states.sent")]
    assert messages(changes) == ["request: state 'sent' has neither a deadline ('due') nor 'standing: review every …'"]


def test_a_state_of_a_track_needs_a_date_too() -> None:
    changes = {"tracks.part.states.open.due": GONE, "tracks.part.states.open.overdue": GONE}
    assert said(WITH_PART, changes) == [("M014", "tracks.part.states.open")]


def test_a_standing_state_needs_no_deadline() -> None:
    changes = {"states.kept": KEPT, "actions.keep": action("requester", "answered", "kept")}
    assert said(changes, {"actions.end": action("requester", "kept", "closed")}) == []


def test_a_deadline_that_nobody_notices_is_doubted() -> None:
    changes = {"states.sent.remind": GONE}
    assert said(changes) == [("M017", "states.sent")]
    assert messages(changes) == ["request: the deadline of 'sent' has no consequence (no remind, escalate or overdue)"]


def test_a_clock_that_acts_is_a_consequence() -> None:
    clock = {"title": "Clock", "starts": "sent", "period": "2 months", "stops": ["answered"], "runs_out": "lapse"}
    changes = {"clocks.host": clock, "states.sent.remind": GONE, "states.sent.due": "clock host"}
    assert said(changes, {"actions.lapse": action("system", "sent", "closed")}) == []


def test_a_clock_that_only_counts_is_no_consequence() -> None:
    clock = {"title": "Clock", "starts": "sent", "period": "2 months", "stops": ["answered"]}
    changes = {"clocks.host": clock, "states.sent.remind": GONE, "states.sent.due": "clock host"}
    assert said(changes) == [("M017", "states.sent")]


def test_a_final_state_waits_for_nothing() -> None:
    changes = {"states.closed.due": "7 days", "states.closed.remind": ["1 days before"]}
    assert said(changes) == [("M025", "states.closed.due"), ("M025", "states.closed.remind")]


def test_an_open_state_has_no_outcome() -> None:
    assert said({"states.sent.outcome": "success"}) == [("M025", "states.sent.outcome")]


def test_an_owner_who_does_not_see_the_state_is_found() -> None:
    changes = {"states.sent.sees": ["requester"], "actions.reply.by": ["responder", "requester"]}
    assert said(changes) == [("M027", "states.sent.sees")]


def test_an_editor_who_does_not_see_the_state_is_found() -> None:
    changes = {"states.sent.sees": ["responder"], "states.sent.edit": {"requester": ["questions"]}}
    assert said(changes) == [("M027", "states.sent.sees")]


def test_an_action_of_somebody_who_does_not_see_the_state_is_found() -> None:
    changes = {"actions.check": action("coordinator", "draft")}
    assert said(changes) == [("M027", "actions.check.by")]


def test_one_of_several_actors_who_sees_the_state_is_enough() -> None:
    assert said({"actions.check": action(["coordinator", "requester"], ["draft", "sent"])}) == []


def test_an_action_from_everywhere_may_be_unseen_somewhere() -> None:
    assert said({"actions.attach": action("responder", "*")}) == []


def test_what_time_does_need_not_be_seen() -> None:
    changes = {"actions.discard.by": "coordinator", "actions.leave": action("requester", "draft", "discarded")}
    assert said(changes) == []
