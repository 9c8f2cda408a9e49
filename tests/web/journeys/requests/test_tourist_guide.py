"""How Italy asks in English whether a tourist guide is licensed, and Slovenia confirms it in German the same day.

Told by the Tourism and Hospitality Chamber of Slovenia in the annual report on the Internal Market Information System
of 2011, chapter 4.3: the scanned documents were attached to the request.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.named import named_in
from tests.notices.post import text_of
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import (
    attach,
    document,
    downloaded,
    drawn,
    explained,
    may_not_open,
    to_be_checked,
)
from tests.web.journeys.steps import (
    answered,
    ask,
    begun,
    bracketed,
    chosen,
    confirmed,
    day_typed,
    done,
    question_at,
    questions_read,
    remarked,
    saved,
    sent,
    state,
    to_check,
)

pytestmark = pytest.mark.slow

GUIDE = {
    "f-legal_name": "Vodnik Novak s.p.",
    "f-owner": "Janez Novak",
    "f-country": "SI",
    "f-address": "Trubarjeva cesta 1, Ljubljana",
    "f-service": "tourist guide",
    "f-justification": "declaration",
}
SECTOR = {"f-sector": "tourism"}
ASKED = ("entitled", "document_authentic", "business_name", "address_known")
PERSONAL = ("Novak", "Trubarjeva", "licence.png", "identity-card.png")
ENGLISH = [
    "Is [Vodnik Novak s.p.] the correct business name of the service provider?",
    (
        "Does the address [Trubarjeva cesta 1, Ljubljana] of the service provider correspond to the one that has been"
        " registered/is held by public authorities in your Member State?"
    ),
    "Is the service provider entitled to exercise the activity of [tourist guide] in your Member State?",
    "Is the attached document, which was issued in your Member State, authentic?",
]
GERMAN = [
    "Ist [Vodnik Novak s.p.] der richtige Unternehmensname des Dienstleistungserbringers?",
    (
        "Stimmt die Anschrift [Trubarjeva cesta 1, Ljubljana] des Dienstleistungserbringers mit derjenigen überein, die"
        " in Ihrem Mitgliedstaat eingetragen ist oder den Behörden vorliegt?"
    ),
    "Ist der Dienstleistungserbringer berechtigt, die Tätigkeit [tourist guide] in Ihrem Mitgliedstaat auszuüben?",
    "Ist das beigefügte Dokument, das in Ihrem Mitgliedstaat ausgestellt wurde, echt?",
]
REMARK = "Beide Dokumente liegen uns im Original vor."
NOT_SAID = "Sector: Choose an answer."
PASSED = "Dieser Tag darf nicht in der Vergangenheit liegen."


def test_the_slovenian_tourist_guide(house: House, arrive: Arrive, tmp_path: Path) -> None:
    house.on_a_monday()
    giulia, maja = arrive("conti", "it-IT"), arrive("kovac", "de-AT")
    licence, card = drawn(giulia, "Licenca turističnega vodnika"), drawn(giulia, "Osebna izkaznica")
    number = asked_in_english(house, giulia, licence, card)
    mail = text_of(house.mail_about("kovac", number))
    assert named_in(mail, PERSONAL) == []

    house.later(hours=3)
    page = maja.read(number)
    state(page, "Anfrage gesendet")
    assert questions_read(page) == GERMAN
    assert downloaded(page, "licence.png", tmp_path) == licence
    assert downloaded(page, "identity-card.png", tmp_path) == card
    confirmed_in_german(maja, number)

    page = giulia.read(number)
    state(page, "Information provided")
    assert questions_read(page) == ENGLISH
    for code in ASKED:
        expect(question_at(page, code).locator(".answer").first).to_have_text("Yes")
    expect(question_at(page, "document_authentic").locator('.answer [lang="de"]')).to_have_text(REMARK)
    done(giulia, number, "close", {"f0-timely": "very_good", "f0-effort": "very_good"})
    state(giulia.page, "Closed")
    state(maja.read(number), "Geschlossen")

    may_not_open(arrive("ferrer", "en-GB"), number, f"files/{document(maja.page, 'licence.png')}", "reports")


def asked_in_english(house: House, giulia: Official, licence: bytes, card: bytes) -> str:
    """Giulia forgets the sector, is told so before anything is sent, and goes back to it; return the number."""
    number = begun(giulia, "Turistično", "SI", "services.request")
    page = giulia.page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    giulia.fill(GUIDE | {"wanted_on": day_typed(house.now.date() + dt.timedelta(days=14))})
    ask(page, ASKED)
    attach(page, "f-documents", {"licence.png": licence, "identity-card.png": card})
    to_be_checked(page)
    missing = page.locator('.errors a[href$="/write#f-sector"]')
    expect(missing).to_have_text(NOT_SAID)
    missing.click()
    giulia.fill(SECTOR)
    to_check(page)
    side_by_side = [bracketed(one) for one in page.locator(".bilingual p:has(.filled)").all()]
    assert [text.partition(". ")[2] for text in side_by_side] == [
        text for pair in zip(ENGLISH[:3], GERMAN[:3], strict=True) for text in pair
    ]
    sent(page)
    state(page, "Request sent")
    return number


def confirmed_in_german(maja: Official, number: str) -> None:
    """Maja proposes a day that has passed, is told so, takes the day that was asked for, and confirms everything."""
    page = maja.page
    chosen(page, "accept")
    maja.fill({"f0-other_date": "1 3 2026"})
    page.locator("#main form .buttons button.primary").click()
    explained(page, "f0-other_date", PASSED)
    maja.fill({"f0-other_date": ""})
    confirmed(page, "accept")
    answered(page, dict.fromkeys(ASKED, "yes"))
    remarked(page, "document_authentic", REMARK)
    saved(page)
    chosen(page, "reply")
    confirmed(page, "reply")
    state(page, "Informationen erteilt")
