from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.guards.files import ROOT
from tests.docs.pages import Follower

PAGE = ROOT / "docs" / "tutorial" / "your-first-policy-area.md"
KEPT = ROOT / "tests" / "areas" / "tutorial" / "diving"


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_who_follows_the_tutorial_sees_what_it_shows_and_gets_the_module_that_is_kept(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    follower.follow(PAGE)
    assert files_in(follower.folder / "diving") == files_in(KEPT)
