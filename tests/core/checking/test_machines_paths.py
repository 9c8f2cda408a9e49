from __future__ import annotations

from tests.core.checking.areas import GONE, WITH_PART, action, automatic, messages, said, state


def test_a_state_that_nothing_leads_to_is_found() -> None:
    changes = {"states.lost": state(), "actions.find": action("responder", "lost", "answered")}
    assert said(changes) == [("M010", "states.lost")]


def test_states_behind_an_unreached_one_are_not_reported() -> None:
    changes = {
        "states.lost": state(),
        "states.behind": state(),
        "actions.on": action("responder", "lost", "behind"),
        "actions.out": action("responder", "behind", "answered"),
    }
    assert said(changes) == [("M010", "states.lost")]


def test_of_a_circle_that_nothing_leads_to_the_first_state_is_reported() -> None:
    changes = {
        "states.ping": state(),
        "states.pong": state(),
        "actions.there": action("responder", "ping", "pong"),
        "actions.back": action("responder", "pong", "ping"),
        "actions.out": action("responder", "pong", "answered"),
    }
    assert said(changes) == [("M010", "states.ping")]


def test_the_state_that_a_track_ends_in_with_the_main_is_reached() -> None:
    assert said(WITH_PART) == []


def test_a_state_of_a_track_that_nothing_leads_to_is_found() -> None:
    changes = {"tracks.part.states.lost": state(), "tracks.part.actions.find": action("responder", "lost", "done")}
    assert said(WITH_PART, changes) == [("M010", "tracks.part.states.lost")]


def test_a_machine_without_an_end_is_found_at_its_start() -> None:
    changes = {
        "states.closed": state("requester"),
        "states.discarded": state("requester"),
        "actions.again": action("requester", ["closed", "discarded"], "draft"),
    }
    assert ("M011", "start") in said(changes)
    assert "M012" not in [code for code, _ in said(changes)]


def test_a_dead_end_is_found_with_its_owner_who_can_do_nothing() -> None:
    changes = {"states.limbo": state(), "actions.park": action("responder", "sent", "limbo")}
    assert said(changes) == [("M012", "states.limbo"), ("M015", "states.limbo")]
    assert messages(changes) == [
        "request: from 'limbo' no final state can be reached (dead end)",
        "request: the owner of 'limbo' (responder) has no action that leaves it",
    ]


def test_states_that_lead_into_a_dead_end_are_not_reported() -> None:
    changes = {
        "states.before": state(),
        "states.limbo": state(),
        "actions.park": action("responder", "sent", "before"),
        "actions.on": action("responder", "before", "limbo"),
    }
    assert said(changes) == [("M012", "states.limbo"), ("M015", "states.limbo")]


def test_of_a_circle_without_a_way_out_the_first_state_is_reported() -> None:
    changes = {
        "states.ping": state(),
        "states.pong": state(),
        "actions.park": action("responder", "sent", "ping"),
        "actions.there": action("responder", "ping", "pong"),
        "actions.back": action("responder", "pong", "ping"),
    }
    assert said(changes) == [("M012", "states.ping")]


def test_a_misspelt_way_out_is_no_dead_end_as_well() -> None:
    changes = {
        "states.limbo": state(),
        "actions.park": action("responder", "sent", "limbo"),
        "actions.out": action("responder", "limbo", "qqq"),
    }
    assert said(changes) == [("M002", "actions.out.to")]


def test_an_owner_who_can_only_be_moved_by_others_is_found() -> None:
    changes = {"actions.reply.by": "coordinator"}
    assert said(changes) == [("M015", "states.sent")]


def test_one_of_several_owners_who_can_leave_is_enough() -> None:
    assert said({"actions.reply.by": "coordinator", "states.sent.owner": ["responder", "coordinator"]}) == []


def test_the_clock_may_leave_for_the_owner() -> None:
    changes = {
        "states.sent.overdue": "lapse",
        "actions.lapse": action("system", "sent", "closed"),
        "actions.reply": GONE,
    }
    assert "M015" not in [code for code, _ in said(changes)]
    assert ("M015", "states.sent") in said({"actions.reply": GONE, "actions.note": action("responder", "sent")})


def test_staying_is_not_leaving() -> None:
    changes = {"actions.reply.to": "same", "actions.other": action("coordinator", "sent", "answered")}
    assert said(changes) == [("M015", "states.sent")]


def test_the_owner_of_a_state_in_a_track_can_leave_it_too() -> None:
    changes = {
        "tracks.part.states.open.overdue": GONE,
        "tracks.part.states.open.remind": ["1 days before"],
        "tracks.part.actions.deliver.by": "requester",
        "tracks.part.actions.give_back.by": "requester",
    }
    assert said(WITH_PART, changes) == [("M015", "tracks.part.states.open")]


def test_an_automatic_action_leaves_for_the_owner() -> None:
    changes = {
        "actions.on": automatic("sent", "answered", when="all(part, done)"),
        "actions.reply": GONE,
        "actions.note": action("responder", "sent", form="reply"),
    }
    assert said(WITH_PART, changes) == [("M016", "states.sent")]


def test_a_state_whose_every_way_out_has_a_condition_is_doubted() -> None:
    changes = {"actions.reply.when": "subject.urgent"}
    assert said(changes) == [("M016", "states.sent")]


def test_a_way_out_that_is_used_up_is_a_condition_too() -> None:
    changes = {"actions.reply.at_most": 2}
    assert said(changes) == [("M016", "states.sent")]


def test_an_overdue_action_is_a_way_out() -> None:
    changes = {"actions.reply.when": "subject.urgent", "states.sent.overdue": "lapse"}
    assert said(changes, {"actions.lapse": action("system", "sent", "closed")}) == []
