"""Table 5: a new requirement on services is notified, commented on, changed, and closed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.directory.actions.switching import set_switch
from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.exchanges.stories import asked
from tests.web.door import Changes
from tests.web.families.offices import Offices
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, refs, typed
from tests.web.families.tables import plays

NA, NC, READER, UNION = Capacity("notifier"), Capacity("gatekeeper"), Capacity("readers"), Capacity("supervisor")
DK, COMMENTED = Capacity("readers", "delivery", "DK"), Capacity("notifier", "comment", "1")
RULE = {
    "name": "Act on chimney sweeping",
    "kinds": ["territorial", "tariffs"],
    "sectors": ["crafts"],
    "stage": "draft",
    "summary": "One district for each chimney sweep, with fixed prices.",
    "non_discrimination": "It makes no difference where the provider comes from.",
    "necessity": "Safety from fire.",
    "proportionality": "Inspections alone were not enough.",
}
COMMENT: Changes = {"f0-text": "Why are prices fixed?"}
ESTABLISHMENT, PROVISION = "establishment_notification", "provision_notification"
EVERYBODY = ("union", "dk_coordinator", "fi_coordinator")


@pytest.fixture
def notice(stage: Stage, services: Offices) -> Stage:
    """The stage with those who notify and are notified."""
    stage.door.others.update(services.actors)
    return stage


def act_text() -> SimpleUploadedFile:
    return SimpleUploadedFile("act.pdf", b"%PDF-1.7 the act", "application/pdf")


def draft(stage: Stage, procedure: str = ESTABLISHMENT) -> Written:
    only = {"protects": ["public_health"]} if procedure == PROVISION else {}
    rule = RULE | only | ({"kinds": ["establishment"]} if only else {})
    exchange = stage.begun("se_board", "services", procedure, rule)
    assert stage.write("se_board", exchange, {"text:upload": act_text()}).done
    return stage.current(exchange)


def open_(stage: Stage, procedure: str = ESTABLISHMENT) -> Written:
    exchange = stage.done("se_board", draft(stage, procedure), "submit", NA)
    return stage.done("se_coordinator", exchange, "broadcast", NC)


def commented(stage: Stage) -> Written:
    return stage.done("dk_coordinator", open_(stage), "comment", READER, forms={"comment": {"text": "Why?"}})


@plays("5", 1)
def test_who_may_notify_finds_it_at_new_fills_it_in_and_nobody_else_sees_it(notice: Stage) -> None:
    exchange = notice.begin("se_board", "services", ESTABLISHMENT)
    assert notice.write("se_board", exchange, {**typed(RULE), "text:upload": act_text()}).done
    page = notice.read("se_board", exchange)
    assert "One district for each chimney sweep" in page
    assert "act.pdf" in page
    second = SimpleUploadedFile("second.pdf", b"%PDF-1.7 the act again", "application/pdf")
    assert notice.write("se_board", exchange, {"text:upload": second}).done
    form = notice.door.look("se_board", exchange, "/write").page.partition('id="f-text"')[2].partition("</fieldset>")[0]
    assert "second.pdf" in form
    assert "act.pdf" not in form
    assert "Notification of a requirement" not in notice.door.open("se_stranger", "new").text
    notice.closed_to(exchange, "se_coordinator", "dk_coordinator", "union", "se_stranger")


@plays("5", 2)
def test_it_is_submitted_to_the_coordinator_when_it_is_complete(notice: Stage) -> None:
    bare = notice.begun("se_board", "services", ESTABLISHMENT, RULE)
    notice.refused("se_board", bare, "submit", NA, "Text: ")
    exchange = draft(notice)
    assert "With the notification coordinator" in notice.does("se_board", exchange, "submit", NA)
    assert "Your moveNotify" in notice.read("se_coordinator", exchange)
    assert notice.told("se_coordinator", exchange)
    notice.closed_to(exchange, "dk_coordinator", "union")


@plays("5", 3)
def test_who_was_allowed_to_notifies_without_the_coordinator(notice: Stage) -> None:
    exchange = draft(notice)
    assert not notice.door.do("se_board", exchange, "broadcast_directly", NA).done
    switch(notice, value=True)
    try:
        notice.does("se_board", exchange, "broadcast_directly", NA)
    finally:
        switch(notice, value=None)
    assert notice.door.state(exchange) == "open"
    assert notice.told("se_coordinator", exchange)


def switch(stage: Stage, *, value: bool | None) -> None:
    """Let Swedish authorities notify themselves, or leave it as it was; each a second after the other."""
    stage.door.move_clock(seconds=1)
    by = stage.door.actor("se_coordinator")
    set_switch(by, asked(stage.door.clock.now()), "SE", "services", "notifications_sent_directly", value)


@plays("5", 4)
def test_the_coordinator_notifies_all_and_the_standstill_runs_from_that_day(notice: Stage) -> None:
    exchange = notice.done("se_board", draft(notice), "submit", NA)
    page = notice.does("se_coordinator", exchange, "broadcast", NC)
    assert "Examination by the European Commission" in page
    assert "Tue 2 Jun" in page
    for who in EVERYBODY:
        assert "One district for each chimney sweep" in notice.read(who, exchange), who
        assert notice.told(who, exchange), who
    notice.closed_to(exchange, "dk_board", "se_stranger", "moser")


@plays("5", 5)
def test_the_coordinator_returns_it_with_a_comment(notice: Stage) -> None:
    exchange = notice.done("se_board", draft(notice), "submit", NA)
    notice.refused("se_coordinator", exchange, "send_back", NC, NO_REASON, BLANK)
    assert notice.door.do("se_coordinator", exchange, "send_back", NC, SAID).done
    assert notice.door.state(exchange) == "draft"
    assert "So that it is done." in notice.read("se_board", exchange)
    assert notice.told("se_board", exchange)


@plays("5", 6)
def test_a_modification_is_told_to_all_and_the_version_before_it_is_kept(notice: Stage) -> None:
    exchange = open_(notice)
    assert notice.write("se_coordinator", exchange, {"summary": "Larger districts, prices not fixed."}).done
    assert "Larger districts" not in notice.read("dk_coordinator", exchange)
    notice.refused("se_coordinator", exchange, "modify", NC, NO_REASON, BLANK)
    notice.does("se_coordinator", exchange, "modify", NC, SAID)
    for who in EVERYBODY:
        assert "Larger districts" in notice.read(who, exchange)
        assert "with fixed prices" in notice.door.look(who, exchange, "/versions").text
        assert notice.told(who, exchange), who
    assert "Tue 2 Jun" in notice.read("union", exchange)


@plays("5", 7)
def test_the_coordinator_of_a_recipient_passes_it_on_to_its_own_authorities(notice: Stage, services: Offices) -> None:
    exchange = open_(notice)
    abroad = {"choose": refs(services.refs["fi_board"])}
    notice.refused("dk_coordinator", exchange, "disseminate", DK, "Who was chosen cannot take this part.", abroad)
    notice.does("dk_coordinator", exchange, "disseminate", DK, {"choose": refs(services.refs["dk_board"])})
    assert "One district for each chimney sweep" in notice.read("dk_board", exchange)
    assert notice.told("dk_board", exchange)
    notice.closed_to(exchange, "fi_board")
    notice.does("dk_coordinator", exchange, "take_note", DK)
    assert notice.row(exchange, "delivery", "DK") == "noted"


@plays("5", 8)
@pytest.mark.parametrize(("who", "by"), [("dk_coordinator", READER), ("union", UNION)])
def test_recipients_and_the_supervisor_comment_and_the_sender_has_to_answer(
    notice: Stage, who: str, by: Capacity
) -> None:
    exchange = open_(notice)
    notice.does(who, exchange, "comment", by, COMMENT)
    assert "Why are prices fixed?" in notice.read("se_board", exchange)
    assert notice.row(exchange, "comment", "1") == "made"
    assert "Waiting for an answer" in notice.read("se_coordinator", exchange)
    assert notice.told("se_board", exchange)
    assert not notice.door.do("se_board", exchange, "comment", NA, COMMENT).done


@plays("5", 9)
def test_the_sender_answers_a_comment_and_those_who_comment_are_told(notice: Stage) -> None:
    exchange = commented(notice)
    assert not notice.door.do("dk_coordinator", exchange, "answer", COMMENTED, COMMENT).done
    notice.does("se_board", exchange, "answer", COMMENTED, {"f0-text": "So that inspections stay affordable."})
    assert notice.row(exchange, "comment", "1") == "answered"
    for who in EVERYBODY:
        assert "So that inspections stay affordable." in notice.read(who, exchange), who
        assert notice.told(who, exchange), who


@plays("5", 10)
def test_the_coordinator_withdraws_with_a_reason_and_all_are_told(notice: Stage) -> None:
    exchange = open_(notice)
    notice.refused("se_coordinator", exchange, "withdraw", NC, NO_REASON, BLANK)
    notice.does("se_coordinator", exchange, "withdraw", NC, SAID)
    for who in (*EVERYBODY, "se_board"):
        assert "Withdrawn" in notice.told(who, exchange)[0], who
    assert notice.row(exchange, "delivery", "DK") == "ended"


@plays("5", 11)
def test_the_supervisor_closes_and_nobody_else_does(notice: Stage) -> None:
    exchange = open_(notice)
    assert not notice.door.do("se_coordinator", exchange, "close", NC).done
    assert not notice.door.do("dk_coordinator", exchange, "close", READER).done
    assert "Closed" in notice.does("union", exchange, "close", UNION)
    for who in ("se_board", "dk_coordinator"):
        assert "Closed" in notice.told(who, exchange)[0], who


@plays("5", 11)
def test_the_standstill_is_extended_once_and_ends_by_the_clock(notice: Stage) -> None:
    exchange = open_(notice)
    notice.does("se_coordinator", exchange, "allow_more_time", NC, SAID)
    assert "Thu 2 Jul" in notice.read("union", exchange)
    assert notice.told("union", exchange)
    assert not notice.door.do("se_coordinator", exchange, "allow_more_time", NC, SAID).done
    notice.wait(days=110)
    assert notice.door.state(exchange) == "open"
    assert [one for one in notice.told("union", exchange) if "This is a reminder" in one]
    notice.wait(days=14)
    assert notice.door.state(exchange) == "closed"


@plays("5", 12)
def test_it_is_changed_after_closing_within_half_a_year(notice: Stage) -> None:
    exchange = notice.done("union", open_(notice, PROVISION), "close", UNION)
    assert not notice.door.do("dk_coordinator", exchange, "change_after_closing", READER, SAID).done
    notice.does("se_coordinator", exchange, "change_after_closing", NC, SAID)
    assert notice.write("se_coordinator", exchange, {"stage": "adopted"}).done
    notice.does("se_coordinator", exchange, "close_again", NC)
    assert notice.door.state(exchange) == "closed"
    assert "Adopted" in notice.read("dk_coordinator", exchange)
    assert "Draft" in notice.door.look("dk_coordinator", exchange, "/versions").text
    notice.wait(days=190)
    assert not notice.door.do("se_coordinator", exchange, "change_after_closing", NC, SAID).done
