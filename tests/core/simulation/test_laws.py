"""Laws that hold for every policy area that ships, whatever happens in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.composing import Area, Shelf, load_area
from counterpart.core.findings import Findings
from counterpart.core.reading.locate import find_packages, installed_areas
from counterpart.core.simulation import play, stories_of
from counterpart.core.simulation.walking import Walked, Walker
from counterpart.core.workflow import compile_procedure, profile_of

AREAS = installed_areas() or Path("areas")
PATHS = find_packages([AREAS])


@cache
def shelf() -> Shelf:
    return Shelf((AREAS,))


@cache
def area_at(path: Path) -> Area:
    area = load_area(path, Findings(), shelf=shelf())
    assert area is not None
    return area


def procedures() -> list[tuple[Path, str]]:
    return [(path, name) for path in PATHS for name in area_at(path).definition.procedures]


def walks_of(path: Path, name: str, number: int, seed: int) -> list[Walked]:
    area = area_at(path)
    assert area.network is not None
    rules = compile_procedure(area.definition, name, profile_of(area.network))
    return Walker(rules, rules.profile.members[:3]).walks(number, seed)


@settings(max_examples=25)
@given(st.sampled_from(procedures()), st.integers(min_value=0, max_value=10**6))
def test_no_walk_through_a_shipped_procedure_ends_stuck(procedure: tuple[Path, str], seed: int) -> None:
    path, name = procedure
    assert all(walked.ended for walked in walks_of(path, name, 8, seed))


@settings(max_examples=10)
@given(st.sampled_from(procedures()), st.integers(min_value=0, max_value=10**6))
def test_a_walk_is_the_same_every_time(procedure: tuple[Path, str], seed: int) -> None:
    path, name = procedure
    assert walks_of(path, name, 4, seed) == walks_of(path, name, 4, seed)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_scenario_that_ships_is_so_and_plays_alike_twice(path: Path) -> None:
    area, findings = area_at(path), Findings()
    for story in stories_of(area, findings):
        first = play(area, story)
        assert first.failure is None, f"{story.name}: {first.failure}"
        assert play(area, story).events == first.events
    assert not findings.errors
