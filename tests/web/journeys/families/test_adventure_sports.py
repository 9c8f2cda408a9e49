"""How Sweden warns of dangerous adventure sports in English, and Luxembourg objects to the end of the alert in French.

It was the first alert that was ever sent, in October 2010, and was closed in September 2011 (annual report on the
Internal Market Information System of 2011, chapter 2.5.3). That somebody objected is invented, and so is who; the
months in which nothing happened are left out.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.families.offices import ALERTS, COORDINATES
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, in_time, lacking, ticked, told_by_mail
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.steps import confirmed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import authority_chosen, step

pytestmark = pytest.mark.slow

SWEDEN = Office(
    "se_desk", "SE", "services", "coordinator", "Kommerskollegium", "sv", ("berg", "Karin Berg"), COORDINATES
)
BOARD = Office(
    "se_consumers", "SE", "services", "authority", "Konsumentverket", "sv", ("lind", "Sven Lind"), ALERTS, by="se_desk"
)
DENMARK = Office(
    "dk_desk", "DK", "services", "coordinator", "Erhvervsstyrelsen", "da", ("holm", "Mette Holm"), COORDINATES
)
LUXEMBOURG = Office(
    "lu_desk", "LU", "services", "coordinator", "Ministère de l’Économie", "fr", ("weis", "Marc Weis"), COORDINATES
)
SAFETY = Office(
    "lu_safety", "LU", "services", "authority", "Marktaufsicht Luxemburg", "de", ("thill", "Tom Thill"), ALERTS,
    by="lu_desk",
)  # fmt: skip

ROPE_AND_ROCK = {
    "f-caused_by_service": "yes", "f-risk_is_current": "yes", "f-provider_kind": "company",
    "f-company_name": "Rope and Rock", "f-established_in": "SE", "f-sector": "leisure",
    "f-service": "rafting and climbing tours", "f-damage": "very_serious", "f-likelihood": "high",
    "f-description": "Participants were sent out without safety equipment.",
    "f-penalties": "Fined in May, final.",
}  # fmt: skip
CONTENT = ("Rope and Rock", "rafting", "Fined in May")
CROSS_BORDER = "Other Member States may be affected"
WHERE = "Es führt auch Touren an der Obersauer durch."
GIVEN_UP, GONE_AS_WELL = "The provider has given up rafting.", "The tours in Luxembourg have ended as well."
GO_ON = "Les descentes sur la Sûre continuent."


def test_an_alert_goes_on_because_one_recipient_objects(house: House, arrive: Arrive, bring: Bring) -> None:
    bring(SWEDEN, BOARD, DENMARK, LUXEMBOURG, SAFETY)
    house.on_a_monday()
    sven, karin = arrive("lind", "en-GB"), arrive("berg", "en-GB")
    marc, tom = arrive("weis", "fr-LU"), arrive("thill", "de-LU")
    number = submitted(sven)
    may_not_open(marc, number)
    broadcast(house, karin, number)
    passed_on(marc, number)
    added(tom, marc, number)
    expect(sven.read(number).locator("#main")).to_contain_text(WHERE)

    proposed(karin, number, GIVEN_UP)
    objected(marc, number)
    page = karin.read(number)
    state(page, "Active")
    expect(page.locator("#main")).to_contain_text(GO_ON)
    expect(page.locator("#act a", has_text="Add information")).to_have_count(1)
    proposed(karin, number, GONE_AS_WELL)
    state(marc.read(number), "Clôture proposée")
    house.later(days=22)
    in_time(marc, number, "Clôturée")
    in_time(sven, number, "Closed")
    may_not_open(arrive("moser", "de-AT"), number)


def submitted(sven: Official) -> str:
    """Sven leaves one of the three conditions open, is told which, and submits; return the number."""
    number = begun_at_new(sven, "services.alert")
    sven.fill(ROPE_AND_ROCK)
    ticked(sven.page, "f-harm", "safety")
    ticked(sven.page, "f-warned", "DK", "LU")
    lacking(sven, CROSS_BORDER)
    sven.fill({"f-cross_border": "yes"})
    to_check(sven.page)
    sent(sven.page, "submit")
    state(sven.page, "With the alert coordinator")
    return number


def broadcast(house: House, karin: Official, number: str) -> None:
    """Karin reads it and sends it to those who were chosen; her page lists them and draws them on a map."""
    done(karin, number, "broadcast")
    page = karin.page
    state(page, "Active")
    assert delivered(page) == {"DK": "Received", "LU": "Received"}
    expect(page.locator("svg.squares")).to_be_visible()
    told_by_mail(house, "weis", number, "fr", CONTENT)


def delivered(page: Page) -> dict[str, str]:
    """How far each member is, as the list on the page of an alert says."""
    lines = page.locator("table.members tbody tr").all()
    return {one.locator(".cc").inner_text(): one.locator("td").nth(1).locator(".tag").inner_text() for one in lines}


def passed_on(marc: Official, number: str) -> None:
    """Marc acknowledges, forgets to choose, and passes the alert on to the authority that supervises the market."""
    page = marc.read(number)
    state(page, "Active")
    expect(page.locator("#main")).to_contain_text("Fined in May, final.")
    done(marc, number, "acknowledge")
    page = step(marc, number, "disseminate")
    explained(page, "choose", "Faites un choix.")
    authority_chosen(page, SAFETY.name)
    confirmed(page, "disseminate")
    movers = page.locator("section.status .mover").all_inner_texts()
    assert len(movers) == len(set(movers)) == 2, movers
    assert delivered(page)["LU"] == "Transmise aux autorités"


def added(tom: Official, marc: Official, number: str) -> None:
    """Tom knows more; he reads no penalties. What he writes goes through Marc to everybody."""
    page = tom.read(number)
    expect(page.locator("#main")).to_contain_text("Rope and Rock")
    expect(page.locator("#main")).not_to_contain_text("Fined in May")
    done(tom, number, "offer_information")
    done(tom, number, "hand_over", {"f0-text": WHERE})
    done(marc, number, "share")


def proposed(karin: Official, number: str, grounds: str) -> None:
    done(karin, number, "propose_closing", {"f0-grounds": grounds})
    state(karin.page, "Closing proposed")


def objected(marc: Official, number: str) -> None:
    """Marc must say why."""
    page = marc.read(number)
    state(page, "Clôture proposée")
    expect(page.locator("#main")).to_contain_text(GIVEN_UP)
    page = step(marc, number, "object")
    explained(page, "reason", "Indiquez un motif.")
    marc.fill({"reason": GO_ON})
    confirmed(page, "object")
    state(page, "Active")
