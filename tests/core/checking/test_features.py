from __future__ import annotations

from typing import Any

from tests.core.checking.areas import WITH_PART, action, found, messages, said, state

SPLITTING = {**WITH_PART, "features": {"split": ["tracks.part", "actions.split"]}}


def test_a_template_that_stands_without_its_features_is_not_found_fault_with() -> None:
    assert said(SPLITTING) == []


def test_a_feature_that_leaves_a_dead_end_is_found() -> None:
    changes: dict[str, Any] = {
        "states.parked": state(),
        "actions.park": action("responder", "sent", "parked"),
        "actions.fetch": action("responder", "parked", "sent"),
        "features": {"parking": ["actions.fetch"]},
    }
    assert said(changes) == [("M012", "features.parking"), ("M015", "features.parking")]
    assert messages(changes)[0] == "request-without-parking: from 'parked' no final state can be reached (dead end)"
    assert "this is how it stands with 'without: [parking]'" in found(changes)[0].hint


def test_a_feature_whose_leftovers_are_needed_is_found_at_the_feature() -> None:
    rule = {"check": "!open(part)", "message": "A part is open."}
    changes: dict[str, Any] = {"actions.reply.needs": {"back": rule}}
    assert said(SPLITTING, changes) == [("X012", "features.split")]
    changes["features"] = {"split": ["tracks.part", "actions.split", "actions.reply.needs.back"]}
    assert said(SPLITTING, changes) == []


def test_features_are_tried_together_too() -> None:
    out: dict[str, Any] = {
        "states.parked": state(),
        "actions.park": action("responder", "sent", "parked"),
        "actions.fetch": action("responder", "parked", "sent"),
        "actions.finish": action("responder", "parked", "answered"),
    }
    each: dict[str, Any] = {"features": {"fetching": ["actions.fetch"], "finishing": ["actions.finish"]}}
    assert said(out, each) == [("M012", "features.fetching"), ("M015", "features.fetching")]
    assert messages(out, each)[0].startswith("request-without-all: ")


def test_what_is_wrong_with_the_whole_is_not_said_again() -> None:
    changes: dict[str, Any] = {"states.sent.owner": []}
    assert said(SPLITTING, changes) == [("M013", "states.sent")]


def test_a_feature_named_like_the_beginning_of_another_is_told_apart() -> None:
    out: dict[str, Any] = {
        "states.parked": state(),
        "actions.park": action("responder", "sent", "parked"),
        "actions.fetch": action("responder", "parked", "sent"),
        "actions.note": action("responder", "sent"),
        "features": {"park": ["actions.note"], "parking": ["actions.fetch"]},
    }
    assert {message.split(":")[0] for message in messages(out)} == {"request-without-parking", "request-without-all"}
