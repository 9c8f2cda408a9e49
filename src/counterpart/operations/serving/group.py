"""Several processes that live and die together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 15.0
"""Seconds that processes have to end before they are killed."""

LOOK_EVERY = 0.2


@dataclass(slots=True)
class Member:
    """One process of the group, and the file that it writes what it says to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


@dataclass(slots=True)
class Group:
    """Starts processes, tells when one has ended, and stops them all. What they say goes to files in `folder`."""

    folder: Path
    members: list[Member] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start one; in a session of its own, so that Ctrl-C reaches only us and we stop it in order."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = self.folder / f"{name}.log"
        with log.open("ab") as said:
            process = subprocess.Popen(  # noqa: S603  our own programs
                list(command),
                env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.members.append(Member(name, process, log))

    def ended(self) -> Member | None:
        """Return a process that has ended, None while all live."""
        return next((one for one in self.members if one.process.poll() is not None), None)

    def wait(self, stopped: Sequence[bool]) -> Member | None:
        """Wait until one has ended, which is returned, or `stopped` holds something."""
        while not stopped:
            if (one := self.ended()) is not None:
                return one
            time.sleep(LOOK_EVERY)  # any of several processes may end, or a signal come: all are looked at
        return None

    def stop(self) -> None:
        """End all of them, the last one first, and kill what does not end."""
        for one in reversed(self.members):
            if one.process.poll() is None:
                os.killpg(one.process.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for one in reversed(self.members):
            try:
                one.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(one.process.pid, signal.SIGKILL)
                one.process.wait()


def last_words(log: Path, lines: int = 5) -> str:
    """Return the last lines of what a process said."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
