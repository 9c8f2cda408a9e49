"""What a file is, is told by its content and has to fit its ending; nothing that runs is taken under any name."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.scanning import media_type_of
from counterpart.foundation.scanning.kinds import IN_PAGES, SAME, TAKEN, ending_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PROGRAM = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0L\1" + bytes(200)
SHORTCUT = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(60)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def archive(*files: tuple[str, str], stored: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, text in files:
            made.writestr(name, text)
    return held.getvalue()


TYPES = ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006"/>')
DOCX = archive(TYPES, ("_rels/.rels", "<a/>"), ("word/document.xml", "<w/>"))
ODT = archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"), stored=True)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("diploma.pdf", b"%PDF-1.7 a", "application/pdf"),
        ("DIPLOMA.PDF", b"%PDF-1.7 a", "application/pdf"),
        ("seal.png", PNG, "image/png"),
        ("seal.JPeG", JPEG, "image/jpeg"),
        ("letter.docx", DOCX, WORD),
        ("letter.docx", archive(("odd.xml", "<x/>")), WORD),
        ("letter.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("letter.doc", OLE, "application/msword"),
        ("Πιστοποιητικό.txt", "Πιστοποιητικό\n".encode(), "text/plain"),
        ("list.csv", b"a,b\n1,2\n", "text/csv"),
        ("list.csv", b"name of the authority", "text/csv"),
        ("code.txt", b"#include <stdio.h>\nint main() { return 0; }\n", "text/plain"),
        ("signed.asice", archive(("mimetype", "application/vnd.etsi.asic-e+zip"), stored=True), None),
        ("all.zip", archive(("a.txt", "a")), "application/zip"),
        ("mail.eml", b"From: a@example.org\nTo: b@example.org\nSubject: c\n\nd\n", "message/rfc822"),
    ],
)
def test_what_officials_send_is_taken_as_what_it_is(name: str, content: bytes, kind: str | None) -> None:
    said = media_type_of(name, content)
    assert said == kind or (kind is None and said in TAKEN[ending_of(name)])


@pytest.mark.parametrize("content", [PROGRAM, Path(sys.executable).read_bytes()[:65536], SHORTCUT], ids=str.__name__)
@pytest.mark.parametrize("ending", sorted(TAKEN))
def test_a_program_is_refused_whatever_it_is_called(content: bytes, ending: str) -> None:
    with pytest.raises(Invalid, match="file_type_unlike"):
        media_type_of(f"diploma.{ending}", content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seal.png", PAGE), ("seal.png", DRAWING), ("seal.png", b"%PDF-1.7"), ("a.txt", PAGE), ("a.csv", PAGE),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n"), ("a.xml", PAGE), ("a.pdf", PNG), ("a.zip", PNG), ("letter.odt", DOCX),
        ("letter.doc", DOCX), ("letter.pdf", b"\0" * 100),
    ],
)  # fmt: skip
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Invalid, match="file_type_unlike") as refused:
        media_type_of(name, content)
    assert refused.value.parameters["ending"] == name.rpartition(".")[2]


@pytest.mark.parametrize(
    "name", ["diploma", "run.exe", "diploma.pdf.exe", "a.svg", "a.html", "macro.docm", ".pdf", "pdf"]
)
def test_an_ending_that_is_not_on_the_list_is_refused_whatever_is_in_it(name: str) -> None:
    with pytest.raises(Invalid, match=r"file_type\("):
        media_type_of(name, b"%PDF-1.7 a")


def test_an_ending_is_read_as_the_readers_machine_reads_it() -> None:
    assert [ending_of(name) for name in ("a.PDF", "a.pdf. ", "a.b.jpeg", "a.", "")] == ["pdf", "pdf", "jpg", "", ""]
    assert set(SAME.values()) <= set(TAKEN)


def test_what_a_browser_shows_holds_nothing_that_runs_there() -> None:
    assert all(media_type_of(name, content) in IN_PAGES for name, content in [("a.pdf", b"%PDF-1"), ("a.png", PNG)])
    assert not IN_PAGES & {"text/html", "image/svg+xml", "text/xml", "application/xml"}


@settings(max_examples=150)
@given(st.text(max_size=30), st.binary(max_size=300))
def test_whatever_is_sent_is_taken_as_a_known_kind_or_refused_with_a_reason(name: str, content: bytes) -> None:
    try:
        said = media_type_of(name, content)
    except Invalid as refused:
        assert refused.code in {"file_empty", "file_type", "file_type_unlike"}
    else:
        assert said in {kind for kinds in TAKEN.values() for kind in kinds}
