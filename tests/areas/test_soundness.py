"""Every policy area of this repository, shipped or not: composed, checked, played, and walked through at random."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.checking import check_area
from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings, Severity
from counterpart.core.simulation.playing import play
from counterpart.core.simulation.stories import stories_of
from counterpart.core.simulation.walks import check_walks

ROOT = Path(__file__).parents[2]
SHIPPED = ("driving-licence", "posting", "pq", "registers", "services", "solvit")
OTHERS = ("card", "children", "public-documents", "three-states/water", "votes")
EXAMPLES = tuple(sorted((ROOT / "examples" / "areas").iterdir()))
AREAS = (
    *(ROOT / "areas" / name for name in SHIPPED),
    *(ROOT / "tests" / "areas" / name for name in OTHERS),
    *EXAMPLES,
)
every_area = pytest.mark.parametrize("path", AREAS, ids=lambda path: path.name)


def loaded(path: Path) -> Area:
    findings = Findings()
    area = load_area(path, findings)
    assert area is not None
    assert not list(findings), said(findings)
    return area


def said(findings: Findings) -> list[str]:
    return [f"{one.position.file}:{one.position.line} {one.code} {one.message}" for one in findings]


@every_area
def test_nothing_is_wrong_with_it_and_nothing_is_doubtful(path: Path) -> None:
    assert said(check_area(loaded(path))) == []


@every_area
def test_its_stories_are_true(path: Path) -> None:
    area, findings = loaded(path), Findings()
    played = [play(area, story) for story in stories_of(area, findings)]
    assert said(findings) == []
    assert [one.failure for one in played if not one.well] == []
    procedures = area.definition.procedures
    within_others = {child.procedure for each in procedures.values() for child in each.children.values()}
    assert {one.story.scenario.procedure for one in played} | within_others == set(procedures)


@every_area
def test_every_way_through_it_comes_to_an_end(path: Path) -> None:
    findings = Findings()
    check_walks(loaded(path), findings)
    assert [one for one in findings if one.severity is Severity.ERROR] == []


def test_an_invented_network_uses_the_standard_library_as_it_is() -> None:
    area = loaded(ROOT / "tests" / "areas" / "three-states" / "water")
    assert area.network is not None
    assert (area.network.network, set(area.network.members)) == ("three-rivers", {"UPLAND", "DELTA-2", "ISLES"})
    assert [library.package.folder for library in area.libraries] == [ROOT / "areas" / "std"]
    assert "clan" in area.definition.forms["holder"].fields
    assert {procedure.pattern for procedure in area.definition.procedures.values()} == {"request", "alert", "query"}
