"""What the stories of alerts, notifications, entries and cases share: begun without an addressee, told by the clock."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.web.journeys.house import waited_for
from tests.web.journeys.officials import Official


def begun_at_new(official: Official, procedure: str) -> str:
    """Press the button that begins a procedure; return the number of the draft."""
    page = official.go("new")
    page.locator(f'form[action$="/{procedure.replace(".", "/")}"] button').click()
    page.wait_for_url("**/write")
    return page.url.split("/")[-2]


def ticked(page: Page, field: str, *values: str) -> None:
    """Tick some of the boxes of a field."""
    for value in values:
        page.locator(f'[id="{field}"] input[value="{value}"]').check()


def state_in_time(official: Official, number: str, title: str) -> Page:
    """Open an exchange when the worker has done what the clock asks for: it is in a state then."""

    def reached() -> bool:
        official.read(number)
        return official.page.locator("section.status .tag").first.inner_text() == title

    waited_for(reached, f"{number} in the state {title}")
    return official.page
