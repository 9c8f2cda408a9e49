"""What is said of a file is clear only when it was said in full, after the last byte; everything else is a doubt."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.foundation.scanning import Doubt, Found, Nothing, Scan
from counterpart.foundation.scanning.clamd import read_answer, scanned, version_of
from counterpart.foundation.scanning.setting import Clamd
from tests.foundation.scanning import false_scanners as false
from tests.foundation.scanning.scanner import (
    EICAR,
    SAID,
    Scanner,
    locked,
    packed,
    pdf_bomb,
    running_scanner,
)  # fmt: skip

LETTER = b"Dear colleague,\n" * 200


def test_a_harmless_file_is_clear_and_the_test_file_is_found(clamd: Scanner) -> None:
    assert scanned(clamd.clamd, LETTER) == Nothing()
    assert scanned(clamd.clamd, b"") == Nothing()
    assert scanned(clamd.clamd, EICAR) == Found(SAID)
    assert version_of(clamd.clamd).startswith("ClamAV ")


def test_it_is_found_where_it_is_packed_and_where_it_is_cut_into_pieces(clamd: Scanner) -> None:
    assert scanned(clamd.clamd, packed(EICAR)) == Found(SAID)
    assert scanned(clamd.clamd, packed(EICAR, times=5)) == Found(SAID)
    with Scan(clamd.clamd) as scan:
        for letter in LETTER + EICAR:
            scan.send(bytes([letter]))
        assert scan.verdict() == Found(SAID)


@pytest.mark.parametrize(
    ("content", "code"),
    [(packed(EICAR, times=40), "file_unfathomed"), (locked(EICAR), "file_locked"), (EICAR, "file_infected")],
    ids=["packed too deep", "locked", "harmful"],
)
def test_why_a_file_is_refused_is_told_by_its_rule(clamd: Scanner, content: bytes, code: str) -> None:
    verdict = scanned(clamd.clamd, content)
    assert isinstance(verdict, Found)
    assert verdict.refusal.code == code
    assert verdict.refusal.rule == verdict.rule


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_half_a_gigabyte_is_refused_in_moments(clamd: Scanner) -> None:
    bomb = pdf_bomb()
    assert len(bomb) < 10_000
    began = time.monotonic()
    verdict = scanned(clamd.clamd, bomb)
    assert isinstance(verdict, Found)
    assert verdict.refusal.code == "file_unfathomed"
    assert time.monotonic() - began < 10


def test_a_file_beyond_what_it_takes_breaks_the_pipe_and_is_a_doubt() -> None:
    with running_scanner(most="1M") as scanner:
        assert scanned(scanner.clamd, bytes(1 << 20)) == Nothing()
        with Scan(scanner.clamd) as scan:
            for _ in range(40):
                scan.send(bytes(1 << 18))
            assert scan.verdict() is Doubt.TOO_LARGE
        assert scanned(scanner.clamd, LETTER) == Nothing()


def test_it_is_reached_by_its_port_as_well() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running_scanner(port=port):
        assert scanned(Clamd(host="127.0.0.1", port=port), EICAR) == Found(SAID)


def test_one_that_is_not_there_is_a_doubt_and_no_error(tmp_path: Path) -> None:
    assert scanned(Clamd(path=str(tmp_path / "nobody")), LETTER) is Doubt.AWAY
    (tmp_path / "file").touch()
    assert scanned(Clamd(path=str(tmp_path / "file")), LETTER) is Doubt.AWAY


def test_one_that_stands_still_is_a_doubt_and_works_again_afterwards(clamd: Scanner) -> None:
    hasty = replace(clamd.clamd, patience=0.2)
    clamd.stop()
    try:
        assert scanned(hasty, LETTER) is Doubt.SLOW
    finally:
        clamd.go_on()
    assert scanned(clamd.clamd, LETTER) == Nothing()


@pytest.mark.parametrize(
    ("behave", "doubt"),
    [
        (false.silent, Doubt.SLOW),
        (false.dripping, Doubt.SLOW),
        (false.deaf, Doubt.SLOW),
        (false.hanging_up, Doubt.BROKEN),
        (false.saying(b""), Doubt.BROKEN),
        (false.saying(b"stream: OK"), Doubt.BROKEN),
        (false.saying(b"x" * 10_000), Doubt.BROKEN),
        (false.saying(b"stream: OK\nstream: OK\0"), Doubt.UNCLEAR),
        (false.saying(b"UNKNOWN COMMAND\0"), Doubt.UNCLEAR),
        (false.saying(b"\xff\xfe\0"), Doubt.UNCLEAR),
        (false.saying(b"HTTP/1.1 200 OK\r\n\r\n\0"), Doubt.UNCLEAR),
        (false.saying(b"stream: Can't allocate memory ERROR\0"), Doubt.UNCLEAR),
        (false.saying(b"INSTREAM size limit exceeded. ERROR\0"), Doubt.TOO_LARGE),
    ],
)
def test_whatever_else_it_does_is_a_doubt(behave: false.Behaviour, doubt: Doubt) -> None:
    with false.listening(behave) as clamd:
        assert scanned(clamd, LETTER * 500) is doubt


def test_an_ok_before_the_last_byte_is_none() -> None:
    with false.listening(false.saying_at_once(b"stream: OK\0")) as clamd, Scan(clamd) as scan:
        for _ in range(50):
            scan.send(bytes(1 << 18))
        assert scan.verdict() is Doubt.BROKEN


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_no_answer_but_one_is_taken_as_clear(said: str) -> None:
    assert read_answer("stream: OK") == Nothing()
    for other in (said, f"stream: OK{said}", f"{said}stream: OK"):
        if other != "stream: OK":
            assert read_answer(other) != Nothing()


@given(st.text(min_size=1, max_size=300))
def test_what_a_rule_is_called_is_kept_short_and_plain(name: str) -> None:
    verdict = read_answer(f"stream: {name} FOUND")
    if isinstance(verdict, Found):
        assert 0 < len(verdict.rule) <= 100
        assert verdict.rule.isascii()
        assert verdict.rule.isprintable()
