"""The same where a member lets its coordinators see what leaves the house: first a request, then a reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from counterpart.directory.actions.switching import set_switch
from tests.network import asked
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.newcomers import UNION
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import PERSONAL, chosen, confirmed, done, replied, requested, sent, state

pytestmark = pytest.mark.slow

REASON = "Моля, посочете защо се съмнявате в документа."
ASSOCIATION = "Φαρμακευτικός Σύλλογος Θεσσαλονίκης"
GONE = 404


@contextmanager
def coordinators_see(house: House, switch: str) -> Iterator[None]:
    """Bulgaria chooses that its coordinators approve what leaves, and takes the choice back."""

    def choose(value: bool | None) -> None:
        now = house.later(minutes=1)
        set_switch(house.people.actor("petrova", at=now), asked(now), "BG", "pq", switch, value)

    choose(True)
    yield
    choose(None)


@pytest.fixture
def requests_seen(house: House) -> Iterator[None]:
    with coordinators_see(house, "requests_via_coordinator"):
        yield


@pytest.fixture
def replies_seen(house: House) -> Iterator[None]:
    with coordinators_see(house, "replies_via_coordinator"):
        yield


def may_not_open(official: Official, number: str) -> None:
    """For somebody an exchange does not exist."""
    answer = official.page.goto(official.house.own(official.who, f"exchanges/{number}"))
    assert answer is not None
    assert answer.status == GONE


@pytest.mark.usefixtures("requests_seen")
def test_a_request_leaves_when_the_coordinator_says_so(house: House, arrive: Arrive) -> None:
    today = house.on_a_monday().date()
    georgi, ivan, nikos = arrive("vasilev", "bg-BG"), arrive("dimitrov", "bg-BG"), arrive("ioannou", "el-GR")
    number = requested(georgi, "Θεσσαλονίκης", "GR", today + dt.timedelta(days=25))
    state(georgi.page, "В очакване на одобрение от координатора за изпращане")
    fits(house.mail_about("dimitrov", number), "bg", PERSONAL)
    may_not_open(nikos, number)

    page = ivan.read(number)
    expect(page.locator("section", has=page.locator("#h-subject"))).to_contain_text("Main road 45")
    chosen(page, "send_back")
    ivan.fill({"reason": REASON})
    page.locator("#main form .buttons button.primary").click()
    page.wait_for_url("**/work")  # it is a draft again, which is its authority's alone
    assert "Main road 45" not in page.locator("body").inner_text()

    fits(house.mail_about("vasilev", number), "bg", (*PERSONAL, REASON))
    page = georgi.read(number)
    expect(page.locator("section.status")).to_contain_text(REASON)
    page.goto(house.own("vasilev", f"exchanges/{number}/write"))
    georgi.fill({"f-justification": "doubt_right"})
    page.locator('.actionbar button[value="check"]').click()
    page.wait_for_url("**/check")
    sent(page)
    house.mail_about("dimitrov", number, besides=1)
    done(ivan, number, "release")

    fits(house.mail_about("ioannou", number), "el", PERSONAL)
    page = nikos.read(number)
    state(page, "Το αίτημα απεστάλη")
    expect(page.locator("section", has=page.locator("#h-subject"))).to_contain_text("Main road 45")
    assert "Main road 45" not in ivan.read(number).locator("body").inner_text()


@pytest.mark.usefixtures("replies_seen")
def test_a_reply_leaves_when_the_coordinator_says_so(house: House, arrive: Arrive) -> None:
    today = house.on_a_monday().date()
    nikos, georgi, ivan = arrive("ioannou", "el-GR"), arrive("vasilev", "bg-BG"), arrive("dimitrov", "bg-BG")
    number = requested(nikos, UNION, "BG", today + dt.timedelta(days=25))
    done(georgi, number, "accept")
    replied(georgi, number)
    state(georgi.page, "В очакване на одобрение от координатора за отговор")
    page = nikos.read(number)
    expect(page.locator(".question .answer")).to_have_count(3)
    expect(page.locator(".question .answer:not(.soft)")).to_have_count(0)

    fits(house.mail_about("dimitrov", number), "bg", PERSONAL)
    page = ivan.read(number)
    expect(page.locator(".question .answer:not(.soft)")).to_have_count(4)
    chosen(page, "release_reply")
    confirmed(page, "release_reply")

    fits(house.mail_about("ioannou", number, besides=1), "el", PERSONAL)
    page = nikos.read(number)
    state(page, "Παρασχέθηκαν πληροφορίες")
    expect(page.locator(".question .answer:not(.soft)")).to_have_count(4)
    done(nikos, number, "close")
    state(nikos.page, "Περατώθηκε")
