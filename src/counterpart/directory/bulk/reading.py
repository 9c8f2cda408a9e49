"""The boundary to files: what kind one is, by its content and not its name, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.csv_files import csv_rows
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.bulk.sheet import Sheet, sheet_of
from counterpart.directory.bulk.xlsx_files import BEGINS, xlsx_rows

MOST_BYTES = 32 << 20
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""What the spreadsheets of before 2007 begin with, and those with a password."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that somebody wants imported: its name, for the findings, and its bytes."""

    name: str
    content: bytes


def read(file: ListFile, found: BulkFindings) -> Sheet:
    """Return the columns and rows of a file; whatever is wrong with it is found, and never raised."""
    if len(file.content) > MOST_BYTES:
        found.add("file_large", most=MOST_BYTES >> 20)
        return Sheet((), ())
    if file.content.startswith(OLD_EXCEL):
        found.add("file_old_excel")
        return Sheet((), ())
    try:
        rows = xlsx_rows(file.content) if file.content.startswith(BEGINS) else csv_rows(file.content)
        return sheet_of(rows, found)
    except Invalid as problem:
        line = problem.parameters.get("line")
        found.problem(problem, line if isinstance(line, int) else 0)
        return Sheet((), ())
