"""How a French order of pharmacists passes a Polish request on to three authorities, and answers it as one.

A university, a health agency and an insurance fund are asked for what each of them knows; one of them gives it back.
The Polish chamber reads all answers on one page, and who gave each. No part reads what another part has answered.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.database.servers import Server
from tests.network import Network
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.requests.neighbours import Neighbour, neighbours
from tests.web.journeys.steps import (
    answered,
    begun,
    chosen,
    confirmed,
    done,
    sent,
    state,
    to_check,
    written,
)
from tests.web.journeys.steps_coordinating import (
    answers_in,
    asked_of,
    authority_chosen,
    choice,
    greyed,
    passed_on,
    pressed,
    rows_of,
    section_of,
    step,
)
from tests.web.visitors import give_passwords

pytestmark = pytest.mark.slow

ORDER = "Ordre des pharmaciens de Bretagne"
UNIVERSITY, AGENCY, FUND = (
    "Université de Rennes",
    "Agence régionale de santé Bretagne",
    "Caisse d’assurance maladie du Finistère",
)
ABROAD = ("University of Rennes", "Health agency of Brittany", "Health insurance fund of Finistère")
"""How those three are called where nobody reads French."""


def _office(key: str, name: str, title: str, city: str, handler: tuple[str, str, str]) -> Neighbour:
    competence = ("pq", "professions", "pharmacist")
    return Neighbour(key, "FR", {"fr": name}, {"en": title}, ("fr",), city, competence, handler)


OFFICES = (
    _office("fr_order", ORDER, "Chamber of Pharmacists of Brittany", "Rennes", ("legoff", "Claire Le Goff", "fr")),
    _office("fr_university", UNIVERSITY, ABROAD[0], "Rennes", ("morvan", "Yann Morvan", "fr")),
    _office("fr_agency", AGENCY, ABROAD[1], "Rennes", ("guillou", "Hélène Guillou", "fr")),
    _office("fr_fund", FUND, ABROAD[2], "Brest", ("quere", "Erwan Quéré", "fr")),
)

MARIE = {
    "f-profession": "pharmacist",
    "f-title": "ms",
    "f-given_names": "Marie",
    "f-surname": "Kerbrat",
    "f-nationality": "FR",
    "f-justification": "doubt_right",
}
ASKED = ("qualification", "established", "insured", "prohibited")
DIPLOMA, NOT_OURS = "Diplôme d’État de docteur en pharmacie, 2009", "Elle n’est plus assurée chez nous depuis 2019."
PERSONAL = ("Marie", "Kerbrat", "KERBRAT")
FORWARDED = "Questions transmises"


@pytest.fixture(scope="module", autouse=True)
def offices(house: House, network: Network, migrated: Server) -> None:
    neighbours(network, OFFICES)
    give_passwords(migrated)


def test_one_request_is_answered_by_three_authorities(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    anna, claire = arrive("kowalska", "pl-PL"), arrive("legoff", "fr-FR")
    yann, helene, erwan = arrive("morvan", "fr-FR"), arrive("guillou", "fr-FR"), arrive("quere", "fr-FR")
    number = asked_in_polish(house, anna)
    done(claire, number, "accept")
    may_not_open(helene, number)

    passed_on_to_three(claire, number)
    assert rows_of(anna.read(number), "part") == dict.fromkeys(ABROAD, "Przekazano")
    expect(greyed(claire.read(number), "Une partie transmise est encore ouverte.")).to_be_visible()
    answered_in_parts(house, number, yann, helene)
    given_back(erwan, number)
    parts = dict.fromkeys(ABROAD, "Udzielono odpowiedzi") | {ABROAD[-1]: "Zwrócono"}
    assert rows_of(anna.read(number), "part") == parts

    replied_as_one(house, claire, number)
    read_in_one_view(anna, number)
    done(anna, number, "close")
    state(anna.page, "Zamknięto")


def asked_in_polish(house: House, anna: Official) -> str:
    number = begun(anna, "pharmaciens de Bretagne", "FR")
    written(anna, MARIE, ASKED, house.now.date() + dt.timedelta(days=25))
    to_check(anna.page)
    sent(anna.page)
    state(anna.page, "Wniosek wysłany")
    return number


def passed_on_to_three(claire: Official, number: str) -> None:
    """Claire keeps one question; forgetting to choose is explained, and what was chosen already is still there."""
    page = claire.read(number)
    chosen(page, "split")
    authority_chosen(page, UNIVERSITY)
    pressed(page)
    explained(page, "questions", "Choisissez les questions.")
    expect(choice(page, "choose", UNIVERSITY)).to_be_checked()
    page.locator('#questions input[value="qualification"]').check()
    confirmed(page, "split")
    passed_on(claire, number, AGENCY, ["established"])
    passed_on(claire, number, FUND, ["insured"])
    page = claire.page
    assert rows_of(page, "part") == dict.fromkeys((UNIVERSITY, AGENCY, FUND), "Transmises")
    expect(page.locator('[id="a-0.prohibited"]')).to_be_visible()
    expect(page.locator('[id="a-0.qualification"]')).to_have_count(0)


def answered_in_parts(house: House, number: str, yann: Official, helene: Official) -> None:
    """Each answers what was passed on to them, and reads nothing of what the other one is asked and answers."""
    fits(house.mail_about("morvan", number), "fr", PERSONAL)
    page = yann.read(number)
    assert asked_of(page) == ["Questions", f"{FORWARDED} : Votre autorité"]
    done(yann, number, "take")
    answered(yann.page, {"qualification": DIPLOMA})
    done(yann, number, "deliver")

    page = helene.read(number)
    assert DIPLOMA not in page.locator("body").inner_text()
    answered(page, {"established": "yes"})
    expect(greyed(page, "Répondez d’abord aux questions transmises.")).to_be_visible()
    answered(page, {"established_since": "1.9.2010"})
    done(helene, number, "deliver")


def given_back(erwan: Official, number: str) -> None:
    """Erwan knows nothing; he has to say why."""
    page = step(erwan, number, "give_back")
    explained(page, "reason", "Indiquez un motif.")
    erwan.fill({"reason": NOT_OURS})
    confirmed(page, "give_back")


def replied_as_one(house: House, claire: Official, number: str) -> None:
    """What came back is on Claire's list again; the rest of hers she answers, and sends all of it."""
    fits(house.mail_about("legoff", number, besides=1), "fr", (*PERSONAL, DIPLOMA, NOT_OURS))
    page = claire.read(number)
    expect(page.locator("aside .timeline")).to_contain_text(NOT_OURS)
    answered(page, {"insured": "no", "prohibited": "no"})
    chosen(page, "reply")
    confirmed(page, "reply")
    state(claire.page, "Informations fournies")


def read_in_one_view(anna: Official, number: str) -> None:
    """Anna reads on one page what every authority answered, and in French what was written in it."""
    page = anna.read(number)
    state(page, "Udzielono informacji")
    assert answers_in(section_of(page, "Pytania")) == {"insured": "Nie", "prohibited": "Nie"}
    university, agency, _ = (f"Przekazane pytania: {one}" for one in ABROAD)
    assert answers_in(section_of(page, university)) == {"qualification": DIPLOMA}
    assert answers_in(section_of(page, agency)) == {"established": "Tak", "established_since": "1 września 2010"}
    expect(page.locator('.answer [lang="fr"]')).to_have_text(DIPLOMA)
