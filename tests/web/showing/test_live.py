"""With script, fields appear while somebody chooses; what is typed elsewhere and the focus stay."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from counterpart.web.reading import posted, read_form
from tests.web.showing.gallery import STATIC
from tests.web.showing.stage import ODD, drawn, rules_of, saying_of, shown

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Odd</title>'
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'"
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def page_with(markup: str, script: str) -> str:
    return f'{HEAD}{script}</head><body><form method="post" action="/odd" novalidate>{markup}</form></body></html>'


SLOWLY, LATE = "Slowly", Event()
"""What is typed where an answer is to come late, and what it waits for."""


class Odd(BaseHTTPRequestHandler):
    """The form of odd things: empty at first, then with what was sent."""

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            file = STATIC / self.path.removeprefix("/static/")
            self._answer(file.read_bytes() if file.is_file() else b"", TYPES[file.suffix[1:]])
        else:
            self._page(drawn(shown({}), live="/odd"))

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        if fields.get("f-line") == [SLOWLY] and "f-shape" not in fields:
            LATE.wait(10)
        read = read_form(rules_of(ODD, "odd"), posted(fields.items()), saying_of().writer)
        show_only = fields.get("do") == ["show"] or read.command is not None
        self._page(drawn(shown(read.values, read=None if show_only and not read.added else read), live="/odd"))

    def _page(self, markup: str) -> None:
        with_script = '<script src="/static/htmx.min.js" defer></script>' if "plain" not in self.path else ""
        self._answer(page_with(markup, with_script).encode(), "text/html; charset=utf-8")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    Thread(target=server.serve_forever, daemon=True).start()
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/odd")
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_a_field_appears_as_soon_as_another_wants_it_and_nothing_typed_is_lost(page: Page) -> None:
    page.fill("#f-line", "Thing")
    page.fill("#f-day", "not yet a day")
    expect(page.locator("#f-other_shape")).to_have_count(0)
    page.get_by_role("radio", name="Other <b>shape</b> & more").check()
    expect(page.locator("#f-other_shape")).to_be_visible()
    assert page.input_value("#f-line") == "Thing"
    assert page.evaluate("document.activeElement.value") == "other"
    page.fill("#f-other_shape", "Oval")
    page.keyboard.press("Tab")
    expect(page.locator("#f-why_other")).to_be_visible()
    page.get_by_role("radio", name="Round").check()
    expect(page.locator("#f-other_shape")).to_have_count(0)
    page.get_by_role("radio", name="Other <b>shape</b> & more").check()
    expect(page.locator("#f-other_shape")).to_have_value("Oval")


@pytest.mark.slow
def test_an_answer_that_comes_late_does_not_undo_what_was_chosen_since(page: Page) -> None:
    LATE.clear()
    page.fill("#f-line", SLOWLY)
    page.fill("#f-day", "1 2 2026")  # asked for when the field is left, which is now
    page.get_by_role("radio", name="Other <b>shape</b> & more").check()
    expect(page.locator("#f-other_shape")).to_be_visible()
    LATE.set()
    page.wait_for_timeout(500)
    expect(page.locator("#f-other_shape")).to_be_visible()


@pytest.mark.slow
def test_without_script_the_same_happens_after_the_form_was_sent(browser: Browser, page: Page) -> None:
    address = page.url
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    plain.get_by_role("radio", name="Other <b>shape</b> & more").check()
    plain.fill("#f-line", "Thing")
    plain.get_by_role("button", name="Add another: Nicknames").click()
    expect(plain.locator("#f-other_shape")).to_be_visible()
    expect(plain.locator("#f-line")).to_have_value("Thing")
    plain.fill("[id='f-nicknames.1']", "Nick")
    plain.get_by_role("button", name="Add another: Nicknames").click()
    expect(plain.locator("[id='f-nicknames.2']")).to_be_visible()
    plain.get_by_role("button", name="Remove: Nicknames 1").click()
    expect(plain.locator("[id='f-nicknames.2']")).to_have_count(0)
    context.close()
