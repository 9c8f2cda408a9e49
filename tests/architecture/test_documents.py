from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture.guards import documents
from tests.architecture.guards.files import ROOT, all_files
from tests.architecture.guards.finding import told

PAGES = [path for path in all_files() if path.suffix == ".md"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PUBLICCODE: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_every_link_between_pages_leads_somewhere() -> None:
    found = [breach for page in PAGES for breach in documents.dead_links(page, page.read_text(encoding="utf-8"))]
    assert not found, told(found)


@pytest.mark.parametrize(
    "link", ["[x](gone.md)", "[x](gone.md#part)", "![x](pictures/gone.png)", "[a](b.md), [x](gone.md)"]
)
def test_a_dead_link_is_found(tmp_path: Path, link: str) -> None:
    (tmp_path / "b.md").touch()
    assert len(documents.dead_links(tmp_path / "page.md", link)) == 1
    assert not documents.dead_links(tmp_path / "page.md", "[a](b.md#part) [b](https://example.org) [c](#here)")


def test_every_make_command_that_a_page_names_exists() -> None:
    found = [
        breach
        for page in PAGES
        for breach in documents.unknown_commands(page.name, page.read_text(encoding="utf-8"), MAKEFILE)
    ]
    assert not found, told(found)


@pytest.mark.parametrize("text", ["```\nmake cake\n```", "run `make cake` first", "```\n$ make cake\n```"])
def test_a_make_command_that_does_not_exist_is_found(text: str) -> None:
    assert documents.unknown_commands("README.md", text, MAKEFILE)
    assert not documents.unknown_commands("README.md", text.replace("cake", "test"), MAKEFILE)


def test_the_help_of_make_lists_the_two_commands_of_the_readme() -> None:
    for command in ("demo", "test"):
        assert re.search(rf"^{command}:.*## ", MAKEFILE, re.MULTILINE)


def test_every_room_is_described_in_the_architecture() -> None:
    package = ROOT / "src" / "counterpart"
    found = documents.undescribed_rooms(package, ARCHITECTURE) + documents.undescribed_rooms(
        package / "core", ARCHITECTURE
    )
    assert not found, told(found)


def test_a_room_that_is_not_described_is_found(tmp_path: Path) -> None:
    (tmp_path / "cellar").mkdir()
    (tmp_path / "cellar" / "__init__.py").touch()
    (tmp_path / "attic.py").touch()
    assert len(documents.undescribed_rooms(tmp_path, "the `attic`")) == 1


def test_the_description_for_catalogues_has_what_the_standard_demands() -> None:
    assert documents.missing_keys(PUBLICCODE) == []
    assert PUBLICCODE["legal"]["license"] == "EUPL-1.2"
    assert PUBLICCODE["maintenance"]["contacts"]


@pytest.mark.parametrize("address", documents.REQUIRED)
def test_a_missing_key_of_that_description_is_found(address: str) -> None:
    changed = deepcopy(PUBLICCODE)
    *way, last = address.split(".")
    part = changed
    for key in way:
        part = part[key]
    del part[last]
    assert address in documents.missing_keys(changed)


def test_a_description_that_is_too_long_for_a_catalogue_is_found() -> None:
    changed = deepcopy(PUBLICCODE)
    changed["description"]["en"]["shortDescription"] = "x" * 151
    assert documents.missing_keys(changed) == ["description.en"]


def test_the_licence_is_the_european_union_public_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert all(f"\n{number}." in text for number in range(1, 16))
    assert "Québec Free and Open-Source Licence" in text
