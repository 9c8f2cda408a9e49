"""The imports, in the process that `lists.py` starts with a data folder of its own."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from benchmarks.exchanges import server
from benchmarks.figures import Figure, written_into
from counterpart.directory.actions.laying import LaidAuthority
from counterpart.directory.bulk.cells import as_list, guarded
from counterpart.directory.bulk.columns import competence_column, role_column
from counterpart.directory.bulk.exporting import ListKind, exported
from counterpart.directory.bulk.filling import cells_of
from counterpart.directory.bulk.importing import Report, imported
from counterpart.directory.bulk.reading import ListFile
from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.laying import SEED, install_areas, laid
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.operator import asked_now, operator

README = Path(__file__).parent / "README.md"
AUTHORITIES = 13_000
MOST = 30.0
"""Seconds."""
HEAD = ["| list of 13,000 rows | CSV, s | XLSX, s |", "|---|--:|--:|"]


def main() -> int:
    """Write the lists, import them, judge; with `--write` put the table into the README."""
    with server.running():
        install_areas(print)
        rows = list(listed())
        looked = [seconds(file, "new", dry_run=True) for file in (as_csv(rows), as_xlsx(rows))]
        first = seconds(as_csv(rows), "new")
        again = [seconds(file, "same") for file in (as_csv(rows), as_xlsx(rows))]
        out = [export_seconds(kind) for kind in (ListKind.CSV, ListKind.XLSX)]
    table = [
        *HEAD,
        f"| looked at | {looked[0]:.1f} | {looked[1]:.1f} |",
        f"| imported into an empty network | {first:.1f} | – |",
        f"| imported again, nothing changes | {again[0]:.1f} | {again[1]:.1f} |",
        f"| exported | {out[0]:.1f} | {out[1]:.1f} |",
    ]
    print("\n".join(table))
    if "--write" in sys.argv:
        written_into(README, table, "lists")
    figure = Figure("import of 13,000 authorities with people", first, MOST, "s")
    print(figure)
    return 0 if figure.met else 1


def listed() -> Iterator[dict[str, str]]:
    """Yield the rows: a record, its roles and competences, and an invented first person."""
    for number, one in enumerate(laid(list(scaled(network_plan(SEED), AUTHORITIES, SEED)), [])):
        person = {"user_name": f"Person {number}", "user_email": f"person@office{number}.example"}
        yield {heading: guarded(text) for heading, text in cells_of(one.record).items()} | dict(_work(one)) | person


def _work(one: LaidAuthority) -> Iterator[tuple[str, str]]:
    for module in sorted({module for module, _ in one.roles}):
        yield role_column(module).heading, as_list(role for area, role in one.roles if area == module)
    for module, name in sorted({(module, name) for module, name, _ in one.competences}):
        codes = [code for area, other, code in one.competences if (area, other) == (module, name)]
        yield competence_column(module, name).heading, as_list(codes)


def as_csv(rows: list[dict[str, str]]) -> ListFile:
    """Return the rows as CSV."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, _headings(rows))
    writer.writeheader()
    writer.writerows(rows)
    return ListFile("list.csv", written.getvalue().encode())


def as_xlsx(rows: list[dict[str, str]]) -> ListFile:
    """Return the rows as XLSX."""
    headings = _headings(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(headings)
    for row in rows:
        sheet.append([row.get(heading, "") for heading in headings])
    written = io.BytesIO()
    book.save(written)
    return ListFile("list.xlsx", written.getvalue())


def _headings(rows: list[dict[str, str]]) -> list[str]:
    return sorted({heading for row in rows for heading in row})


def seconds(file: ListFile, expected: str, *, dry_run: bool = False) -> float:
    """Return how long an import takes. Raises RuntimeError when it did not do what is expected of it."""
    began = time.perf_counter()
    report: Report = imported(operator(), asked_now(), file, dry_run=dry_run)
    took = time.perf_counter() - began
    if getattr(report.tally, expected) != AUTHORITIES or not report.well:
        raise RuntimeError(f"{file.name}: {report.tally} {report.findings[:3]}")
    return took


def export_seconds(kind: ListKind) -> float:
    """Return how long an export takes."""
    began = time.perf_counter()
    for _ in exported(operator(), kind):
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
