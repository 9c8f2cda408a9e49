from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.findings import Findings
from counterpart.core.reading.limits import Limits
from counterpart.core.reading.package import read_package, read_profile, read_scenarios
from counterpart.core.reading.tree import position_of
from tests.core.reading.small_packages import MODULE, ONE_FILE, PQ, SCENARIO, only, places, written

NETWORK = """\
format: 2
network: islands
title: Three islands
languages: [en, mt]
members:
  NO: {name: North, time_zone: Europe/Malta, languages: [en]}
"""


def story(name: str) -> str:
    return SCENARIO.replace("A Polish authority asks the United Kingdom about a pharmacist", name)


def told(path: Path, findings: Findings | None = None) -> list[str]:
    """Return the titles of the scenarios of the package at a path."""
    found = Findings() if findings is None else findings
    package = read_package(path, found, display=path.parent)
    assert package is not None
    return [scenario["scenario"] for scenario in read_scenarios(package, found)]


def test_scenarios_of_a_folder_have_places_in_their_files(tmp_path: Path) -> None:
    findings = Findings()
    package = read_package(written(tmp_path / "pq", PQ), findings, display=tmp_path)
    assert package is not None
    (scenario,) = read_scenarios(package, findings)
    assert len(findings) == 0
    assert scenario["given"]["parties"] == {"requester": "PL", "responder": "GB"}
    assert str(position_of(scenario, ("steps", 1, "due"))) == "pq/scenarios/screenshot.yaml:7:20"


def test_scenarios_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    names = {f"scenarios/{name}.yaml": story(name) for name in ("b", "a", "c")}
    assert told(written(tmp_path / "pq", {"module.yaml": MODULE, **names})) == ["a", "b", "c"]


def test_a_one_file_module_has_the_scenarios_beside_it_that_begin_with_its_name(tmp_path: Path) -> None:
    names = ("posting", "posting-late", "posting_two", "rapex", "posting-of-workers", "posting-of-workers-2")
    files = {f"scenarios/{name}.yaml": story(name) for name in names}
    written(tmp_path, {**files, "posting.yaml": ONE_FILE, "posting-of-workers.yaml": ONE_FILE, "other.yaml": ONE_FILE})
    assert told(tmp_path / "posting.yaml") == ["posting-late", "posting", "posting_two"]
    assert told(tmp_path / "posting-of-workers.yaml") == ["posting-of-workers-2", "posting-of-workers"]
    assert told(tmp_path / "other.yaml") == []


def test_a_broken_scenario_is_a_finding_and_the_others_are_told(tmp_path: Path) -> None:
    findings = Findings()
    files = {"module.yaml": MODULE, "scenarios/a.yaml": "a: [", "scenarios/b.yaml": story("b")}
    assert told(written(tmp_path / "pq", files), findings) == ["b"]
    assert [finding.code for finding in findings] == ["Y001"]


def test_scenarios_read_again_and_again_stay_within_the_limits(tmp_path: Path) -> None:
    findings = Findings()
    folder = written(tmp_path / "pq", PQ)
    package = read_package(folder, findings, limits=Limits(package_nodes=200, package_bytes=3_000))
    assert package is not None
    assert all(len(read_scenarios(package, findings)) == 1 for _ in range(30))
    assert len(findings) == 0


def test_scenarios_of_neighbours_do_not_count_for_a_one_file_module(tmp_path: Path) -> None:
    neighbours = {f"scenarios/x{number}.yaml": "#" * 900 for number in range(20)}
    written(tmp_path, {"posting.yaml": ONE_FILE, "scenarios/posting.yaml": story("posting"), **neighbours})
    findings = Findings()
    limits = Limits(package_files=5, package_bytes=2_000)
    package = read_package(tmp_path / "posting.yaml", findings, limits=limits)
    assert package is not None
    assert len(read_scenarios(package, findings)) == 1
    assert len(findings) == 0


def test_a_folder_of_scenarios_that_is_a_link_elsewhere_is_not_read(tmp_path: Path) -> None:
    written(tmp_path, {"a/posting.yaml": ONE_FILE, "b/posting.yaml": story("secret")})
    (tmp_path / "a" / "scenarios").symlink_to(tmp_path / "b")
    findings = Findings()
    assert told(tmp_path / "a" / "posting.yaml", findings) == []
    assert [finding.code for finding in findings] == ["S021"]


@pytest.mark.parametrize("named", ["network.yaml", "."])
def test_the_profile_of_a_network_is_read_with_the_translations_beside_it(tmp_path: Path, named: str) -> None:
    written(tmp_path, {"network.yaml": NETWORK, "locale/pl.po": "", "locale/notes.txt": "", "pq/module.yaml": MODULE})
    findings = Findings()
    profile = read_profile(tmp_path / named, findings, display=tmp_path)
    assert len(findings) == 0
    assert profile is not None
    assert (profile.name, profile.root["members"]["NO"]["name"]) == ("islands", "North")
    assert profile.files_in("locale") == (tmp_path / "locale" / "pl.po",)
    assert str(position_of(profile.root, ("members", "NO", "name"))) == "network.yaml:6:8"


@pytest.mark.parametrize(
    ("text", "place"), [("[", "Y001 network.yaml"), ("- a", "S011 network.yaml"), ("", "Y001 network.yaml")]
)
def test_a_broken_profile_is_a_finding(tmp_path: Path, text: str, place: str) -> None:
    findings = Findings()
    assert read_profile(written(tmp_path, {"network.yaml": text}), findings, display=tmp_path) is None
    assert places(findings)[0].startswith(place)


def test_a_missing_profile_is_a_finding(tmp_path: Path) -> None:
    findings = Findings()
    assert read_profile(tmp_path, findings, display=tmp_path) is None
    assert only(findings)[0] == "Y002"


def test_a_profile_is_no_module_and_is_told_so(tmp_path: Path) -> None:
    findings = Findings()
    path = written(tmp_path, {"network.yaml": NETWORK}) / "network.yaml"
    assert read_package(path, findings, display=tmp_path) is None
    assert only(findings)[::2] == ("S001", "this is the profile of a network")


def test_scenarios_that_are_no_folder_are_a_finding(tmp_path: Path) -> None:
    findings = Findings()
    written(tmp_path, {"posting.yaml": ONE_FILE, "scenarios": "not a folder"})
    assert told(tmp_path / "posting.yaml", findings) == []
    assert places(findings) == ["Y002 scenarios:0:0"]


def test_the_profile_has_a_name_even_when_it_says_none(tmp_path: Path) -> None:
    for said in ("title: x", "network: {a: b}", "network:"):
        profile = read_profile(written(tmp_path, {"network.yaml": said}), Findings(), display=tmp_path)
        assert profile is not None
        assert profile.name == "network"
