"""Two people, two tabs, two sessions: nobody writes over anybody, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.web.journeys import stock
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official, put
from tests.web.journeys.steps import JOHN_SMITH, ask, day_typed, opened, saved

pytestmark = pytest.mark.slow

OF_BOTH = ["national", "qualification"]
LONG = "\n".join(f"Line {number} of what the register knows about the training." for number in range(60))


def test_two_colleagues_answer_different_questions_at_once(house: House, arrive: Arrive) -> None:
    request = stock.accepted(house, ask=OF_BOTH)
    grace, asha = arrive("taylor", "en-GB"), arrive("patel", "en-GB")
    for one in (grace, asha):
        one.read(request.number)
    grace.page.locator('[id="a-0.national"] input[value="yes"]').check()
    asha.page.locator('[id="a-0.qualification"]').fill("Master of Pharmacy, 2001")
    saved(grace.page)
    saved(asha.page)
    assert stock.answers(request) == [("national", 1), ("qualification", 1)]
    expect(asha.page.locator('[id="a-0.national"] input[value="yes"]')).to_be_checked()


def test_two_colleagues_answer_the_same_question_at_once(house: House, arrive: Arrive) -> None:
    request = stock.accepted(house, ask=OF_BOTH)
    grace, asha = arrive("taylor", "en-GB"), arrive("patel", "en-GB")
    for one, text in ((grace, "Master of Pharmacy"), (asha, "Bachelor of Pharmacy")):
        one.read(request.number).locator('[id="a-0.qualification"]').fill(text)
    asha.page.locator('[id="a-0.national"] input[value="yes"]').check()
    saved(grace.page)
    asha.page.locator('#act button[name="do"][value=""]').click()
    meeting = asha.page.locator('form[action$="/answers"]')
    expect(meeting.locator('label:has([value="theirs"])')).to_contain_text("Master of Pharmacy")
    expect(meeting.locator('label:has([value="theirs"])')).to_contain_text("Grace Taylor")
    expect(meeting.locator('label:has([value="mine"])')).to_contain_text("Bachelor of Pharmacy")
    assert stock.answers(request) == [("qualification", 1)]
    meeting.locator('[value="mine"]').check()
    meeting.locator("button.primary").click()
    asha.page.wait_for_url("**?done=answers")
    assert stock.answers(request) == [("national", 1), ("qualification", 2)]
    expect(grace.read(request.number).locator('[id="a-0.qualification"]')).to_have_value("Bachelor of Pharmacy")


def drafted_in(page: Page, house: House, authority: str, surname: str) -> str:
    """Begin to write to the Greek association, in one tab, for one authority; return the number of the draft."""
    acting = house.people.authority(authority).id
    page.goto(f"{house.address}/for/{acting}/authorities?to=pq.request&q=Thessaloniki&country=GR")
    page.locator("li.hit form button").click()
    page.wait_for_url("**/write")
    for field, value in (JOHN_SMITH | {"f-surname": surname}).items():
        put(page.locator(f'[id="{field}"]'), value)
    ask(page, ["regulated"])
    put(page.locator("#wanted_on"), day_typed(house.now.date() + dt.timedelta(days=20)))
    return page.url.split("/")[-2]


def test_two_tabs_act_for_two_authorities(house: House, arrive: Arrive) -> None:
    desislava = arrive("petkova", "bg-BG")
    first, second = desislava.page, desislava.tab()
    of_union = drafted_in(first, house, "bg_pharmacists", "Иванова")
    of_branch = drafted_in(second, house, "bg_branch", "Николова")
    for page in (first, second):
        page.locator('.actionbar button[value="save"]').click()
        page.wait_for_url("**?done=saved")
    expect(first.locator("#f-surname")).to_have_value("Иванова")
    expect(second.locator("#f-surname")).to_have_value("Николова")
    union, branch = (house.people.authority(key).id for key in ("bg_pharmacists", "bg_branch"))
    for acting, number, status in (
        (union, of_union, 200),
        (branch, of_branch, 200),
        (union, of_branch, 404),
        (branch, of_union, 404),
    ):
        answer = second.goto(f"{house.address}/for/{acting}/exchanges/{number}")
        assert answer is not None
        assert answer.status == status


def sent_after_signing_in(official: Official) -> None:
    """The session has ended: what was typed is held at the door, and sent by one more press of a button."""
    expect(official.page.locator("#password")).to_be_visible()
    official.sign_in(stays=True)
    official.page.locator("#again button").click()


def test_the_session_ends_in_the_middle_of_a_long_answer(house: House, arrive: Arrive) -> None:
    request = stock.accepted(house, ask=OF_BOTH)
    grace = arrive("taylor", "en-GB")
    page = grace.read(request.number)
    page.locator('[id="a-0.qualification"]').fill(LONG)
    expect(page.locator("#kept")).not_to_be_empty()
    grace.context.clear_cookies(name="sessionid")
    page.locator('#act button[name="do"][value=""]').click()
    expect(page.locator("#password")).to_be_visible()
    other = grace.tab()
    page, grace.page = grace.page, other
    grace.sign_in()
    expect(grace.read(request.number).locator('[id="a-0.qualification"]')).to_have_value(LONG)
    grace.context.clear_cookies(name="sessionid")
    grace.page = page
    sent_after_signing_in(grace)
    page.wait_for_url("**?done=answers")
    expect(page.locator('[id="a-0.qualification"]')).to_have_value(LONG)
    assert stock.answers(request) == [("qualification", 1)]


def test_the_session_ends_before_anything_was_kept(house: House, arrive: Arrive) -> None:
    request = stock.sent(house)
    anna = arrive("kowalska", "en-GB", java_script_enabled=False)
    page = anna.go(f"exchanges/{request.number}/message")
    page.locator("#text").fill(LONG)
    anna.context.clear_cookies(name="sessionid")
    page.locator("#main form .buttons button.primary").click()
    sent_after_signing_in(anna)
    page.wait_for_url("**#h-messages")
    expect(page.locator("aside q")).to_have_text(LONG)
    assert stock.times(request, "message") == 1


def test_the_session_ends_while_a_page_keeps_what_is_typed(house: House, arrive: Arrive) -> None:
    request = stock.accepted(house, ask=OF_BOTH)
    grace = arrive("taylor", "en-GB")
    page = grace.read(request.number)
    grace.context.clear_cookies(name="sessionid")
    with page.expect_response("**/kept/answers"):
        opened(page.locator('[id="c-0.national"]')).fill("He has moved.")
    expect(page.locator("#kept")).to_contain_text("You are signed out.")
    expect(page.locator('[id="c-0.national"]')).to_have_value("He has moved.")
    expect(page.locator("#password")).to_have_count(0)
    grace.page = grace.tab()
    grace.sign_in()
    page.locator('[id="a-0.national"] input[value="yes"]').check()
    saved(page)
    assert stock.answers(request) == [("national", 1)]


def test_the_session_ends_while_a_field_asks_what_to_show(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB")
    page = anna.go(f"exchanges/{draft.number}/write")
    page.locator("#f-birth_place").fill("Galway")
    anna.context.clear_cookies(name="sessionid")
    with page.expect_response("**/write"), page.expect_response("**/autosave"):
        page.locator("#f-profession").select_option("architect")
    expect(page.locator("#kept")).to_contain_text("You are signed out.")
    expect(page.locator("#f-birth_place")).to_have_value("Galway")
    page.locator('.actionbar button[value="save"]').click()
    sent_after_signing_in(anna)
    page.wait_for_url("**?done=saved")
    expect(page.locator("#f-birth_place")).to_have_value("Galway")
    expect(page.locator("#f-profession")).to_have_value("architect")
