"""How the chamber in Kraków answers a German request while the only person who handles requests there is on holiday.

Marta says so on her own page, and who stands in. The mails go to Halina, who otherwise may read no request; what she
does stands in the history with both names. When Marta is back it is all hers again.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.people import enter_member
from tests.cast import Person, email_of
from tests.database.servers import Server
from tests.network import Network, asked
from tests.notices.post import subject_of, text_of
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import GONE, explained, may_not_open
from tests.web.journeys.steps import (
    JOHN_SMITH,
    PERSONAL,
    answered,
    begun,
    chosen,
    confirmed,
    day_typed,
    done,
    question_at,
    sent,
    state,
    to_check,
    written,
)
from tests.web.journeys.steps_coordinating import at_own_page, away, sees_nothing_personal, stands_in
from tests.web.visitors import give_passwords

pytestmark = pytest.mark.slow

KRAKOW = "Izba Aptekarska w Krakowie"
HALINA = Person("Halina Bąk", "pl", "pl_krakow")
IN_PLACE = {"de": "Halina Bąk, in Vertretung von Marta Zielińska", "pl": "Halina Bąk w zastępstwie: Marta Zielińska"}


@pytest.fixture(scope="module", autouse=True)
def secretary(house: House, network: Network, migrated: Server) -> None:
    """Somebody in Kraków without any right in a policy area."""
    if "bak" not in network.people:
        network.people["bak"] = HALINA
        user = NewUser(email_of("bak", HALINA), HALINA.name, "pl", "Europe/Warsaw")
        act = network.administrator_of("pl_krakow")
        network.users["bak"] = enter_member(act, asked(), network.authorities["pl_krakow"], user, HALINA.rights)
        give_passwords(migrated)


def test_a_substitute_answers_while_the_handler_is_on_holiday(house: House, arrive: Arrive) -> None:
    today = house.on_a_monday().date()
    back = today + dt.timedelta(days=12)
    goes_on_holiday(arrive("zielinska", "pl-PL"), today, back - dt.timedelta(days=1))
    katharina, halina, anna = arrive("seidl", "de-DE"), arrive("bak", "pl-PL"), arrive("kowalska", "pl-PL")
    number = asked_in_german(house, katharina)
    told_instead(house, number)

    place = answered_in_place(house, halina, number)
    read_in_german(katharina, number)
    may_not_open(anna, number)

    house.later(days=(back - today).days)
    no_longer(halina, place)
    marta = arrive("zielinska", "pl-PL")
    expect(marta.read(number).locator("aside .timeline")).to_contain_text(IN_PLACE["pl"])
    done(katharina, number, "close")
    house.mail_about("zielinska", number)


def goes_on_holiday(marta: Official, since: dt.date, until: dt.date) -> None:
    """Two mistakes on the way, each of which is explained, with what was typed still there."""
    at_own_page(marta)
    page = away(marta, day_typed(until), day_typed(since), "Halina Bąk")
    explained(page, "until", "Nieobecność kończy się przed datą jej rozpoczęcia.")
    page = away(marta, "31.2.2026", day_typed(until))
    explained(page, "since", "Proszę wpisać datę cyframi")
    away(marta, day_typed(since), day_typed(until))
    page.wait_for_url("**?done=saved")
    expect(page.locator("#away")).to_contain_text("Halina Bąk")


def asked_in_german(house: House, katharina: Official) -> str:
    number = begun(katharina, KRAKOW, "PL")
    written(katharina, JOHN_SMITH, ["national", "registered"], house.now.date() + dt.timedelta(days=25))
    to_check(katharina.page)
    sent(katharina.page)
    state(katharina.page, "Anfrage gesendet")
    return number


def told_instead(house: House, number: str) -> None:
    """The mail goes to who stands in, and leads there; who is on holiday gets none."""
    mail = house.mail_about("bak", number)
    fits(mail, "pl", PERSONAL)
    absent = str(house.people.users["zielinska"])[-12:]
    assert f"-{absent}/exchanges/{number}" in text_of(mail)
    assert [one for one in house.mails_to("zielinska") if number in subject_of(one)] == []


def answered_in_place(house: House, halina: Official, number: str) -> str:
    """In her own name Halina may read nothing of it; in Marta's she does the work."""
    page = halina.read(number)
    sees_nothing_personal(page, PERSONAL)
    way = page.locator(f'main .note a[href*="-"][href$="/exchanges/{number}"]').get_attribute("href")
    place = stands_in(halina, number)
    assert place == f"{house.address}{way}"
    expect(page.locator("main .note").first).to_have_text("Zastępowana osoba: Marta Zielińska.")
    state(page, "Wniosek wysłany")
    chosen(page, "accept")
    confirmed(page, "accept")
    answered(page, {"national": "no", "registered": "no"})
    chosen(page, "reply")
    confirmed(page, "reply")
    state(page, "Udzielono informacji")
    expect(page.locator("aside .timeline")).to_contain_text("Marta Zielińska")
    return place


def read_in_german(katharina: Official, number: str) -> None:
    """Katharina reads who answered, and for whom."""
    page = katharina.read(number)
    state(page, "Informationen erteilt")
    expect(question_at(page, "national").locator(".answer").first).to_have_text("Nein")
    expect(page.locator("aside .timeline")).to_contain_text(IN_PLACE["de"])


def no_longer(halina: Official, place: str) -> None:
    """When the holiday is over the place where Halina worked does not exist for her."""
    answer = halina.page.goto(place)
    assert answer is not None
    assert answer.status == GONE
