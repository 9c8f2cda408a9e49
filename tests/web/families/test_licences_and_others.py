"""Row 6.4 for a licence, and the families without a table: a dialogue, a workspace, a query answered by hand."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.web.families.offices import Offices
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, refs
from tests.web.families.tables import plays

KEEPER, COORDINATOR = Capacity("keeper"), Capacity("gatekeeper")
OWNER, OTHER = Capacity("owner"), Capacity("counterparty")
LEADER, MEMBER = Capacity("leader"), Capacity("members")
LICENCE = {"number": "EE 2026/14", "company": "Raha OÜ", "valid_until": "2031-03-02"}
ASKER, REGISTER, BY_HAND = Capacity("asker"), Capacity("register"), Capacity("keeper")
QUESTION = {"issued_by": "ES", "number": "12345678-Z", "reason": "exchange"}


def published(stage: Stage) -> Written:
    return stage.done("ee_bank", stage.begun("ee_bank", "licences", "licence", LICENCE), "publish", KEEPER)


@plays("6", 4)
def test_a_licence_is_suspended_with_a_reason_and_reinstated(others: Stage) -> None:
    exchange = published(others)
    others.refused("ee_coordinator", exchange, "suspend", COORDINATOR, NO_REASON, BLANK)
    page = others.does("ee_coordinator", exchange, "suspend", COORDINATOR, SAID)
    assert "Suspended" in page
    assert others.told("ee_bank", exchange)
    assert "Wed 2 Sep" in others.read("ee_bank", exchange)
    assert not others.door.do("ee_coordinator", exchange, "reinstate", COORDINATOR).done
    others.does("ee_bank", exchange, "reinstate", KEEPER)
    assert others.door.state(exchange) == "published"
    others.closed_to(exchange, "kowalska")


@plays("6", 4)
def test_a_licence_that_is_suspended_may_be_corrected_and_ended(others: Stage) -> None:
    exchange = others.done("ee_bank", published(others), "suspend", KEEPER, reason="No guards.")
    assert others.write("ee_bank", exchange, {"company": "Raha AS"}).done
    others.does("ee_bank", exchange, "correct", KEEPER)
    assert "Raha AS" in others.read("ee_coordinator", exchange)
    others.does("ee_bank", exchange, "end", KEEPER, SAID)
    assert others.door.state(exchange) == "ended"


def test_a_dialogue_goes_from_one_to_the_other_and_back_until_its_owner_closes_it(
    others: Stage, granting: Offices
) -> None:
    assert "Letters about a licence" in others.door.open("ee_bank", "new").text
    exchange = others.begun(
        "ee_bank", "licences", "letters", {"title": "Guards"}, parties={"counterparty": [granting.refs["lv_bank"]]}
    )
    others.closed_to(exchange, "lv_bank")
    others.does("ee_bank", exchange, "open", OWNER, {"f0-text": "Who guards the vans?"})
    assert "Who guards the vans?" in others.read("lv_bank", exchange)
    assert "It is your authority's move." in others.told("lv_bank", exchange)[0]
    others.refused("lv_bank", exchange, "clarify", OTHER, NO_REASON, BLANK)
    others.does("lv_bank", exchange, "answer", OTHER, {"f0-text": "Two of them."})
    assert "Two of them." in others.read("ee_bank", exchange)
    others.does("ee_bank", exchange, "ask_again", OWNER, {"f0-text": "Armed?"})
    assert not others.door.do("lv_bank", exchange, "close", OWNER).done
    others.does("ee_bank", exchange, "close", OWNER)
    assert "Closed" in others.told("lv_bank", exchange)[0]
    others.closed_to(exchange, "lv_stranger", "kowalska")
    others.wait(days=31)
    others.refused("ee_bank", exchange, "reopen", OWNER, "This was possible until", SAID)


def test_a_working_group_invites_writes_and_releases_a_document(others: Stage, granting: Offices) -> None:
    exchange = others.begin("ee_bank", "licences", "group")
    assert others.write("ee_bank", exchange, {"title": "Vans"}).done
    others.does("ee_bank", exchange, "change", LEADER)
    others.closed_to(exchange, "lv_bank")
    others.does("ee_bank", exchange, "invite", LEADER, {"choose": refs(granting.refs["lv_bank"])})
    assert "Vans" in others.read("lv_bank", exchange)
    others.does("lv_bank", exchange, "discuss", MEMBER, {"f0-text": "Here is our plan."})
    assert "Here is our plan." in others.read("ee_bank", exchange)
    others.does("lv_bank", exchange, "share", MEMBER)
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 a plan", "application/pdf")
    document = Capacity("members", "document", "1")
    fields = {"f0-title": "Plan of the vans", "f0-language": "en", "f0-file:upload": plan}
    others.does("lv_bank", exchange, "release", document, fields)
    assert others.row(exchange, "document", "1") == "current"
    assert "Plan of the vans" in others.read("ee_bank", exchange)
    others.does("ee_bank", exchange, "revise", Capacity("leader", "document", "1"))
    assert others.row(exchange, "document", "1") == "draft"
    others.closed_to(exchange, "lv_stranger")
    others.wait(days=370)
    assert "Not confirmed for a year" in others.read("ee_bank", exchange)
    others.does("ee_bank", exchange, "confirm", LEADER)
    assert others.door.state(exchange) == "active"


def promised(stage: Stage, granting: Offices) -> Written:
    """A query that the register has promised to answer."""
    parties = {"register": [granting.refs["es_register"]], "keeper": [granting.refs["es_licensing"]]}
    exchange = stage.begun("pt_licensing", "driving-licence", "details", QUESTION, parties=parties)
    return stage.done("es_register", exchange, "promise", REGISTER)


def test_what_a_register_cannot_answer_at_once_its_keeper_answers_by_hand(others: Stage, granting: Offices) -> None:
    exchange = promised(others, granting)
    page = others.read("es_licensing", exchange)
    assert "Answer follows" in page
    assert "12345678-Z" in page
    assert not others.door.do("pt_licensing", exchange, "answer_by_hand", BY_HAND).done
    licence = {
        "f0-number": "12345678-Z", "f0-issued_by": "ES", "f0-surname": "Smith", "f0-given_names": "John",
        "f0-birth_date": "15 12 1976", "f0-status": "suspended", "f0-issued_on": "1 2 2020",
        "f0-expires_on": "1 2 2030",
    }  # fmt: skip
    others.refused("es_licensing", exchange, "answer_by_hand", BY_HAND, "to correct", {"f0-number": "12345678-Z"})
    others.does("es_licensing", exchange, "answer_by_hand", BY_HAND, licence)
    assert "Smith" in others.read("pt_licensing", exchange)
    assert others.told("pt_licensing", exchange)
    others.closed_to(exchange, "kowalska", "lv_bank")


def test_the_keeper_finds_nothing_or_the_time_runs_out(others: Stage, granting: Offices) -> None:
    nothing, late = promised(others, granting), promised(others, granting)
    others.does("es_licensing", nothing, "find_nothing_by_hand", BY_HAND)
    assert others.door.state(nothing) == "not_found"
    others.wait(days=14)
    assert others.door.state(late) == "failed"
    assert "No answer" in others.told("pt_licensing", late)[0]
