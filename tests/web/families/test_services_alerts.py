"""Table 4.1: an alert about a dangerous service activity goes out, and what becomes of it until it is over."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.queries import seeing
from tests.web.door import Changes
from tests.web.families.offices import Offices
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, refs, typed
from tests.web.families.tables import plays

AA, AC, ORIGIN = Capacity("initiator"), Capacity("gatekeeper"), Capacity("origin")
DK, FI = Capacity("recipients", "delivery", "DK"), Capacity("recipients", "delivery", "FI")
RECIPIENT = Capacity("recipients")
MAY_OBJECT = {one: Capacity("recipients", "objection", one) for one in ("DK", "FI")}
EVERYBODY = ("se_board", "se_coordinator", "dk_coordinator", "fi_coordinator")
ALERT = {
    "caused_by_service": True,
    "risk_is_current": True,
    "cross_border": True,
    "provider_kind": "company",
    "company_name": "Rope and Rock",
    "sector": "leisure",
    "service": "rafting and climbing tours",
    "harm": ["safety"],
    "damage": "very_serious",
    "likelihood": "high",
    "description": "Participants were sent out without safety equipment.",
    "warned": ["DK", "FI"],
}
FORM = typed(ALERT)
GROUNDS: Changes = {"f0-grounds": "The provider has given up rafting."}
TEXT: Changes = {"f0-text": "It offers tours in Jutland, too."}


@pytest.fixture
def alert(stage: Stage, services: Offices) -> Stage:
    """The stage with those who warn and are warned."""
    stage.door.others.update(services.actors)
    return stage


def draft(stage: Stage, **changed: object) -> Written:
    return stage.begun("se_board", "services", "alert", ALERT | changed)


def submitted(stage: Stage, **changed: object) -> Written:
    return stage.done("se_board", draft(stage, **changed), "submit", AA)


def active(stage: Stage, **changed: object) -> Written:
    return stage.done("se_coordinator", submitted(stage, **changed), "broadcast", AC)


def passed_on(stage: Stage, services: Offices) -> Written:
    """An alert that Denmark has acknowledged and given to its board."""
    exchange = stage.done("dk_coordinator", active(stage), "acknowledge", DK)
    return stage.done("dk_coordinator", exchange, "disseminate", DK, choose=[services.refs["dk_board"]])


def proposed(stage: Stage) -> Written:
    forms = {"closing_proposal": {"grounds": "The provider has given up rafting."}}
    return stage.done("se_coordinator", active(stage), "propose_closing_as_sender", AC, forms=forms)


@plays("4.1", 1)
def test_who_may_warn_finds_the_alert_at_new_and_whoever_holds_no_right_does_not(alert: Stage) -> None:
    exchange = alert.begin("se_board", "services", "alert")
    assert alert.write("se_board", exchange, FORM).done
    assert "Rope and Rock" in alert.read("se_board", exchange)
    assert "Alert about a dangerous service activity" not in alert.door.open("se_stranger", "new").text
    alert.closed_to(exchange, "se_coordinator", "se_stranger", "dk_coordinator", "union")


@plays("4.1", 1)
@pytest.mark.parametrize(("condition", "words"), [
    ("caused_by_service", "if the danger comes from the service itself"),
    ("risk_is_current", "only possible while the risk exists"),
    ("cross_border", "if other Member States may be affected"),
])  # fmt: skip
def test_of_three_conditions_the_button_says_which_one_is_missing(alert: Stage, condition: str, words: str) -> None:
    exchange = draft(alert, **{condition: False})
    check = alert.door.look("se_board", exchange, "/check")
    assert words in check.text
    assert 'aria-disabled="true">Submit to the alert coordinator' in check.page
    alert.refused("se_board", exchange, "submit", AA, words)
    assert alert.write("se_board", exchange, {condition: "yes"}).done
    assert words not in alert.door.look("se_board", exchange, "/check").text
    alert.does("se_board", exchange, "submit", AA)


@plays("4.1", 2)
def test_the_authority_submits_to_its_coordinator_who_is_told(alert: Stage) -> None:
    exchange = draft(alert)
    page = alert.door.look("se_board", exchange)
    assert "Your moveSubmit to the alert coordinator" in page.text
    assert "You are here, since Mon 2 Mar With the alert coordinator" in page.text
    assert "With the alert coordinator" in alert.does("se_board", exchange, "submit", AA)
    assert "Your moveBroadcast" in alert.read("se_coordinator", exchange)
    assert "It is your authority's move." in alert.told("se_coordinator", exchange)[0]
    alert.closed_to(exchange, "dk_coordinator", "se_stranger", "union")
    alert.refused("se_board", exchange, "broadcast", AC, "")


@plays("4.1", 3)
def test_the_coordinator_broadcasts_to_the_chosen_members_and_the_supervisor(alert: Stage) -> None:
    exchange = submitted(alert)
    page = alert.does("se_coordinator", exchange, "broadcast", AC)
    assert "Active" in page
    for who in ("dk_coordinator", "fi_coordinator"):
        assert "Participants were sent out" in alert.read(who, exchange)
        assert alert.told(who, exchange)
    assert [alert.row(exchange, "delivery", one) for one in ("DK", "FI")] == ["received", "received"]
    assert "Participants were sent out" in alert.read("union", exchange)
    assert alert.told("union", exchange)
    alert.closed_to(exchange, "dk_board", "se_stranger", "garcia")


@plays("4.1", 3)
def test_the_member_of_establishment_is_warned_even_if_nobody_chose_it(alert: Stage) -> None:
    exchange = submitted(alert, warned=["FI"], established_in="DK")
    alert.does("se_coordinator", exchange, "broadcast", AC)
    assert alert.row(exchange, "delivery", "DK") == "received"
    page = alert.read("dk_coordinator", exchange)
    assert "Alert coordinator in the Member State of establishment" in page
    assert "Propose to close" in page


@plays("4.1", 3)
def test_nobody_warns_their_own_member(alert: Stage) -> None:
    exchange = submitted(alert, established_in="SE", warned=["SE", "DK"])
    alert.does("se_coordinator", exchange, "broadcast", AC)
    assert alert.row(exchange, "delivery", "SE") == ""
    assert alert.row(exchange, "delivery", "DK") == "received"


@plays("4.1", 4)
@pytest.mark.parametrize(("action", "state"), [("send_back", "draft"), ("reject", "rejected")])
def test_the_coordinator_returns_or_rejects_with_a_reason(alert: Stage, action: str, state: str) -> None:
    exchange = submitted(alert)
    alert.refused("se_coordinator", exchange, action, AC, NO_REASON, BLANK)
    assert alert.door.do("se_coordinator", exchange, action, AC, SAID).done
    assert alert.door.state(exchange) == state
    assert "So that it is done." in alert.read("se_board", exchange)
    assert alert.told("se_board", exchange)


@plays("4.1", 5)
def test_each_recipient_acknowledges_for_itself(alert: Stage) -> None:
    exchange = active(alert)
    assert "Your moveAcknowledge" in alert.read("dk_coordinator", exchange)
    alert.does("dk_coordinator", exchange, "acknowledge", DK)
    assert [alert.row(exchange, "delivery", one) for one in ("DK", "FI")] == ["acknowledged", "received"]
    page = alert.read("se_coordinator", exchange)
    assert "Acknowledged" in page
    assert "Received" in page
    assert alert.door.do("dk_coordinator", exchange, "acknowledge", FI).status in (404, 422)


@plays("4.1", 6)
def test_the_recipient_passes_it_on_to_authorities_of_its_own_member_and_may_do_so_again(
    alert: Stage, services: Offices
) -> None:
    exchange = alert.done("dk_coordinator", active(alert), "acknowledge", DK)
    page = alert.door.look("dk_coordinator", exchange, "/do/disseminate?as=recipients&track=delivery&key=DK")
    assert "Dk Board" in page.text
    assert "Fi Board" not in page.text
    alert.refused("dk_coordinator", exchange, "disseminate", DK, "Choose who.")
    abroad = {"choose": refs(services.refs["fi_board"])}
    alert.refused("dk_coordinator", exchange, "disseminate", DK, "Who was chosen cannot take this part.", abroad)
    chosen = {"choose": refs(services.refs["dk_board"])}
    alert.does("dk_coordinator", exchange, "disseminate", DK, chosen)
    assert alert.row(exchange, "delivery", "DK") == "disseminated"
    assert "Participants were sent out" in alert.read("dk_board", exchange)
    assert alert.told("dk_board", exchange)
    assert "Pass on to authorities" in alert.read("dk_coordinator", exchange)


@plays("4.1", 7)
def test_what_a_coordinator_adds_reaches_all_at_once(alert: Stage, services: Offices) -> None:
    exchange = passed_on(alert, services)
    alert.does("dk_coordinator", exchange, "add_information", RECIPIENT, TEXT)
    for who in ("se_board", "se_coordinator", "fi_coordinator", "dk_board"):
        assert "It offers tours in Jutland" in alert.read(who, exchange)
        assert alert.told(who, exchange), who


@plays("4.1", 7)
def test_what_an_authority_adds_goes_through_its_coordinator(alert: Stage, services: Offices) -> None:
    exchange = passed_on(alert, services)
    alert.does("dk_board", exchange, "offer_information", Capacity("informed"))
    item = Capacity("informed", "information", "1")
    alert.does("dk_board", exchange, "hand_over", item, TEXT)
    for who in ("fi_coordinator", "se_coordinator", "se_board", "union"):
        assert "It offers tours in Jutland" not in alert.read(who, exchange), who
    assert "It offers tours in Jutland" in alert.read("dk_coordinator", exchange)
    assert alert.told("dk_coordinator", exchange)
    shares = Capacity("recipients", "information", "1")
    assert not alert.door.do("fi_coordinator", exchange, "share", shares).done
    alert.does("dk_coordinator", exchange, "share", shares)
    for who in ("fi_coordinator", "se_coordinator", "se_board"):
        assert "It offers tours in Jutland" in alert.read(who, exchange), who
        assert alert.told(who, exchange), who


@plays("4.1", 7)
def test_without_the_guard_all_would_read_what_waits_for_one_coordinator(
    alert: Stage, services: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = passed_on(alert, services)
    alert.does("dk_board", exchange, "offer_information", Capacity("informed"))
    alert.does("dk_board", exchange, "hand_over", Capacity("informed", "information", "1"), TEXT)
    assert "It offers tours in Jutland" not in alert.read("fi_coordinator", exchange)
    monkeypatch.setattr(seeing, "_place_seen", lambda *_: True)
    assert "It offers tours in Jutland" in alert.read("fi_coordinator", exchange)


@plays("4.1", 7)
def test_a_coordinator_asks_all_for_information_and_one_answers(alert: Stage) -> None:
    exchange = active(alert)
    alert.does("fi_coordinator", exchange, "ask_information", RECIPIENT, {"f0-text": "Who insures the tours?"})
    assert "Who insures the tours?" in alert.read("dk_coordinator", exchange)
    asked = Capacity("recipients", "question", "1")
    alert.does("dk_coordinator", exchange, "answer", asked, {"f0-text": "Nobody does."})
    assert alert.row(exchange, "question", "1") == "answered"
    for who in ("se_coordinator", "fi_coordinator"):
        assert "Nobody does." in alert.read(who, exchange)


@plays("4.1", 8)
def test_the_sender_adds_a_member_that_was_not_chosen(alert: Stage) -> None:
    exchange = active(alert, warned=["FI"])
    alert.closed_to(exchange, "dk_coordinator")
    page = alert.door.look("se_coordinator", exchange, "/do/add_recipients?as=gatekeeper").page
    assert 'name="choose" value="DK"' in page
    assert 'value="FI"' not in page
    alert.does("se_coordinator", exchange, "add_recipients", AC, {"choose": ["DK"]})
    assert "Participants were sent out" in alert.read("dk_coordinator", exchange)
    assert alert.told("dk_coordinator", exchange)


@plays("4.1", 9)
def test_a_correction_tells_all_and_leaves_the_version_before_it_to_be_read(alert: Stage) -> None:
    exchange = active(alert)
    assert alert.write("se_board", exchange, {"likelihood": "medium", "description": "Helmets were missing."}).done
    assert "Helmets were missing." not in alert.read("dk_coordinator", exchange)
    alert.refused("se_board", exchange, "correct", AA, NO_REASON, BLANK)
    alert.does("se_board", exchange, "correct", AA, SAID)
    for who in ("dk_coordinator", "fi_coordinator", "se_coordinator"):
        page = alert.read(who, exchange)
        assert "Helmets were missing." in page
        assert "Participants were sent out" not in page
        earlier = alert.door.look(who, exchange, "/versions")
        assert "Participants were sent out" in earlier.page.partition('class="struck"')[2].partition("<details")[0]
        assert "Helmets were missing." not in earlier.text
        assert alert.told(who, exchange)


@plays("4.1", 10)
@pytest.mark.parametrize(("action", "state", "fields"), [
    ("uphold", "upheld", SAID), ("confirm_correction", "corrected", {}),
])  # fmt: skip
def test_the_sender_must_answer_a_report_that_the_content_is_wrong(
    alert: Stage, action: str, state: str, fields: Changes
) -> None:
    exchange = active(alert)
    alert.does("fi_coordinator", exchange, "report_content", RECIPIENT, {"f0-text": "It is another company."})
    page = alert.read("se_coordinator", exchange)
    assert "It is another company." in page
    assert "Report of wrong content" in page
    assert alert.told("se_coordinator", exchange)
    alert.does("se_coordinator", exchange, action, Capacity("gatekeeper", "content_report", "1"), fields)
    assert alert.row(exchange, "content_report", "1") == state


@plays("4.1", 11)
def test_the_sender_withdraws_what_is_unfounded_and_all_are_told(alert: Stage) -> None:
    exchange = active(alert)
    alert.refused("se_coordinator", exchange, "withdraw", AC, NO_REASON, BLANK)
    assert "Withdrawn" in alert.does("se_coordinator", exchange, "withdraw", AC, SAID)
    for who in ("dk_coordinator", "fi_coordinator", "se_board"):
        assert "Withdrawn" in alert.told(who, exchange)[0]
    assert alert.row(exchange, "delivery", "DK") == "ended"


@plays("4.1", 12)
def test_the_sender_proposes_to_close_only_where_nobody_is_at_the_place_of_establishment(alert: Stage) -> None:
    unknown, known = active(alert), active(alert, established_in="DK")
    alert.does("se_coordinator", unknown, "propose_closing_as_sender", AC, GROUNDS)
    page = alert.read("fi_coordinator", unknown)
    assert "The provider has given up rafting." in page
    assert "Objection window of one recipient" in page
    assert "Mon 16 Mar" in page
    assert "propose_closing" not in alert.door.look("se_coordinator", known).page
    alert.refused("dk_coordinator", known, "propose_closing", ORIGIN, "There is 1 thing to correct")
    alert.does("dk_coordinator", known, "propose_closing", ORIGIN, GROUNDS)
    assert alert.told("se_coordinator", known)


@plays("4.1", 13)
def test_one_objection_with_a_reason_keeps_the_alert_active(alert: Stage) -> None:
    exchange = proposed(alert)
    alert.refused("dk_coordinator", exchange, "object", MAY_OBJECT["DK"], NO_REASON, BLANK)
    assert "Active" in alert.does("dk_coordinator", exchange, "object", MAY_OBJECT["DK"], SAID)
    assert alert.told("se_board", exchange)
    page = alert.read("se_coordinator", exchange)
    assert "So that it is done." in page
    assert "Propose to close" in page
    assert alert.row(exchange, "objection", "FI") == "ended"


@plays("4.1", 14)
def test_the_clock_closes_when_the_window_has_passed_without_an_objection(alert: Stage) -> None:
    exchange = proposed(alert)
    alert.wait(days=10)
    assert alert.door.state(exchange) == "closing"
    alert.wait(days=8)
    assert alert.door.state(exchange) == "closed"
    assert "No objection" in alert.read("se_coordinator", exchange)
    for who in EVERYBODY:
        assert "Closed" in alert.told(who, exchange)[0], who


@plays("4.1", 14)
def test_it_closes_at_once_when_every_recipient_has_said_that_it_does_not_object(alert: Stage) -> None:
    exchange = proposed(alert)
    alert.does("dk_coordinator", exchange, "agree", MAY_OBJECT["DK"])
    assert alert.door.state(exchange) == "closing"
    alert.does("fi_coordinator", exchange, "agree", MAY_OBJECT["FI"])
    assert alert.door.state(exchange) == "closed"


@plays("4.1", 15)
def test_a_proposal_is_cancelled_and_may_be_made_again(alert: Stage) -> None:
    exchange = proposed(alert)
    assert "Active" in alert.does("se_coordinator", exchange, "cancel_proposal", AC)
    assert alert.told("fi_coordinator", exchange)
    alert.does("se_coordinator", exchange, "propose_closing_as_sender", AC, GROUNDS)
    assert alert.row(exchange, "objection", "FI") == "open"
