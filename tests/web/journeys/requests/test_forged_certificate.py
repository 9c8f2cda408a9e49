"""How Italy asks in French whether the certificate of a nurse is authentic, and is told in German that it is forged.

Told by the Government of Upper Palatinate in the annual report on the Internal Market Information System of 2011,
chapter 5.1: attached was a copy of a certificate issued in Bavaria, in which the umlauts had been replaced.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.foundation.scanning.scanner import pdf
from tests.foundation.scanning.test_kinds import PROGRAM
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
    looked_at,
    may_not_open,
    to_be_checked,
)
from tests.web.journeys.steps import (
    answered,
    ask,
    begun,
    chosen,
    confirmed,
    day_typed,
    done,
    question_at,
    questions_read,
    saved,
    sent,
    state,
    to_check,
)

pytestmark = pytest.mark.slow

MARIO_BIANCHI = {
    "f-profession": "nurse",
    "f-given_names": "Mario",
    "f-surname": "Bianchi",
    "f-nationality": "IT",
    "f-justification": "doubt_document",
    "f-diploma": "Urkunde Krankenpfleger",
}
ISSUED = {"f-diploma_by": "Regierung der Oberpfalz"}
"""Asked for as soon as there is a diploma."""
FRENCH = [
    "Le diplôme [Urkunde Krankenpfleger] présenté par [Mario BIANCHI] est-il authentique ?",
    (
        "La personne concernée, [Mario BIANCHI], titulaire du diplôme [Urkunde Krankenpfleger] pour la profession"
        " [infirmier], a-t-elle le droit d’exercer les activités professionnelles correspondantes sur l’ensemble de"
        " votre territoire ?"
    ),
]
GERMAN = [
    "Ist das Diplom [Urkunde Krankenpfleger], das [Mario BIANCHI] vorgelegt hat, echt?",
    (
        "Ist [Mario BIANCHI] (Diplom: [Urkunde Krankenpfleger], Beruf: [Pflegefachfrau/Pflegefachmann]) berechtigt, die"
        " betreffenden beruflichen Tätigkeiten in Ihrem gesamten Hoheitsgebiet auszuüben?"
    ),
]
FLAW = "Die Umlaute sind durch andere Zeichen ersetzt, und die Nummer wurde nie vergeben."
NEVER = "Er hat die Prüfung nie abgelegt."
COPY, SPECIMEN = "urkunde.png", "muster.pdf"
PERSONAL = ("Mario", "Bianchi", "BIANCHI", "Urkunde Krankenpfleger", COPY, SPECIMEN, FLAW)
FORGED = "Urkunde &#x1E3E;ber die F&#xA3;hrung der Berufsbezeichnung"
GENUINE = pdf(b"Urkunde")
UNLIKE = "« urkunde.png » n’a pas été joint : Le fichier n’est pas ce que son nom indique"
UNSAID = "Jede Frage muss beantwortet werden; andernfalls ist anzugeben, warum sie nicht beantwortet werden kann."


def test_the_forged_bavarian_certificate(house: House, arrive: Arrive, tmp_path: Path) -> None:
    house.on_a_monday()
    chantal, katharina = arrive("favre", "fr-FR"), arrive("seidl", "de-DE")
    copy = drawn(chantal, FORGED)
    number = asked_in_french(house, chantal, copy)
    mail = text_of(house.mail_about("seidl", number))
    assert named_in(mail, PERSONAL) == []

    page = katharina.read(number)
    state(page, "Anfrage gesendet")
    assert questions_read(page) == GERMAN
    assert downloaded(page, COPY, tmp_path) == copy
    assert looked_at(katharina, COPY) == (420, 260)
    answered_in_german(katharina, number)

    page = chantal.read(number)
    state(page, "Informations fournies")
    assert questions_read(page) == FRENCH
    authentic = question_at(page, "diploma_authentic")
    expect(authentic.locator(".answer").first).to_have_text("Non")
    expect(authentic.locator('.follow .answer [lang="de"]')).to_have_text(FLAW)
    assert downloaded(page, SPECIMEN, tmp_path) == GENUINE
    done(chantal, number, "close", {"f0-timely": "very_good", "f0-effort": "very_good"})
    state(chantal.page, "Clôturée")

    may_not_open(arrive("roth", "de-DE"), number, f"files/{document(katharina.read(number), COPY)}", "history")


def asked_in_french(house: House, chantal: Official, copy: bytes) -> str:
    """Chantal attaches a program that is called a picture, is told so, and attaches the copy of the certificate."""
    number = begun(chantal, "Oberpfalz", "DE")
    page = chantal.page
    chantal.fill(MARIO_BIANCHI)
    page.locator("#f-diploma").blur()
    chantal.fill(ISSUED)
    chantal.fill({"wanted_on": day_typed(house.now.date() + dt.timedelta(days=14))})
    attach(page, "f-documents", {COPY: PROGRAM})
    to_be_checked(page)
    explained(page, "f-documents", UNLIKE)
    ask(page, ["diploma_authentic", "right_everywhere"])
    attach(page, "f-documents", {COPY: copy})
    to_check(page)
    expect(page.locator("#main")).to_contain_text(COPY)
    sent(page)
    state(page, "Demande envoyée")
    return number


def answered_in_german(katharina: Official, number: str) -> None:
    """Katharina says no, is told that she has to say in which respect, says so, and shows how a genuine one looks."""
    done(katharina, number, "accept")
    page = katharina.page
    answered(page, {"diploma_authentic": "no", "right_everywhere": "no"})
    expect(page.locator(".actionbar")).to_contain_text(UNSAID)
    answered(page, {"diploma_flaw": FLAW, "why_not": NEVER})
    page.locator('[id="d-0.diploma_authentic"]').locator("xpath=ancestor::details").locator("summary").first.click()
    attach(page, "d-0.diploma_authentic", {SPECIMEN: GENUINE})
    saved(page)
    chosen(page, "reply")
    confirmed(page, "reply")
    state(page, "Informationen erteilt")
