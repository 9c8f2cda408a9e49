from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.operations.calling import call
from tests.operations.conftest import changed

LIBRARY = """
format: 2
module: lib
library: true
version: 1.0.0
title: Library
roles: {authority: {title: Authority, kind: authority}}
procedures:
  talk:
    title: Talk
    parties: {one: {title: One, role: authority}, two: {title: Two, role: authority}}
    start: begun
    states:
      begun: {title: Begun, owner: two, due: 7 days, overdue: stop}
      left: {title: Left, owner: one, due: 9 days, overdue: stop}
      ended: {title: Ended, final: true, outcome: success}
    actions:
      stop: {title: Stop, by: [one, two], from: [begun, left], to: ended}
      leave: {title: Leave, by: two, from: begun, to: left}
"""
USER = """
format: 2
module: user
version: 1.2.3
title: User
uses: {lib: ^1.0}
procedures:
  chat:
    extends: lib/talk
    title: Chat
    remove: [actions.leave, states.left]
    states: {begun: {due: 5 days}}
    actions: {nod: {title: Nod, by: two, from: begun, to: same}}
"""


@pytest.fixture
def user(area: Path) -> Path:
    for name, text in (("lib", LIBRARY), ("user", USER)):
        (area / name).mkdir()
        (area / name / "module.yaml").write_text(text.lstrip(), encoding="utf-8")
    return area


def test_it_is_said_what_is_inherited_changed_own_and_removed(user: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "explain", "user", "chat")
    assert called.status == 0
    assert called.lines[0] == "user/chat: made of lib/talk"
    shown = [" ".join(line.split()) for line in called.lines]
    assert "inherited states.ended lib/talk lib/module.yaml:15:7" in shown
    assert "changed states.begun lib/talk user/module.yaml:11:14" in shown
    assert "due: 7 days → 5 days user/module.yaml:11:22" in shown
    assert "all of it: Talk → Chat user/module.yaml:9:5" in shown
    assert "own actions.nod user/module.yaml:12:15" in shown
    assert "removed states.left, by remove: [states.left] user/module.yaml:10:29" in shown


def test_machines_get_the_same_as_json(user: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = call(capsys, "explain", "user", "chat", "--json").data
    assert data["templates"] == ["lib/talk"]
    [begun] = [entry for entry in data["entries"] if entry["address"] == "states.begun"]
    assert begun["changes"][0]["was"] == "7 days"
    assert {one["address"] for one in data["removed"]} == {"actions.leave", "states.left"}


def test_a_procedure_that_is_not_there_is_a_wrong_call(user: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "explain", "user", "chatt")
    assert (called.status, called.error) == (2, "error: user has no procedure 'chatt'\n    -> did you mean 'chat'?\n")


@pytest.fixture
def versions(area: Path) -> Path:
    shutil.copytree(area / "permits", area / "later")
    return area


def test_without_a_change_no_step_is_needed(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "diff", "permits", "later")
    assert (called.status, called.lines) == (0, ["1.0.0 → 1.0.0: nothing has changed"])


def test_a_step_that_is_too_small_fails_and_says_what_to_write(
    versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(versions, "due: 30 days", "due: 20 days", file="later/module.yaml")
    changed(versions, "version: 1.0.0", "version: 1.1.0", file="later/module.yaml")
    called = call(capsys, "diff", "permits", "later")
    assert called.status == 1
    assert called.lines[0].startswith("  major  procedures.enquiry.states.answered.due: ")
    assert called.lines[-1] == "1.0.0 → 1.1.0: a major step is needed; write 2.0.0"


def test_a_step_that_is_large_enough_is_well(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(versions, "title: Answered,", "title: Replied,", file="later/module.yaml")
    changed(versions, "version: 1.0.0", "version: 1.0.1", file="later/module.yaml")
    called = call(capsys, "diff", "permits", "later")
    assert called.status == 0
    assert called.lines[-1] == "1.0.0 → 1.0.1: a patch step is needed, and a patch one was made"


def test_a_version_never_goes_back(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(versions, "version: 1.0.0", "version: 0.9.0", file="later/module.yaml")
    called = call(capsys, "diff", "permits", "later")
    assert called.status == 1
    assert called.lines[-1].startswith("1.0.0 → 0.9.0: the version goes back; write ")


def test_two_modules_are_not_two_versions(user: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "diff", "permits", "user")
    assert called.status == 2
    assert called.error == "error: 'permits' and 'user' are two modules, not two versions of one\n"


def test_machines_get_the_verdict(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(versions, "due: 30 days", "due: 20 days", file="later/module.yaml")
    data = call(capsys, "diff", "permits", "later", "--json").data
    assert (data["needed"], data["made"], data["enough"], data["least"]) == ("major", "none", False, "2.0.0")
    assert [change["address"] for change in data["changes"]] == ["procedures.enquiry.states.answered.due"]
