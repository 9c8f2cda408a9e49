"""A list as it was read from a file: which columns it has, and the texts of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.cells import unguarded
from counterpart.directory.bulk.columns import Column, columns_of
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.bulk.progress import Stage, tell

MOST_ROWS = 50_000
MOST_COLUMNS = 600


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in a cell that has no text: a formula, an error of the spreadsheet, a date; by the code of it."""

    code: str


Cell = str | Unreadable
RawRow = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the file, and the texts by heading."""

    row: int
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file and its rows."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def sheet_of(rows: Iterable[RawRow], found: BulkFindings) -> Sheet:
    """Return what the raw rows say, the first of which has the headings; what cannot be read is found, cell by cell.

    Rows that are empty are passed by.
    """
    numbered = enumerate(rows, start=1)
    header = next(((row, raw) for row, raw in numbered if any(raw)), None)
    if header is None:
        found.add("list_empty")
        return Sheet((), ())
    headings = [cell.strip() if isinstance(cell, str) else "" for cell in header[1]]
    if len(headings) > MOST_COLUMNS:
        found.add("file_wide", header[0], most=MOST_COLUMNS)
        return Sheet((), ())
    columns = columns_of(headings, found)
    lines: list[Line] = []
    for row, raw in numbered:
        if not any(raw):
            continue
        if len(lines) >= MOST_ROWS:
            found.add("file_long", row, most=MOST_ROWS)
            break
        lines.append(_line(row, raw, headings, columns, found))
        tell(Stage.READING, len(lines), 0)
    if columns and not lines:
        found.add("file_without_rows")
    return Sheet(tuple(columns.values()), tuple(lines))


def _line(row: int, raw: RawRow, headings: Sequence[str], columns: dict[int, Column], found: BulkFindings) -> Line:
    texts: dict[str, str] = {}
    for place, cell in enumerate(raw):
        column = columns.get(place)
        if column is None:
            if cell and not "".join(headings[place : place + 1]):
                found.add("cell_without_heading", row)
            continue
        try:
            texts[column.heading] = _text(cell)
        except Invalid as problem:
            found.problem(problem, row, column.heading)
    for column in columns.values():
        texts.setdefault(column.heading, "")
    return Line(row, texts)


def _text(cell: Cell) -> str:
    if isinstance(cell, Unreadable):
        raise Invalid(cell.code, field="cell")
    return unguarded(cell)
