"""How Luxembourg notifies a requirement on establishment in French, and Cyprus and the Commission comment on it.

Article 15(7) of Directive 2006/123/EC: the Commission examines it within three months from receipt. Cyprus reads and
comments in Greek; Luxembourg answers one comment, and allows one more month.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.families.offices import COORDINATES, NOTIFIES
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, lacking, ticked
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import attach, drawn, explained, may_not_open
from tests.web.journeys.steps import confirmed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import greyed, step

pytestmark = pytest.mark.slow

LUXEMBOURG = Office(
    "lu_desk", "LU", "services", "coordinator", "Ministère de l’Économie", "fr", ("weis", "Marc Weis"), COORDINATES
)
CRAFTS = Office(
    "lu_crafts", "LU", "services", "authority", "Direction de l’artisanat", "fr", ("muller", "Anne Muller"), NOTIFIES,
    by="lu_desk",
)  # fmt: skip
CYPRUS = Office(
    "cy_desk", "CY", "services", "coordinator", "Υπουργείο Ενέργειας, Εμπορίου και Βιομηχανίας", "el",
    ("georgiou", "Μαρία Γεωργίου"), COORDINATES,
)  # fmt: skip
COMMISSION = Office(
    "services_commission", "", "services", "supervisor", "Internal market", "en", ("peeters", "Jan Peeters"), NOTIFIES
)

SWEEPS = {
    "f-name": "Loi sur le ramonage", "f-stage": "draft",
    "f-summary": "Un secteur par ramoneur, à prix fixes.",
    "f-non_discrimination": "L’origine du prestataire est sans importance.",
    "f-necessity": "La protection contre l’incendie.",
}  # fmt: skip
NOTHING_MILDER = "De simples contrôles n’ont pas suffi."
WHY_FIXED, HOW_LARGE = "Γιατί είναι σταθερές οι τιμές;", "Please explain the size of the districts."
AFFORDABLE = "Pour que les contrôles restent abordables."
A_WORD = 120
"""Units of a screen that a word of some length needs."""
REVISED = "Nous revoyons les secteurs."


def test_a_requirement_is_examined_for_one_month_longer(house: House, arrive: Arrive, bring: Bring) -> None:
    bring(LUXEMBOURG, CRAFTS, CYPRUS, COMMISSION)
    house.on_a_monday()
    anne, marc = arrive("muller", "fr-LU"), arrive("weis", "fr-LU")
    maria, jan = arrive("georgiou", "el-CY"), arrive("peeters", "en-GB")
    number = submitted(anne)
    may_not_open(maria, number)
    done(marc, number, "broadcast")
    ends = runs_until(maria.read(number))

    commented(maria, number)
    done(jan, number, "comment", {"f0-text": HOW_LARGE})
    answered(anne, number, CYPRUS.name)
    expect(maria.read(number).locator("#main")).to_contain_text(AFFORDABLE)
    assert runs_until(maria.page) == ends

    one_month_more(marc, number)
    page = maria.read(number)
    assert runs_until(page) != ends
    expect(page.locator("#main")).to_contain_text(REVISED)
    assert min(widths_of_values(page)) > A_WORD
    done(jan, number, "close")
    state(maria.read(number), "Περατώθηκε")
    may_not_open(arrive("stoyanova", "bg-BG"), number)


def submitted(anne: Official) -> str:
    """Anne leaves one reason out, is told which one, and submits the rule with its text; return the number."""
    number = begun_at_new(anne, "services.establishment_notification")
    anne.fill(SWEEPS)
    ticked(anne.page, "f-kinds", "territorial", "tariffs")
    ticked(anne.page, "f-sectors", "crafts")
    attach(anne.page, "f-text", {"loi.png": drawn(anne, "Loi sur le ramonage")})
    lacking(anne, "Pourquoi aucune mesure moins contraignante ne suffirait")
    anne.fill({"f-proportionality": NOTHING_MILDER})
    to_check(anne.page)
    sent(anne.page, "submit")
    return number


def runs_until(page: Page) -> str:
    """Until when the examination runs, as its calendar says."""
    calendar = page.locator('section[aria-labelledby="h-term-standstill"]')
    expect(calendar.locator("svg.term")).to_be_visible()
    return calendar.locator("tbody tr").last.locator("td").nth(1).inner_text()


def widths_of_values(page: Page) -> list[int]:
    """How wide what was filled in is shown, beside labels that are long in Greek."""
    values = page.locator("dl.facts.two dd")
    return list(values.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().width))"))


def commented(maria: Official, number: str) -> None:
    """Maria sends an empty comment, and is told so."""
    page = step(maria, number, "comment")
    expect(page.locator('.errors a[href="#f0-text"]')).to_be_visible()
    maria.fill({"f0-text": WHY_FIXED})
    confirmed(page, "comment")


def answered(anne: Official, number: str, whom: str) -> None:
    """Anne answers one of the two comments: the buttons say whose it is."""
    page = anne.read(number)
    page.locator('#act a[href*="/do/answer?"]', has_text=whom).click()
    expect(page.locator(".pagehead")).to_contain_text(whom)
    anne.fill({"f0-text": AFFORDABLE})
    confirmed(page, "answer")


def one_month_more(marc: Official, number: str) -> None:
    """Marc must say why, and may do so once."""
    page = step(marc, number, "allow_more_time")
    explained(page, "reason", "Indiquez un motif.")
    marc.fill({"reason": REVISED})
    confirmed(page, "allow_more_time")
    expect(greyed(page, "1")).to_be_visible()
