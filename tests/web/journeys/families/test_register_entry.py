"""How a Polish office enters its register, and a Cypriot one finds it in Greek, by the country and by its own words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.families.offices import HANDLES, KEEPS
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, lacking, ticked
from tests.web.journeys.house import House, waited_for
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import sent, state, to_check

pytestmark = pytest.mark.slow

REGISTERS = "repositories/registers/entry"
POLAND = Office(
    "pl_registers", "PL", "registers", "authority", "Instytut Rejestrów Gospodarczych", "pl",
    ("maj", "Barbara Maj"), (*KEEPS, *HANDLES),
)  # fmt: skip
CYPRUS = Office(
    "cy_registers", "CY", "registers", "authority", "Τμήμα Εφόρου Εταιρειών", "el",
    ("ioannidou", "Χριστίνα Ιωαννίδου"), HANDLES,
)  # fmt: skip

NAME = "Centralny Rejestr Kominiarzy"
SWEEPS = {
    "f-name": NAME, "f-kept_in": "PL", "f-kind": "professionals", "f-subjects": "Mistrzowie kominiarscy",
    "f-keywords": "kominiarz czyszczenie kominów", "f-consulted_by": "everybody", "f-access": "online",
    "f-fee": "no",
}  # fmt: skip


def test_a_register_is_found_from_another_language(house: House, arrive: Arrive, bring: Bring) -> None:
    bring(POLAND, CYPRUS)
    house.on_a_monday()
    barbara, christina = arrive("maj", "pl-PL"), arrive("ioannidou", "el-CY")
    number = published(barbara)

    page = searched(christina, "zzzzqqqq")
    expect(page.locator("ul.hits")).to_have_count(0)
    expect(page.locator("#main")).to_contain_text("zzzzqqqq")
    page = found(christina, number, "Πολωνία kominiarz")
    expect(page.locator("ul.hits h3 a[lang=pl]", has_text=NAME)).to_be_visible()
    page = found(christina, number, "Mistrzowie")
    page.locator("ul.hits h3 a", has_text=NAME).click()
    page.wait_for_url(f"**/{number}")
    read_in_greek(page, number)


def published(barbara: Official) -> str:
    """Barbara forgets the link, is told so, and publishes; return the number of the entry."""
    number = begun_at_new(barbara, "registers.entry")
    barbara.fill(SWEEPS)
    ticked(barbara.page, "f-areas", "services")
    ticked(barbara.page, "f-contents", "name")
    lacking(barbara, field="f-link")
    barbara.fill({"f-link": "https://kominiarze.example/"})
    to_check(barbara.page)
    sent(barbara.page, "publish")
    state(barbara.page, "Opublikowano")
    return number


def searched(christina: Official, words: str) -> Page:
    page = christina.go(REGISTERS)
    page.locator("#q").fill(words)
    page.locator("#main form[role=search] button.primary").click()
    page.wait_for_url("**q=**")
    return page


def found(christina: Official, number: str, words: str) -> Page:
    """Search until the worker has taken the entry in: then it is found."""
    waited_for(
        lambda: searched(christina, words).locator("ul.hits .no", has_text=number).count(), f"{number} by {words}"
    )
    return christina.page


def read_in_greek(page: Page, number: str) -> None:
    """The country is Greek; what Barbara wrote stays Polish."""
    expect(page.locator("h1[lang=pl]")).to_have_text(NAME)
    for words in (number, "Πολωνία", "Mistrzowie kominiarscy", "https://kominiarze.example/"):
        expect(page.locator("#main")).to_contain_text(words)
