"""Code lists: a CSV file, or a map in the module, becomes `{code: {label: …, valid_from: …}}` with places.

The columns `code` and `label` are needed; `valid_from` and `valid_to` end a code without removing it; further columns
are free (an ISCO number, a sector) and become keys of the code. Codes are never renamed or reused (modules.md 6).
"""

from __future__ import annotations

import csv
import difflib
import io
import re

from counterpart.core.findings import Findings, Position, nearest
from counterpart.core.reading.limits import LIMITS, Limits
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.tree import Branch

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
"""`pharmacist`, `B96`, `01`, `2330.1`: letters and digits without accents, then also `_`, `.` and `-`."""

CODE_LENGTH = 64
CODE_HINT = "a code has letters a to z, digits, '_', '.' and '-', begins with a letter or digit, and is at most 64 long"

NEEDED = ("code", "label")
DATES = ("valid_from", "valid_to")
COLUMNS = 100
MISTAKES = 20
"""After so many mistakes the rest of a list is not read: its columns are others than the header says."""

_COLUMN = re.compile(r"[a-z][a-z0-9_]*")
_SURE = 0.8  # so alike that a free column is more likely a misspelt one of ours


class CodelistReader:
    """Reads one CSV file, once. `nodes` says afterwards how many cells were kept."""

    def __init__(
        self,
        text: str,
        file: str,
        findings: Findings,
        *,
        limits: Limits = LIMITS,
        nodes_left: int | None = None,
    ) -> None:
        """Take the text, the name that positions carry, and how many nodes the package has left (None: enough)."""
        self.nodes = 0
        self._file = file
        self._findings = findings
        self._rows = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
        self._limits = limits
        self._nodes_left = limits.package_nodes if nodes_left is None else nodes_left
        self._columns: list[str] = []
        self._mistakes = 0

    def read(self) -> Branch | None:
        """Return the list, or None after a finding that leaves nothing to use. Rows with mistakes are left out."""
        codes = Branch(position=Position(self._file, 1, 1))
        line = 1
        try:
            for row in self._rows:
                cells = [cell.strip() for cell in row]
                place = Position(self._file, line, 1)
                line = self._rows.line_num + 1
                if not any(cells) and len(cells) <= 1:
                    continue
                if not self._columns:
                    if not self._header(cells, place):
                        return None
                elif not self._within_limits(cells, place):
                    return None
                else:
                    self._row(cells, place, codes)
                if self._mistakes >= MISTAKES:
                    return None
        except csv.Error as error:
            place = Position(self._file, line, 1)
            hint = "a cell that holds a comma or a quote stands in double quotes, and a quote in it is doubled"
            self._refuse("C003", place, f"this is not a row of CSV: {error}", hint)
            return None
        if not self._columns:
            self._header([], Position(self._file, 1, 1))
            return None
        return codes

    def _header(self, cells: list[str], place: Position) -> bool:
        """Check the names of the columns and keep them."""
        if len(cells) > COLUMNS:
            hint = "a list of codes has some columns; what they would hold is another list"
            self._refuse("C002", place, f"the header has more than {COLUMNS} columns", hint)
            return False
        for needed in NEEDED:
            if needed not in cells:
                separated = len(cells) == 1 and (";" in cells[0] or "\t" in cells[0])
                hint = "columns are separated by commas" if separated else "the first line is: code,label"
                self._refuse("C002", place, f"the header has no column '{needed}'", hint)
        for number, name in enumerate(cells, start=1):
            if name in cells[: number - 1]:
                self._refuse("C002", place, f"the header names the column {quoted(name)} twice", "take one out")
            elif not _COLUMN.fullmatch(name):
                hint = "a column has small letters, digits and '_', and begins with a letter"
                self._refuse("C002", place, f"{quoted(name)} (column {number}) cannot name a column", hint)
            elif name not in NEEDED + DATES:
                self._doubt(name, place)
        self._columns = cells
        return self._mistakes == 0

    def _doubt(self, name: str, place: Position) -> None:
        """Warn of a free column that looks like a misspelt one of ours."""
        if difflib.get_close_matches(name, NEEDED + DATES, n=1, cutoff=_SURE):
            hint = nearest(name, NEEDED + DATES)
            self._findings.warning("C002", place, f"'{name}' is read as a free column", hint)

    def _within_limits(self, cells: list[str], place: Position) -> bool:
        """Count the filled cells; return whether file and package stay within their limits."""
        self.nodes += sum(1 for cell in cells if cell)
        if self.nodes > self._limits.file_nodes:
            what = f"the list has more than {self._limits.file_nodes} filled cells (limit file_nodes)"
        elif self.nodes > self._nodes_left:
            most = self._limits.package_nodes
            what = f"the files of the package have more than {most} keys and values together (limit package_nodes)"
        else:
            return True
        self._findings.error("Y005", place, what, "cut the list or the module into smaller ones")
        return False

    def _row(self, cells: list[str], place: Position, codes: Branch) -> None:
        """Take one code."""
        if len(cells) != len(self._columns):
            message = f"the row has {len(cells)} cells, the header {len(self._columns)}"
            hint = "a label that holds a comma stands in double quotes"
            self._refuse("C003", place, message, hint)
            return
        values = dict(zip(self._columns, cells, strict=True))
        code = values.pop("code")
        entry = Branch(position=place)
        for column, cell in values.items():
            if cell or column == "label":
                entry.put(column, cell, place)
        if code in codes:
            hint = "a code is never used twice; end the old one with valid_to and take a new code"
            self._refuse("C001", place, f"code {quoted(code)} appears twice", hint)
        elif _is_sound(code, entry["label"], place, self._findings):
            codes.put(code, entry, place)
        else:
            self._mistakes += 1

    def _refuse(self, code: str, place: Position, message: str, hint: str) -> None:
        self._findings.error(code, place, message, hint)
        self._mistakes += 1


def normalise_codelists(root: Branch, findings: Findings) -> None:
    """Give the code lists written in a module the shape of those from CSV, in place, and check all of them.

    `{nurse: Nurse}` becomes `{nurse: {label: Nurse}}`. What is no map at all is left for the schema to report.
    """
    lists = root.get("codelists")
    if not isinstance(lists, Branch):
        return
    for name, codes in lists.items():
        if not isinstance(codes, Branch):
            continue
        for code in list(codes):
            entry, place = codes[code], codes.at(code)
            if not isinstance(entry, Branch):
                entry = Branch({"label": entry}, position=place, places={"label": place})
            if _is_sound(code, entry.get("label"), place, findings):
                codes[code] = entry
            else:
                del codes[code]
        if not codes:
            findings.warning("C006", lists.at(name), f"the code list {quoted(name)} has no codes", "write code: label")


def _is_sound(code: str, label: object, place: Position, findings: Findings) -> bool:
    """Return whether a code and its label can be used; if not, say why."""
    if not code:
        findings.error("C005", place, "the code is empty", CODE_HINT)
    elif len(code) > CODE_LENGTH or not CODE.fullmatch(code):
        findings.error("C004", place, f"{quoted(code)} cannot be a code", CODE_HINT)
    elif label is None or label == "":
        findings.error("C005", place, f"code '{code}' has no label", "say what a person reads")
    elif not isinstance(label, str):
        findings.error("C005", place, f"the label of code '{code}' is not a text", "put the label in quotes")
    else:
        return True
    return False
