"""A list of entries from a sheet: headings are names or labels of the fields, cells are typed as in the form.

Several values of a field stand in one cell with semicolons between them; a code stands as itself or as it is called in
the reader's language, or in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.definitions.forms import FormField
from counterpart.core.errors import Invalid
from counterpart.core.workflow.forms import check_form
from counterpart.core.workflow.forms.filling_in import FieldRules, FormRules
from counterpart.core.workflow.forms.kinds import SEVERAL, Surroundings
from counterpart.directory.bulk.cells import unguarded
from counterpart.directory.bulk.csv_files import csv_rows
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.bulk.sheet import RawRow, Unreadable
from counterpart.directory.bulk.xlsx_files import BEGINS, xlsx_rows
from counterpart.web.reading.singles import single_read
from counterpart.web.reading.writer import Writer

BETWEEN = ";"
MOST_ROWS = 5_000
PROBLEM = "problem."
"""Before the code of what is wrong with a value: said like that of a form."""

Labels = Callable[[FormField], Mapping[str, str]]
"""For a field of codes, members, countries …: the values by what they are called, folded."""


@dataclass(frozen=True, slots=True)
class ListForm:
    """What a list is read by: the form, what its values are checked against, how fields and values are called."""

    rules: FormRules
    around: Surroundings
    writer: Writer
    headings: Mapping[str, str]
    """Fields by what they may be called, folded."""
    labels: Labels


@dataclass(slots=True)
class EntryList:
    """What was read: values of each row, and what was found."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    found: BulkFindings = field(default_factory=BulkFindings)


def entries_read(content: bytes, form: ListForm) -> EntryList:
    """Return the rows of a file; whatever is wrong is found, and never raised."""
    read = EntryList()
    try:
        raw = list(xlsx_rows(content) if content.startswith(BEGINS) else csv_rows(content))
    except Invalid as problem:
        read.found.problem(problem, 0)
        return read
    if not raw or not any(raw[0]):
        read.found.add("list_empty")
        return read
    columns = _columns(raw[0], form, read.found)
    numbered = [(number, cells) for number, cells in enumerate(raw[1:], start=2) if any(cells)]
    if len(numbered) > MOST_ROWS:
        read.found.add("file_long", most=MOST_ROWS)
    elif not numbered:
        read.found.add("file_without_rows")
    elif not read.found.errors:
        for number, cells in numbered:
            read.rows.append(_row(number, cells, columns, form, read.found))
    return read


def folded(text: str) -> str:
    """Return a heading or label as it is compared."""
    return " ".join(text.casefold().split())


def _columns(raw: RawRow, form: ListForm, found: BulkFindings) -> list[FieldRules | None]:
    by_name = {one.name: one for one in form.rules.fields}
    columns: list[FieldRules | None] = []
    seen: set[str] = set()
    for cell in raw:
        heading = cell.strip() if isinstance(cell, str) else ""
        name = form.headings.get(folded(heading), "")
        if heading and not name:
            found.add("column_of_no_field", 1, heading, found=heading)
        elif name in seen:
            found.add("column_twice", 1, heading)
        seen |= {name} if name else set()
        columns.append(by_name.get(name))
    return columns


def _row(
    number: int, cells: RawRow, columns: Iterable[FieldRules | None], form: ListForm, found: BulkFindings
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    wrong: set[str] = set()
    for cell, column in zip(cells, columns, strict=False):
        if column is None or not cell:
            continue
        name = column.name
        value, code = _cell(cell, column.field, form)
        if code:
            wrong.add(name)
            found.add(code, number, name)
        elif value not in (None, []):
            values[name] = value
    for problem in check_form(form.rules, values, form.around):
        if problem.field.partition(".")[0] not in wrong:
            found.add(f"{PROBLEM}{problem.code}", number, problem.field.partition(".")[0])
    return values


def _cell(cell: str | Unreadable, column: FormField, form: ListForm) -> tuple[Any, str]:
    """Return the value of a cell, or the code of what is wrong with it."""
    if isinstance(cell, Unreadable):
        return None, cell.code
    try:
        text = unguarded(cell)
    except Invalid as problem:
        return None, problem.code
    several = column.many or column.type in SEVERAL
    read = [_single(one.strip(), column, form) for one in (text.split(BETWEEN) if several else [text]) if one.strip()]
    code = next((code for _, code in read if code), "")
    values = [value for value, _ in read if value is not None]
    return (values if several else next(iter(values), None)), f"{PROBLEM}{code}" if code else ""


def _single(text: str, column: FormField, form: ListForm) -> tuple[Any, str]:
    called = form.labels(column)
    return single_read(SINGLE.get(column.type, column.type), called.get(folded(text), text), form.writer)


SINGLE = {"codes": "code", "countries": "country", "members": "member"}
