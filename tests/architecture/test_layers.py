from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

from tests.architecture.guards.files import ROOT

PYPROJECT = ROOT / "pyproject.toml"
CONTRACTS: list[dict[str, Any]] = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
LINTER = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def lint(folder: Path) -> tuple[bool, str]:
    """Run import-linter with our contracts over the package in `folder`."""
    command = [sys.executable, "-c", LINTER, "--no-logo", "--no-cache", "--config", str(PYPROJECT)]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def rooms(contract: dict[str, Any]) -> list[str]:
    return [room.strip(" ()") for layer in contract["layers"] for room in layer.split("|")]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build an empty house in which every room of the layers exists, built yet or not."""
    for contract in CONTRACTS:
        for container in contract.get("containers", []):
            for room in rooms(contract):
                place = tmp_path.joinpath(*container.split("."), room)
                place.mkdir(parents=True)
                for folder in (place, *place.relative_to(tmp_path).parents[:-1]):
                    (tmp_path / folder / "__init__.py").touch()
    return tmp_path


def test_the_layers_hold() -> None:
    kept, said = lint(ROOT / "src")
    assert kept, said


def test_an_empty_house_keeps_every_contract(house: Path) -> None:
    kept, said = lint(house)
    assert kept, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said


@pytest.mark.parametrize(
    ("contract", "file", "line"),
    [
        ("house", "foundation/actor.py", "import counterpart.exchanges"),
        ("house", "notices/mail.py", "import counterpart.accounts"),
        ("house", "cellar/__init__.py", ""),
        ("core-rooms", "core/definitions/module.py", "import counterpart.core.workflow"),
        ("core-rooms", "core/visibility/seeing.py", "import counterpart.core.retention"),
        ("core-rooms", "core/attic/__init__.py", ""),
        ("core-plain", "core/reading/yaml.py", "from django.db import models"),
        ("core-plain", "core/workflow/step.py", "import psycopg"),
        ("doors", "web/views.py", "import counterpart.exchanges.models"),
        ("doors", "operations/health.py", "import counterpart.directory.models.authority"),
    ],
)
def test_each_contract_bites(house: Path, contract: str, file: str, line: str) -> None:
    for made in ("exchanges/models/__init__.py", "directory/models/__init__.py", "directory/models/authority.py", file):
        (house / "counterpart" / made).parent.mkdir(exist_ok=True)
        (house / "counterpart" / made).touch()
    (house / "counterpart" / file).write_text(line + "\n")
    kept, said = lint(house)
    assert not kept
    [name] = [entry["name"] for entry in CONTRACTS if entry["id"] == contract]
    assert re.findall(r"^(.+) BROKEN", said, re.MULTILINE) == [name], said


def test_a_circle_inside_a_room_is_found(house: Path) -> None:
    reading = house / "counterpart" / "core" / "reading"
    (reading / "events.py").write_text("import counterpart.core.reading.scalars\n")
    (reading / "scalars.py").write_text("import counterpart.core.reading.events\n")
    kept, said = lint(house)
    assert not kept
    assert "No circles inside any room BROKEN" in said


def circles(graph: grimp.ImportGraph) -> list[str]:
    """Find modules that reach themselves, also through the `__init__.py` of their own room."""
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if back := graph.find_shortest_chain(imported, module):
                found.add(" -> ".join(sorted(back)))
    return sorted(found)


def test_no_module_reaches_itself() -> None:
    found = circles(grimp.build_graph("counterpart", cache_dir=None))
    assert not found, "\n".join(found)


def test_a_module_that_reaches_itself_through_its_room_is_found() -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="a", imported="a.b")
    graph.add_import(importer="a.b", imported="a.c")
    assert not circles(graph)
    graph.add_import(importer="a.c", imported="a")
    assert circles(graph) == ["a -> a.b -> a.c"]
