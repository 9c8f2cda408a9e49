"""Lists as tests write them, and what the directory has of them afterwards."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from openpyxl import Workbook

from counterpart.directory.bulk.found import BulkFinding
from counterpart.directory.bulk.importing import Report, imported
from counterpart.directory.bulk.reading import ListFile
from counterpart.foundation.actor import Actor
from tests.directory.asking import stored
from tests.network import asked

Row = Mapping[str, object]


def as_csv(rows: Sequence[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> ListFile:
    """Return rows as a CSV file; the first one has the headings."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return ListFile("list.csv", written.getvalue().encode(encoding))


def as_xlsx(rows: Sequence[Row]) -> ListFile:
    """Return rows as an XLSX file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    written = io.BytesIO()
    book.save(written)
    return ListFile("list.xlsx", written.getvalue())


def town(number: int, **other: object) -> dict[str, object]:
    """Return the row of a municipality of Luxembourg."""
    row: dict[str, object] = {
        "member": "LU",
        "external_id": f"lu-{number}",
        "name:fr": f"Commune de Villette {number}",
        "languages": "fr de",
        "city": f"Villette {number}",
        "email": f"info@villette{number}.example",
        "roles:services": "authority",
        "competences:services.sectors": "tourism crafts",
    }
    return row | {name.replace("__", ":"): value for name, value in other.items()}


def codes(report: Report) -> list[tuple[str, int, str]]:
    """Return the findings of a report in short."""
    return [(one.code, one.row, one.column) for one in report.findings]


def do(actor: Actor, file: ListFile) -> Report:
    """Import for good."""
    return imported(actor, asked(), file, dry_run=False)


def look(actor: Actor, file: ListFile) -> Report:
    """Only look."""
    return imported(actor, asked(), file, dry_run=True)


def of_row(report: Report, row: int) -> Iterator[BulkFinding]:
    """Yield the findings of a row."""
    return (one for one in report.findings if one.row == row)


def ref_of(key: str) -> UUID:
    """Return the ref of one by its external id."""
    [(ref,)] = stored("select ref from directory_authority where external_id = %s", key)
    assert isinstance(ref, UUID)
    return ref
