"""How Cyprus warns of dangerous fairground equipment in Greek, and Malta asks in English which ferry took it.

It was the second alert, in November 2011, and was closed in December (annual report on the Internal Market Information
System of 2011, chapter 2.5.3). Nobody objects: as soon as all have said so, the alert is closed, and nobody waits for
the end of the two weeks.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.families.offices import ALERTS, COORDINATES
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, in_time, lacking, ticked
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.steps import confirmed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import step

pytestmark = pytest.mark.slow

CYPRUS = Office(
    "cy_desk", "CY", "services", "coordinator", "Υπουργείο Ενέργειας, Εμπορίου και Βιομηχανίας", "el",
    ("georgiou", "Μαρία Γεωργίου"), COORDINATES,
)  # fmt: skip
SAFETY = Office(
    "cy_safety", "CY", "services", "authority", "Τμήμα Επιθεώρησης Εργασίας", "el", ("savva", "Πέτρος Σάββα"), ALERTS,
    by="cy_desk",
)  # fmt: skip
GREECE = Office(
    "gr_desk", "GR", "services", "coordinator", "Γενική Γραμματεία Εμπορίου", "el", ("vlachou", "Ειρήνη Βλάχου"),
    COORDINATES,
)  # fmt: skip
MALTA = Office(
    "mt_desk", "MT", "services", "coordinator", "Ministry for Trade", "en", ("borg", "Joseph Borg"), COORDINATES
)

LUNA_RIDES = {
    "f-caused_by_service": "yes", "f-risk_is_current": "yes", "f-cross_border": "yes", "f-provider_kind": "company",
    "f-company_name": "Luna Rides", "f-sector": "leisure", "f-service": "παιχνίδια λούνα παρκ",
    "f-damage": "serious", "f-likelihood": "medium",
    "f-description": "Τα παιχνίδια δεν ήταν στερεωμένα και ο εξοπλισμός έφυγε από το νησί.",
}  # fmt: skip
TOO_MILD = "Η βλάβη και η πιθανότητα, συνεκτιμώμενες, δεν δικαιολογούν προειδοποίηση."
WHICH_FERRY, TO_PIRAEUS = "Which ferry did it take?", "Το πλοίο για τον Πειραιά."
SCRAPPED = "Ο εξοπλισμός βρέθηκε και καταστράφηκε."


def test_all_agree_to_the_end_of_an_alert_and_nobody_waits(house: House, arrive: Arrive, bring: Bring) -> None:
    bring(CYPRUS, SAFETY, GREECE, MALTA)
    house.on_a_monday()
    petros, maria = arrive("savva", "el-CY"), arrive("georgiou", "el-CY")
    irini, joseph = arrive("vlachou", "el-GR"), arrive("borg", "en-MT")
    number = submitted(petros)
    done(maria, number, "broadcast")
    state(maria.page, "Ενεργή")
    done(irini, number, "acknowledge")
    done(irini, number, "settle")
    asked_and_answered(joseph, maria, number)

    page = step(maria, number, "propose_closing_as_sender")
    explained(page, "f0-grounds", "")
    maria.fill({"f0-grounds": SCRAPPED})
    confirmed(page, "propose_closing_as_sender")
    done(irini, number, "agree")
    state(irini.page, "Προτάθηκε περάτωση")
    page = joseph.read(number)
    expect(page.locator("#main")).to_contain_text(SCRAPPED)
    done(joseph, number, "agree")
    state(page, "Closed")
    in_time(petros, number, "Περατώθηκε")
    may_not_open(arrive("ferrer", "en-GB"), number)


def submitted(petros: Official) -> str:
    """Petros thinks little of the danger, is told that this is no reason for an alert, and submits; the number."""
    number = begun_at_new(petros, "services.alert")
    petros.fill(LUNA_RIDES)
    ticked(petros.page, "f-harm", "safety")
    ticked(petros.page, "f-warned", "GR", "MT")
    lacking(petros, TOO_MILD)
    petros.fill({"f-damage": "very_serious"})
    to_check(petros.page)
    sent(petros.page, "submit")
    return number


def asked_and_answered(joseph: Official, maria: Official, number: str) -> None:
    """Joseph asks all of them, and whoever knows answers: Maria."""
    done(joseph, number, "ask_information", {"f0-text": WHICH_FERRY})
    page = maria.read(number)
    expect(page.locator("#main")).to_contain_text(WHICH_FERRY)
    done(maria, number, "answer", {"f0-text": TO_PIRAEUS})
    expect(joseph.read(number).locator("#main")).to_contain_text(TO_PIRAEUS)
