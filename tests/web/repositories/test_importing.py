"""A thousand registers come from a sheet: looked at row by row, entered once, also when the worker is killed."""

from __future__ import annotations

import io
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from counterpart.foundation.database.statements import run
from counterpart.foundation.serving import as_worker
from counterpart.repositories.actions import importing
from counterpart.repositories.actions.importing import enter
from tests.exchanges.stories import NOW, stored
from tests.repositories.registers import followed
from tests.web.door import Door
from tests.web.filling import text_of

PAGE = "lists/registers/entry"
HEADINGS = ("name", "kept_in", "Kind of register", "areas", "subjects", "contents", "consulted_by", "access", "fee")
ROW = ("Vehicle register", "PL", "vehicles", "services", "Lorries", "name; address", "everybody", "request", "no")
STATES = "select state from exchanges_exchange order by id"
REQUEST = UUID("019cadc6-0000-7000-8000-000000000001")


def as_csv(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in one) for one in (headings, *rows)).encode()


def as_xlsx(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    for one in (HEADINGS, *rows):
        book.active.append(one)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(door: Door, who: str, content: bytes, *, publish: str = "yes") -> tuple[int, str, str]:
    """What the page answers: its status, its text, and where it leads."""
    sent = {"list": SimpleUploadedFile("list.csv", content), "publish": publish, "request": str(REQUEST)}
    answer = door.client(who).post(door.at(who, PAGE), sent)
    return answer.status_code, text_of(answer.content.decode()), answer.headers.get("Location", "")


def worked_off() -> None:
    """What the worker does about lists."""
    with as_worker():
        for (ref,) in stored("select ref from repositories_import"):
            enter(ref, NOW)


@pytest.mark.parametrize("content", [as_csv(ROW, ROW), as_xlsx(ROW, ROW)], ids=["csv", "xlsx"])
def test_a_list_is_entered_and_published(content: bytes, offices: Door) -> None:
    status, _, leads = handed_in(offices, "anna", content)
    assert status == 302
    assert "0 of 2 rows" in text_of(offices.client("anna").get(leads).content.decode())
    worked_off()
    assert stored(STATES) == [("published",), ("published",)]
    assert "2 of 2 rows" in text_of(offices.client("anna").get(leads).content.decode())
    followed()
    assert "Vehicle register" in offices.open("eleni", "repositories/registers/entry?q=lorries").text


def test_a_list_may_be_kept_as_drafts(offices: Door) -> None:
    handed_in(offices, "anna", as_csv(ROW), publish="")
    worked_off()
    assert stored(STATES) == [("draft",)]


def test_a_worker_that_is_killed_enters_nothing_twice(offices: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the second row was entered, and before that was written down."""
    handed_in(offices, "anna", as_csv(ROW, ROW, ROW))
    written: list[object] = []

    def killed(statement: str, values: list[object]) -> int:
        written.append(values)
        if len(written) == 2:
            raise KeyboardInterrupt
        return run(statement, values)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "run", killed)
        with pytest.raises(KeyboardInterrupt):
            worked_off()
    assert stored("select done from repositories_import") == [(1,)]
    worked_off()
    assert stored(STATES) == [("published",)] * 3


def test_each_wrong_cell_is_named_by_its_row_and_column(offices: Door) -> None:
    wrong = ("", "XX", "boats", "services", "Lorries", "name; nothing", "everybody", "online", "perhaps")
    status, told, _ = handed_in(offices, "anna", as_csv(ROW, wrong))
    assert status == 422
    for said in ("3 name Fill this in.", "3 kept_in Choose", "3 kind Choose one of the list."):
        assert said in told
    for said in ("3 contents Choose one of the list.", "3 link Fill this in.", "3 fee"):
        assert said in told
    assert stored("select count(*) from repositories_import") == [(0,)]


def test_a_file_that_is_no_list_is_refused_with_what_to_do(offices: Door) -> None:
    for content, said in (
        (b"\x00\x01", "This is no list"),
        (b" ", "The list has headings but no rows."),
        (as_csv(), "The list has headings but no rows."),
        (as_csv(ROW, headings=("nom", *HEADINGS[1:])), "An entry has no field “nom”"),
        (as_csv(ROW, headings=(HEADINGS[1], *HEADINGS[1:])), "This heading is there twice"),
    ):
        status, told, _ = handed_in(offices, "anna", content)
        assert status == 422
        assert said in told


def test_a_stranger_hands_in_nothing_and_sees_no_list(offices: Door) -> None:
    _, _, leads = handed_in(offices, "anna", as_csv(ROW))
    assert offices.open("taylor", PAGE).status == 404
    assert handed_in(offices, "taylor", as_csv(ROW))[0] == 404
    mine, theirs = (offices.actor(who).authority_id for who in ("anna", "eleni"))
    assert offices.client("eleni").get(leads.replace(f"/for/{mine}/", f"/for/{theirs}/")).status_code == 404
