"""The health report tries the scanner, and tells what waits for it."""

from __future__ import annotations

import datetime as dt
import socket
from pathlib import Path

import pytest

from counterpart.foundation.health import Level, Line
from counterpart.foundation.scanning.looking import look_at_scanner
from counterpart.foundation.scanning.setting import SECONDS, VARIABLE
from tests.database.servers import Server
from tests.foundation.events import NOW
from tests.foundation.files.shelved import kept
from tests.foundation.scanning import false_scanners as false
from tests.foundation.scanning.scanner import Scanner


def said(now: dt.datetime = NOW) -> list[tuple[Level, str]]:
    return [(line.level, line.sentence) for line in look_at_scanner(now)]


def answering(version: str) -> false.Behaviour:
    """A scanner of that version, to which every file is harmless."""

    def behave(connection: socket.socket) -> None:
        command = connection.recv(10)
        if command.startswith(b"zVERSION"):
            connection.sendall(version.encode() + b"\0")
            return
        with connection.makefile("rb") as body:
            while size := int.from_bytes(body.read(4), "big"):
                body.read(size)
        connection.sendall(b"stream: OK\0")

    return behave


def test_a_scanner_that_is_well_finds_all_that_it_has_to(
    database: Server, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    assert said() == [
        (Level.WELL, "answers, and finds what it has to find"),
        (Level.WELL, "no file is held back"),
    ]


def test_without_one_it_is_said_what_that_means(database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    [first, _] = look_at_scanner(NOW)
    assert (first.level, first.sentence) == (Level.SOON, "none is set: attached files are not scanned for viruses")
    assert VARIABLE in first.hint


def test_one_that_is_away_is_wrong_and_what_it_holds_back_is_counted(
    database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nobody"))
    monkeypatch.setenv(SECONDS, "1")
    kept()
    kept()
    [first, second] = said(NOW + dt.timedelta(minutes=5))
    assert first[0] is Level.WRONG
    assert first[1].startswith("does not answer at")
    assert second == (Level.SOON, "2 files held back, the first 5 minutes ago")
    assert said(NOW + dt.timedelta(hours=2))[1] == (Level.WRONG, "2 files held back, the first 2 hours ago")


def test_one_that_finds_nothing_or_is_out_of_date_is_told_of(database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    version = f"ClamAV 1.4.6/27400/{NOW - dt.timedelta(days=10):%a %b %d %H:%M:%S %Y}"
    with false.listening(answering(version)) as clamd:
        monkeypatch.setenv(VARIABLE, clamd.path)
        found: list[Line] = list(look_at_scanner(NOW))
    assert [line.sentence for line in found[:4]] == [
        "does not find the test file of all scanners (EICAR)",
        "lets through what is packed too deep to be looked into",
        "lets through what is locked by a password",
        "its signatures are 10 days old",
    ]
    assert found[0].level is Level.WRONG
    assert "AlertExceedsMax yes" in found[1].hint
