"""Two hundred megabytes through the real web server and a real scanner, with flat memory; and previews in a browser."""

from __future__ import annotations

import base64
import http.client
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from playwright.sync_api import Browser

from counterpart.web.session.uploading import LARGEST
from tests.exchanges.stories import NOW, stored
from tests.foundation.scanning.scanner import Scanner
from tests.network import Network
from tests.web.site import Site, own, running_site, sign_in
from tests.web.test_exchange_answer_files import NAME, UPLOAD, asked_for_a_diploma, content, save, sheet
from tests.web.visitors import visitor

ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PIECE = os.urandom(1 << 16)
ROOM = 40 * 1024
"""Kilobytes by which the server may grow while two hundred megabytes pass through it."""


@pytest.fixture
def scanned_site(scanner: Scanner, people: Network, tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, NOW) as running:
        yield running


def server_on(port: int) -> list[int]:
    """The processes of the web server, by their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"granian" in command and str(port).encode() in command:
            found.append(int(folder.name))
    return [*found, *(int(child) for one in found for child in _children(one))]


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def highest(processes: list[int]) -> dict[int, int]:
    """The most memory that each of them ever had (kB)."""
    lines = {one: Path(f"/proc/{one}/status").read_text() for one in processes}
    return {one: int(re.search(r"VmHWM:\s+(\d+)", line)[1]) for one, line in lines.items()}  # type: ignore[index]


def body_of(fields: Mapping[str, object], size: int) -> tuple[list[bytes], int]:
    """A form with one file of that size: what stands before and behind it, and how long all is."""
    before = encode_multipart(BOUNDARY, dict(fields)).rpartition(f"--{BOUNDARY}--".encode())[0]
    before += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{UPLOAD}"; filename="all.pdf"\r\n\r\n'.encode()
    behind = f"\r\n--{BOUNDARY}--\r\n".encode()
    return [before, behind], len(before) + size + len(behind)


def send(site: Site, address: str, cookies: str, fields: Mapping[str, object], size: int) -> int:
    (before, behind), length = body_of(fields, size)
    call = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=120)
    call.putrequest("POST", address)
    for name, value in (
        ("Content-Type", MULTIPART_CONTENT), ("Content-Length", str(length)), ("Cookie", cookies),
    ):  # fmt: skip
        call.putheader(name, value)
    call.endheaders()
    call.send(before)
    left = size
    head = b"%PDF-1.7 "
    call.send(head)
    left -= len(head)
    while left:
        part = PIECE[:left]
        call.send(part)
        left -= len(part)
    call.send(behind)
    answer = call.getresponse()
    answer.read()
    call.close()
    return answer.status


def fetch(site: Site, address: str, cookies: str) -> int:
    call = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=120)
    call.request("GET", address, headers={"Cookie": cookies})
    answer = call.getresponse()
    assert answer.status == 200
    read = 0
    while part := answer.read(1 << 20):
        read += len(part)
    call.close()
    return read


@pytest.mark.slow
def test_two_hundred_megabytes_go_up_and_down_with_flat_memory(
    people: Network, scanned_site: Site, browser: Browser
) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    page = browser.new_context().new_page()
    sign_in(page, scanned_site, "taylor")
    address = urlsplit(own(people, scanned_site, "taylor", f"exchanges/{request.number}")).path
    page.goto(f"{scanned_site.address}{address}")
    _, fields = sheet(people, taylor, request)
    given = {**fields, "token": page.locator('#answers input[name="token"]').input_value()}
    given["csrfmiddlewaretoken"] = page.locator('#answers input[name="csrfmiddlewaretoken"]').input_value()
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    given[f"a-{NAME}"] = "yes"
    processes = server_on(urlsplit(scanned_site.address).port or 0)
    before = highest(processes)
    size = LARGEST - 1024
    assert send(scanned_site, f"{address}/answers", cookies, given, size) == 302
    [file] = [one for one in content(people, "taylor", request).files if one.size == size]
    assert fetch(scanned_site, f"{address}/files/{file.ref}", cookies) == size
    after = highest(processes)
    assert max(after[one] - before[one] for one in processes) < ROOM, (before, after)
    assert stored("select count(*) from foundation_file where held is not null") == [(0,)]


@pytest.mark.slow
def test_a_picture_is_drawn_by_the_browser_under_the_strict_policy(
    people: Network, scanned_site: Site, browser: Browser
) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    _, fields = sheet(people, taylor, request)
    file = SimpleUploadedFile("seal.png", ONE_PIXEL, "image/png")
    assert save(people, taylor, request, {**fields, f"a-{NAME}": "yes", UPLOAD: file})[0] == 302
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, scanned_site, "taylor")
    page.goto(own(people, scanned_site, "taylor", f"exchanges/{request.number}"))
    page.get_by_role("link", name="Show seal.png").click()
    page.wait_for_url("**show=here")
    assert page.evaluate("document.images[0].naturalWidth") == 1
    assert [one for one in said if "404" not in one] == []  # beside a picture the browser looks for /favicon.ico
