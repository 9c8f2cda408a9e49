"""A network is generated, exported, and imported into another installation: the whole way an operator goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpart.foundation.database import embedded
from tests.architecture.guards.files import ROOT
from tests.django_settings import PLACE

pytestmark = pytest.mark.slow

Call = Callable[..., str]
AUTHORITIES, USERS = 700, 900


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="cp-", dir=PLACE))
    made.chmod(0o711)
    yield made
    for data in made.glob("data*"):
        embedded.stop(data)
    shutil.rmtree(made)


@pytest.fixture
def call(folder: Path) -> Call:
    """Call a command with a data folder, and return what it said; it has to go well."""

    def called(data: str, *words: str) -> str:
        known = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "COUNTERPART_DATA": str(folder / data)}
        command = [sys.executable, "-m", "counterpart.operations.command_line", *words]
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return called


def test_a_generated_network_moves_to_another_installation(call: Call, folder: Path) -> None:
    lists = [str(folder / "all.csv"), str(folder / "all.xlsx")]
    for data in ("data1", "data2"):
        call(data, "db", "start")
        call(data, "db", "migrate")
    generated = call("data1", "directory", "generate", "--authorities", str(AUTHORITIES), "--users", str(USERS))
    assert generated == f"{AUTHORITIES} authorities and {USERS} people.\n"
    for one in lists:
        call("data1", "directory", "export", one)
        assert call("data1", "directory", "import", one) == f"{AUTHORITIES} the same.\n"
    call("data2", "module", "install", *map(str, sorted((ROOT / "areas").iterdir())))
    without_refs = Path(lists[0])
    lines = without_refs.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    moved = folder / "moved.csv"
    moved.write_text("".join(line.partition(",")[2] for line in lines), encoding="utf-8")
    assert call("data2", "directory", "import", str(moved)).startswith(f"{AUTHORITIES} new, ")
    assert call("data2", "directory", "import", str(moved)) == f"{AUTHORITIES} the same.\n"
