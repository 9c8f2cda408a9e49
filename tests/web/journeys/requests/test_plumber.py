"""How Liechtenstein asks in English since when a plumber has been established in Austria, and has the answer in hours.

Told by a competent authority of Liechtenstein in the annual report on the Internal Market Information System of 2011,
chapter 3.6.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open, to_be_checked
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
    remarked,
    saved,
    sent,
    state,
    to_check,
)

pytestmark = pytest.mark.slow

FRANZ_HUBER = {
    "f-profession": "plumber",
    "f-given_names": "Franz",
    "f-surname": "Huber",
    "f-nationality": "AT",
    "f-justification": "doubt_right",
}
ENGLISH = [
    "Is [Franz HUBER] lawfully established in your territory to pursue the profession [plumber]?",
    "Was [Franz HUBER] self-employed or manager of an undertaking during that time?",
]
GERMAN = [
    (
        "Ist [Franz HUBER] in Ihrem Hoheitsgebiet rechtmäßig zur Ausübung des Berufs"
        " [Installateur/in (Sanitär und Heizung)] niedergelassen?"
    ),
    "War [Franz HUBER] in dieser Zeit selbstständig oder in betriebsleitender Funktion tätig?",
]
REMARK = "Er führt den Betrieb seit der Gründung selbst."
NO_SUCH_DAY = "There is no such day. Write the day first, then the month: 31 5 2026."
KEIN_TAG = "Frage 1a: Geben Sie ein Datum ein: Tag, Monat und Jahr in Ziffern, zum Beispiel 31 5 2026."
LONGER = dt.timedelta(days=14)


def test_the_austrian_plumber(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    nina, maria = arrive("ospelt", "en-GB"), arrive("egger", "de-AT")
    number = asked_in_english(house, nina)
    house.later(hours=1)
    answered_in_german(maria, number)
    house.later(hours=2)

    page = nina.read(number)
    state(page, "Information provided")
    assert questions_read(page) == ENGLISH
    established, self_employed = (question_at(page, code) for code in ("established", "self_employed"))
    expect(established.locator(".answer").first).to_have_text("Yes")
    expect(established.locator(".follow .answer").first).to_have_text("1 September 2004")
    expect(self_employed.locator('.answer [lang="de"]')).to_have_text(REMARK)
    done(nina, number, "close", {"f0-timely": "very_good"})
    state(nina.page, "Closed")
    state(maria.read(number), "Geschlossen")
    may_not_open(arrive("hagen", "de-AT"), number)


def asked_in_english(house: House, nina: Official) -> str:
    """Nina writes a day that no month has, is told so, and sends; return the number."""
    number = begun(nina, "Feldkirch", "AT")
    nina.fill(FRANZ_HUBER | {"wanted_on": "31 6 2026"})
    ask(nina.page, ["established", "self_employed"])
    to_be_checked(nina.page)
    explained(nina.page, "wanted_on", NO_SUCH_DAY)
    nina.fill({"wanted_on": day_typed(house.now.date() + LONGER)})
    to_check(nina.page)
    sent(nina.page)
    state(nina.page, "Request sent")
    return number


def answered_in_german(maria: Official, number: str) -> None:
    """Maria accepts, leaves out the day, is told so, and sends the reply."""
    page = maria.read(number)
    state(page, "Anfrage gesendet")
    assert questions_read(page) == GERMAN
    done(maria, number, "accept")
    answered(page, {"established": "yes", "self_employed": "yes"})
    maria.fill({"a-0.established_since": "September 2004"})
    remarked(page, "self_employed", REMARK)
    page.locator('#act button[name="do"][value=""]').click()
    explained(page, "a-0.established_since", KEIN_TAG)
    maria.fill({"a-0.established_since": "1.9.2004"})
    saved(page)
    chosen(page, "reply")
    confirmed(page, "reply")
    state(page, "Informationen erteilt")
