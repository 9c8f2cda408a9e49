from __future__ import annotations

from typing import Any

from tests.core.checking.areas import action, automatic, messages, said, state

LONGER = [{"extend_due": "14 days"}]


def circle(first: str, second: str, **more: Any) -> dict[str, Any]:
    """Two states whose overdue actions lead to each other."""
    return {
        "states.ping": state(due=first, overdue="there"),
        "states.pong": state(due=second, overdue="back"),
        "actions.begin": action("responder", "sent", "ping"),
        "actions.there": action("responder", "ping", "pong"),
        "actions.back": action("responder", "pong", "ping"),
        "actions.out": action("responder", ["ping", "pong"], "answered"),
        **more,
    }


def test_overdue_actions_that_go_round_over_one_anchor_are_found() -> None:
    changes = circle("7 days from sent", "14 days from sent")
    assert said(changes) == [("D005", "states.ping.overdue")]
    assert "go round through ping, pong" in messages(changes)[0]


def test_a_circle_in_which_a_period_begins_anew_is_fine() -> None:
    assert said(circle("7 days from sent", "14 days")) == []


def test_a_circle_over_a_date_is_found() -> None:
    assert said(circle("by subject.decided_on", "7 days from sent")) == [("D005", "states.ping.overdue")]


def test_a_circle_closed_by_an_automatic_action_is_found() -> None:
    changes = circle("7 days from sent", "14 days from sent")
    changes["states.pong"] = state(due="14 days", remind=["1 days before"])
    changes["actions.back"] = automatic("pong", "ping", when="subject.sector == 'law'")
    assert said(changes) == [("D005", "states.ping.overdue")]


def test_a_circle_that_lengthens_the_deadline_is_fine() -> None:
    back = action("responder", "pong", "ping", effects=LONGER)
    assert ("D005", "states.ping.overdue") not in said(
        circle("7 days from sent", "14 days from sent"), {"actions.back": back}
    )


def test_entering_the_same_state_anew_over_an_anchor_is_found() -> None:
    changes = {"states.sent.due": "7 days from sent", "states.sent.overdue": "again"}
    again = {"actions.again": action("responder", "sent", "sent")}
    assert said(changes, again) == [("D005", "states.sent.overdue")]
    assert said({**changes, "states.sent.due": "7 days"}, again) == []


def test_an_overdue_action_that_asks_for_the_date_ends_the_circle() -> None:
    ways = [{"when": "subject.decided_on <= today", "state": "closed"}, {"state": "sent"}]
    changes = {"states.sent.due": "earliest of [12 months, subject.decided_on]", "states.sent.overdue": "look"}
    assert said(changes, {"actions.look": action("system", "sent", ways)}) == []
    ways = [{"when": "subject.sector == 'law'", "state": "closed"}, {"state": "sent"}]
    assert said(changes, {"actions.look": action("system", "sent", ways)}) == [("D005", "states.sent.overdue")]


def test_an_overdue_action_that_stays_is_found() -> None:
    changes = {"states.sent.overdue": "look", "actions.look": action("responder", "sent")}
    assert said(changes) == [("D006", "states.sent.overdue")]


def test_a_branch_of_an_overdue_action_that_stays_is_found() -> None:
    ways = [{"when": "subject.sector == 'law'", "state": "closed"}, {"state": "same"}]
    changes = {"states.sent.overdue": "look", "actions.look": action("responder", "sent", ways)}
    assert said(changes) == [("D006", "states.sent.overdue")]


def test_an_overdue_action_that_begins_anew_is_fine() -> None:
    changes = {"states.sent.overdue": "look", "actions.look": action("responder", "sent", "sent")}
    assert said(changes) == []
