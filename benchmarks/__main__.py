"""`make bench`: every figure with its target; ends with 1 when one is missed.

With `--write` the table goes into benchmarks/README.md, too.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import server
from benchmarks.checking import (
    seconds_to_check_everything,
    seconds_to_check_one,
    seconds_to_help,
    seconds_to_start_python,
)
from benchmarks.clients import end, started
from benchmarks.stepping import steps_per_second

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
EXCHANGES = 100_000
AUTHORITIES = 6_802
CLIENTS = (1, 4, 8)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be: at least or at most `target`."""

    name: str
    value: float
    target: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Return whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        """Return the line of the report."""
        sign = ">=" if self.at_least else "<="
        verdict = "ok" if self.met else "MISSED"
        return f"{self.name:<48} {self.value:>12,.3f} {self.unit:<8} {sign} {self.target:>9,.2f}   {verdict}"


def main() -> int:
    """Measure, print and judge."""
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"This machine is busy with something else (load {load:.1f}): expect less of everything.")
    figures = [*in_memory(), *on_database(write="--write" in sys.argv)]
    return 0 if all(figure.met for figure in figures) else 1


def in_memory() -> Iterator[Figure]:
    """Measure the core: reading, checking, stepping."""
    print(f"{'starting Python alone':<48} {seconds_to_start_python():>12,.3f} s")
    for figure in (
        Figure("`counterpart --help`", seconds_to_help(), 0.25, "s"),
        Figure("check of one small module, whole process", seconds_to_check_one(), 0.9, "s"),
        Figure("check of all modules that ship, whole process", seconds_to_check_everything(), 3.0, "s"),
        Figure("`accept` of a request with 20 questions", steps_per_second(), 5_000, "steps/s", at_least=True),
    ):
        print(figure)
        yield figure


def on_database(*, write: bool) -> Iterator[Figure]:
    """Measure the lines on the database, each beside its own statements replayed bare."""
    server.start()
    from benchmarks import database  # noqa: PLC0415  what knows tables is loaded after Django was set up

    print(f"\n{EXCHANGES:,} exchanges between {AUTHORITIES:,} authorities", flush=True)
    clients = started(max(CLIENTS))
    try:
        lines = database.measured(clients, EXCHANGES, AUTHORITIES, CLIENTS)
    finally:
        end(clients)
    if write:
        _write(lines.rows)
    for name, value, target, unit, at_least in lines.judged:
        figure = Figure(name, value, target, unit, at_least)
        print(figure)
        yield figure


def _write(rows: list[str]) -> None:
    """Put the table into the README, in the place of the one before."""
    head, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    on = f"Measured on {dt.datetime.now(dt.UTC):%d %B %Y}, {os.cpu_count()} cores, fsync on.\n"
    README.write_text(f"{head}{BEGIN}{on}\n" + "\n".join(rows) + f"\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
