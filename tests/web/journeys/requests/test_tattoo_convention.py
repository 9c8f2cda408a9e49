"""How Carinthia asks four countries in German which certificates tattooists need, and reads the answers side by side.

Told by the regional government of Carinthia in the annual report on the Internal Market Information System of 2011,
chapter 2.5.1: there was a convention in Klagenfurt, and "there are no similar certificates in Germany".
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from tests.exchanges.stories import REQUESTER, RESPONDER, asked
from tests.exchanges.stories import done as act
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open, side_by_side
from tests.web.journeys.steps import (
    answered,
    ask,
    begun,
    chosen,
    confirmed,
    day_typed,
    done,
    questions_read,
    sent,
    state,
    to_check,
)

pytestmark = pytest.mark.slow

CONVENTION = {
    "f-legal_name": "Tattoo Convention Klagenfurt",
    "f-country": "AT",
    "f-service": "Tätowieren",
    "f-sector": "personal",
    "f-justification": "supervision",
}
GERMAN = ["Welche Bescheinigungen verlangt Ihr Mitgliedstaat für die Tätigkeit [Tätowieren], und wer stellt sie aus?"]
GREEK = ["Ποια πιστοποιητικά απαιτεί το κράτος μέλος σας για τη δραστηριότητα [Tätowieren] και ποιος τα εκδίδει;"]
SAID = {
    "weber": ("de", "In Deutschland gibt es keine vergleichbaren Bescheinigungen."),
    "girard": ("fr", "Une attestation de formation à l’hygiène, délivrée par un organisme habilité."),
    "mazur": ("pl", "Wpis do rejestru i książeczka sanitarno-epidemiologiczna."),
}
IN_GREEK = "Άδεια εργαστηρίου δερματοστιξίας, από την Περιφέρεια."
NO_SUCH_NUMBER = "Diese Nummer gibt es nicht: Eines ihrer Zeichen ist falsch."
UNANSWERED = "Για κάθε ερώτηση απαιτείται απάντηση ή ο λόγος για τον οποίο δεν μπορεί να απαντηθεί."
NOT_YET = ("", "Noch nicht beantwortet")
IN_TIME = dt.timedelta(days=18)


def test_one_question_to_four_countries(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    stefan, anna = arrive("moser", "de-AT"), arrive("nikolaou", "el-GR")
    numbers = {"weber": asked_in_german(house, stefan)}
    numbers["nikolaou"] = copied_to(house, stefan, numbers["weber"], "Κεντρικής Μακεδονίας")
    numbers["girard"] = copied_to(house, stefan, numbers["nikolaou"], "Auvergne")
    numbers["mazur"] = asked_apart(house).number
    linked(stefan, numbers["weber"], numbers["mazur"])
    answered_in_greek(anna, numbers["nikolaou"])
    for who in ("weber", "girard"):
        answered_elsewhere(house, who, numbers[who])

    page = stefan.read(numbers["weber"])
    state(page, "Informationen erteilt")
    assert questions_read(page) == GERMAN
    page.locator('a[href$="/compare"]').click()
    expect(page.locator("section h2")).to_have_count(1)
    ours = ("", SAID["weber"][1])
    assert side_by_side(page) == {"DE": ours, "GR": ("el", IN_GREEK), "FR": SAID["girard"], "PL": NOT_YET}

    done(stefan, numbers["nikolaou"], "close")
    state(anna.read(numbers["nikolaou"]), "Περατώθηκε")
    expect(anna.page.locator("#main")).not_to_contain_text(numbers["weber"])
    for other in ("weber", "girard", "mazur"):
        may_not_open(anna, numbers[other], "compare")


def asked_in_german(house: House, stefan: Official) -> str:
    """Stefan asks Cologne about the certificates; return the number."""
    number = begun(stefan, "Stadt Köln", "DE", "services.request")
    stefan.fill(CONVENTION | {"wanted_on": day_typed(house.now.date() + IN_TIME)})
    ask(stefan.page, ["certificates"])
    to_check(stefan.page)
    sent(stefan.page)
    state(stefan.page, "Anfrage gesendet")
    return number


def copied_to(house: House, stefan: Official, number: str, whom: str) -> str:
    """Stefan asks somebody else the same; return the number of the new request."""
    page = stefan.read(number)
    page.locator('a[href$="/copy"]').click()
    page.locator('input[name="whom"][value="nobody"]').check()
    page.locator("#copying button.primary").click()
    page.wait_for_url("**/write")
    page.locator("#authority_q").fill(whom)
    page.locator('button[value="look"]').click()
    page.locator('input[name="authority"]').first.check()
    page.locator('button[value="address"]').click()
    page.wait_for_url("**?done=addressed")
    stefan.fill({"wanted_on": day_typed(house.now.date() + IN_TIME)})
    to_check(page)
    new = page.url.split("/")[-2]
    sent(page)
    return new


def asked_apart(house: House) -> Written:
    """Somebody at Stefan's authority has asked Poland already, in a request of its own."""
    people, now = house.people, house.now
    subject = {name.removeprefix("f-"): value for name, value in CONVENTION.items()}
    parties = {"responder": [people.authorities["pl_sanepid"]]}
    cover = Cover(wanted_on=(now + IN_TIME).date())
    new = Begun(parties=parties, subject=subject, ask=["certificates"], cover=cover)
    draft = open_exchange(people.actor("moser", at=now), asked(now), "services", "request", new)
    return act(people, "moser", draft, "send", REQUESTER, at=now)


def linked(stefan: Official, number: str, other: str) -> None:
    """Stefan mistypes the number of the other request, is told so, and links the two."""
    page = stefan.read(number)
    page.locator('a[href$="/link"]').click()
    mistyped = f"{other[:-1]}{'2' if other[-1] != '2' else '3'}"
    page.locator("#other").fill(mistyped)
    page.locator("#linking button.primary").click()
    explained(page, "other", NO_SUCH_NUMBER)
    expect(page.locator("#other")).to_have_value(mistyped)
    page.locator("#other").fill(other.lower())
    page.locator("#linking button.primary").click()
    page.wait_for_url("**#h-relatives")
    expect(page.locator("section", has=page.locator("#h-relatives"))).to_contain_text(other)


def answered_in_greek(anna: Official, number: str) -> None:
    """Anna reads the question in Greek, cannot reply while it is open, and answers it."""
    page = anna.read(number)
    state(page, "Το αίτημα απεστάλη")
    assert questions_read(page) == GREEK
    done(anna, number, "accept")
    expect(page.locator('#act [aria-disabled="true"]').first).to_contain_text(UNANSWERED)
    answered(page, {"certificates": IN_GREEK})
    chosen(page, "reply")
    confirmed(page, "reply")
    state(page, "Παρασχέθηκαν πληροφορίες")


def answered_elsewhere(house: House, who: str, number: str) -> None:
    """Somebody else, whose browser is not watched, answers in their language."""
    people, now = house.people, house.now
    actor, (language, said) = people.actor(who, at=now), SAID[who]
    page = exchange_page(actor, number, now)
    found = Written(page.ref, page.number, page.version, page.state)
    act(people, who, found, "accept", RESPONDER, at=now)
    given = answer(actor, asked(now), page.ref, RESPONDER, Answers({"certificates": said}, lang=language))
    act(people, who, given, "reply", RESPONDER, at=now)
