"""Reading a list from CSV: UTF-8 or UTF-16 with its mark; commas, semicolons or tabs, as the first line says."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.sheet import RawRow

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BETWEEN = ",;\t"
_SAID = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)


def csv_rows(content: bytes) -> Iterator[RawRow]:
    """Yield the rows of a file. Raises Invalid `file_encoding` with the line, `file_binary`, `file_csv`."""
    text = _decoded(content)
    said = _SAID.match(text)  # Excel tells itself so
    between = said[1] if said else _delimiter(text)
    reader = csv.reader(io.StringIO(text[said.end() if said else 0 :], newline=""), delimiter=between, strict=True)
    try:
        yield from reader
    except csv.Error as problem:
        raise Invalid("file_csv", field="file", line=reader.line_num) from problem


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise Invalid("file_encoding", field="file", line=line) from problem
    if "\x00" in text:
        raise Invalid("file_binary", field="file")
    return text


def _delimiter(text: str) -> str:
    """Return what stands most often between the headings; quoted ones hold none."""
    first = next(filter(str.strip, text.splitlines()), "")
    return max(_BETWEEN, key=first.count)
