"""Every page in a real browser, wide and narrow: axe has nothing to say, and the policy for content refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.exchanges.stories import later
from tests.network import Network
from tests.web.guards.gallery import ANY, Look, looks_of_galleries, looks_of_work, matters, pages_of_mistakes
from tests.web.guards.gallery_of_repositories import repositories
from tests.web.guards.policy import POLICY
from tests.web.site import NARROW, WIDE, Site
from tests.web.visitors import visitor

pytestmark = pytest.mark.slow

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)"
OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"
OK = 200
FAILED = "Failed to load resource: the server responded with a status of"
"""What a browser says of every page whose status is not 200; of style and script it would say it of those as well."""
NEVER_SHOWN = frozenset(
    {
        "static",
        "language",
        "autosave",
        "keep",
        "file",
        "desk_remind",
        "export",
        "report",
        "document",
        "search_list",
        "search_kept_list",
        "search_remove",
        "open_data",
    }
)
"""Addresses that are no page: a style, a file, a form without a page of its own."""


@dataclass
class Reader:
    """A browser in which everybody of the cast may sit in turn, and what it complained of.

    One page is led from look to look: a new one for each would take most of the time.
    """

    site: Site
    context: BrowserContext
    people: Network
    clients: dict[str | None, Client] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    here: Look | None = None
    page: Page | None = None

    def opened(self, look: Look) -> Page:
        """The page as its reader meets it, at the site; what a form was answered is put where it was sent to."""
        if look.who not in self.clients:
            self.clients[look.who] = visitor(self.people, look.who)
        client = self.clients[look.who]
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": name, "value": one.value, "url": self.site.address} for name, one in client.cookies.items()]
        )
        page, self.here = self._page(), look
        page.unroute_all()
        if look.form is not None:
            answer = client.post(look.address, look.form)
            put_at(page, f"{self.site.address}{look.address}", answer.content, answer.status_code, dict(answer.items()))
        came = page.goto(f"{self.site.address}{look.address}")
        assert came is not None
        assert look.status in {came.status, ANY}, (look.name, look.address)
        return page

    def _page(self) -> Page:
        if self.page is None:
            self.page = self.context.new_page()
            self.page.on("console", lambda said: self._heard(said.text))
            self.page.on("pageerror", lambda problem: self._heard(str(problem)))
        return self.page

    def _heard(self, said: str) -> None:
        where = self.here
        if where is not None and where.status != OK and FAILED in said:
            return
        self.complaints.append(f"{where.address if where else ''}: {said}")


def put_at(page: Page, address: str, body: bytes, status: int, headers: dict[str, str]) -> None:
    """Let an address answer with what a form was answered there: a browser cannot be made to ask for it."""

    def instead(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(status=status, body=body, headers=headers)
        else:
            route.continue_()

    page.route(f"{address.partition('?')[0]}*", instead)


@pytest.fixture
def reader(people: Network, site: Site, browser: Browser) -> Iterator[Reader]:
    site.move_clock(later(days=1))
    context = browser.new_context(locale="en", color_scheme="light")
    context.add_init_script(AXE)
    yield Reader(site, context, people)
    context.close()


def violations(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds, at both widths: the rule, where, and what stands there."""
    found: list[Any] = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        page.evaluate(OPEN_ALL)
        found += [(one["id"], size["width"], node["html"][:300]) for one in page.evaluate(RUN) for node in one["nodes"]]
    return found


def wrong_with(reader: Reader, look: Look) -> list[tuple[Any, ...]]:
    """What axe finds on a page, and whether it is wider than the window, at both widths."""
    page = reader.opened(look)
    found: list[tuple[Any, ...]] = [(look.name, look.address, look.status, *one) for one in violations(page)]
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            found.append((look.name, look.address, look.status, "too wide", str(size["width"]), ""))
    return found


def test_axe_has_nothing_to_say_on_any_page_and_no_policy_is_broken(reader: Reader) -> None:
    """Those of authorities, of the desk and of repositories are looked at beside their own stories, in the same way."""
    found: list[Any] = []
    shown = {look.name for look in (*looks_of_galleries(reader.people), *repositories(reader.people, Look))}
    for look in looks_of_work(reader.people, matters(reader.people)):
        page = reader.opened(look)
        found += [(look.name, look.status, *one) for one in violations(page)]
        shown.add(look.name)
    assert found == []
    assert reader.complaints == []
    assert set(POLICY) - shown == NEVER_SHOWN


def test_axe_has_nothing_to_say_on_the_pages_of_mistakes(reader: Reader) -> None:
    for name, content in pages_of_mistakes().items():
        page, address = reader.context.new_page(), f"{reader.site.address}/{name}"
        put_at(page, address, content, 500, {"Content-Type": "text/html; charset=utf-8"})
        page.goto(address)
        assert violations(page) == [], name
        page.close()


def test_axe_would_find_a_field_without_a_label(reader: Reader) -> None:
    page = reader.opened(Look("sign_in", None, "/sign-in"))
    page.evaluate("for (const one of document.querySelectorAll('label')) one.remove()")
    assert {rule for rule, _, _ in violations(page)} == {"label"}
