from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.errors import Conflict
from counterpart.operations import command_line
from counterpart.operations.command_line import main
from counterpart.operations.commands import GROUPS
from counterpart.operations.terminal import Terminal
from tests.operations.calling import call


def test_help_lists_every_command_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "  module      write, check and try out policy areas" in capsys.readouterr().out
    said = call(capsys, "--help")
    assert said.status == 0
    assert all(f"  {name:8}  {one.summary}" in said.lines for name, one in GROUPS["module"].commands.items())


@pytest.mark.parametrize("words", [[], ["module"]])
def test_a_call_without_a_command_shows_the_help_and_was_wrong(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().out.startswith("usage: counterpart ")


@pytest.mark.parametrize("command", GROUPS["module"].commands)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    said = call(capsys, command, "--help")
    assert (said.status, said.error) == (0, "")
    assert f"usage: counterpart module {command}" in said.out


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["modul"], "counterpart has no command 'modul'", "did you mean 'counterpart module'?"),
        (["module", "chek"], "counterpart module has no command 'chek'", "did you mean 'counterpart module check'?"),
        (["module", "zzz"], "counterpart module has no command 'zzz'", "commands: new, check, simulate, explain, "),
        (["module", "check"], "counterpart module check: the following arguments are required: PATH", "usage: "),
        (["module", "check", "--wy", "x"], "counterpart module check: unrecognized arguments: --wy", "usage: "),
        (["module", "schema", "modul"], "counterpart module schema: argument which: invalid choice", "usage: "),
    ],
)
def test_a_wrong_call_says_what_to_write(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str, hint: str
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()[:2]
    assert first.startswith(f"error: {message}")
    assert second.startswith(f"    -> {hint}")


def test_the_arguments_of_the_process_count_when_none_are_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["counterpart", "module", "schema", "scenario"])
    assert main() == 0
    assert '"title": "Scenario"' in capsys.readouterr().out


class Stopping:
    """A command that ends as it is told."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, _words: list[str], _terminal: Terminal) -> int:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (PermissionError(13, "Permission denied", "secret.yaml"), 1, "error: secret.yaml: Permission denied\n"),
        (OSError("no room left"), 1, "error: no room left\n"),
        (Conflict("too_late", line=3), 1, "error: too_late(line=3)\n"),
    ],
)
def test_what_goes_wrong_on_the_way_ends_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(command_line, "_run", Stopping(error))
    assert main(["module"]) == status
    assert capsys.readouterr().err == said


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "_run", Stopping(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["module"])


@pytest.mark.parametrize("command", ["check", "simulate"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("permit", "error: permit: there is no file or folder here\n    -> did you mean 'permits'?\n"),
        ("zzz", "error: zzz: there is no file or folder here\n"),
        ("zz*", "error: zz*: there is no file or folder here\n"),
        ("", "error: this is not the name of a file or folder\n"),
        ("a\0b", "error: this is not the name of a file or folder\n"),
        ("permits/scenarios/none.yaml", "error: permits/scenarios/none.yaml: there is no file or folder here\n"),
    ],
)
def test_a_path_where_nothing_lies_is_a_wrong_call(
    area: Path, capsys: pytest.CaptureFixture[str], command: str, path: str, said: str
) -> None:
    called = call(capsys, command, path)
    assert (called.status, called.out) == (2, "")
    assert called.error.startswith(said)


def test_a_name_that_is_no_text_is_shown_all_the_same(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "check", "caf\udce9")
    assert called.status == 2
    assert called.error.startswith("error: caf\\udce9: there is no file or folder here")
