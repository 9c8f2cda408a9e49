from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.reading import locate
from counterpart.core.reading.locate import (
    find_packages,
    find_profiles,
    installed_areas,
    package_named,
    profile_in,
    searched_for,
)
from tests.core.reading.small_packages import MODULE, ONE_FILE, written


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    names = ("std/module.yaml", "pq/module.yaml", "pq/forms/a.yaml", "locale/pl.po", "scenarios/posting.yaml")
    files = dict.fromkeys(names, MODULE)
    return written(
        tmp_path / "areas", {**files, "posting.yaml": ONE_FILE, "network.yaml": "network: x", "README.md": ""}
    )


def test_a_folder_of_packages_stands_for_the_packages_in_it(areas: Path) -> None:
    expected = [areas / "posting.yaml", areas / "pq", areas / "std"]
    assert find_packages([areas]) == expected
    assert find_packages([areas / "*"]) == expected
    assert sorted(find_packages(areas.iterdir())) == expected


def test_a_package_is_named_once_by_its_folder_its_module_file_or_its_one_file(areas: Path) -> None:
    assert find_packages([areas / "pq", areas / "pq" / "module.yaml", areas / "posting.yaml", areas / "pq"]) == [
        areas / "pq",
        areas / "posting.yaml",
    ]


def test_a_pattern_without_match_and_a_path_without_package_are_kept_to_be_reported(areas: Path) -> None:
    empty = written(areas / "empty", {})
    for path in (areas / "x*", areas / "missing", areas / "missing.yaml", empty, Path("a\0b"), Path("x" * 300)):
        assert find_packages([path]) == [path]


def test_relative_patterns_are_taken_from_the_working_directory(areas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(areas.parent)
    assert find_packages([Path("areas/p*")]) == [Path("areas/posting.yaml"), Path("areas/pq")]


def test_profiles_are_found_in_a_folder_by_name_and_by_pattern(areas: Path) -> None:
    for paths in ([areas], [areas / "network.yaml"], [areas / "*"], [areas, areas / "network.yaml"]):
        assert find_profiles(paths) == [areas / "network.yaml"]
    assert find_profiles([areas / "pq"]) == []


def test_a_library_is_found_beside_the_package_first(areas: Path, tmp_path: Path) -> None:
    installed = written(tmp_path / "installed", {"std/module.yaml": MODULE, "eu/module.yaml": MODULE})
    searched = searched_for(areas / "pq", installed)
    assert searched == (areas, installed)
    assert package_named("std", searched) == areas / "std"
    assert package_named("eu", searched) == installed / "eu"
    assert package_named("posting", searched) == areas / "posting.yaml"
    assert package_named("missing", searched) is None


@pytest.mark.parametrize("name", ["../areas/std", "..", "/etc", "", "std/", "std\0", "network", "locale"])
def test_a_name_that_leads_elsewhere_finds_nothing(areas: Path, name: str) -> None:
    assert package_named(name, [areas, areas / "pq"]) is None


def test_what_lies_beside_a_package_is_known_however_the_package_is_named(
    areas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(areas / "pq")
    for path in (Path(), Path("module.yaml"), areas / "pq", areas / "pq" / "module.yaml", areas / "posting.yaml"):
        assert searched_for(path, areas) == (areas,)


def test_the_profile_is_found_beside_the_package_or_installed(areas: Path, tmp_path: Path) -> None:
    assert profile_in([tmp_path, areas]) == areas / "network.yaml"
    assert profile_in([tmp_path]) is None


def test_the_environment_says_where_the_areas_are_installed(areas: Path, tmp_path: Path) -> None:
    assert installed_areas({locate.AREAS_VARIABLE: str(areas)}) == areas
    assert installed_areas({locate.AREAS_VARIABLE: ""}) == installed_areas({})
    source_tree = Path(__file__).parents[3] / "areas"
    assert installed_areas({}) == (source_tree if source_tree.is_dir() else None)
