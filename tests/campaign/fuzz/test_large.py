"""Large packages, and hostile ones under the limits of the system: time and memory stay within bounds."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaign.fuzz import hostile_files, hostile_yaml
from tests.campaign.fuzz.cases import Case
from tests.campaign.fuzz.large import LARGE
from tests.campaign.fuzz.large_sound import SOUND
from tests.campaign.fuzz.places import NAME, PROCEDURE, SHORT, Place
from tests.campaign.fuzz.running import called

pytestmark = pytest.mark.campaign

SECONDS = 20
"""Of processor time for a package at the limits; what somebody writes by hand takes less than one."""

MEGABYTES = 640
"""Of memory that the process may ask the system for."""

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = (
    ["check", f"areas/{NAME}"],
    ["simulate", f"areas/{NAME}"],
    ["diagram", f"areas/{NAME}", PROCEDURE, "--format", "svg"],
    ["explain", f"areas/{NAME}", PROCEDURE],
    ["units", f"areas/{NAME}", "--lang", "pl"],
    ["diff", f"before/{NAME}", f"areas/{NAME}"],
)
BOMBS = [*hostile_yaml.ALIASES[:3], *hostile_yaml.DEPTH[:4], *hostile_yaml.SIZES[:4], *hostile_files.MANY[:4]]


def alone(place: Place, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own that gets no more memory and time than it should need."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [sys.executable, "-m", "counterpart.operations.command_line", "module", *words],
        cwd=place.folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=20 * SECONDS,
        preexec_fn=bounded,
    )


@pytest.mark.parametrize("name", LARGE)
def test_a_large_package_costs_little_memory_and_time(name: str, place: Place) -> None:
    LARGE[name](place)
    for words in COMMANDS[:1] if SHORT else COMMANDS:
        ended_well(alone(place, words))


@pytest.mark.parametrize("name", SOUND)
def test_a_large_package_without_a_mistake_is_checked_to_the_end(name: str, place: Place) -> None:
    SOUND[name](place)
    checked = alone(place, COMMANDS[0])
    ended_well(checked)
    assert checked.returncode == 0, [line for line in checked.stdout.splitlines() if " error " in line][:5]
    assert " 0 random walks" not in checked.stdout
    for words in () if SHORT else COMMANDS[1:]:
        ended_well(alone(place, words))


def ended_well(done: subprocess.CompletedProcess[str]) -> None:
    """Fail unless a command came to an end of its own and said something."""
    assert done.returncode in {0, 1, 2}, f"{done.args}: {done.returncode}\n{done.stderr[-2_000:]}"
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize("case", BOMBS[::4] if SHORT else BOMBS, ids=str)
def test_a_bomb_costs_little_memory_and_time(case: Case, place: Place) -> None:
    case.make(place)
    done = alone(place, ["check", f"areas/{NAME}"])
    assert done.returncode in {0, 1}, f"{done.returncode}\n{done.stderr[-2_000:]}"
    assert not case.code or f" {case.code}: " in done.stdout


def test_a_process_that_takes_too_much_memory_would_be_noticed(place: Place) -> None:
    words = ["check", f"areas/{NAME}"]
    assert alone(place, words).returncode == 0
    greedy = f"held = bytearray({MEGABYTES} * 1024 * 1024)"
    done = subprocess.run(
        [sys.executable, "-c", greedy],
        check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2),
    )
    assert b"MemoryError" in done.stderr


def test_what_a_sound_module_costs_is_far_from_the_bounds(place: Place) -> None:
    assert called(["module", "check", f"areas/{NAME}"]).seconds < SECONDS / 10
