"""Files that are broken, or made to break something, end in a sentence: nothing is run, and nothing is imported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from counterpart.directory.bulk.found import SHOWN, BulkFindings
from counterpart.directory.bulk.reading import MOST_BYTES, ListFile, read
from counterpart.directory.bulk.xlsx_files import MOST_UNPACKED
from counterpart.foundation.actor import Actor
from tests.directory.asking import stored
from tests.directory.bulk.lists import as_csv, as_xlsx, codes, do, town

pytestmark = pytest.mark.usefixtures("network")
CONTENT_TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"


def found_in(content: bytes) -> list[str]:
    """Return the codes of what is found in a file."""
    found = BulkFindings()
    read(ListFile("list", content), found)
    return [one.code for one in found.shown]


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an XLSX file one part of which somebody has written anew."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx([town(1)]).content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return written.getvalue()


def test_a_file_that_is_cut_off_is_damaged() -> None:
    whole = as_xlsx([town(1)]).content
    assert found_in(whole) == []
    assert found_in(whole[: len(whole) // 2]) == ["file_xlsx"]


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda _: b"<worksheet",
        lambda said: said.replace(b"<sheetData>", b'<sheetData><row r="x"><c r="!!"><v>1</v></c></row>'),
        lambda said: said.replace(b"<sheetData>", b'<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
    ],
    ids=["empty", "torn", "no such cell", "no such string"],
)
def test_a_sheet_that_is_no_sheet_is_damaged(change: Callable[[bytes], bytes]) -> None:
    assert found_in(changed(SHEET, change)) == ["file_xlsx"]


def test_entities_are_not_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert found_in(changed(SHEET, lambda said: bomb + said[said.index(b"<worksheet") :])) == ["file_xlsx"]


def test_a_bomb_is_not_unpacked() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as part:
        for _ in range((MOST_UNPACKED >> 20) + 1):
            part.write(bytes(1 << 20))
    assert len(written.getvalue()) < MOST_UNPACKED >> 8
    assert found_in(written.getvalue()) == ["file_unpacked"]


def test_a_bomb_that_says_it_is_small_is_damaged() -> None:
    content = bytearray(changed(SHEET, lambda said: said.replace(b"<sheetData>", b"<sheetData>" + b" " * 5_000_000)))
    at = content.rindex(SHEET.encode()) - 46  # the entry in the directory of the archive
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert found_in(bytes(content)) == ["file_xlsx"]


def test_a_cell_in_the_last_row_and_column_costs_nothing() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (list(town(1)), list(town(1).values())):
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    written = io.BytesIO()
    book.save(written)
    assert found_in(written.getvalue()) == []


def test_formulas_are_refused_cell_by_cell_and_never_run() -> None:
    risky = town(1, city='=HYPERLINK("http://x.example")', street="@SUM(1+1)", phone="+352 2478-1", acronym="-2+3")
    for file in (as_csv([risky]), as_xlsx([risky])):
        found = BulkFindings()
        read(file, found)
        assert {(one.code, one.row, one.column) for one in found.shown} == {
            ("cell_formula", 2, "city"),
            ("cell_formula", 2, "street"),
            ("cell_formula", 2, "acronym"),
        }


def test_a_wrong_encoding_is_said_with_its_line() -> None:
    file = as_csv([town(1), town(2, city="Düdelingen")], encoding="latin-1")
    found = BulkFindings()
    read(file, found)
    assert [(one.code, one.row) for one in found.shown] == [("file_encoding", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(encoding: str, delimiter: str) -> None:
    found = BulkFindings()
    sheet = read(as_csv([town(1, city="Düdelingen, Ville; dite")], delimiter=delimiter, encoding=encoding), found)
    assert found.shown == []
    assert sheet.lines[0].texts["city"] == "Düdelingen, Ville; dite"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "list_empty"),
        (b"\n\n", "list_empty"),
        (b"member,external_id\n", "file_without_rows"),
        (b"a\x00b", "file_binary"),
        (b"\xff\xd8\xff\xe0" * 100, "file_encoding"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "file_old_excel"),
        (b'member,external_id\nLU,"lu-1\n', "file_csv"),
        (b" " * (MOST_BYTES + 1), "file_large"),
        (b"member," * 700 + b"\n", "file_wide"),
        (b"%PDF-1.7 \x93\x8c", "file_encoding"),
    ],
)
def test_what_is_no_list_is_said(content: bytes, code: str) -> None:
    assert found_in(content) == [code]


def test_a_list_that_says_what_stands_between_its_cells_is_read_so() -> None:
    file = as_csv([town(1)], delimiter=";")
    assert found_in(b"sep=;\r\n" + file.content) == []


def test_five_thousand_bad_rows_are_counted_and_the_first_shown(coordinator: Actor) -> None:
    rows = [town(number, languages="fr xx", email="nowhere", region="Moselle") for number in range(5_000)]
    report = do(coordinator, as_csv(rows))
    assert (report.done, report.errors, len(report.findings), report.more) == (False, 15_000, SHOWN, 15_000 - SHOWN)
    assert codes(report)[:3] == [
        ("language_unknown", 2, "languages"),
        ("region_invalid", 2, "region"),
        ("email_invalid", 2, "email"),
    ]
    assert stored("select 1 from directory_authority where external_id like 'lu-%%'") == []
