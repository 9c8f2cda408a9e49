"""How a Bulgarian union finds a Polish answer wanting, and the coordinators of both sides settle it.

Each coordinator reads what is in the request while it is theirs to decide, before and afterwards its course alone.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

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
from tests.web.journeys.steps_coordinating import greyed, sees_nothing_personal, step

pytestmark = pytest.mark.slow

WARSAW = "Aptekarska w Warszawie"
SHORT, WHOLE = "Magister farmacji.", "Magister farmacji, Warszawski Uniwersytet Medyczny, 17 czerwca 2005 r."
DISPUTE = "Не е посочено кога и от кого е издадена квалификацията."
JUSTIFIED = "Без дата и учебно заведение отговорът не може да се използва."
WANTED = "Proszę uzupełnić datę i uczelnię."
OWN_WORDS = (WANTED, SHORT, WHOLE, DISPUTE, JUSTIFIED)


def test_a_disputed_answer_goes_through_both_coordinators(house: House, arrive: Arrive) -> None:
    house.on_a_monday()
    georgi, anna = arrive("vasilev", "bg-BG"), arrive("kowalska", "pl-PL")
    ivan, zofia = arrive("dimitrov", "bg-BG"), arrive("dabrowska", "pl-PL")
    marta = arrive("zielinska", "pl-PL")
    number = answered_briefly(house, georgi, anna)
    sees_nothing_personal(ivan.read(number), PERSONAL)
    sees_nothing_personal(zofia.read(number), PERSONAL)
    may_not_open(marta, number)

    referred(georgi, number)
    passed_on(house, ivan, zofia, number)
    decided(house, zofia, number)
    completed(house, anna, number)
    read_and_closed(house, georgi, number)
    for coordinator in (ivan, zofia):
        sees_nothing_personal(coordinator.read(number), PERSONAL)
    may_not_open(marta, number)


def answered_briefly(house: House, georgi: Official, anna: Official) -> str:
    """Georgi asks in Bulgarian, and Anna answers in two words."""
    number = begun(georgi, WARSAW, "PL")
    written(georgi, JOHN_SMITH, ["national", "qualification"], house.now.date() + dt.timedelta(days=25))
    to_check(georgi.page)
    sent(georgi.page)
    state(georgi.page, "Искането е изпратено")
    done(anna, number, "accept")
    answered(anna.page, {"national": "no", "qualification": SHORT})
    done(anna, number, "reply")
    state(anna.page, "Udzielono informacji")
    return number


def referred(georgi: Official, number: str) -> None:
    """Georgi refers it to his coordinator, and has to say why."""
    page = georgi.read(number)
    state(page, "Информацията е предоставена")
    assert answer(page) == SHORT
    page = step(georgi, number, "refer")
    explained(page, "reason", "Посочете причина.")
    georgi.fill({"reason": DISPUTE})
    confirmed(page, "refer")
    state(page, "Отговорът е отнесен до координатора на запитващия орган")


def passed_on(house: House, ivan: Official, zofia: Official, number: str) -> None:
    """Ivan reads question, answer and complaint as long as it is his to decide; Zofia still reads nothing of them."""
    fits(house.mail_about("dimitrov", number), "bg", (*PERSONAL, *OWN_WORDS))
    page = ivan.read(number)
    reads_dispute(page, "SMITH", DISPUTE)
    sees_nothing_personal(zofia.read(number), PERSONAL)
    page = step(ivan, number, "pass_on")
    explained(page, "reason", "Посочете причина.")
    ivan.fill({"reason": JUSTIFIED})
    confirmed(page, "pass_on")
    sees_nothing_personal(page, (*PERSONAL, SHORT, DISPUTE))


def decided(house: House, zofia: Official, number: str) -> None:
    """Zofia reads it in Polish, what was complained of in Bulgarian, and has the answer completed."""
    fits(house.mail_about("dabrowska", number), "pl", (*PERSONAL, *OWN_WORDS))
    page = zofia.read(number)
    state(page, "Odpowiedź skierowana do koordynatora organu udzielającego odpowiedzi")
    reads_dispute(page, "SMITH", JUSTIFIED)
    expect(page.locator('section.status q[lang="bg"]')).to_have_text(JUSTIFIED)
    assert DISPUTE not in page.locator("body").inner_text()
    chosen(page, "must_complete")
    zofia.fill({"reason": WANTED})
    confirmed(page, "must_complete")
    sees_nothing_personal(page, (*PERSONAL, SHORT, DISPUTE, JUSTIFIED))


def completed(house: House, anna: Official, number: str) -> None:
    """Anna reads what is wanted of her, and why, and answers again."""
    fits(house.mail_about("kowalska", number, besides=1), "pl", (*PERSONAL, *OWN_WORDS))
    page = anna.read(number)
    state(page, "Odpowiedź do uzupełnienia")
    expect(page.locator("section.status q")).to_have_text(WANTED)
    expect(page.locator("aside .timeline")).to_contain_text(JUSTIFIED)
    answered(page, {"qualification": WHOLE})
    done(anna, number, "reply")


def read_and_closed(house: House, georgi: Official, number: str) -> None:
    """Georgi reads the whole answer; once is enough: he cannot refer it a second time."""
    page = georgi.read(number)
    assert answer(page) == WHOLE
    expect(greyed(page, "1")).to_be_visible()
    done(georgi, number, "close")
    state(georgi.page, "Приключено")


def reads_dispute(page: Page, name: str, reason: str) -> None:
    """Question, answer and complaint."""
    assert answer(page) == SHORT
    expect(question_at(page, "qualification")).to_contain_text(name)
    expect(page.locator("section.status q")).to_have_text(reason)


def answer(page: Page) -> str:
    return question_at(page, "qualification").locator(".answer").first.inner_text().strip()
