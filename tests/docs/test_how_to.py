"""Whoever follows a guide or an explanation in an empty folder sees what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.guards.files import ROOT
from tests.docs.pages import Follower, blocks_of

DOCS = ROOT / "docs"
PAGES = [
    page
    for folder in ("how-to", "explanation")
    for page in sorted((DOCS / folder).glob("*.md"))
    if any(block.kind == "console" for block in blocks_of(page.read_text(encoding="utf-8")))
]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_who_follows_the_page_sees_what_it_shows(page: Path, tmp_path: Path) -> None:
    Follower(tmp_path).follow(page)


def test_every_guide_is_listed_and_those_about_policy_areas_can_be_tried() -> None:
    folder = DOCS / "how-to"
    guides = {page.name for page in folder.glob("*.md")} - {"README.md"}
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert {name for name in guides if f"({name})" not in index} == set()
    about_areas = {name for name in guides if "counterpart module" in (folder / name).read_text(encoding="utf-8")}
    assert about_areas <= {page.name for page in PAGES if page.parent == folder}
