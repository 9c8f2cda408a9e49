"""Nothing outside a package is read as its translation, and nothing unprintable gets into a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import load_area
from counterpart.core.findings import Findings
from counterpart.core.texts import check_translations, read_catalogue, speaker_for, updated
from counterpart.core.texts.catalogue import po_file
from tests.core.texts.packages import HEADER, entry, loaded, written

QUESTION = "Is {person} a national?"
FOREIGN = "Czy to {person}?"


def found(path: Path) -> list[str]:
    findings = Findings()
    check_translations(loaded(path), findings)
    return [finding.code for finding in findings]


def elsewhere(tmp_path: Path) -> Path:
    """Write a translation that lies outside of the package."""
    file = tmp_path / "elsewhere.po"
    file.write_text(HEADER + entry("question.national.text", QUESTION, FOREIGN), encoding="utf-8")
    return file


def test_a_po_file_that_holds_a_path_is_not_taken_for_the_file_there(tmp_path: Path) -> None:
    path = written(tmp_path, own=entry("question.national.text", QUESTION, "Czy {person}?"))
    (path / "locale" / "pl.po").write_text(str(elsewhere(tmp_path)), encoding="utf-8")
    assert "I007" in found(path)
    assert speaker_for(loaded(path), "pl").pattern("question.national.text") == QUESTION
    with pytest.raises(OSError, match="Syntax error"):
        updated(loaded(path), "pl", str(elsewhere(tmp_path)))


def test_a_link_out_of_the_package_is_not_followed(tmp_path: Path) -> None:
    path = written(tmp_path)
    (path / "locale").mkdir(exist_ok=True)
    (path / "locale" / "pl.po").symlink_to(elsewhere(tmp_path))
    findings = Findings()
    area = load_area(path, findings, searched=(tmp_path,))
    assert area is not None
    check_translations(area, findings)
    assert sorted(finding.code for finding in findings) == ["I002", "S021"]
    assert speaker_for(area, "pl").pattern("question.national.text") == QUESTION


@pytest.mark.parametrize("language", ["../../elsewhere", "/etc/passwd", "x" * 5_000, "", "."])
def test_a_language_that_is_a_path_has_no_file(tmp_path: Path, language: str) -> None:
    elsewhere(tmp_path)
    path = written(tmp_path)
    (path / "locale").mkdir(exist_ok=True)
    assert po_file(path / "locale", language) is None


def test_a_control_character_in_a_translation_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "pl.po"
    file.write_text(HEADER + entry("question.national.text", QUESTION, "Czy \x1b[2J{person}?"), encoding="utf-8")
    findings = Findings()
    assert read_catalogue(file, "pl", findings).entries == {}
    assert [finding.code for finding in findings] == ["I008"]
