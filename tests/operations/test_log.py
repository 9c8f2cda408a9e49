"""`counterpart log verify`, as an operator calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpart.foundation.log.outside_files import SETTING
from counterpart.operations.command_line import main
from tests.database.servers import Server
from tests.foundation.log.tampering import FIRST, THIRD, Tampered


@pytest.fixture
def log(database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tampered:
    monkeypatch.setenv(SETTING, str(tmp_path / "anchors"))
    made = Tampered(database, tmp_path / "anchors")
    made.begin()
    return made


def test_an_untouched_log_is_said_to_be_whole(log: Tampered, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify"]) == 0
    seen = f"3 streams, 9 entries, 0 sealed values, 1 anchor, 1 kept outside the database in {log.folder}"
    assert capsys.readouterr().out == f"The log is as it was written ({seen}).\n"


def test_each_breach_is_named_in_plain_words(log: Tampered, capsys: pytest.CaptureFixture[str]) -> None:
    log.as_superuser("update foundation_log_entry set action = 'x' where stream = %(s)s and n = 2", s=FIRST)
    log.as_superuser("delete from foundation_log_entry where stream = %(s)s and n = 3", s=THIRD)
    assert main(["log", "verify"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"BREACH  exchange {FIRST}: entry 2 was changed" in lines
    assert f"BREACH  exchange {THIRD}: entries 3 to 3 are missing at the end" in lines
    assert lines[-1].startswith("The log was changed: 3 breaches (3 streams, 8 entries, ")


def test_machines_get_each_breach_with_its_code(log: Tampered, capsys: pytest.CaptureFixture[str]) -> None:
    log.as_superuser("delete from foundation_log_entry where stream = %(s)s and n = 2", s=FIRST)
    assert main(["log", "verify", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "whole": False,
        "streams": 3,
        "entries": 8,
        "sealed": 0,
        "anchors": 1,
        "outside": 1,
        "untold": 0,
        "breaches": [
            {
                "code": "log_deleted",
                "stream": str(FIRST),
                "n": 2,
                "other": None,
                "sentence": f"exchange {FIRST}: entry 2 was deleted",
            }
        ],
    }


def test_a_copy_of_the_anchors_can_be_named(log: Tampered, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["log", "verify", "--anchors", str(tmp_path / "empty")]) == 0
    assert f"Not all anchors are in {tmp_path / 'empty'}" in capsys.readouterr().out
    assert main(["log", "verify", "--anchors", str(tmp_path / "gone")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_a_log_without_anchors_is_said_to_be_without_them(
    database: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path))
    log = Tampered(database, tmp_path)
    log.begin()
    log.as_superuser("delete from foundation_anchor", "delete from foundation_anchor_head")
    for path in tmp_path.rglob("*.json"):
        path.unlink()
    assert main(["log", "verify"]) == 0
    assert "No anchor has been made yet" in capsys.readouterr().out
