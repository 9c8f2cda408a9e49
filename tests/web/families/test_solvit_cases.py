"""Table 8.1: a SOLVIT centre enters a case for somebody, and the centres of two members try to solve it."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.web.showing import areas
from tests.web.door import Changes
from tests.web.families.offices import Offices
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, refs, typed
from tests.web.families.tables import plays

HOME, LEAD, APPLICANT = Capacity("home"), Capacity("lead"), Capacity("applicant")
COMPLAINT = {
    "given_names": "Zuzana",
    "surname": "Kováčová",
    "kind": "citizen",
    "area": "vat",
    "authority": "Tax office in Győr",
    "arose_in": "HU",
    "story": "The refund has been due for a year.",
    "in_court": False,
    "consent": True,
}
ANALYSIS: Changes = {"f0-text": "Article 19 of Directive 2008/9/EC sets four months."}
SOLUTION: Changes = {"f0-text": "The refund has been ordered."}


@pytest.fixture
def case(stage: Stage, centres: Offices) -> Stage:
    """The stage with the centres."""
    stage.door.others.update(centres.actors)
    return stage


def entered(stage: Stage, **changed: object) -> Written:
    return stage.begun("sk_centre", "solvit", "case", COMPLAINT | changed)


def submitted(stage: Stage) -> Written:
    return stage.done("sk_centre", entered(stage), "submit", HOME)


def preparing(stage: Stage) -> Written:
    return stage.done("sk_centre", submitted(stage), "begin", HOME)


def offered(stage: Stage, centres: Offices) -> Written:
    forms = {"centre_note": {"text": "Article 19 of Directive 2008/9/EC sets four months."}}
    return stage.done("sk_centre", preparing(stage), "offer", HOME, forms=forms, choose=[centres.refs["hu_centre"]])


def working(stage: Stage, centres: Offices) -> Written:
    return stage.done("hu_centre", offered(stage, centres), "accept", LEAD)


def proposed(stage: Stage, centres: Offices) -> Written:
    forms = {"solution": {"text": "The refund has been ordered."}}
    return stage.done("hu_centre", working(stage, centres), "propose", LEAD, forms=forms)


@plays("8.1", 1)
def test_a_centre_enters_a_case_for_the_applicant_and_has_a_week_for_the_first_reply(case: Stage) -> None:
    exchange = case.begin("sk_centre", "solvit", "case")
    assert case.write("sk_centre", exchange, typed(COMPLAINT)).done
    page = case.does("sk_centre", exchange, "submit", HOME)
    assert "Kováčová" in page
    assert "Mon 9 Mar" in page
    assert "Your moveTake the case up" in page
    case.closed_to(exchange, "hu_centre", "kowalska")
    assert "SOLVIT case" not in case.door.open("kowalska", "new").text


@plays("8.1", 1)
@pytest.mark.parametrize(("field", "value", "words"), [
    ("in_court", True, "SOLVIT cannot deal with a matter that is before a court."),
    ("consent", False, "Without your consent the case cannot be sent"),
])  # fmt: skip
def test_what_solvit_cannot_deal_with_is_not_submitted(case: Stage, field: str, value: object, words: str) -> None:
    case.refused("sk_centre", entered(case, **{field: value}), "submit", HOME, words)


@plays("8.1", 1)
def test_nobody_begins_in_the_place_of_an_applicant_where_only_applicants_may(
    case: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "SOLVIT case" in case.door.open("sk_centre", "new").text
    monkeypatch.setattr(areas, "beginning_party", lambda _rules: "")
    assert "SOLVIT case" not in case.door.open("sk_centre", "new").text


@plays("8.1", 2)
def test_the_centre_asks_the_applicant_for_more_with_a_reason(case: Stage) -> None:
    exchange = submitted(case)
    case.refused("sk_centre", exchange, "ask_applicant", HOME, NO_REASON, BLANK)
    page = case.does("sk_centre", exchange, "ask_applicant", HOME, SAID)
    assert "The applicant has to complete it" in page
    case.wait(days=32)
    assert case.door.state(exchange) == "abandoned"


@plays("8.1", 3)
def test_the_centre_does_not_accept_what_belongs_elsewhere_and_says_who_can_help(case: Stage) -> None:
    exchange = submitted(case)
    assert "Say in the reason who can help instead." in case.door.look("sk_centre", exchange, "/do/reject?as=home").text
    case.refused("sk_centre", exchange, "reject", HOME, NO_REASON, BLANK)
    assert "Not accepted" in case.does("sk_centre", exchange, "reject", HOME, SAID)


@plays("8.1", 4)
def test_the_centre_takes_the_case_up_and_has_thirty_days(case: Stage) -> None:
    exchange = submitted(case)
    page = case.does("sk_centre", exchange, "begin", HOME)
    assert "Wed 1 Apr" in page
    assert "Being prepared" in page


@plays("8.1", 4)
def test_a_late_first_reply_is_reminded_and_told_to_the_supervisor(case: Stage) -> None:
    exchange = submitted(case)
    case.wait(days=6)
    assert "This is a reminder" in case.told("sk_centre", exchange)[0]
    case.wait(days=11)
    assert "days late" in case.read("sk_centre", exchange)
    assert case.told("union", exchange)


@plays("8.1", 5)
def test_the_case_goes_to_the_centre_of_another_member_with_the_legal_analysis(case: Stage, centres: Offices) -> None:
    exchange = preparing(case)
    page = case.door.look("sk_centre", exchange, "/do/offer?as=home").text
    assert "Hu Centre" in page
    assert "Sk Centre" not in page.partition("Lead centre")[2].partition("Text")[0]
    case.refused("sk_centre", exchange, "offer", HOME, "There are 2 things to correct")
    case.does("sk_centre", exchange, "offer", HOME, {**ANALYSIS, "choose": refs(centres.refs["hu_centre"])})
    read = case.read("hu_centre", exchange)
    assert "Article 19 of Directive" in read
    assert "Mon 9 Mar" in read
    assert "It is your authority's move." in case.told("hu_centre", exchange)[0]
    case.closed_to(exchange, "cz_centre")


@plays("8.1", 6)
def test_the_lead_centre_accepts_and_the_ten_weeks_begin(case: Stage, centres: Offices) -> None:
    exchange = offered(case, centres)
    assert not case.door.do("sk_centre", exchange, "accept", LEAD).done
    page = case.does("hu_centre", exchange, "accept", LEAD)
    assert "Ten weeks for a solution" in page
    assert "Mon 11 May" in page
    assert case.told("sk_centre", exchange)


@plays("8.1", 7)
def test_the_lead_centre_refuses_with_a_reason_and_it_may_be_sent_again(case: Stage, centres: Offices) -> None:
    exchange = offered(case, centres)
    case.refused("hu_centre", exchange, "decline", LEAD, NO_REASON, BLANK)
    assert case.door.do("hu_centre", exchange, "decline", LEAD, SAID).done
    assert "So that it is done." in case.read("sk_centre", exchange)
    case.does("sk_centre", exchange, "offer", HOME, {**ANALYSIS, "choose": refs(centres.refs["cz_centre"])})
    assert "Your moveAccept" in case.read("cz_centre", exchange)
    case.closed_to(exchange, "hu_centre")


@plays("8.1", 8)
def test_contacts_are_recorded_and_the_centres_write_to_each_other(case: Stage, centres: Offices) -> None:
    exchange = working(case, centres)
    contact = {"f0-authority": "Tax office in Győr", "f0-on": "2 3 2026", "f0-result": "It will look into it."}
    case.does("hu_centre", exchange, "record_contact", LEAD, contact)
    assert "It will look into it." in case.read("sk_centre", exchange)
    case.does("sk_centre", exchange, "write", HOME, {"f0-text": "Any news?"})
    assert "Any news?" in case.read("hu_centre", exchange)
    case.does("sk_centre", exchange, "tell_applicant", HOME, {"f0-text": "We are waiting."})
    assert "We are waiting." in case.read("sk_centre", exchange)
    assert not case.door.do("hu_centre", exchange, "tell_applicant", HOME, {"f0-text": "No."}).done


@plays("8.1", 9)
def test_four_weeks_are_added_once_and_a_structural_problem_is_told_to_the_supervisor(
    case: Stage, centres: Offices
) -> None:
    exchange = working(case, centres)
    case.refused("hu_centre", exchange, "extend", LEAD, NO_REASON, BLANK)
    case.does("hu_centre", exchange, "extend", LEAD, SAID)
    assert "Mon 8 Jun" in case.read("sk_centre", exchange)
    assert not case.door.do("hu_centre", exchange, "extend", LEAD, SAID).done
    case.does("hu_centre", exchange, "mark_structural", LEAD, SAID)
    assert case.told("union", exchange)


@plays("8.1", 10, 11)
def test_the_lead_centre_proposes_and_the_home_centre_accepts(case: Stage, centres: Offices) -> None:
    exchange = working(case, centres)
    case.refused("hu_centre", exchange, "propose", LEAD, "There is 1 thing to correct")
    assert case.door.do("hu_centre", exchange, "propose", LEAD, SOLUTION).done
    page = case.read("sk_centre", exchange)
    assert "The refund has been ordered." in page
    assert "Mon 9 Mar" in page
    assert not case.door.do("hu_centre", exchange, "accept_solution", HOME).done
    assert "Solved" in case.does("sk_centre", exchange, "accept_solution", HOME)
    assert "Solved" in case.told("hu_centre", exchange)[0]


@plays("8.1", 12)
def test_a_solution_that_does_not_work_is_contested_and_the_ten_weeks_go_on(case: Stage, centres: Offices) -> None:
    exchange = proposed(case, centres)
    case.wait(days=3)
    case.refused("sk_centre", exchange, "contest", HOME, NO_REASON, BLANK)
    case.does("sk_centre", exchange, "contest", HOME, SAID)
    page = case.read("hu_centre", exchange)
    assert "Being solved" in page
    assert "Mon 11 May" in page
    assert "So that it is done." in page


@plays("8.1", 13)
def test_the_lead_centre_finds_no_solution_and_says_which_remedies_are_left(case: Stage, centres: Offices) -> None:
    exchange = working(case, centres)
    assert "which other remedies" in case.door.look("hu_centre", exchange, "/do/give_up?as=lead").text
    case.refused("hu_centre", exchange, "give_up", LEAD, NO_REASON, BLANK)
    case.does("hu_centre", exchange, "give_up", LEAD, SAID)
    assert "Not solved" in case.told("sk_centre", exchange)[0]
    assert case.told("union", exchange)


@plays("8.1", 14)
def test_the_home_centre_withdraws_at_any_time_for_the_applicant(case: Stage, centres: Offices) -> None:
    for exchange in (submitted(case), offered(case, centres), proposed(case, centres)):
        case.refused("sk_centre", exchange, "withdraw", HOME, NO_REASON, BLANK)
        assert "Withdrawn" in case.does("sk_centre", exchange, "withdraw", HOME, SAID)
    assert "Withdrawn" in case.told("hu_centre", exchange)[0]


def test_a_term_that_ended_on_its_first_day_is_a_list_and_no_bar(case: Stage, centres: Offices) -> None:
    page = case.door.look("hu_centre", working(case, centres)).page
    prepared, _, ten_weeks = page.partition('aria-labelledby="h-term-preparation"')[2].partition("h-term-solving")
    assert "before it ran out" in prepared
    assert '<svg class="term"' not in prepared
    assert '<svg class="term"' in ten_weeks
    assert "Who</th>" not in prepared
