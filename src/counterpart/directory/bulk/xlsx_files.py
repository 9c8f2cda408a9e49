"""Reading a list from XLSX: the texts of one sheet, row by row; nothing in it is ever calculated.

Python's `zipfile` unpacks no more than a part says that it holds, so the sum of what the parts say bounds a bomb;
`defusedxml`, which openpyxl uses where it is installed, refuses entities.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.cells import NO, YES
from counterpart.directory.bulk.sheet import MOST_COLUMNS, MOST_ROWS, Cell, RawRow, Unreadable

BEGINS = b"PK\x03\x04"
NAME = "authorities"
"""The sheet that is read, or else the first."""
MOST_UNPACKED = 160 << 20
"""Bytes: 50,000 rows with names in several languages take some eighty millions."""
MOST_PARTS = 1_000
_NO_TEXT = {"f": "cell_formula", "e": "cell_error"}
GAPS = 1_000
"""So many empty rows before the end; a sheet may have a cell in its millionth row."""


def xlsx_rows(content: bytes) -> Iterator[RawRow]:
    """Yield the rows of the sheet of authorities. Raises Invalid `file_unpacked`, `file_xlsx`."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: XLSX files cannot be read safely")
    _must_be_small(content)
    try:
        yield from _rows(content)
    except Invalid:
        raise
    except Exception as problem:  # a reader of somebody else's meets a file made to break it: it may raise anything
        raise Invalid("file_xlsx", field="file") from problem


def _must_be_small(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise Invalid("file_xlsx", field="file") from problem
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Invalid("file_unpacked", field="file", most=MOST_UNPACKED >> 20)


def _rows(content: bytes) -> Iterator[RawRow]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = book.worksheets
        sheet = next((one for one in sheets if one.title.strip().casefold() == NAME), sheets[0])
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        [width] = [len(row) for row in sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS + 1)] or [0]
        header = next(sheet.iter_rows(max_row=1, max_col=width), ())
        used = max((place for place, cell in enumerate(header, start=1) if cell.value is not None), default=width)
        empty = 0
        for row in sheet.iter_rows(max_col=min(used + 1, MOST_COLUMNS + 1), max_row=MOST_ROWS + GAPS):
            cells = [_cell(cell.value, cell.data_type) for cell in row]
            empty = 0 if any(cells) else empty + 1
            if empty > GAPS:
                break
            yield cells
    finally:
        book.close()


def _cell(value: Any, kind: str) -> Cell:
    """Return the text of a cell; numbers as people see them, for external ids and postcodes are often typed so."""
    if kind in _NO_TEXT:
        return Unreadable(_NO_TEXT[kind])
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float() if value.is_integer():
            return str(int(value))
        case str() | int() | float():
            return str(value)
        case dt.date() | dt.time() | dt.timedelta():
            return Unreadable("cell_date")
    return Unreadable("cell_error")
