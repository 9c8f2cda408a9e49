"""`counterpart db …`, as an operator calls it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpart.foundation.database import embedded
from counterpart.foundation.database.place import place_of
from counterpart.foundation.database.trouble import CODES
from counterpart.operations.database.check import SUBJECTS
from counterpart.operations.database.words import WORDS, in_bytes
from tests.architecture.guards.files import ROOT
from tests.django_settings import PLACE

Call = Callable[..., subprocess.CompletedProcess[str]]
SLOW = ("django", "psycopg", "counterpart.foundation")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="cp-", dir=PLACE))
    made.chmod(0o711)
    yield made
    for data in made.glob("data*"):
        embedded.stop(data)
    shutil.rmtree(made)


@pytest.fixture
def db(folder: Path) -> Call:
    def call(*words: str, data: str = "data", **environment: str) -> subprocess.CompletedProcess[str]:
        known = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "COUNTERPART_DATA": str(folder / data)}
        command = [sys.executable, "-m", "counterpart.operations.command_line", "db", *words]
        return subprocess.run(command, env=known | environment, capture_output=True, text=True, check=False)

    return call


def test_an_operator_starts_looks_backs_up_and_restores(db: Call, folder: Path) -> None:
    assert "is not running" in db("status").stdout
    started = db("start")
    assert (started.returncode, started.stderr) == (0, "")
    assert "PostgreSQL 18" in started.stdout
    status = json.loads(db("status", "--json").stdout)
    assert status["running"] is status["embedded"] is True
    assert all(not entry["wrong"] for entry in json.loads(db("check", "--json").stdout))
    assert db("backup", str(folder / "backup")).returncode == 0
    assert db("start", data="data2").returncode == 0
    restored = db("restore", str(folder / "backup"), data="data2")
    assert "Restored the backup of 20" in restored.stdout
    assert db("stop").stdout == "The database was stopped.\n"
    assert db("stop").stdout == "The database was not running.\n"


def test_a_second_start_says_who_was_first(db: Call) -> None:
    db("start")
    again = db("start")
    assert again.returncode == 1
    assert "is running already (process " in again.stderr
    assert "counterpart db stop" in again.stderr


def test_a_page_that_was_spoiled_is_found(db: Call, folder: Path) -> None:
    assert "there is no database" in db("check").stderr
    db("start")
    db("stop")
    assert db("check").returncode == 0
    largest = max((place_of(folder / "data").cluster / "base").glob("*/*"), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        file.seek(8192 + 4000)
        spoiled = bytes(byte ^ 255 for byte in file.read(8))
        file.seek(8192 + 4000)
        file.write(spoiled)
    at_rest = db("check")
    assert at_rest.returncode == 1
    assert "WRONG  the checksum of every page" in at_rest.stdout
    db("start")
    assert "WRONG  the checksum of every page" in db("check").stdout


def test_what_went_wrong_is_a_sentence_and_what_to_do(db: Call, folder: Path) -> None:
    unreachable = db("status", DATABASE_URL=f"postgresql://a:secret-word@/b?host={folder}")
    elsewhere = db("stop", DATABASE_URL="postgresql://a:secret-word@localhost/b")
    refused = db("start", DATABASE_URL="postgresql://a:secret-word@db.example.org/b?sslmode=disable")
    ownerless = db("start", DATABASE_URL="postgresql://a:secret-word@localhost/b")
    missing = db("restore", str(folder / "gone"))
    for done in (unreachable, elsewhere, refused, ownerless, missing):
        assert done.returncode == 1
        assert done.stderr.startswith("error: ")
        assert "\n    -> " in done.stderr
        assert "Traceback" not in done.stderr
        assert "secret-word" not in done.stderr + done.stdout


def test_every_trouble_has_its_words() -> None:
    assert set(WORDS) == set(CODES)
    assert set(SUBJECTS) == {"checksums", "failures", "indexes", "policies", "roles", "rows"}


@pytest.mark.parametrize(("size", "words"), [(0, "0 bytes"), (7_599_807, "7.6 MB"), (2_500_000_000, "2.5 GB")])
def test_sizes_are_said_as_people_read_them(size: int, words: str) -> None:
    assert in_bytes(size) == words


@pytest.mark.parametrize("words", [["--help"], ["db", "--help"], ["db", "start", "--help"], ["module", "schema"]])
def test_help_and_policy_areas_load_nothing_of_the_database(words: list[str]) -> None:
    tell = "import sys; from counterpart.operations.command_line import main; main(sys.argv[1:]); print(*sys.modules)"
    command = [sys.executable, "-c", tell, *words]
    done = subprocess.run(command, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "counterpart.operations.commands" in loaded
    assert [name for name in loaded if name.startswith(SLOW)] == []
