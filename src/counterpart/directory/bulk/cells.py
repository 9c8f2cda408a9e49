"""How values stand in cells: lists, yes and no, and texts that no spreadsheet takes for a formula.

Writing a value and reading it back gives the value. What spreadsheets would run gets an apostrophe in front (OWASP, CSV
injection), and loses it when it is read; what comes without one is refused as a formula, never run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from counterpart.core.errors import Invalid

LONGEST = 10_000
"""Letters of a cell; no field of a record is longer."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so a spreadsheet, cannot hold."""
_RISKY = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")
_FORMULA = re.compile(r"[=@]|[+\-](?![\d\s().,/\-]*$)")
"""What begins like one; numbers and telephone numbers may begin with a sign."""
_BETWEEN = re.compile(r"[\s,;]+")
YES, NO = "yes", "no"
_TRUE = frozenset({YES, "true", "1", "y"})
_FALSE = frozenset({NO, "false", "0", "n", ""})


def tidy(text: str) -> str:
    """Return a text as a cell can hold it: one kind of line end, no control characters, no blanks around."""
    return _UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def guarded(text: str) -> str:
    """Return a tidy text that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell. Raises Invalid `cell_formula`, `cell_long`."""
    text = tidy(cell)
    if len(text) > LONGEST:
        raise Invalid("cell_long", field="cell", most=LONGEST)
    if _GUARDED.match(text):
        return text[1:]
    if _FORMULA.match(text):
        raise Invalid("cell_formula", field="cell")
    return text


def listed(text: str) -> tuple[str, ...]:
    """Return the codes of a cell: between them blanks, commas or semicolons; each once, in their order."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN.split(text))))


def as_list(codes: Iterable[str]) -> str:
    """Return codes as a cell has them."""
    return " ".join(codes)


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a cell, between semicolons; one that holds a semicolon stands in quotation marks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True)
    return tuple(dict.fromkeys(said for row in reader for each in row if (said := _on_one_line(each))))


def as_phrases(words: Iterable[str]) -> str:
    """Return phrases as a cell has them."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="").writerow(
        [said for word in words if (said := _on_one_line(word))]
    )
    return written.getvalue()


def _on_one_line(phrase: str) -> str:
    return " ".join(tidy(phrase).split())


def truth(text: str) -> bool:
    """Return what a cell says. Raises Invalid `cell_yes_or_no`."""
    said = text.casefold()
    if said not in _TRUE | _FALSE:
        raise Invalid("cell_yes_or_no", field="cell", found=text[:40])
    return said in _TRUE
