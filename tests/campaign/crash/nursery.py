"""Brings up processes of Counterpart in milliseconds: everything is loaded once, and each process is forked from that.

Run as a program. Each line that it reads is `start` with the name of a program and its words, or `kill` or `lives` with
the number of a process; it answers a line each time. Nothing that a process must not share is open before the fork.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

import django

from counterpart.operations.command_line import main as command_line

LOADED = (
    "counterpart.operations.worker.run",
    "counterpart.exchanges.actions.opening",
    "counterpart.foundation.job_running",
    "procrastinate.worker",
    "psycopg_pool",
)


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
            if program == "worker":
                status = command_line(["worker", "--json", *words])
            else:
                room, _, act = program.partition(":")
                status = getattr(importlib.import_module(room), act)(*words) or 0
        finally:
            os._exit(status)


def main() -> None:
    """Load everything, and bring up what the lines ask for until there are no more."""
    django.setup()
    importlib.import_module("counterpart.foundation.loading").load_handlers()
    for room in (*LOADED, *sys.argv[2:]):
        importlib.import_module(room)
    if threading.active_count() > 1:
        raise RuntimeError("a thread runs before the fork")
    nursery = Nursery(Path(sys.argv[1]))
    try:
        for line in sys.stdin:
            sys.stdout.write(f"{nursery.obey(line)}\n")
            sys.stdout.flush()
    finally:
        nursery.end()


if __name__ == "__main__":
    main()
