"""What health says of the signature: in plain words, before anybody finds out by a report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.health import Level
from counterpart.reports.looking import look_at_signature
from counterpart.reports.signing import SETTING, password_beside
from counterpart.reports.trial import YEARS


def said(now: dt.datetime) -> tuple[Level, str]:
    [line] = look_at_signature(now)
    return line.level, line.sentence


def test_without_a_certificate_all_is_well_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert said(SystemClock().now()) == (Level.WELL, "reports are not signed: no certificate is configured")


def test_it_says_when_a_certificate_ends(signing: Path) -> None:
    now = SystemClock().now()
    ends = now + YEARS
    assert said(now)[0] is Level.WELL
    assert f"until {ends:%Y-%m-%d}" in said(now)[1]
    assert said(ends - dt.timedelta(days=20))[0] is Level.SOON
    assert said(ends + dt.timedelta(days=2))[0] is Level.WRONG


@pytest.mark.parametrize("content", [b"no key at all", b""])
def test_a_file_that_is_no_key_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "seal.p12"
    for path, held in ((file, content), (password_beside(file), b"secret\n")):
        path.write_bytes(held)
        path.chmod(0o600)
    monkeypatch.setenv(SETTING, str(file))
    assert said(SystemClock().now())[0] is Level.WRONG


def test_what_others_may_read_or_is_not_there_is_wrong(signing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(signing.with_name("none.p12")))
    assert said(SystemClock().now())[0] is Level.WRONG
