"""What goes wrong while somebody writes: it is said where it is, and what was typed stays."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.journeys import stock
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.steps import day_typed

pytestmark = pytest.mark.slow

TOO_LARGE = (200 << 20) + 1
TOLD = re.compile(r"too large.* at most 2[01][0-9] MB")


def told(page: Page, field: str, typed: str) -> None:
    """The page says at its top what is wrong, leads to the field, says it there again, and keeps what was typed."""
    link = page.locator(f'.errors a[href="#{field}"]')
    expect(link).to_be_visible()
    where = page.locator(f'[id="{field}"]')
    expect(where).to_have_attribute("aria-invalid", "true")
    assert re.findall(r"\d+", where.input_value()) == re.findall(r"\d+", typed)
    expect(page.locator(f'[id="{field}-error"]')).to_be_visible()
    link.click()
    expect(where).to_be_in_viewport()


def test_a_reply_with_an_answer_missing_does_not_leave(house: House, arrive: Arrive) -> None:
    request = stock.accepted(house, ask=["established", "national"])
    grace = arrive("taylor", "en-GB")
    page = grace.read(request.number)
    page.locator('[id="a-0.national"] input[value="yes"]').check()
    page.locator('#act button[name="do"][value=""]').click()
    page.wait_for_url("**?done=answers")
    greyed = page.locator('#act button[aria-disabled="true"]', has_text="Send the reply")
    expect(greyed.locator("small")).to_contain_text("Every question needs an answer")
    page.locator('section.status a[href^="#q-"]').click()
    expect(page.locator('[id="a-0.established"]')).to_be_in_viewport()
    greyed.click(force=True)
    page.goto(house.own("taylor", f"exchanges/{request.number}/do/reply?as=responder"))
    expect(page.locator("#main form .note.warn")).to_be_visible()
    expect(page.locator("#main form .buttons button.primary")).to_have_count(0)
    assert (stock.times(request, "reply"), stock.answers(request)) == (0, [("national", 1)])


def test_a_request_with_fields_missing_is_not_offered_for_sending(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house, subject={"surname": "Brennan"}, ask=[])
    page = arrive("kowalska", "en-GB").go(f"exchanges/{draft.number}/check")
    expect(page.locator("#send")).to_have_count(0)
    missing = page.locator(".errors li a")
    expect(missing).to_have_count(4)
    missing.first.click()
    page.wait_for_url("**/write#f-given_names")
    expect(page.locator("#f-given_names")).to_be_in_viewport()
    expect(page.locator("#f-surname")).to_have_value("Brennan")


def test_a_wanted_date_that_has_passed_is_told_and_the_rest_is_kept(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB")
    page = anna.go(f"exchanges/{draft.number}/write")
    past = day_typed(house.now.date() - dt.timedelta(days=3))
    anna.fill({"wanted_on": past, "f-birth_date": "31.2.1980", "f-birth_place": "Galway"})
    page.locator('.actionbar button[value="check"]').click()
    told(page, "wanted_on", past)
    told(page, "f-birth_date", "31.2.1980")
    expect(page.locator("#f-birth_place")).to_have_value("Galway")
    assert page.title().startswith("Error: ")
    anna.fill({"wanted_on": day_typed(house.now.date() + dt.timedelta(days=20)), "f-birth_date": "29.2.1980"})
    page.locator('.actionbar button[value="check"]').click()
    page.wait_for_url("**/check")
    expect(page.locator(".bilingual")).to_contain_text("Galway")


def test_another_date_that_has_passed_is_told_on_the_page_of_the_action(house: House, arrive: Arrive) -> None:
    request = stock.sent(house)
    grace = arrive("taylor", "en-GB")
    page = grace.go(f"exchanges/{request.number}/do/accept?as=responder")
    past = day_typed(house.now.date() - dt.timedelta(days=1))
    field = str(page.locator('input[id$="other_date"]').get_attribute("id"))
    grace.fill({field: past})
    page.locator("#main form .buttons button.primary").click()
    told(page, field, past)
    assert stock.times(request, "accept") == 0


@pytest.fixture(scope="module")
def too_large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "Diploma.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7 ")
        file.truncate(TOO_LARGE)
    return path


def test_a_file_too_large_for_a_draft_is_told_and_the_text_is_kept(
    house: House, arrive: Arrive, too_large: Path
) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB")
    page = anna.go(f"exchanges/{draft.number}/write")
    anna.fill({"f-birth_place": "Galway"})
    page.locator('input[type="file"]').first.set_input_files(too_large)
    page.locator('.actionbar button[value="save"]').click()
    expect(page.locator(".errors li").first).to_contain_text(TOLD, timeout=20_000)
    expect(page.locator("#f-birth_place")).to_have_value("Galway")


def test_a_file_too_large_for_an_exchange_is_told_and_not_attached(
    house: House, arrive: Arrive, too_large: Path
) -> None:
    request = stock.sent(house)
    page = arrive("kowalska", "en-GB").go(f"exchanges/{request.number}/do/add_document?as=requester")
    page.locator('input[type="file"]').first.set_input_files(too_large)
    page.locator("#main form .buttons button.primary").click()
    expect(page.locator(".errors li").first).to_contain_text(TOLD, timeout=20_000)
    assert stock.times(request, "add_document") == 0
