from __future__ import annotations

from pathlib import Path

from tests.architecture.guards.files import ROOT
from tests.docs.pages import ANYTHING, Follower, blocks_of, difference

README = (ROOT / "README.md").read_text(encoding="utf-8")
STORY = '"$COUNTERPART_AREAS/pq" --scenario screenshot -v'


def test_the_story_that_the_readme_shows_is_played_so(tmp_path: Path) -> None:
    shown = next(block.text for block in blocks_of(README) if block.kind == "text")
    assert len(shown.splitlines()) > 10
    said = Follower(tmp_path).said(f"counterpart module simulate {STORY}")
    assert difference(f"{ANYTHING}\n{shown}{ANYTHING}\n", said) == ""


def test_the_commands_that_the_readme_names_exist(tmp_path: Path) -> None:
    lines = (line.split() for block in blocks_of(README) for line in block.text.splitlines())
    named = {words[2] for words in lines if words[:2] == ["counterpart", "module"]}
    follower = Follower(tmp_path)
    assert {"new", "check", "simulate"} < named
    for command in named - {"--help"}:
        assert follower.said(f"counterpart module {command} --help").startswith(f"usage: counterpart module {command}")
