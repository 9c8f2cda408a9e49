"""How long the checker needs for all modules that ship: reading, composing, checks, translations and random walks."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

AREAS = Path(__file__).resolve().parent.parent / "areas"
COMMAND = ("-m", "counterpart.operations.command_line")
RUNS = 3


def seconds_to_check_everything() -> float:
    """Return the shortest of some runs of `counterpart module check` over all areas, as a whole process."""
    packages = sorted(str(path) for path in AREAS.iterdir() if path.is_dir() and (path / "module.yaml").is_file())
    return min(_seconds("module", "check", *packages, str(AREAS / "network.yaml")) for _ in range(RUNS))


def seconds_to_check_one() -> float:
    """Return the shortest of some runs over one small module."""
    return min(_seconds("module", "check", str(AREAS / "posting")) for _ in range(RUNS))


def seconds_to_help() -> float:
    """Return the shortest of some runs of `--help`."""
    return min(_seconds("--help") for _ in range(RUNS))


def seconds_to_start_python() -> float:
    """Return what starting the interpreter costs on this machine: what the other figures are to be compared with."""
    return min(_timed([sys.executable, "-c", "pass"]) for _ in range(RUNS))


def _seconds(*arguments: str) -> float:
    return _timed([sys.executable, *COMMAND, *arguments])


def _timed(command: list[str]) -> float:
    started = time.perf_counter()
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise SystemExit(f"{' '.join(command[1:])} ended with {finished.returncode}:\n{finished.stdout[-2000:]}")
    return time.perf_counter() - started
