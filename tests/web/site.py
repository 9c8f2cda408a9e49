"""The whole thing as people meet it: a web server of its own, a real browser, and a clock that is moved by hand."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from counterpart.foundation.clock import set_clock_file
from counterpart.operations.serving.web import server_command
from tests.cast import email_of
from tests.network import Network
from tests.web.visitors import PASSWORD

CHROMIUM = next(filter(os.path.exists, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")), "/usr/bin/chromium")
"""Without windows to draw it needs a third less of the processor; where there is none, the whole one does as well."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
READY = 30.0
PATIENCE = 30_000
"""Milliseconds that a page has to become what is expected: this many on a machine with other work to do."""


@dataclass(frozen=True)
class Site:
    """A running web server on the database of the tests; `clock` is the file that says what time it is."""

    address: str
    clock: Path

    def move_clock(self, to: dt.datetime) -> None:
        set_clock_file(self.clock, at=to)


@contextmanager
def running_site(folder: Path, now: dt.datetime) -> Iterator[Site]:
    """Serve the database of this process until the block ends."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    clock = folder / "clock"
    set_clock_file(clock, at=now)
    environment = {**os.environ, "COUNTERPART_CLOCK": str(clock), "DJANGO_SETTINGS_MODULE": "counterpart.settings"}
    here = Path(__file__).parents[2]
    environment["PYTHONPATH"] = os.pathsep.join([str(here / "src"), str(here)])
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(server_command("127.0.0.1", port), env=environment, stdout=log, stderr=log)
    try:
        site = Site(f"http://127.0.0.1:{port}", clock)
        _wait_for(site, process, folder / "web.log")
        yield site
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's chromium. Playwright runs a loop in this thread; Django is told that nothing else is asynchronous."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def sign_in(page: Page, site: Site, key: str) -> None:
    """Sign somebody of the cast in, as they would do it."""
    page.goto(f"{site.address}/sign-in")
    page.locator("#email").fill(email_of(key))
    page.locator("#password").fill(PASSWORD)
    page.locator("form.stack button.primary").click()
    page.wait_for_url("**/for/**")


def own(network: Network, site: Site, key: str, address: str) -> str:
    """The address of a page for the authority of somebody of the cast."""
    return f"{site.address}/for/{network.actor(key).authority_id}/{address}"


def _wait_for(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{site.address}/sign-in", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the web server does not answer:\n{log.read_text(errors='replace')[-3000:]}")
