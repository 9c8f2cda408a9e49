"""How a Polish chamber warns of a pharmacist who may not practise, and who learns what of it in other countries.

Article 56a of Directive 2005/36/EC: within three days of the decision; coordinators of incoming alerts pass it on and
do not read whom it is about (Implementing Regulation (EU) 2015/983, Article 24).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.named import named_in
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.meeting import begun_at_new, lacking, told_by_mail
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.steps import confirmed, day_typed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import authority_chosen, step

pytestmark = pytest.mark.slow

BAN = {
    "f-given_names": "Ewelina", "f-surname": "Lundgren", "f-birth_date": "11 4 1979", "f-profession": "pharmacist",
    "f-kind": "prohibition", "f-scope": "Wszystkie czynności farmaceuty",
    "f-decided_by": "Sąd Dyscyplinarny w Warszawie",
}  # fmt: skip
IDENTITY = ("Ewelina", "Lundgren", "1979", "Sąd Dyscyplinarny")
NOT_TOLD = "Proszę poinformować osobę na piśmie w chwili wysłania ostrzeżenia."
REGISTER = "Pharmacists’ Register of Great Britain"


def test_who_learns_what_of_a_professional_who_may_not_practise(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    anna, simon, grace = arrive("kowalska", "pl-PL"), arrive("clarke", "en-GB"), arrive("taylor", "en-GB")
    number = sent_to_all(house, anna)
    coordinates(house, simon, number)
    may_not_open(grace, number)
    passed_on(simon, number)
    handles(grace, number)

    ulrike, radka = arrive("brandt", "de-DE"), arrive("stoyanova", "bg-BG")
    reads_no_name(ulrike.read(number))
    expect(ulrike.page.locator("#main")).to_contain_text("Apotheker")
    may_not_open(radka, number, "history", "reports", "versions")
    assert number not in sought(radka, "Lundgren")
    assert number not in sought(ulrike, "Lundgren")
    done(anna, number, "end")
    state(anna.page, "Już nie obowiązuje")


def sent_to_all(house: House, anna: Official) -> str:
    """Anna is reminded that the pharmacist has to be told, and sends the alert to all; return its number."""
    number = begun_at_new(anna, "pq.ban_alert")
    today = day_typed(house.now.date())
    anna.fill({**BAN, "f-group": "pharmacist", "f-decided_on": today, "f-starts_on": today, "f-told": "no"})
    lacking(anna, NOT_TOLD)
    anna.fill({"f-told": "yes"})
    to_check(anna.page)
    sent(anna.page, "broadcast_directly")
    told_by_mail(house, "clarke", number, "en", IDENTITY)
    return number


def coordinates(house: House, simon: Official, number: str) -> None:
    """Simon reads profession and scope, and nowhere who it is."""
    page = simon.read(number)
    state(page, "In force")
    expect(page.locator("#main")).to_contain_text("Pharmacist")
    expect(page.locator("#main")).to_contain_text(BAN["f-scope"])
    for address in (f"exchanges/{number}", f"exchanges/{number}/history", f"exchanges/{number}/versions", "work"):
        reads_no_name(simon.go(address))
    assert number not in sought(simon, "Lundgren")


def passed_on(simon: Official, number: str) -> None:
    """Simon chooses nobody, is told so, and passes the alert on to the register."""
    page = step(simon, number, "disseminate")
    explained(page, "choose", "Choose who.")
    authority_chosen(page, REGISTER)
    confirmed(page, "disseminate")


def handles(grace: Official, number: str) -> None:
    """Grace reads everything, and finds the alert by the person."""
    page = grace.read(number)
    for words in (*IDENTITY, BAN["f-scope"]):
        expect(page.locator("#main")).to_contain_text(words)
    assert number in sought(grace, "Lundgren")


def sought(official: Official, name: str) -> str:
    """What somebody reads who searches their exchanges for a person."""
    page = official.go("search")
    page.locator("#value").fill(name)
    page.locator("#searching button.primary").click()
    expect(page.locator("#h-found")).to_be_visible()
    return page.locator("#main").inner_text()


def reads_no_name(page: Page) -> None:
    assert named_in(page.locator("body").inner_text(), IDENTITY) == []
