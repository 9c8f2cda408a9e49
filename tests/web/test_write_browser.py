"""Writing a draft in a real browser: what script adds, and what happens when the session ends in the middle."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Cover
from tests.exchanges.stories import SUBJECT, drafted
from tests.network import Network
from tests.web.drafts import content
from tests.web.site import NARROW, WIDE, Site, own, sign_in
from tests.web.test_looks import PICTURES

pytestmark = pytest.mark.slow

KEPT = re.compile(r"What you type is kept for you: \d\d:\d\d")
FULL = SUBJECT | {
    "justification": "other",
    "justification_text": "She has practised in Leeds.\nThe letter is not signed.",
}
COVER = Cover(wanted_on=dt.date(2026, 3, 27))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=WIDE, locale="en")  # type: ignore[arg-type]  # a size
    yield made
    made.close()


def write_page(people: Network, site: Site, page: Page, number: str) -> None:
    page.goto(own(people, site, "kowalska", f"exchanges/{number}/write"))


def begun(people: Network, site: Site, context: BrowserContext) -> tuple[Written, Page]:
    """A draft, and its page in the browser of who writes it."""
    draft, page = drafted(people, cover=COVER), context.new_page()
    sign_in(page, site, "kowalska")
    write_page(people, site, page, draft.number)
    return draft, page


def test_typing_is_kept_and_survives_the_end_of_the_session(
    people: Network, site: Site, context: BrowserContext
) -> None:
    draft, page = begun(people, site, context)
    page.locator("#f-surname").fill("O’Brien")
    expect(page.locator("#kept")).to_have_text(KEPT)
    context.clear_cookies()
    page.locator("#f-birth_place").fill("Cork")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#f-surname")).to_have_value("O’Brien")
    assert content(people, "kowalska", draft).subject["surname"] == "Brennan"
    sign_in(page, site, "kowalska")
    write_page(people, site, page, draft.number)
    expect(page.locator("#f-surname")).to_have_value("O’Brien")
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.get_by_role("status").first).to_have_text("The draft is saved.")
    assert content(people, "kowalska", draft).subject["surname"] == "O’Brien"


@pytest.mark.parametrize("away", ["nobody answers", "it fails"])
def test_typing_that_could_not_be_kept_says_so_and_is_kept_with_the_next_word(
    people: Network, site: Site, context: BrowserContext, away: str
) -> None:
    _, page = begun(people, site, context)
    keeping = re.compile("/autosave")
    page.route(keeping, lambda one: one.abort() if away == "nobody answers" else one.fulfill(status=503, body="x"))
    page.locator("#f-surname").fill("O’Brien")
    expect(page.locator("#kept")).to_have_text(re.compile("^Not kept just now: the server does not answer"))
    expect(page.locator("#f-surname")).to_have_value("O’Brien")
    page.unroute(keeping)
    page.locator("#f-birth_place").fill("Cork")
    expect(page.locator("#kept")).to_have_text(KEPT)


def test_fields_appear_as_they_are_needed_and_nothing_typed_goes(
    people: Network, site: Site, context: BrowserContext
) -> None:
    draft, page = begun(people, site, context)
    page.locator("#f-surname").fill("O’Brien")
    page.locator("#f-profession").select_option("other")
    page.locator("#f-other_profession").fill("Herbalist")
    expect(page.locator("#f-surname")).to_have_value("O’Brien")
    page.get_by_role("button", name="Check before sending").click()
    page.wait_for_url("**/check")
    subject = content(people, "kowalska", draft).subject
    assert (subject["surname"], subject["other_profession"]) == ("O’Brien", "Herbalist")


def test_another_language_is_chosen_in_the_middle_of_a_word(
    people: Network, site: Site, context: BrowserContext
) -> None:
    _, page = begun(people, site, context)
    page.locator("#f-surname").press("End")
    page.locator("#f-surname").press_sequentially("-Wal")
    page.locator("header details", has_text="English").first.click()
    page.get_by_role("button", name="polski").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "pl"
    expect(page.locator("#f-surname")).to_have_value("Brennan-Wal")


@pytest.mark.parametrize("language", ["en", "de", "el"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_pages_of_a_draft_fit_their_window_and_keep_their_policy(
    people: Network, site: Site, browser: Browser, language: str, size: dict[str, int]
) -> None:
    draft = drafted(people, cover=COVER, subject=FULL, ask=["established", "regulated", "insured"])
    empty = drafted(people, subject={}, ask=[], cover=Cover())
    context = browser.new_context(viewport=size, locale=language)  # type: ignore[arg-type]  # a size
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    sign_in(page, site, "kowalska")
    for name, address in {
        "write": f"exchanges/{draft.number}/write",
        "check": f"exchanges/{draft.number}/check",
        "write-empty": f"exchanges/{empty.number}/write",
        "check-empty": f"exchanges/{empty.number}/check",
        "help": "help",
    }.items():
        page.goto(own(people, site, "kowalska", address))
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{size['width']}.png", full_page=True)
    assert complaints == []
    context.close()
