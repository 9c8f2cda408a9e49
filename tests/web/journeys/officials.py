"""Somebody at a browser: signed in, in a language, with everything watched that the browser complains about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from tests.cast import email_of
from tests.web.journeys.house import House
from tests.web.site import PATIENCE, WIDE
from tests.web.visitors import PASSWORD

SIGNED_IN = re.compile(r"/(for/.*)?$")
COMPLAINTS = frozenset({"error", "warning"})
EXPECTED = re.compile(r"the server responded with a status of (403|404|409|413|422)|net::ERR_|Failed to fetch")
"""What a browser says when a page tells of something wrong, or the server is away in a story where it is."""


@dataclass
class Official:
    """Somebody of the cast at a browser of their own. `complaints` are what its console said that it should not."""

    house: House
    who: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def watched(self, page: Page) -> Page:
        """Have everything noted that goes wrong in a tab: scripts that fail, and what the policy of the page stops."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def tab(self) -> Page:
        """Open one more tab."""
        return self.watched(self.context.new_page())

    def sign_in(self, *, stays: bool = False) -> None:
        """Sign in where the browser stands, or at the door; it `stays` where something typed is to be sent again."""
        page = self.page
        if page.locator("#password").count() == 0:
            page.goto(f"{self.house.address}/sign-in")
        page.locator("#email").fill(email_of(self.who, self.house.people.people[self.who]))
        page.locator("#password").fill(PASSWORD)
        page.locator("form.stack button.primary").click()
        if not stays:
            page.wait_for_url(SIGNED_IN)

    def go(self, page: str) -> Page:
        """Open a page of one's authority."""
        self.page.goto(self.house.own(self.who, page))
        return self.page

    def read(self, number: str) -> Page:
        """Open an exchange."""
        return self.go(f"exchanges/{number}")

    def fill(self, fields: Mapping[str, str]) -> None:
        """Fill in fields by their id: type into text, choose from lists, tick what has the value."""
        for name, value in fields.items():
            put(self.page.locator(f'[id="{name}"]'), value)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in COMPLAINTS and not EXPECTED.search(message.text):
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")


def put(where: Locator, value: str) -> None:
    """Put a value into a field, whatever it is made of."""
    kind = where.evaluate("node => node.localName")
    if kind == "select":
        where.select_option(value)
    elif kind == "fieldset":
        where.locator(f'input[value="{value}"]').check()
    else:
        where.fill(value)


@contextmanager
def arriving(house: House, browser: Browser, who: str, language: str, **options: Any) -> Iterator[Official]:
    """Somebody comes to work: their own browser, signed in. Raises AssertionError when its console complained."""
    settings: dict[str, Any] = {"viewport": WIDE, "locale": language, **options}
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    official = Official(house, who, context, context.new_page())
    official.watched(official.page)
    try:
        official.sign_in()
        yield official
    finally:
        context.close()
    assert not official.complaints, official.complaints
