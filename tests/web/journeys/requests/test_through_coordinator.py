"""How Germany sends everything through its coordinators: they let requests out, and replies, or give them back.

The national coordinator chooses so on the page of her authority, for the whole country; that of Bavaria decides then
what an authority in Regensburg sends. What comes from abroad waits for nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from counterpart.directory.actions.switching import set_switch
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from tests.exchanges.stories import REQUESTER, RESPONDER, asked
from tests.exchanges.stories import done as acted
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.steps import (
    JOHN_SMITH,
    PERSONAL,
    answered,
    begun,
    chosen,
    confirmed,
    done,
    question_at,
    sent,
    state,
    to_check,
    written,
)
from tests.web.journeys.steps_coordinating import handed_on, sees_nothing_personal, step, switched

pytestmark = pytest.mark.slow

SWITCHES = ("requests_via_coordinator", "replies_via_coordinator")
THESSALONIKI = "Φαρμακευτικός Σύλλογος"
SMITH = {"given_names": "John", "surname": "Smith", "profession": "pharmacist", "justification": "doubt_right"}
UNCLEAR = "Bitte nennen Sie den Anlass der Zweifel."
TOO_SHORT = "Bitte das Datum der Urkunde nachtragen."
GERMAN_ANSWER, WHOLE_ANSWER = "Staatsexamen.", "Staatsexamen vom 3. Juli 2004, Universität Regensburg."
OWN_WORDS = (UNCLEAR, TOO_SHORT, GERMAN_ANSWER, WHOLE_ANSWER)


@pytest.fixture
def as_before(house: House) -> Iterator[None]:
    """Whatever becomes of the story, Germany chooses nothing after it."""
    yield
    for switch in SWITCHES:
        now = house.later(minutes=1)
        set_switch(house.people.actor("brandt", at=now), asked(now), "DE", "pq", switch, None)


@pytest.mark.usefixtures("as_before")
def test_a_country_sends_everything_through_its_coordinator(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    ulrike, josef = arrive("brandt", "de-DE"), arrive("huber", "de-DE")
    katharina, nikos = arrive("seidl", "de-DE"), arrive("ioannou", "el-GR")
    martin = arrive("roth", "de-DE")
    for switch in SWITCHES:
        switched(ulrike, "pq", switch, "on")

    asked_by_us = request_let_out(house, katharina, josef, nikos, martin)
    answered_in_greek(nikos, katharina, asked_by_us)
    asked_of_us = accepted_from_abroad(house)
    reply_let_out(katharina, josef, nikos, asked_of_us)
    fits(house.mail_about("ioannou", asked_of_us, besides=1), "el", (*PERSONAL, *OWN_WORDS))
    for number in (asked_by_us, asked_of_us):
        sees_nothing_personal(josef.read(number), PERSONAL)
        may_not_open(martin, number)


def request_let_out(house: House, katharina: Official, josef: Official, nikos: Official, martin: Official) -> str:
    """Katharina's request waits for Josef, who gives it back once: she has to say why."""
    number = begun(katharina, THESSALONIKI, "GR")
    written(katharina, JOHN_SMITH, ["national"], house.now.date() + dt.timedelta(days=25))
    to_check(katharina.page)
    sent(katharina.page)
    state(katharina.page, "Koordinator muss Versand freigeben")
    for somebody in (nikos, martin):
        may_not_open(somebody, number)
    fits(house.mail_about("huber", number), "de", PERSONAL)

    page = josef.read(number)
    expect(page.locator("section", has=page.locator("#h-subject"))).to_contain_text("Smith")
    page = step(josef, number, "send_back")
    explained(page, "reason", "Geben Sie einen Grund an.")
    josef.fill({"reason": UNCLEAR})
    handed_on(page)
    fits(house.mail_about("seidl", number), "de", (*PERSONAL, *OWN_WORDS))

    page = katharina.read(number)
    expect(page.locator("section.status q")).to_have_text(UNCLEAR)
    katharina.go(f"exchanges/{number}/write")
    katharina.fill({"f-justification": "doubt_right"})
    to_check(page)
    sent(page)
    done(josef, number, "release")
    fits(house.mail_about("ioannou", number), "el", PERSONAL)
    state(nikos.read(number), "Το αίτημα απεστάλη")
    no_word_of(nikos.page, UNCLEAR)
    return number


def answered_in_greek(nikos: Official, katharina: Official, number: str) -> None:
    """What comes from abroad waits for nobody: Katharina reads it at once."""
    done(nikos, number, "accept")
    answered(nikos.page, {"national": "no"})
    done(nikos, number, "reply")
    page = katharina.read(number)
    state(page, "Informationen erteilt")
    expect(question_at(page, "national").locator(".answer").first).to_have_text("Nein")


def accepted_from_abroad(house: House) -> str:
    """What Nikos has asked, and Katharina accepted: nobody has to let it in."""
    cover = Cover(wanted_on=house.now.date() + dt.timedelta(days=25))
    responder = [house.people.authorities["de_upper_palatinate"]]
    begun_with = Begun(parties={"responder": responder}, subject=SMITH, ask=["qualification"], cover=cover)
    nikos = house.people.actor("ioannou", at=house.now)
    request = open_exchange(nikos, asked(house.now), "pq", "request", begun_with)
    request = acted(house.people, "ioannou", request, "send", REQUESTER, at=house.now)
    return acted(house.people, "seidl", request, "accept", RESPONDER, at=house.now).number


def reply_let_out(katharina: Official, josef: Official, nikos: Official, number: str) -> None:
    """Katharina's reply waits, too; until it is let out Nikos reads nothing of it."""
    sees_nothing_personal(josef.read(number), PERSONAL)
    answered(katharina.read(number), {"qualification": GERMAN_ANSWER})
    done(katharina, number, "reply")
    state(katharina.page, "Koordinator muss Antwort freigeben")
    no_word_of(nikos.read(number), GERMAN_ANSWER)

    page = josef.read(number)
    expect(question_at(page, "qualification").locator(".answer").first).to_have_text(GERMAN_ANSWER)
    chosen(page, "send_reply_back")
    josef.fill({"reason": TOO_SHORT})
    confirmed(page, "send_reply_back")
    page = katharina.read(number)
    expect(page.locator("section.status q")).to_have_text(TOO_SHORT)
    answered(page, {"qualification": WHOLE_ANSWER})
    done(katharina, number, "reply")
    done(josef, number, "release_reply")

    page = nikos.read(number)
    state(page, "Παρασχέθηκαν πληροφορίες")
    expect(page.locator('.answer [lang="de"]')).to_have_text(WHOLE_ANSWER)
    no_word_of(page, TOO_SHORT, GERMAN_ANSWER)


def no_word_of(page: Page, *words: str) -> None:
    """What the other side said among itself is not on the page."""
    read = page.locator("body").inner_text()
    assert [one for one in words if one in read] == []
