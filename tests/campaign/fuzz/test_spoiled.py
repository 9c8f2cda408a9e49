"""Sound modules spoiled by chance: bytes, lines, and values put where they do not belong. Never a traceback."""

from __future__ import annotations

import random

import pytest

from tests.campaign.fuzz.exchanging import exchanged
from tests.campaign.fuzz.places import SHORT, Place, all_called, assert_no_fault, commands_for
from tests.campaign.fuzz.running import called
from tests.campaign.fuzz.spoiling import spoiled

pytestmark = pytest.mark.campaign

ROUNDS = 15 if SHORT else 150
SEEDS = range(8)


def files_of(place: Place) -> list[str]:
    found = (path for path in place.before.rglob("*") if path.is_file())
    return sorted(path.relative_to(place.before).as_posix() for path in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_files_with_wrong_bytes_and_lines_end_in_findings(seed: int, place: Place) -> None:
    chance = random.Random(seed)
    for number in range(ROUNDS):
        place.restore()
        file = chance.choice(files_of(place))
        place.write(file, spoiled((place.before / file).read_bytes(), chance))
        assert_no_fault(all_called(commands_for(number)), f"seed {seed}, round {number}, {file}")


@pytest.mark.parametrize("seed", SEEDS)
def test_values_that_do_not_belong_there_end_in_findings(seed: int, place: Place) -> None:
    chance = random.Random(1_000 + seed)
    for number in range(ROUNDS):
        place.restore()
        file = chance.choice([name for name in files_of(place) if name.endswith(".yaml")])
        changed = exchanged((place.before / file).read_text(encoding="utf-8"), chance)
        if changed is not None:
            place.write(file, changed)
            assert_no_fault(all_called(commands_for(number)), f"seed {seed}, round {number}, {file}")


def test_a_traceback_would_be_noticed(place: Place) -> None:
    def breaks(words: object) -> int:
        raise KeyError("surname")

    ran = called(["module", "check", "mine"], breaks)
    assert "KeyError" in ran.fault


def test_a_command_that_does_not_come_back_would_be_noticed() -> None:
    def for_ever(words: object) -> int:
        while True:
            pass

    assert "not done after" in called(["module", "check", "mine"], for_ever).fault
