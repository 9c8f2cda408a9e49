"""A measured figure and its target, and the table in the README."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FIGURES = "figures"


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


def written_into(page: Path, rows: Sequence[str], name: str = FIGURES) -> None:
    """Put a table into a page, in the place of the one of that name before."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    head, _, rest = page.read_text(encoding="utf-8").partition(begin)
    tail = rest.partition(end)[2]
    load = os.getloadavg()[1]
    said = f"Measured on {dt.datetime.now(dt.UTC):%d %B %Y}, {os.cpu_count()} cores, fsync on, load {load:.1f}."
    table = "\n".join(rows)
    page.write_text(f"{head}{begin}\n{said}\n\n{table}\n\n{end}{tail}", encoding="utf-8")
