from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import polib
import pytest

from counterpart.core.definitions.schema import MODELS, json_schema
from tests.operations.calling import call
from tests.operations.conftest import changed


def test_the_template_of_texts_is_printed(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "units", "permits")
    assert called.status == 0
    entries = {entry.msgctxt: entry.msgid for entry in polib.pofile(called.out)}
    assert entries["question.valid.text"] == "Is the permit of {person} valid?"


def test_a_translation_is_brought_up_to_date_and_keeps_what_it_has(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = call(capsys, "units", "permits", "--lang", "pl", "--write")
    assert called.lines == ["permits/locale/pl.po: 0 of 60 texts translated, 0 stale"]
    file = area / "permits" / "locale" / "pl.po"
    catalogue = polib.pofile(file.read_text(encoding="utf-8"))
    for entry in catalogue:
        entry.msgstr = {"question.since.text": "Od kiedy?", "module.title": "Zezwolenia"}.get(entry.msgctxt, "")
    file.write_text(str(catalogue), encoding="utf-8")
    changed(area, "Since when?", "Since which day?")
    called = call(capsys, "units", "permits", "--lang", "pl", "--write")
    assert called.lines == ["permits/locale/pl.po: 1 of 60 texts translated, 1 stale"]
    again = {entry.msgctxt: entry for entry in polib.pofile(file.read_text(encoding="utf-8"))}
    assert (again["module.title"].msgstr, again["question.since.text"].fuzzy) == ("Zezwolenia", True)
    assert [path.name for path in file.parent.iterdir()] == ["pl.po"]


def test_a_language_that_the_module_does_not_name_yet_is_said(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(area, "languages: [en, pl]", "languages: [en]")
    called = call(capsys, "units", "permits", "--lang", "pl")
    assert called.error == "0 of 60 texts translated, 0 stale\n    -> add 'pl' to 'languages' in permits/module.yaml\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "error: permits is written in 'en': that is no translation\n"),
        ("plx", "error: permits has no language 'plx'\n    -> did you mean 'pl'?\n"),
        ("../x", "error: permits has no language '../x'\n    -> languages: en, pl\n"),
    ],
)
def test_a_language_that_cannot_be_meant_is_a_wrong_call(
    area: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    called = call(capsys, "units", "permits", "--lang", language, "--write")
    assert (called.status, called.error) == (2, said)


@pytest.mark.parametrize("content", [b"msgid broken\nnothing here is quoted\n", b"\xff\xfem"])
def test_what_is_no_po_file_is_not_written_over(area: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    (area / "permits" / "locale").mkdir()
    broken = area / "permits" / "locale" / "pl.po"
    broken.write_bytes(content)
    called = call(capsys, "units", "permits", "--lang", "pl", "--write")
    assert called.status == 1
    assert called.error.startswith("error: permits/locale/pl.po: this is no PO file that can be read: ")
    assert broken.read_bytes() == content


def test_a_translation_is_not_written_outside_of_the_package(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / "elsewhere").mkdir()
    (area / "permits" / "locale").symlink_to(area / "elsewhere")
    called = call(capsys, "units", "permits", "--lang", "pl", "--write")
    assert (called.status, list((area / "elsewhere").iterdir())) == (2, [])
    assert "leads out of the package; nothing was written" in called.error


def test_a_network_profile_has_texts_of_its_own(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "units", ".", "--lang", "pl", "--json")
    assert {"address": "word.supervisor", "english": "Board", "translation": "", "stale": False} in called.data
    assert call(capsys, "units", "network.yaml", "--write").lines[0].startswith("locale/three.pot: ")
    assert call(capsys, "units", "network.yaml", "--lang", "de").status == 2


def test_a_procedure_is_drawn_with_its_tracks(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "diagram", "permits", "enquiry")
    assert (called.status, called.lines[0]) == (0, "stateDiagram-v2")
    assert any("Given back" in line for line in called.lines)


@pytest.mark.parametrize(("words", "inside"), [([], "Answered"), (["--track", "part"], "Given back")])
def test_a_picture_for_people_shows_one_machine(
    area: Path, capsys: pytest.CaptureFixture[str], words: list[str], inside: str
) -> None:
    called = call(capsys, "diagram", "permits", "enquiry", "--format", "svg", *words)
    texts = [element.text or "" for element in ET.fromstring(called.out).iter()]
    assert any(inside in text for text in texts)


def test_a_picture_speaks_the_language_that_is_asked_for(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "units", "permits", "--lang", "pl", "--write")
    file = area / "permits" / "locale" / "pl.po"
    text = file.read_text(encoding="utf-8").replace(
        'msgid "Answered"\nmsgstr ""', 'msgid "Answered"\nmsgstr "Udzielono"'
    )
    file.write_text(text, encoding="utf-8")
    assert "Udzielono" in call(capsys, "diagram", "permits", "enquiry", "--lang", "pl").out
    assert "Udzielono" not in call(capsys, "diagram", "permits", "enquiry").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["permits", "enqiry"], "error: permits has no procedure 'enqiry'\n    -> did you mean 'enquiry'?\n"),
        (["permits", "zzz"], "error: permits has no procedure 'zzz'\n    -> procedures: enquiry\n"),
        (["permits", "enquiry", "--lang", "pll"], "error: permits has no language 'pll'\n    -> did you mean 'pl'?\n"),
        (["permits", "enquiry", "--track", "x"], "error: --track belongs to --format svg: Mermaid draws every track\n"),
        (
            ["permits", "enquiry", "--format", "svg", "--track", "prt"],
            "error: enquiry has no track 'prt'\n    -> did you mean 'part'?\n",
        ),
        ([".", "enquiry"], "error: .: one module is wanted here, and 2 are meant\n    -> other, permits\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_a_wrong_call(
    area: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    (area / "other").mkdir()
    (area / "other" / "module.yaml").write_bytes((area / "permits" / "module.yaml").read_bytes())
    called = call(capsys, "diagram", *words)
    assert (called.status, called.out, called.error) == (2, "", said)


@pytest.mark.parametrize(
    "command", [["diagram", "permits", "enquiry"], ["explain", "permits", "enquiry"], ["units", "permits"]]
)
def test_a_module_that_cannot_be_read_says_why_instead(
    area: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (area / "permits" / "module.yaml").write_text("title: [\n", encoding="utf-8")
    called = call(capsys, *command)
    assert (called.status, called.out) == (1, "")
    assert "error Y001" in called.error


def test_a_module_with_mistakes_is_shown_with_a_word_about_them(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(area, "title: Answered,", "titel: Answered,")
    called = call(capsys, "diagram", "permits", "enquiry")
    assert called.status == 0
    assert called.lines[0] == "stateDiagram-v2"
    assert "see: counterpart module check permits" in called.error


@pytest.mark.parametrize("which", MODELS)
def test_the_schema_is_json_for_editors(capsys: pytest.CaptureFixture[str], which: str) -> None:
    called = call(capsys, "schema", which)
    assert called.data == json_schema(which)
    assert call(capsys, "schema").data == json_schema("module")
    assert json.dumps(called.data)
