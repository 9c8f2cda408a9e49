"""How a Polish authority asks about a British pharmacist in Polish, and is answered in English.

With the words of the Commission staff working document of 2011 on the Internal Market Information System, section I.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.notices.post import text_of
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import (
    ASKED,
    JOHN_SMITH,
    PERSONAL,
    answered,
    begun,
    bracketed,
    chosen,
    confirmed,
    done,
    opened,
    question_at,
    questions_read,
    remarked,
    sent,
    state,
    to_check,
    written,
)

pytestmark = pytest.mark.slow

POLISH = {
    "regulated": "Czy zawód [farmaceuta] jest na terytorium Państwa kraju regulowany?",
    "national": "Czy [Pan John SMITH] jest obywatelem Państwa kraju?",
    "entitled_to": "Do wykonywania jakiego zawodu jest uprawniony(-a) [Pan John SMITH] na terytorium Państwa kraju?",
}
ENGLISH = {
    "regulated": "Is the profession [pharmacist] regulated in your territory?",
    "national": "Is [Mr John SMITH] a national of your Member State?",
    "entitled_to": "What profession is [Mr John SMITH] entitled to pursue in your territory?",
}
REMARK = "He was first entered in the register in 1999."


def test_asked_in_polish_and_answered_in_english(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    anna, grace = arrive("kowalska", "pl-PL"), arrive("taylor", "en-GB")
    number = asked_in_polish(house, anna)
    mail = house.mail_about("taylor", number)
    fits(mail, "en", PERSONAL)
    assert f"{house.own('taylor', 'exchanges')}/{number}" in text_of(mail)

    answered_in_english(house, grace, number)
    fits(house.mail_about("kowalska", number, besides=1), "pl", (*PERSONAL, REMARK))

    read_in_polish(anna, number)
    chosen(anna.page, "close")
    confirmed(anna.page, "close")
    state(anna.page, "Zamknięto")
    fits(house.mail_about("taylor", number, besides=1), "en", PERSONAL)
    state(grace.read(number), "Closed")


def asked_in_polish(house: House, anna: Official) -> str:
    """Anna finds the counterpart, asks about John Smith, and sees how it will be read; return the number."""
    number = begun(anna, "Pharmacists Register", "GB")
    expect(anna.page.locator("#main")).to_contain_text("Pharmacists’ Register of Great Britain")
    written(anna, JOHN_SMITH, ASKED, house.now.date() + dt.timedelta(days=18))
    to_check(anna.page)
    side_by_side = [bracketed(one) for one in anna.page.locator(".bilingual p:has(.filled)").all()]
    assert [text.partition(". ")[2] for text in side_by_side] == [
        text for code in ASKED for text in (POLISH[code], ENGLISH[code])
    ]
    sent(anna.page)
    state(anna.page, "Wniosek wysłany")
    return number


def answered_in_english(house: House, grace: Official, number: str) -> None:
    """Grace reads the questions in English, accepts, answers with a word of her own, and sends the reply."""
    page = grace.read(number)
    state(page, "Request sent")
    assert questions_read(page) == list(ENGLISH.values())
    expect(page.locator("section", has=page.locator("#h-subject"))).to_contain_text("pharmacist")
    done(grace, number, "accept")
    fits(house.mail_about("kowalska", number), "pl", PERSONAL)
    page = grace.read(number)
    answered(page, {"regulated": "yes", "national": "yes", "entitled_to": "pharmacist"})
    answered(page, {"regulated_since": "25 3 1954"})
    remarked(page, "national", REMARK)
    chosen(page, "reply")
    confirmed(page, "reply")


def read_in_polish(anna: Official, number: str) -> None:
    """Anna reads questions and answers in Polish, and Grace's own words as they were written."""
    page = anna.read(number)
    state(page, "Udzielono informacji")
    assert questions_read(page) == list(POLISH.values())
    for code, answer in {"regulated": "Tak", "national": "Tak", "entitled_to": "farmaceuta"}.items():
        question = question_at(page, code)
        expect(question.locator(".answer").first).to_have_text(answer)
        assert bracketed(opened(question.locator('details p[lang="en"]').first)) == ENGLISH[code]
    expect(page.locator('.answer [lang="en"]')).to_have_text(REMARK)
