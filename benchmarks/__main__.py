"""`make bench`: every figure with its target; ends with 1 when one is missed.

With `--write` the tables of what is measured on a database go into benchmarks/README.md, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import large, lists, registers, search, wide
from benchmarks.apart import ON_DISK
from benchmarks.checking import (
    seconds_to_check_everything,
    seconds_to_check_one,
    seconds_to_help,
    seconds_to_start_python,
)
from benchmarks.figures import Figure
from benchmarks.moment import NOW
from benchmarks.stepping import steps_per_second
from counterpart.foundation.clock import set_clock_file
from counterpart.foundation.database import embedded

KEPT = "COUNTERPART_BENCH"
"""Names a folder that stays, with the server and what was laid into it: the next run finds it filled."""

BUSY = 0.5


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Nine minutes of measuring.")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md, too")
    options = ["--write"] if parser.parse_args().write else []
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"This machine is busy with something else (load {load:.1f}): expect less of everything.")
    met = [figure.met for figure in in_memory()]
    apart = (on_database, search.main, lists.main, large.main, registers.main, wide.main)
    met += [measure(options) == 0 for measure in apart]
    return 0 if all(met) else 1


def in_memory() -> Iterator[Figure]:
    """Measure the core: reading, checking, stepping."""
    print(f"{'starting Python alone':<48} {seconds_to_start_python():>12,.3f} s")
    for figure in (
        Figure("`counterpart --help`", seconds_to_help(), 0.25, "s"),
        Figure("check of one small module, whole process", seconds_to_check_one(), 0.9, "s"),
        Figure("check of all modules that ship, whole process", seconds_to_check_everything(), 3.0, "s"),
        Figure("`accept` of a request with 20 questions", steps_per_second(), 5_000, "steps/s", at_least=True),
    ):
        print(figure, flush=True)
        yield figure


def on_database(options: list[str]) -> int:
    """Measure the lines on the database, in a process that has a data folder of its own; return its exit code."""
    named = os.environ.get(KEPT)
    on = str(ON_DISK) if os.access(ON_DISK, os.W_OK) else None
    folder = Path(named).absolute() if named else Path(tempfile.mkdtemp(prefix="counterpart-bench-", dir=on))
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder.chmod(0o711)  # a server that root starts runs as another user, who must reach it
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COUNTERPART_", "DATABASE_"))}
    environment |= {"COUNTERPART_DATA": str(folder), "COUNTERPART_CLOCK": str(folder / "clock")}
    environment["COUNTERPART_POOL"] = "1"  # a client has one backend, whose counters are read
    set_clock_file(folder / "clock", at=NOW)  # pages are looked at when the exchanges happened
    try:
        return subprocess.run(
            [sys.executable, "-m", "benchmarks.exchanges", *options], env=environment, check=False
        ).returncode
    finally:
        embedded.stop(folder)  # where the process could not
        if not named:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
