"""Brings up processes of Counterpart in milliseconds: everything is loaded once, and each process is forked from that.

`main` runs in a process of its own (`processes.py`), after Django is set up. Each line that it reads is `start` with
the name of a program and its words, or `kill` or `lives` with the number of a process; it answers a line each time.
Nothing that a process must not share is open before the fork.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from counterpart.foundation.loading import load_handlers
from counterpart.operations.command_line import main as command_line
from counterpart.operations.worker import run as worker_command
from tests.campaign.crash.desk import serve

PROGRAMS: Mapping[str, Callable[..., int | None]] = {
    "worker": lambda *words: command_line(["worker", "--json", *words]),
    "desk": serve,
}
LOADED = (worker_command, importlib.import_module("procrastinate.worker"))
"""What these programs load only when they run: so it is loaded once, and not by each of them."""


class Nursery:
    """The processes that it brought up and that live."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.living: set[int] = set()

    def obey(self, line: str) -> str:
        order, *words = line.split()
        if order == "start":
            return str(self.start(*words))
        pid = int(words[0])
        if order == "lives":
            return self.lives(pid)
        if pid in self.living:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self.living.discard(pid)
        return "dead"

    def start(self, program: str, *words: str) -> int:
        pid = os.fork()
        if pid == 0:
            self._become(program, *words)
        self.living.add(pid)
        return pid

    def lives(self, pid: int) -> str:
        """Tell whether a process runs; one that ended by itself is forgotten."""
        if pid in self.living and os.waitpid(pid, os.WNOHANG)[0] == pid:
            self.living.discard(pid)
        return "yes" if pid in self.living else "no"

    def end(self) -> None:
        for pid in self.living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _become(self, program: str, *words: str) -> None:
        """Go on as a process of its own, which ends with its program."""
        status = 1
        try:
            log = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for descriptor, stands_for in ((nothing, 0), (log, 1), (log, 2)):
                os.dup2(descriptor, stands_for)
            status = PROGRAMS[program](*words) or 0
        except BaseException:  # noqa: BLE001  this is where the process ends: nobody else would say it
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)


def main(log: str) -> None:
    """Load everything, and bring up what the lines ask for until there are no more."""
    load_handlers()
    if threading.active_count() > 1:
        raise RuntimeError("a thread runs before the fork")
    nursery = Nursery(Path(log))
    try:
        for line in sys.stdin:
            sys.stdout.write(f"{nursery.obey(line)}\n")
            sys.stdout.flush()
    finally:
        nursery.end()
