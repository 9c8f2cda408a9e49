"""An exported list, imported as it is, changes nothing, whatever the records say."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from counterpart.core.errors import Invalid
from counterpart.directory.actions.registering import change_record
from counterpart.directory.bulk.exporting import ListKind, Selection, exported
from counterpart.directory.bulk.importing import Report
from counterpart.directory.bulk.reading import ListFile
from counterpart.directory.queries.finding import record_of
from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.directory.bulk.lists import as_csv, do, look, ref_of, town
from tests.network import Network, asked

SAID = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60).filter(str.strip)
PHRASES = st.lists(SAID, min_size=1, max_size=3).map(tuple)
BY_LANGUAGE = st.dictionaries(st.sampled_from(["fr", "de", "el", "bg", "ca"]), SAID, max_size=3)


def export(actor: Actor, kind: ListKind, **selection: str) -> ListFile:
    return ListFile(f"list.{kind}", b"".join(exported(actor, kind, Selection(**selection))))


def again(actor: Actor, kind: ListKind, **selection: str) -> Report:
    return look(actor, export(actor, kind, **selection))


@pytest.mark.parametrize("kind", list(ListKind))
def test_the_whole_directory_comes_back_as_it_was(coordinator: Actor, kind: ListKind) -> None:
    do(coordinator, as_csv([town(1), town(2)]))
    report = again(coordinator, kind)
    assert report.findings == ()
    assert report.tally == replace(report.tally, new=0, changed=0, granted=0, suspended=0)
    assert report.tally.same > 10


@pytest.fixture
def village(coordinator: Actor) -> UUID:
    do(coordinator, as_csv([town(1)]))
    return ref_of("lu-1")


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=BY_LANGUAGE.filter(bool),
    titles=BY_LANGUAGE,
    description=BY_LANGUAGE,
    keywords=st.dictionaries(
        st.sampled_from(["fr", "lb"]), st.lists(SAID, min_size=1, max_size=3).map(tuple), max_size=2
    ),
    plain=st.tuples(SAID, SAID, SAID, SAID),
)
@example({"fr": "=1"}, {"de": "'=1"}, {"fr": "a\r\nb\t c "}, {"fr": ("x; y", '"', ";")}, ("+1", "-x", "@", "\x07"))
def test_whatever_people_wrote_comes_back(
    coordinator: Actor,
    village: UUID,
    names: dict[str, str],
    titles: dict[str, str],
    description: dict[str, str],
    keywords: dict[str, tuple[str, ...]],
    plain: tuple[str, str, str, str],
) -> None:
    before = record_of(coordinator, village)
    city, street, phone, acronym = plain
    record = replace(
        before.record,
        names=names,
        titles=titles,
        description=description,
        keywords=keywords,
        city=city,
        street=street,
        phone=phone,
        acronym=acronym,
    )
    change_record(coordinator, asked(), village, record, before.version)
    for kind in ListKind:
        report = again(coordinator, kind, member="LU")
        assert (report.errors, report.tally.changed, report.tally.new) == (0, 0, 0), report.findings
        assert report.tally.same >= 1


def test_what_is_changed_in_an_exported_list_is_changed_when_it_is_imported(coordinator: Actor, village: UUID) -> None:
    file = export(coordinator, ListKind.CSV, member="LU")
    changed = ListFile(file.name, file.content.replace(b"Villette 1,", "Villette-sur-Sûre,".encode(), 1))
    assert do(coordinator, changed).tally.changed == 1
    assert record_of(coordinator, village).record.city == "Villette-sur-Sûre"


def test_no_spreadsheet_takes_an_exported_cell_for_a_formula(coordinator: Actor, village: UUID) -> None:
    before = record_of(coordinator, village)
    record = replace(before.record, phone="+352 1", street='=HYPERLINK("http://x")', acronym="@a", city="-b")
    change_record(coordinator, asked(), village, record, before.version)
    rows = csv.reader(io.StringIO(export(coordinator, ListKind.CSV, member="LU").content.decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@")]
    book = load_workbook(io.BytesIO(export(coordinator, ListKind.XLSX, member="LU").content))
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_list_of_a_member_and_area_holds_no_others(coordinator: Actor, village: UUID) -> None:
    file = export(coordinator, ListKind.CSV, member="LU", module="services")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    listed = [(row["external_id"], row["member"], row["roles:services"]) for row in rows if row["external_id"]]
    assert listed == [("lu-1", "LU", "authority")]
    assert {row["member"] for row in rows} == {"LU"}
    with pytest.raises(Invalid, match="member_unknown"):
        exported(coordinator, ListKind.CSV, Selection(member="XX"))


def test_an_exported_list_names_nobody(network: Network, database: Server) -> None:
    said = export(network.actor("kowalska"), ListKind.CSV).content.decode()
    assert not [person for person in network.people.values() if person.name in said]


def test_an_exported_list_grants_no_role_that_is_suspended(coordinator: Actor, village: UUID) -> None:
    do(coordinator, as_csv([{"ref": village, "roles:services": ""}]))
    assert again(coordinator, ListKind.CSV).tally.granted == 0
