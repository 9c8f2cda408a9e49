"""Calling the command line: within the test, and as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counterpart.operations.command_line import main

SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True, slots=True)
class Called:
    """What a call has led to."""

    status: int
    out: str
    error: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Called:
    """Call `counterpart module …` within the test."""
    status = main(["module", *map(str, words)])
    said = capsys.readouterr()
    return Called(status, said.out, said.err)


def run(words: Sequence[str | Path], *, folder: Path | None = None, **environment: str) -> Called:
    """Run the command line as a process, with nothing of this one's environment but where the source lies."""
    done = subprocess.run(
        [sys.executable, "-m", "counterpart.operations.command_line", *map(str, words)],
        cwd=folder,
        env=surroundings(**environment),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Called(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def surroundings(**environment: str) -> dict[str, str]:
    """Return the environment of a process that finds the source."""
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(SOURCE), **environment}
