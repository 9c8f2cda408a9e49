"""What an import finds: file, row, column, what is wrong and what is near; the first five hundred are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from counterpart.core.errors import CounterpartError

SHOWN = 500
"""More than so many nobody reads; the number of the rest is said."""


@dataclass(frozen=True, slots=True)
class BulkFinding:
    """Something about a cell, a row (`column` is empty) or the file (`row` is 0).

    `row` counts as a spreadsheet does, the headings are row 1. `column` is a heading. A `note` stops nothing.
    `parameters` fill the sentence of the code; they hold nothing personal.
    """

    code: str
    row: int = 0
    column: str = ""
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    note: bool = False


@dataclass(slots=True)
class BulkFindings:
    """Collects findings; counts all of them, keeps the first."""

    shown: list[BulkFinding] = field(default_factory=list)
    errors: int = 0
    notes: int = 0

    def add(self, code: str, row: int = 0, column: str = "", *, note: bool = False, **parameters: str | int) -> None:
        """Take one."""
        self._take(BulkFinding(code, row, column, parameters, note))

    def problem(self, problem: CounterpartError, row: int, column: str = "") -> None:
        """Take what a rule of the directory raised."""
        self._take(BulkFinding(problem.code, row, column, dict(_said(problem))))

    def _take(self, one: BulkFinding) -> None:
        if one.note:
            self.notes += 1
        else:
            self.errors += 1
        if len(self.shown) < SHOWN:
            self.shown.append(one)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.errors + self.notes - len(self.shown)

    def in_order(self) -> tuple[BulkFinding, ...]:
        """Return those that are shown, from the top of the file."""
        return tuple(sorted(self.shown, key=lambda one: one.row))


def _said(problem: CounterpartError) -> Iterator[tuple[str, str | int]]:
    for name, value in problem.parameters.items():
        if name != "field":
            yield name, value if isinstance(value, int) else str(value)
