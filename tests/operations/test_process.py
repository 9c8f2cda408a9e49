"""The command line as people meet it: a process of its own, its start, its pipes and its exit codes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpart.core.reading.locate import installed_areas
from tests.operations.calling import run, surroundings
from tests.operations.conftest import changed

COMMAND = [sys.executable, "-m", "counterpart.operations.command_line"]
HEAVY = ("pydantic", "yaml", "babel", "polib", "django", "counterpart.core.definitions")


def fastest(call: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the quickest of several calls: other processes take time, too."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def test_help_answers_at_once() -> None:
    bare = fastest(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True, env=surroundings()))
    assert fastest(lambda: run(["--help"])) < 6 * bare + 0.1
    assert fastest(lambda: run(["module", "check", "--help"])) < 6 * bare + 0.1


def test_a_small_module_is_checked_while_you_wait(area: Path) -> None:
    imports = "import counterpart.core.checking, counterpart.core.simulation"
    loaded = fastest(lambda: subprocess.run([sys.executable, "-c", imports], check=True, env=surroundings()))
    assert fastest(lambda: run(["module", "check", "permits"])) < 2.5 * loaded + 0.3


def test_help_loads_nothing_that_only_a_command_needs() -> None:
    program = (
        "import sys; from counterpart.operations.command_line import main; main(['module', 'check', '--help']); "
        "print('|'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), capture_output=True, text=True, check=True
    )
    loaded = done.stderr.strip().split("|")
    assert "counterpart.operations.commands" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []


def test_the_exit_code_says_how_it_went(area: Path) -> None:
    assert run(["module", "check", "permits"]).status == 0
    assert run(["module", "chek"]).status == 2
    changed(area, "start: draft", "start: drft")
    called = run(["module", "check", "permits"])
    assert (called.status, called.error) == (1, "")


def test_in_a_pipe_there_is_no_colour_and_every_letter_is_utf8(area: Path) -> None:
    changed(area, "start: draft", "start: dráft")
    called = run(["module", "check", "permits"], PYTHONIOENCODING="utf-8")
    assert "\x1b" not in called.out
    assert "'dráft'" in called.out


def test_a_terminal_that_knows_no_greek_is_no_reason_to_stop(area: Path) -> None:
    changed(area, "start: draft", "start: Ωμέγα")
    called = run(["module", "check", "permits"], PYTHONIOENCODING="ascii", LC_ALL="C")
    assert called.status == 1
    assert "'\\u03a9\\u03bc\\u03ad\\u03b3\\u03b1'" in called.out
    assert "Traceback" not in called.error


def test_a_path_that_is_no_text_is_no_reason_to_stop(area: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "module", "check", b"caf\xe9"], env=surroundings(), capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"there is no file or folder here" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_let_go_quietly() -> None:
    process = subprocess.Popen(
        [*COMMAND, "module", "schema"], env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), said) == (141, b"")


def test_an_interruption_ends_quietly() -> None:
    program = (
        "import os, signal, sys; from counterpart.operations import command_line as line\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whoever started the tests may ignore it
        "def wait(*_): os.kill(os.getpid(), signal.SIGINT)\n"
        "line._run = wait; sys.exit(line.main(['module']))"
    )
    done = subprocess.run([sys.executable, "-c", program], env=surroundings(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_it_wants_none(
    area: Path, environment: dict[str, str], *, coloured: bool
) -> None:
    ours, theirs = pty.openpty()
    words = [*COMMAND, "module", "check", "permits"]
    subprocess.run(words, env=surroundings(TERM="xterm", **environment), stdout=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 65536)
    os.close(ours)
    assert (b"\x1b[32mok" in said) is coloured
    assert b"permits 1.0.0: 0 errors" in said


def test_everything_that_ships_is_well_and_its_stories_are_so() -> None:
    areas = installed_areas()
    assert areas is not None
    checked = run(["module", "check", areas])
    assert checked.status == 0, checked.out
    played = run(["module", "simulate", areas])
    assert played.status == 0, played.out
    assert ", 0 failed" in played.lines[-1]
