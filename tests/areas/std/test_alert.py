"""The alert: delivery, information that passes the author's coordinator, and the window in which one may object."""

from __future__ import annotations

import pytest

from counterpart.core.errors import CounterpartError
from tests.areas.std.trial import play
from tests.core.workflow.playing import Play

PROPOSAL = {"closing_proposal": {"grounds": "The course has been closed."}}


def active(*recipients: str, now: str = "2026-03-25 09:00", **parties: str) -> Play:
    alert = play("alert", {"initiator": "SE/a", "gatekeeper": "SE/c", **parties}, now=now)
    alert.do("submit", "initiator")
    alert.do("broadcast", "gatekeeper", choose=recipients or ("DK", "GR", "NO"))
    return alert


def test_only_the_coordinator_sends_an_alert_unless_its_member_allows_otherwise() -> None:
    alert = play("alert", {"initiator": "SE/a", "gatekeeper": "SE/c"})
    assert "broadcast_directly" not in alert.may("initiator")
    alert.know(switches={"SE": {"alerts_sent_directly": True}})
    alert.do("broadcast_directly", "initiator", choose=["DK"])
    assert alert.state == "active"


def test_every_recipient_acknowledges_and_passes_on_by_itself() -> None:
    alert = active()
    alert.do("acknowledge", "recipients", "delivery/DK")
    alert.do("disseminate", "recipients", "delivery/DK", choose=["DK/x"])
    alert.do("disseminate", "recipients", "delivery/DK", choose=["DK/y"])
    assert alert.row("delivery/DK").state == "disseminated"
    assert alert.row("delivery/GR").state == "received"
    assert {player.name for player in alert.situation.players("informed")} == {"DK/x", "DK/y"}


def test_recipients_can_be_added_and_the_others_are_not_told_twice() -> None:
    alert = active("DK")
    alert.do("add_recipients", "gatekeeper", choose=["DK", "NO"])
    assert set(alert.situation.rows) == {("delivery", "DK"), ("delivery", "NO")}


def test_what_an_authority_adds_waits_for_the_coordinator_of_its_own_member() -> None:
    alert = active()
    alert.do("acknowledge", "recipients", "delivery/DK")
    alert.do("disseminate", "recipients", "delivery/DK", choose=["DK/x"])
    alert.do("offer_information", "informed")
    alert.do("hand_over", "informed", "information/1", form={"follow_up": {"text": "It is in Jutland, too."}})
    for party, member in (("gatekeeper", ""), ("recipients", "NO")):
        with pytest.raises(CounterpartError):
            alert.do("share", party, "information/1", by=member)
    alert.do("share", "recipients", "information/1", by="DK")
    assert alert.row("information/1").state == "shared"


def test_everybody_may_answer_a_question_to_all() -> None:
    alert = active()
    alert.do("ask_information", "recipients", by="DK", form={"information_wanted": {"text": "Where?"}})
    alert.do("answer", "recipients", "question/1", by="NO", form={"follow_up": {"text": "Here."}})
    assert alert.row("question/1").state == "answered"


def test_a_sender_must_answer_when_the_content_is_said_to_be_wrong() -> None:
    alert = active()
    alert.do("report_content", "recipients", by="NO", form={"content_report": {"text": "Another firm."}})
    assert alert.row("content_report/1").state == "reported"
    alert.do("confirm_correction", "gatekeeper", "content_report/1")
    assert alert.row("content_report/1").state == "corrected"


def test_the_place_of_origin_proposes_the_end_and_the_sender_only_where_it_is_unknown() -> None:
    known = active("DK", "NO", origin="DK/o")
    assert "propose_closing_as_sender" not in known.may("gatekeeper")
    known.do("propose_closing", "origin", form=PROPOSAL)
    assert known.state == "closing"
    unknown = active("DK", "NO")
    unknown.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    assert unknown.state == "closing"


def test_the_last_objection_on_the_last_day_still_counts() -> None:
    """Ten working days from 25 March 2026: Denmark has three days off at Easter, so its window is the longest."""
    alert = active("DK", "FR")
    alert.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    assert (alert.due("objection/FR"), alert.due("objection/DK")) == ("2026-04-09", "2026-04-13")
    assert alert.due() == "2026-04-13"
    alert.until("2026-04-13 21:30")
    assert alert.row("objection/FR").state == "silent"
    alert.do("object", "recipients", "objection/DK", reason="Tours are still sold here.")
    alert.wait(days=2)
    assert alert.state == "active"


def test_one_objection_ends_the_round_and_the_next_begins_anew() -> None:
    alert = active("DK", "NO")
    alert.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    alert.do("object", "recipients", "objection/NO", reason="Not here.")
    assert (alert.state, alert.row("objection/DK").state) == ("active", "ended")
    alert.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    assert {alert.row(f"objection/{member}").state for member in ("DK", "NO")} == {"open"}
    alert.wait(days=30)
    assert alert.state == "closed"


def test_an_alert_closes_early_when_every_recipient_agrees() -> None:
    alert = active("DK", "NO")
    alert.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    for member in ("DK", "NO"):
        alert.do("agree", "recipients", f"objection/{member}")
    assert alert.state == "closed"


def test_a_cancelled_proposal_leaves_no_window_open() -> None:
    alert = active("DK", "NO")
    alert.do("propose_closing_as_sender", "gatekeeper", form=PROPOSAL)
    alert.do("cancel_proposal", "gatekeeper")
    assert alert.state == "active"
    assert not [key for key in alert.situation.rows if key[0] == "objection"]


def test_a_withdrawn_alert_ends_for_all_recipients() -> None:
    alert = active("DK", "NO")
    alert.do("withdraw", "gatekeeper", reason="Unfounded.")
    assert {row.state for row in alert.situation.rows.values()} == {"ended"}
