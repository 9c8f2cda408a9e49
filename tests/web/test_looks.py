"""Pages in a real browser: nothing is clipped, nothing is refused by the policy of the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.exchanges.stories import accepted, drafted, sent
from tests.network import Network
from tests.web.site import NARROW, WIDE, Site, own, sign_in

PICTURES = os.environ.get("PICTURES_OF_PAGES")
"""Where pictures of the pages are put, to be looked at."""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "el"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_page_fits_its_window_and_keeps_its_policy(
    people: Network, site: Site, browser: Browser, language: str, size: dict[str, int]
) -> None:
    sent(people)
    accepted(people)
    drafted(people)
    context = browser.new_context(viewport=size, locale=language)  # type: ignore[arg-type]  # a size
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for name, address in (("sign-in", f"{site.address}/sign-in"), ("work", own(people, site, "taylor", "work"))):
        if name == "work":
            sign_in(page, site, "taylor")
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{size['width']}.png", full_page=True)
    assert complaints == []
    context.close()
