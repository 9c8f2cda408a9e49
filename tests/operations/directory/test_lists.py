"""`counterpart directory import` and `export`, as an operator calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpart.core.findings import nearest
from counterpart.directory.bulk.found import BulkFinding
from counterpart.directory.bulk.wording import of_lists
from counterpart.foundation.actor import Actor
from counterpart.foundation.words import words_of
from counterpart.operations.command_line import main
from counterpart.operations.directory.words import OF_RECORDS, said
from tests.directory.asking import stored
from tests.directory.bulk.lists import as_csv, as_xlsx, town
from tests.operations.calling import Called

OURS = "select count(*) from directory_authority where external_id like 'lu-%%'"


@pytest.fixture(autouse=True)
def here(coordinator: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call happens in a folder with a list of three towns, and there is somebody to coordinate them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "towns.csv").write_bytes(as_csv([town(number) for number in range(3)]).content)


def call(capsys: pytest.CaptureFixture[str], *words: str) -> Called:
    status = main(["directory", *words])
    told = capsys.readouterr()
    return Called(status, told.out, told.err)


def test_an_operator_looks_imports_and_imports_again(capsys: pytest.CaptureFixture[str]) -> None:
    looked = call(capsys, "import", "towns.csv", "--dry-run")
    assert (looked.status, looked.error) == (0, "")
    assert looked.out == "3 new, 3 roles granted: this is what would happen; nothing was changed.\n"
    assert stored(OURS) == [(0,)]
    assert call(capsys, "import", "towns.csv").out == "3 new, 3 roles granted.\n"
    assert stored(OURS) == [(3,)]
    assert call(capsys, "import", "towns.csv").out == "3 the same.\n"


def test_findings_name_file_row_and_column_and_say_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.xlsx").write_bytes(as_xlsx([town(1), town(2, city="=1+1", **{"roles:services": "autority"})]).content)
    done = call(capsys, "import", "bad.xlsx")
    assert done.status == 1
    assert [line.partition(" error: ")[0] for line in done.lines] == [
        "bad.xlsx:3: city",
        "bad.xlsx:3: roles:services",
        "2 errors: nothing was imported.",
    ]
    assert "Formulas are not calculated: put the value in its place." in done.lines[0]
    assert nearest("autority", ["authority"]) in done.out


def test_only_the_first_findings_are_said_and_how_many_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_bytes(as_csv([town(number, languages="") for number in range(600)]).content)
    done = call(capsys, "import", "bad.csv")
    assert len(done.lines) == 502
    assert done.lines[-2:] == ["… and 100 more like these.", "600 errors: nothing was imported."]


def test_machines_read_json(capsys: pytest.CaptureFixture[str]) -> None:
    done = call(capsys, "import", "towns.csv", "--json")
    assert {name: done.data[name] for name in ("done", "new", "errors", "findings")} == {
        "done": True,
        "new": 3,
        "errors": 0,
        "findings": [],
    }
    Path("bad.csv").write_bytes(as_csv([town(1, member="")]).content)
    [finding] = json.loads(call(capsys, "import", "bad.csv", "--json").out)["findings"]
    assert (finding["code"], finding["row"], finding["column"]) == ("member_unknown", 2, "member")


def test_a_list_that_is_exported_and_imported_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "import", "towns.csv")
    for name in ("all.csv", "all.xlsx"):
        exported = call(capsys, "export", name, "--member", "LU")
        assert (exported.status, exported.error) == (0, "")
        again = call(capsys, "import", name)
        assert (again.status, again.out.endswith(" the same.\n"), "," in again.out) == (0, True, False)


def test_an_export_writes_over_nothing_and_wants_to_know_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    refused = call(capsys, "export", "towns.csv")
    assert (refused.status, refused.error) == (1, "error: towns.csv: File exists\n")
    assert call(capsys, "export", "towns").status == 2
    unknown = call(capsys, "export", "other.csv", "--member", "LV2")
    assert unknown.error == "error: There is no member 'LV2' (did you mean 'LV'?).\n"
    assert not Path("other.csv").exists()


def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "import", "none.csv").error == "error: none.csv: No such file or directory\n"


def test_nothing_is_generated_where_there_are_authorities(capsys: pytest.CaptureFixture[str]) -> None:
    refused = call(capsys, "generate", "--authorities", "10")
    assert (refused.status, refused.out) == (1, "")
    assert "there are authorities already" in refused.error


def test_every_code_is_said_in_a_sentence_that_is_filled() -> None:
    for code in (*of_lists(words_of("en")), *OF_RECORDS):
        sentence = said(code, BulkFinding(code, parameters={"hint": ""}).parameters)
        assert sentence != code
        assert sentence.endswith(".")
        assert "(-)" not in sentence
