"""What goes wrong while something is sent: it is done once, whatever the browser, the line or the server do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.exchanges.stories import stored
from tests.web.journeys import stock
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.steps import found, sent, state

pytestmark = pytest.mark.slow

SEND = "#send button.primary"


def drafts_of(house: House, who: str) -> int:
    [(count,)] = stored("select count(*) from foundation_log_entry where action = 'open' and actor_ref = %s", [
        house.people.users[who]
    ])  # fmt: skip
    return int(count)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without"])
def test_a_double_click_sends_once_and_begins_once(house: House, arrive: Arrive, script: bool) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB", java_script_enabled=script)
    page = anna.go(f"exchanges/{draft.number}/check")
    page.locator(SEND).dblclick()
    expect(page).to_have_url(
        re.compile(rf"/exchanges/{draft.number}\?done=send$")
    )  # the second click breaks off the first
    state(page, "Request sent")
    assert stock.times(draft, "send") == 1
    before = drafts_of(house, "kowalska")
    found(anna, "Pharmacists Register", "GB").locator("li.hit form button").dblclick()
    expect(page).to_have_url(re.compile("/write$"))
    assert drafts_of(house, "kowalska") == before + 1


def test_back_and_once_more_sends_nothing_twice(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    page = arrive("kowalska", "en-GB").go(f"exchanges/{draft.number}/check")
    stale = page.context.new_page()
    stale.goto(page.url)
    sent(page)
    sent_once_more(page)
    stale.locator(SEND).click()
    expect(stale.locator("#main .note.warn")).to_contain_text("not possible now")
    assert stock.times(draft, "send") == 1


def test_back_after_a_message_shows_that_it_was_sent(house: House, arrive: Arrive) -> None:
    request = stock.sent(house)
    page = arrive("kowalska", "en-GB").go(f"exchanges/{request.number}/message")
    page.locator("#text").fill("Please look at the seal.")
    page.locator("#main form .buttons button.primary").dblclick()
    page.wait_for_url("**#h-messages")
    expect(page.locator("aside q")).to_have_text(["Please look at the seal."])
    page.go_back()
    expect(page.locator("section", has=page.locator("#h-before")).locator("q")).to_have_text("Please look at the seal.")
    expect(page.locator("#text")).to_have_value("")
    page.locator("#main form .buttons button.primary").click()
    expect(page.locator("#main .errors")).to_be_visible()
    assert stock.times(request, "message") == 1


def nothing_came_back(page: Page) -> None:
    """Press the button that sends, and be shown the browser's own page for a line that is broken."""
    page.locator(SEND).click()
    page.wait_for_url("chrome-error://**")


def sent_once_more(page: Page) -> None:
    """Go back to the page before, as anybody would, and press the button there, if it is there."""
    page.go_back()
    if page.locator(SEND).count():
        page.locator(SEND).click()
    expect(page.locator("section.status .tag").first).to_have_text("Request sent")


def test_the_line_is_lost_before_anything_left(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB")
    page = anna.go(f"exchanges/{draft.number}/check")
    anna.context.set_offline(True)
    nothing_came_back(page)
    assert stock.times(draft, "send") == 0
    anna.context.set_offline(False)
    sent_once_more(page)
    assert stock.times(draft, "send") == 1


def test_the_line_is_lost_before_the_answer_came(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    page = arrive("kowalska", "en-GB").go(f"exchanges/{draft.number}/check")

    def taken_and_lost(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/do/send**", taken_and_lost, times=1)
    nothing_came_back(page)
    assert stock.times(draft, "send") == 1
    sent_once_more(page)
    assert stock.times(draft, "send") == 1


def test_the_server_is_killed_and_comes_back(house: House, arrive: Arrive) -> None:
    draft = stock.drafted(house)
    anna = arrive("kowalska", "en-GB")
    writing, page = anna.page, anna.tab()
    anna.go(f"exchanges/{draft.number}/write")
    page.goto(house.own("kowalska", f"exchanges/{draft.number}/check"))
    house.stop_serving(kill=True)
    try:
        nothing_came_back(page)
        writing.locator("#f-birth_place").fill("Galway")
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            page.goto(house.own("kowalska", "work"))
    finally:
        house.serve()
    writing.locator('.actionbar button[value="save"]').click()
    writing.wait_for_url("**?done=saved")
    expect(writing.locator("#f-birth_place")).to_have_value("Galway")
    page.goto(house.own("kowalska", f"exchanges/{draft.number}/check"))
    sent(page)
    assert stock.times(draft, "send") == 1
