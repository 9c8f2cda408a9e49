"""A report as a file: tagged, to be kept, its text readable by machines, and nothing in it read as markup."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.reports.papers import Fact, Facts, Part, Said
from counterpart.reports.typesetting import typeset
from tests.reports.papers import NOW, PAPER, paper, saying
from tests.reports.reading import language_of, metadata_of, opened, root_of, text_of
from tests.reports.test_letters import LANGUAGES


def tags(node: Any) -> Iterator[tuple[str, Any]]:
    """The structure of a file: names of the tags in their order, with what they say."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node
        if "/K" in node:
            yield from tags(node["/K"])


def structure(pdf: bytes) -> list[tuple[str, Any]]:
    return list(tags(root_of(pdf)["/StructTreeRoot"]))


def test_it_says_of_itself_that_it_is_archivable_and_accessible() -> None:
    pdf = typeset(PAPER, NOW)
    metadata = metadata_of(pdf)
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert language_of(pdf) == "en"


def test_headings_tables_and_their_headers_are_tagged() -> None:
    names = [name for name, _ in structure(typeset(PAPER, NOW))]
    assert [name for name in names if re.fullmatch("/H[1-6]", name)] == ["/H1", "/H2", "/H3", "/H2", "/H3", "/H2"]
    assert names.count("/Table") == 3
    assert names.count("/TH") == 6
    assert names.count("/TD") == 8


def test_a_text_in_another_language_says_so() -> None:
    found = [str(node["/Lang"]) for _, node in structure(typeset(PAPER, NOW)) if "/Lang" in node]
    assert "el" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_language_are_found_in_the_text(language: str) -> None:
    assert LANGUAGES[language] in text_of(typeset(saying(LANGUAGES[language], language), NOW))


@pytest.mark.slow
@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_another_reader_of_files_finds_them_too(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(typeset(saying("\n".join(LANGUAGES.values())), NOW))
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert all(text in said for text in LANGUAGES.values())


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_whatever_people_write_the_report_is_made(text: str) -> None:
    assert len(opened(typeset(saying(text), NOW)).pages) >= 1


@pytest.mark.parametrize(
    "text", ["#panic()", '#read("/etc/passwd")', "$x$ *bold* _it_", ']#eval("1")[', "@label <label>", "= Heading"]
)
def test_nothing_that_people_write_is_read_as_markup(text: str) -> None:
    pdf = typeset(saying(text), NOW)
    assert text in text_of(pdf)
    assert [name for name, _ in structure(pdf)].count("/H1") == 1


def test_what_people_write_as_layout_would_be_read_without_the_detour_by_json() -> None:
    """The guard above can fail: as a source, the same text does something."""
    with pytest.raises(typst.TypstError, match="panicked"):
        typst.Compiler(input=b"#panic()").compile(format="pdf")


@pytest.mark.parametrize("language", ["pt-PT", "sr-Latn", "", "xx", "no such language", "\u202e"])
def test_a_language_that_no_file_can_name_does_no_harm(language: str) -> None:
    assert "words" in text_of(typeset(saying("words", language), NOW))


def test_fields_inside_fields_and_rows_are_told_with_their_labels() -> None:
    row = (Fact("Town", (Said("Żurrieq"),)),)
    facts = Facts((Fact("Addresses", rows=(row, row)), Fact("Several", (Said("one\ntwo"), Said("three")))))
    said = text_of(typeset(paper(parts=(Part("Facts", (facts,)),)), NOW))
    assert "Addresses 1 Town Żurrieq Addresses 2 Town Żurrieq Several one two three" in said


def test_the_same_report_is_the_same_file() -> None:
    assert typeset(PAPER, NOW) == typeset(PAPER, NOW)


def test_the_description_of_the_file_holds_what_it_was_given_and_nothing_else() -> None:
    pdf = opened(typeset(PAPER, NOW))
    found = {name: str(value) for name, value in (pdf.metadata or {}).items()}
    assert found.pop("/Creator").startswith("Typst")
    assert found.pop("/CreationDate") == found.pop("/ModDate") == "D:20260302090000Z"
    assert found == {"/Title": PAPER.title, "/Author": "Counterpart"}


def test_only_fonts_of_ours_are_in_the_file() -> None:
    assert set(_fonts(typeset(PAPER, NOW))) == {"NotoSans-Regular", "NotoSans-Bold"}


def _fonts(pdf: bytes) -> Iterator[str]:
    for page in opened(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            yield str(font.get_object()["/BaseFont"]).partition("+")[2]
