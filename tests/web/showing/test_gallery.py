"""All components in a real browser: nothing wider than the window, nothing that axe complains of, no script needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.showing.gallery import STATIC, gallery

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
PICTURES = os.environ.get("PICTURES_OF_PAGES")
NAMES = ("forms", "odd", "wrong", "tree", "answering", "reading")
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'none'; form-action 'self'"
TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


class Shown(BaseHTTPRequestHandler):
    """Serves the pages of the gallery and the style sheet, under the policy of the real pages."""

    def do_GET(self) -> None:
        folder, _, name = self.path.strip("/").partition("/")
        if folder == "static" and (STATIC / name).is_file():
            content, kind = (STATIC / name).read_bytes(), TYPES[Path(name).suffix]
        else:
            content, kind = gallery(folder, name).encode() if name in NAMES else b"", "text/html; charset=utf-8"
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shown)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "el"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_component_fits_and_axe_has_nothing_to_say(
    browser: Browser, address: str, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    for name in NAMES:
        page.goto(f"{address}/{language}/{name}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"gallery-{name}-{language}-{width}.png", full_page=True)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
    page.close()
    assert refused == []
