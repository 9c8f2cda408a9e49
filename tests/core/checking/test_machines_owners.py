from __future__ import annotations

from tests.core.checking.areas import WITH_PART, action, messages, said
from tests.core.checking.families import FAMILY

LAPSE = {"states.sent.overdue": "lapse", "actions.lapse": action("system", "sent", "closed")}


def test_an_owner_who_has_no_action_while_others_may_act_is_found_at_owner() -> None:
    changes = {**LAPSE, "actions.reply.by": "coordinator"}
    assert said(changes) == [("M037", "states.sent.owner")]
    assert messages(changes) == ["request: the owner of 'sent' (responder) has no action there; coordinator may act"]


def test_an_owner_who_can_only_give_up_is_found() -> None:
    changes = {"states.sent.owner": "requester", "actions.withdraw": action("requester", "sent", "discarded")}
    assert said(changes) == [("M037", "states.sent.owner")]
    assert "can only stay or give up there, while responder may move on" in messages(changes)[0]


def test_an_owner_who_may_stay_or_give_up_is_found_as_well() -> None:
    changes = {
        "states.sent.owner": "requester",
        "actions.withdraw": action("requester", "sent", "discarded"),
        "actions.note": action("requester", "sent"),
    }
    assert said(changes) == [("M037", "states.sent.owner")]


def test_an_owner_who_moves_on_may_have_company() -> None:
    assert said({"actions.withdraw": action("requester", "sent", "discarded")}) == []
    assert said({"states.sent.owner": ["requester", "responder"]}) == []


def test_where_nobody_moves_on_the_owner_may_give_up() -> None:
    changes = {"actions.reply": action("responder", "sent", "discarded"), "states.answered": {
        "title": "Answered", "owner": "requester", "due": "30 days", "overdue": "close",
    }}  # fmt: skip
    assert "M037" not in [code for code, _ in said(changes)]


def test_an_owner_who_acts_in_a_track_has_something_to_do() -> None:
    changes = {**LAPSE, "actions.reply.by": "coordinator", "actions.split.by": "requester"}
    assert said(WITH_PART, changes) == []


def test_an_owner_who_waits_for_a_child_has_something_to_do() -> None:
    changes = {**LAPSE, "actions.reply.by": "coordinator", "actions.begin.by": "requester"}
    assert "M037" not in [code for code, _ in said(FAMILY, changes)]


def test_an_owner_who_can_do_nothing_at_all_is_reported_once() -> None:
    assert said({"actions.reply.by": "coordinator"}) == [("M015", "states.sent")]


def test_where_nobody_owns_the_state_only_that_is_said() -> None:
    assert said({"states.answered.owner": []}) == [("M013", "states.answered")]
