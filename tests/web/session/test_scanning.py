"""Files that come with a form pass the virus scanner: refused and said why, or held back and said so."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from counterpart.exchanges.actions.beginning import Written
from counterpart.foundation.clock import clock_of
from counterpart.foundation.files import scan_again
from counterpart.foundation.scanning.setting import VARIABLE
from counterpart.foundation.serving import as_worker
from counterpart.web.session.uploading import MOST_AT_ONCE, safe_name
from tests.exchanges.stories import stored
from tests.foundation.scanning.scanner import EICAR, SAID, Scanner, locked, packed
from tests.foundation.scanning.test_kinds import PAGE, PNG, PROGRAM
from tests.network import Network
from tests.web.filling import text_of
from tests.web.test_exchange_answer_files import CONTENT, NAME, UPLOAD, asked_for_a_diploma, content, place, save, sheet
from tests.web.visitors import visitor


def sent(people: Network, client: Client, request: Written, name: str, body: bytes, **more: str) -> tuple[int, str]:
    _, fields = sheet(people, client, request)
    file = SimpleUploadedFile(name, body, "application/pdf")
    given = {key: value for key, value in fields.items() if not (more and key.startswith("files-"))}
    status, page = save(people, client, request, {**given, f"a-{NAME}": "yes", UPLOAD: file, **more})
    return status, text_of(page)


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("register.pdf", b"%PDF-1.7\n" + EICAR, f"something harmful in it ({SAID}). Nothing of it was kept."),
        ("register.zip", packed(EICAR), f"something harmful in it ({SAID})"),
        ("register.zip", packed(b"deep", times=30), "Attach what is in it one by one."),
        ("register.zip", locked(b"secret"), "It is locked by a password"),
        ("register.pdf", PROGRAM, "It is not what its name says: its name ends with “pdf”"),
        ("register.png", PAGE, "its content is a web page."),
        ("register.png", PROGRAM, "its content is a program."),
        ("register.pdf", PNG, "its content is a picture."),
        ("register.exe", PROGRAM, "Files of this kind (exe) are not taken."),
        ("register.pdf", b"", "The file is empty."),
    ],
)
def test_what_is_refused_says_why_and_nothing_of_it_is_left(
    people: Network, scanner: Scanner, name: str, body: bytes, why: str
) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    status, page = sent(people, taylor, request, name, body)
    assert status == 422
    assert f"“{name}” was not attached:" in page
    assert why in page
    assert content(people, "taylor", request).files == ()
    assert stored("select 1 from foundation_file") == []


def test_that_a_file_was_refused_is_the_senders_own_affair(people: Network, scanner: Scanner) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    sent(people, taylor, request, "register.pdf", b"%PDF-1.7\n" + EICAR)
    told = "a file was refused by the virus scanner"
    assert told in text_of(taylor.get(f"{place(people, 'taylor', request)}/history").content.decode())
    kowalska = visitor(people, "kowalska")
    assert told not in text_of(kowalska.get(f"{place(people, 'kowalska', request)}/history").content.decode())


def test_what_could_not_be_scanned_is_attached_and_opened_by_nobody_until_it_was(
    people: Network, away: None, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    assert sent(people, taylor, request, "register.pdf", CONTENT)[0] == 302
    page = taylor.get(place(people, "taylor", request)).content.decode()
    assert "until then nobody can open it" in text_of(page)
    [file] = content(people, "taylor", request).files
    link = f"{place(people, 'taylor', request)}/files/{file.ref}"
    refused = taylor.get(link)
    assert refused.status_code == 403
    assert "could not look into the file yet" in text_of(refused.content.decode())
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    with as_worker():
        assert scan_again(clock_of().now() + dt.timedelta(minutes=1)) == 1
    assert b"".join(taylor.get(link).streaming_content) == CONTENT  # type: ignore[attr-defined]  # in pieces


def test_what_a_later_scan_finds_is_gone_and_its_readers_are_told(
    people: Network, away: None, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    assert sent(people, taylor, request, "register.pdf", b"%PDF-1.7\n" + EICAR)[0] == 302
    [file] = content(people, "taylor", request).files
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    with as_worker():
        assert scan_again(clock_of().now() + dt.timedelta(minutes=1)) == 1
    page = text_of(taylor.get(place(people, "taylor", request)).content.decode())
    assert "register.pdf Deleted" in page
    assert "The virus scanner found something harmful in a document: it was deleted" in page
    answer = taylor.get(f"{place(people, 'taylor', request)}/files/{file.ref}")
    assert answer.status_code == 403
    assert SAID in text_of(answer.content.decode())


class Unread:
    """A body that must not be read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError(f"{size} bytes were asked for")

    readline = read


