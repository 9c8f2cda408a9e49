"""Whole lists at the desk: handed in, looked at row by row, carried out or refused; wrong files are told of."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from counterpart.directory.bulk.running import run_import
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from tests.exchanges.stories import NOW, stored
from tests.network import Network
from tests.web.desk.stories import now, page
from tests.web.filling import text_of
from tests.web.visitors import at, visitor

HEADINGS = "member,kind,external_id,name:es,languages,city,region,roles:services"
GOOD = f"{HEADINGS}\nES,authority,W-1,Ayuntamiento de Sineu,es,Sineu,ES-IB,authority\n"
WRONG = f"""{HEADINGS}
ES,authority,W-2,Ayuntamiento de Inca,xx,Inca,ES-IB,authority
PL,authority,W-3,Gmina,pl,Hel,PL-22,
ES,authority,W-5,Ayuntamiento de Muro,es,Muro,ES-IB,autority
"""
FOUND = "select count(*) from directory_authority where external_id = %s and country = 'ES'"


def handed_in(people: Network, content: bytes, *, who: str = "garcia", name: str = "list.csv") -> Any:
    """Send a list by the form of the page; the answer."""
    form = {"request": str(new_ref(NOW)), "list": SimpleUploadedFile(name, content, "text/csv")}
    return visitor(people, who).post(at(people, who, "desk/import"), form)


def looked_at(people: Network, content: bytes, *, who: str = "garcia") -> tuple[str, str]:
    """Hand a list in and have a worker look at it; where its page is, and what is read there."""
    answer = handed_in(people, content, who=who)
    assert answer.status_code == 302, answer.content.decode()
    place: str = answer["Location"]
    work(place)
    return place, visitor(people, who).get(place).content.decode()


def work(place: str) -> None:
    with as_worker():
        run_import(UUID(place.rsplit("/", 1)[1]), now())


def test_a_list_is_looked_at_and_nothing_is_changed_before_somebody_says_so(people: Network) -> None:
    place, shown = looked_at(people, GOOD.encode())
    assert "1 new authority" in shown
    assert stored(FOUND, ["W-1"]) == [(0,)]
    garcia = visitor(people, "garcia")
    assert garcia.post(place, {"request": str(new_ref(NOW))}).status_code == 302
    assert "Look again" in garcia.get(place).content.decode()
    work(place)
    assert "Imported" in garcia.get(place).content.decode()
    assert stored(FOUND, ["W-1"]) == [(1,)]
    assert garcia.post(place, {"request": str(new_ref(NOW))}).status_code == 409
    assert "Imported" in page(people, "garcia", "desk/import")


def test_what_is_wrong_stands_there_row_by_row_and_the_list_is_not_to_be_carried_out(people: Network) -> None:
    place, shown = looked_at(people, WRONG.encode())
    read = text_of(shown)
    assert "2 languages" in read
    assert "4 roles:services" in read
    assert "This belongs to another country than yours" in read
    assert "It says “xx”." in read
    assert "Perhaps “authority” is meant." in read
    assert "Do it" not in read
    answer = visitor(people, "garcia").post(place, {"request": str(new_ref(NOW))})
    assert (answer.status_code, stored(FOUND, ["W-2"])) == (409, [(0,)])


def broken_xlsx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.xlsx", broken_xlsx()),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("binary.csv", b"\x00\x01\x02"),
        ("utf16.csv", "name:es\nÁ".encode("utf-16")),
        ("quotes.csv", b'"open\n'),
    ],
)
def test_a_broken_file_is_told_in_plain_words(people: Network, name: str, content: bytes) -> None:
    """Some are known for what they are as they arrive, the others as they are read."""
    answer = handed_in(people, content, name=name)
    if answer.status_code == 302:
        work(answer["Location"])
        shown = visitor(people, "garcia").get(answer["Location"]).content.decode()
        assert "What was found" in shown
    else:
        shown = answer.content.decode()
        assert (answer.status_code, 'id="list-error"' in shown) == (422, True)
    assert "cannot be done (" not in shown


def test_a_formula_is_not_calculated_and_told_by_its_cell(people: Network) -> None:
    _, shown = looked_at(people, f'{HEADINGS}\nES,authority,W-4,"=1+1",es,Inca,ES-IB,\n'.encode())
    assert "name:es" in shown
    assert stored(FOUND, ["W-4"]) == [(0,)]


def test_no_file_and_a_list_of_somebody_else(people: Network) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/import")
    answer = garcia.post(place, {"request": str(new_ref(NOW))})
    empty = handed_in(people, b"")
    for one in (answer, empty):
        assert (one.status_code, 'id="list-error"' in one.content.decode()) == (422, True)
        assert "cannot be done (" not in one.content.decode()
    theirs, _ = looked_at(people, GOOD.encode())
    ref = theirs.rsplit("/", 1)[1]
    other = at(people, "gruber", f"desk/import/{ref}")
    assert visitor(people, "gruber").get(other).status_code == 404
    assert visitor(people, "gruber").post(other, {"request": str(new_ref(NOW))}).status_code == 404


def test_an_authority_that_is_no_coordinator_hands_in_and_fetches_nothing(people: Network) -> None:
    assert handed_in(people, GOOD.encode(), who="ferrer").status_code == 403
    for address in ("desk/import", "desk/export/csv"):
        assert visitor(people, "ferrer").get(at(people, "ferrer", address)).status_code == 403


def test_a_file_does_not_arrive_where_no_list_is_taken(people: Network) -> None:
    form = {"request": str(new_ref(NOW)), "list": SimpleUploadedFile("list.csv", GOOD.encode())}
    answer = visitor(people, "garcia").post(at(people, "garcia", "desk/invite"), form)
    assert answer.wsgi_request.FILES == {}


def test_an_exported_list_can_be_handed_in_again_and_changes_nothing(people: Network) -> None:
    garcia = visitor(people, "garcia")
    answer: Any = garcia.get(at(people, "garcia", "desk/export/csv"))
    content = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'attachment; filename="authorities.csv"'
    assert "Lloret" in content.decode()
    assert "Warszaw" not in content.decode()
    _, shown = looked_at(people, content)
    assert "new authorit" not in shown
    assert "changed authorit" not in shown


def test_a_list_is_fetched_as_a_spreadsheet_of_all_countries_or_of_an_area(people: Network) -> None:
    answer: Any = visitor(people, "garcia").get(at(people, "garcia", "desk/export/xlsx?of=all&area=pq"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    sheet = book.worksheets[0]
    said = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "Warszawa" in said
    assert "Lloret" not in said
    assert visitor(people, "garcia").get(at(people, "garcia", "desk/export/pdf")).status_code == 404
