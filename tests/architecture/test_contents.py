from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.guards import contents
from tests.architecture.guards.files import ROOT, all_files
from tests.architecture.guards.finding import told

PINS = sorted((ROOT / "requirements").glob("*.txt"))


def test_no_file_names_a_host_of_packages_or_a_path_of_a_machine() -> None:
    found = []
    for path in all_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and archives; the tests' own broken files
        found += contents.addresses(path.relative_to(ROOT).as_posix(), text)
    assert not found, told(found)


@pytest.mark.parametrize(
    "line",
    [
        "--extra-index https://" + contents.HOSTS[0] + "/simple",
        "see https://files." + contents.HOSTS[1],
        "design: /" + "work/shared/design",
        "(/" + "root/.config)",
        "../" + "work is fine, but here/is/checkout is not",
    ],
)
def test_a_host_or_a_path_of_a_machine_is_found(line: str) -> None:
    assert contents.addresses("README.md", f"first line\n{line}\n", checkout="here/is/checkout")[0].line == 2


@pytest.mark.parametrize("line", ["areas/pq/network.yaml", "../" + "work/plan", "https://example.org/" + "work/x"])
def test_a_path_inside_the_repository_is_left_alone(line: str) -> None:
    assert not contents.addresses("README.md", line)


def test_every_package_is_pinned_with_a_hash_and_without_an_address() -> None:
    assert [path.name for path in PINS] == ["run.txt", "test.txt"]
    for path in PINS:
        text = path.read_text(encoding="utf-8")
        found = contents.loose_pins(path.name, text) + contents.links_in_pins(path.name, text)
        assert not found, told(found)


@pytest.mark.parametrize("entry", ["polib", "polib>=1.2", "polib==1.2.0", "polib==1.2.0 \\\n    --hash=md5:abc"])
def test_a_loose_pin_is_found(entry: str) -> None:
    good = "six==1.17.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via polib\n"
    assert not contents.loose_pins("run.txt", good)
    assert contents.loose_pins("run.txt", good + entry + "\n")
    assert contents.loose_pins("run.txt", entry + "\n" + good)


@pytest.mark.parametrize("entry", ["polib @ file" + ":///x/polib.whl", "--index-url https" + "://example.org"])
def test_an_address_in_the_pins_is_found(entry: str) -> None:
    assert contents.links_in_pins("run.txt", entry)


def test_what_runs_in_the_tests_is_what_runs_in_operation() -> None:
    run, test = ({line for line in path.read_text().splitlines() if "==" in line} for path in PINS)
    assert run <= test


def test_the_package_and_its_pins_name_the_same_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split("[<>=~]", name)[0] for name in project["dependencies"]}
    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    assert {re.split("[<>=~]", line)[0] for line in lines if line and line[0] != "#"} == asked | {"setuptools"}
