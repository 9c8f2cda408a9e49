"""The embedded server from the outside: start it, stop it, ask how it is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from counterpart.foundation.database.cluster import locked
from counterpart.foundation.database.place import Place, place_of
from counterpart.foundation.database.trouble import DatabaseTrouble, Trouble

MODULE = "counterpart.foundation.database.supervisor"
STOPPING = 90.0
"""Seconds that a stop may take."""


@dataclass(frozen=True, slots=True)
class Running:
    """A supervisor that runs, and when we started it, the process itself."""

    place: Place
    pid: int


def start(data: Path) -> Running:
    """Start the server of this data folder in the background and wait until it takes connections.

    Raises DatabaseTrouble: it runs already, another version, no space, damage, a folder that may not be written.
    """
    process = subprocess.Popen(  # noqa: S603  our own Python
        [sys.executable, "-m", MODULE, str(data)],
        cwd="/",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with process.stdout or open(os.devnull, "rb") as told:  # noqa: PTH123  for the type checker only
        line = told.readline()
    outcome = json.loads(line or '{"code": "database.start_failed", "parameters": {"said": ""}}')
    code: Trouble | str = outcome["code"]
    if code in get_args(Trouble):
        process.wait()
        raise DatabaseTrouble(code, **outcome["parameters"])  # type: ignore[arg-type]  # looked up in the line above
    process.returncode = 0  # it lives on without us: not to be waited for
    return Running(place_of(data), process.pid)


def supervisor_of(data: Path) -> int | None:
    """Return the process id of the supervisor of this folder, or None when none runs."""
    place = place_of(data)
    try:
        descriptor = os.open(place.lock, os.O_RDWR)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise DatabaseTrouble("database.no_permission", folder=place.lock) from error
    try:
        if locked(descriptor):
            return None
        said = os.read(descriptor, 20).decode("ascii", errors="replace").strip()
        return int(said) if said.isdigit() else None
    finally:
        os.close(descriptor)


def stop(data: Path, patience: float = STOPPING) -> bool:
    """Stop the server and its supervisor, and wait for their end; tell whether one was running.

    Raises DatabaseTrouble when it is not ours to stop, or takes longer than `patience`.
    """
    pid = supervisor_of(data)
    if pid is None:
        return False
    try:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    except PermissionError as error:
        raise DatabaseTrouble("database.no_permission", folder=data) from error
    until = time.monotonic() + patience
    while supervisor_of(data) == pid:
        if time.monotonic() > until:
            raise DatabaseTrouble("database.too_slow", folder=data, seconds=int(patience))
        time.sleep(0.02)  # neither a lock of a file nor the end of another process tells anybody
    return True
