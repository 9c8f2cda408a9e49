"""Starts workers as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.guards.files import ROOT

PATIENCE = 60.0


class Workers:
    """Worker processes of one book."""

    def __init__(self, book: Path, clock: Path | None = None) -> None:
        self.book = book
        self.log = book.with_suffix(".log")
        self.environment = os.environ | {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tests.trial_room.settings",
            "TRIAL_BOOK": str(book),
        }
        if clock is not None:
            self.environment["COUNTERPART_CLOCK"] = str(clock)
        self.alive: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "counterpart.operations.command_line", "worker", "--json", *words]
        with self.log.open("ab") as log:
            worker = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.alive.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes], how: signal.Signals = signal.SIGKILL) -> int:
        worker.send_signal(how)
        return worker.wait(PATIENCE)

    def lines(self, kind: str) -> list[str]:
        text = self.book.read_text() if self.book.exists() else ""
        return [line.removeprefix(f"{kind} ") for line in text.splitlines() if line.startswith(f"{kind} ")]

    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def until(self, done: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something is so, and fail with what the workers said when it does not come."""
        limit = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < limit, self.said()
            time.sleep(0.05)  # another process is at work: there is nothing else to wait for


@contextmanager
def workers(folder: Path, clock: Path | None = None) -> Iterator[Workers]:
    """Yield a starter of workers, and end those that still live."""
    started = Workers(folder / "book", clock)
    try:
        yield started
    finally:
        for worker in started.alive:
            if worker.poll() is None:
                worker.kill()
                worker.wait(PATIENCE)
