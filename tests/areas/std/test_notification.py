"""The notification: the period for comments, detailed opinions, and changes after closing."""

from __future__ import annotations

import pytest

from counterpart.core.errors import CounterpartError
from tests.areas.std.trial import play
from tests.core.workflow.playing import Play

COMMENT = {"comment": {"text": "Unclear."}}


def opened() -> Play:
    notice = play(
        "notification", {"notifier": "FR/a", "gatekeeper": "FR/c", "supervisor": "EU"}, members=("FR", "DE", "NO")
    )
    notice.do("submit", "notifier")
    notice.do("broadcast", "gatekeeper")
    return notice


def test_all_others_receive_it_and_the_period_begins() -> None:
    notice = opened()
    assert set(notice.situation.rows) == {("delivery", "DE"), ("delivery", "NO")}
    assert (notice.state, notice.due()) == ("open", "2026-06-02")


def test_two_detailed_opinions_make_six_months_and_not_nine() -> None:
    notice = opened()
    notice.do("give_opinion", "supervisor", form=COMMENT)
    assert notice.due() == "2026-09-02"
    notice.do("give_opinion", "readers", by="DE", form=COMMENT)
    assert notice.due() == "2026-09-02"


def test_the_sender_owes_the_final_text_only_where_somebody_commented() -> None:
    quiet, discussed = opened(), opened()
    discussed.do("comment", "readers", by="DE", form=COMMENT)
    discussed.do("answer", "notifier", "comment/1", form={"answer": {"text": "See annex."}})
    for notice in (quiet, discussed):
        notice.wait(days=100)
    assert (quiet.state, discussed.state) == ("closed", "text_due")
    discussed.do("adopt", "notifier", form={"final_text": {"text": "text.pdf", "adopted_on": "2026-06-01"}})
    assert discussed.state == "closed"


def test_a_coordinator_that_drafts_for_itself_notifies_directly() -> None:
    notice = play("notification", {"notifier": "FR/c", "gatekeeper": "FR/c"}, members=("FR", "DE"))
    with pytest.raises(CounterpartError):
        notice.do("broadcast_directly", "notifier")
    notice.know(switches={"FR/c": {"notifications_sent_directly": True}})
    notice.do("broadcast_directly", "notifier")
    assert notice.state == "open"


def test_a_closed_notification_can_be_changed_and_closes_again() -> None:
    notice = opened()
    notice.do("close", "supervisor")
    notice.do("change_after_closing", "gatekeeper", reason="The text was adopted.")
    notice.wait(days=32)
    assert notice.state == "closed"