@pytest.mark.parametrize("whither", ["answers", "sign-in"])
def test_five_gigabytes_announced_are_refused_before_a_byte_is_read(people: Network, whither: str) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    address = "/sign-in" if whither == "sign-in" else f"{place(people, 'taylor', request)}/answers"
    announced = {"CONTENT_LENGTH": str(5 << 30), "wsgi.input": Unread()}
    answer = taylor.generic("POST", address, b"", "multipart/form-data; boundary=x", **announced)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert f"at most {MOST_AT_ONCE >> 20} MB" in text_of(answer.content.decode())


def test_what_its_sender_says_of_a_file_is_kept_with_it_and_shown(people: Network, scanner: Scanner) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    page, _ = sheet(people, taylor, request)
    assert 'name="files-language"' in page
    assert sent(people, taylor, request, "a.pdf", CONTENT, **{"files-said": "yes", "files-language": "el"})[0] == 302
    assert sent(people, taylor, request, "b.pdf", CONTENT, **{"files-said": "yes", "files-personal": "yes"})[0] == 302
    assert sent(people, taylor, request, "c.pdf", CONTENT, **{"files-language": "tlh<"})[0] == 302
    files = {one.name: (one.language, one.personal) for one in content(people, "taylor", request).files}
    assert files == {"a.pdf": ("el", False), "b.pdf": ("", True), "c.pdf": ("", True)}
    beside = text_of(taylor.get(place(people, "taylor", request)).content.decode())
    assert "Greek" in beside
    assert beside.count("Without personal data") == 1


def test_a_pdf_and_a_picture_are_shown_by_the_browser_and_may_run_nothing(people: Network, scanner: Scanner) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    for name, body, kind in (("a.pdf", CONTENT, "application/pdf"), ("b.png", PNG, "image/png")):
        assert sent(people, taylor, request, name, body)[0] == 302
        page = taylor.get(place(people, "taylor", request)).content.decode()
        [link] = re.findall(rf'href="([^"]+show=here)">Show<span class="hidden"> {name}<', page)
        answer = taylor.get(link)
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]
        assert b"".join(answer.streaming_content) == body  # type: ignore[attr-defined]  # in pieces


def test_what_is_not_safe_in_a_browser_is_handed_out_to_be_kept_whatever_the_address_says(people: Network) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    assert sent(people, taylor, request, "a.xml", b'<?xml version="1.0"?><a/>')[0] == 302
    [file] = content(people, "taylor", request).files
    answer = taylor.get(f"{place(people, 'taylor', request)}/files/{file.ref}?show=here")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"<?xml")  # type: ignore[attr-defined]  # in pieces


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd.pdf", "_.._etc_passwd.pdf"),
        ("C:\\scan\\Diploma.pdf", "C__scan_Diploma.pdf"),
        ("diploma\u202efdp.exe", "diplomafdp.exe"),
        (".pdf", "pdf"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("run.exe. . ", "run.exe"),
        ("Zeugnis für Jürgen.pdf", "Zeugnis für Jürgen.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        (" ", "file"),
    ],
)
def test_a_name_is_made_safe_for_every_system_and_keeps_its_ending(said: str, kept: str) -> None:
    assert safe_name(said) == kept


@given(st.text(max_size=400))
def test_a_safe_name_is_safe_whatever_was_said(said: str) -> None:
    name = safe_name(said)
    assert 0 < len(name) <= 200
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\u202e')
    assert safe_name(name) == name
