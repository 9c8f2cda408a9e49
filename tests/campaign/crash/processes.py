"""Processes of Counterpart for campaigns: started within milliseconds, killed as a power cut would."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.guards.files import ROOT

WORKER, APP = "worker", "app"
NURSERY = "import sys, django; django.setup(); from tests.campaign.crash.nursery import main; main(sys.argv[1])"


class Processes:
    """Starts and kills processes of one role, from another process that has loaded everything."""

    def __init__(self, nursery: subprocess.Popen[str], log: Path) -> None:
        self._nursery = nursery
        self._mutex = threading.Lock()
        self.log = log
        self.alive: list[int] = []

    def start(self, program: str = "worker", *words: str) -> int:
        pid = int(self._order("start", program, *words))
        self.alive.append(pid)
        return pid

    def kill(self, pid: int) -> None:
        """End a process with SIGKILL; when this returns it is gone."""
        self._order("kill", str(pid))
        self.alive.remove(pid)

    def forget_ended(self) -> None:
        """Forget the processes that ended by themselves: a worker that is started while the database is away."""
        self.alive = [pid for pid in self.alive if self._order("lives", str(pid)) == "yes"]

    def kill_all(self) -> None:
        for pid in list(self.alive):
            self.kill(pid)

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _order(self, *words: str) -> str:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        with self._mutex:
            self._nursery.stdin.write(" ".join(words) + "\n")
            self._nursery.stdin.flush()
            answer = self._nursery.stdout.readline().strip()
        assert answer, f"the nursery ended:\n{self.said()}"
        return answer


@contextmanager
def processes(folder: Path, role: str, clock: Path, **more: str) -> Iterator[Processes]:
    """Yield a starter of processes on the database of the tests; those that live at the end are killed."""
    log = folder / f"{role}.log"
    environment: Mapping[str, str] = os.environ | {
        "COUNTERPART_ROLE": role,
        "COUNTERPART_CLOCK": str(clock),
        "DJANGO_SETTINGS_MODULE": "counterpart.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        **more,
    }
    command = [sys.executable, "-c", NURSERY, str(log)]
    with (
        log.open("ab") as error,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=error, text=True, cwd=ROOT
        ) as nursery,
    ):
        started = Processes(nursery, log)
        try:
            yield started
            started.kill_all()
        finally:
            assert nursery.stdin is not None
            nursery.stdin.close()
            nursery.wait(30)
