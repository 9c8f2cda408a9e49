from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.core.composing import load_area
from counterpart.core.findings import Findings
from counterpart.core.reading.locate import installed_areas
from tests.operations.calling import call

STD = load_area((installed_areas() or Path("areas")) / "std", Findings())
TEMPLATES = list(STD.definition.procedures) if STD else []


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_module_checks_clean_and_its_story_is_so(
    here: Path, capsys: pytest.CaptureFixture[str], template: str
) -> None:
    assert call(capsys, "new", "posted-workers", "--from", f"std/{template}").status == 0
    checked = call(capsys, "check", "posted-workers")
    assert checked.status == 0
    [line] = checked.lines
    assert line.startswith("ok   posted-workers 0.1.0: 0 errors, 0 warnings; 1 procedure, ")
    played = call(capsys, "simulate", "posted-workers")
    assert played.lines == ["  ok    first: A first story", "1 scenario ok, 0 failed"]


def test_without_a_template_it_is_a_request_whose_story_goes_from_draft_to_closed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = call(capsys, "new", "visits")
    made = sorted(path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file())
    assert [line.removeprefix("made  ") for line in called.lines if line.startswith("made  ")] == made
    assert made == [
        "visits/forms/matter.yaml",
        "visits/module.yaml",
        "visits/procedures/request.yaml",
        "visits/questions/first.yaml",
        "visits/retention.yaml",
        "visits/roles.yaml",
        "visits/scenarios/first.yaml",
    ]
    story = (here / "visits/scenarios/first.yaml").read_text(encoding="utf-8")
    assert "  - {expect: draft}\n  - {do: send, as: requester}" in story
    assert story.endswith("  - {do: close, as: requester}\n  - {expect: closed}\n")


def test_it_says_what_to_do_next_and_that_works(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "new", "visits")
    start = called.lines.index("Next:")
    commands = [line.split("  ")[1].split() for line in called.lines[start + 1 :]]
    assert [words[2] for words in commands] == ["check", "simulate", "explain", "diagram", "units"]
    for words in commands:
        assert call(capsys, *words[2:]).status == 0, words


def test_nothing_is_ever_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "visits").mkdir()
    (here / "visits" / "kept.txt").write_text("mine", encoding="utf-8")
    called = call(capsys, "new", "visits")
    assert (called.status, called.out) == (2, "")
    assert called.error == (
        "error: visits exists already; nothing was written\n    -> take another name, or move it away\n"
    )
    (here / "gone").symlink_to("nowhere")
    assert call(capsys, "new", "gone").status == 2
    assert sorted(path.name for path in here.rglob("*")) == ["gone", "kept.txt", "visits"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Visits"], "error: 'Visits' cannot be the name of a module\n    -> a name has small letters"),
        (["../Visits"], "error: 'Visits' cannot be the name of a module"),
        (["nowhere/visits"], "error: there is no folder nowhere\n    -> make it first"),
        (["visits", "--from", "request"], "error: 'request' is not written as a template\n    -> write e.g."),
        (["visits", "--from", "sdt/request"], "error: there is no library 'sdt'\n    -> did you mean 'std'?"),
        (["visits", "--from", "std/requst"], "error: std has no template 'requst'\n    -> did you mean 'request'?"),
        (["visits", "--from", "std/x"], "error: std has no template 'x'\n    -> templates: "),
        (["visits", "--from", "pq/request"], "error: 'pq' is no library that can be used"),
    ],
)  # fmt: skip
def test_a_wrong_call_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    called = call(capsys, "new", *words)
    assert (called.status, called.out) == (2, "")
    assert called.error.startswith(said)
    assert not list(here.iterdir())


def test_it_may_lie_in_another_folder_that_everybody_may_look_into(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "areas").mkdir()
    called = call(capsys, "new", "areas/visits", "--json")
    assert called.data["folder"] == "areas/visits"
    assert "scenarios/first.yaml" in called.data["files"]
    assert (here / "areas/visits").stat().st_mode & 0o777 == 0o755
    assert [path.name for path in (here / "areas").iterdir()] == ["visits"]


def test_when_it_cannot_be_finished_nothing_is_left_behind(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "visits")

    monkeypatch.setattr(os, "rename", full)
    called = call(capsys, "new", "visits")
    assert (called.status, called.error) == (1, "error: visits: No space left on device\n")
    assert not list(here.iterdir())


THREE_STATES = Path(__file__).resolve().parents[1] / "areas" / "three-states" / "network.yaml"


def test_a_module_beside_another_network_keeps_that_network_s_limits(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "network.yaml").write_text(THREE_STATES.read_text(encoding="utf-8"), encoding="utf-8")
    made = call(capsys, "new", "permits")
    assert "--lang es-US --write" in "\n".join(made.lines)
    assert "block_after: 1 years" in (here / "permits" / "retention.yaml").read_text(encoding="utf-8")
    assert call(capsys, "check", "permits").status == 0
