"""Two packages full of mistakes: each is found in its file, at its line, by its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.checking import Context
from counterpart.core.checking.data import CHECKS as DATA
from counterpart.core.checking.soundness import CHECKS as SOUNDNESS
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Finding, Findings

ROOT = Path(__file__).parents[3]
AREAS = ROOT / "tests" / "areas"

BROKEN = [
    ("forms/professional.yaml", 5, "F003", "professional.profession"),
    ("forms/professional.yaml", 8, "R001", "no code list 'justification'"),
    ("procedures/request.yaml", 7, "M012", "'limbo'"),
    ("procedures/request.yaml", 7, "M014", "'limbo'"),
    ("procedures/request.yaml", 7, "M015", "'limbo'"),
    ("procedures/request.yaml", 8, "M007", "'clsoe'"),
    ("procedures/request.yaml", 11, "M002", "'acceptd'"),
    ("procedures/request.yaml", 11, "M005", "'journalist'"),
    ("questions/exercise.yaml", 13, "Q002", "'{perso}'"),
    ("questions/exercise.yaml", 13, "E001", "'primary_schol_teacher'"),
    ("questions/person.yaml", 12, "E001", "'subject.diplom'"),
    ("questions/profession.yaml", 8, "E001", "not with true"),
    ("retention.yaml", 2, "L003", "blocked at most 6 months after closure"),
    ("statistics.yaml", 3, "T004", "'subject.surname' is personal data"),
    ("statistics.yaml", 5, "T002", "'answerd'"),
]
BROKEN_STRUCTURE = [
    ("module.yaml", 3, "S011", "'1.0'"),
    ("module.yaml", 6, "S010", "'procedure'"),
    ("module.yaml", 11, "S010", "'feilds'"),
    ("module.yaml", 18, "S011", "'2 fortnights' is not a period"),
    ("module.yaml", 18, "S011", "'3 days befor'"),
]
MORE = [
    ("broken", "module.yaml", 1, "S003"),
    ("broken", "roles.yaml", 8, "S010"),
    ("broken", "statistics.yaml", 2, "T003"),
    ("broken", "procedures/request.yaml", 1, "L001"),
    ("broken2", "module.yaml", 15, "X001"),
]


def findings_of(name: str) -> list[Finding]:
    findings = Findings()
    area = load_area(AREAS / name, findings, searched=(ROOT / "areas",), display=AREAS / name)
    if area is not None:
        context = Context(area)
        for check in (*SOUNDNESS, *DATA):
            check(context, findings)
    return list(findings)


@pytest.fixture(scope="module")
def broken() -> dict[str, list[Finding]]:
    return {name: findings_of(name) for name in ("broken", "broken2")}


@pytest.mark.parametrize(
    ("name", "file", "line", "code", "words"),
    [("broken", *row) for row in BROKEN] + [("broken2", *row) for row in BROKEN_STRUCTURE],
)
def test_every_mistake_is_found_where_it_stands(
    broken: dict[str, list[Finding]], name: str, file: str, line: int, code: str, words: str
) -> None:
    here = [finding for finding in broken[name] if finding.position.file == file and finding.position.line == line]
    assert len([finding for finding in here if finding.code == code and words in finding.message]) == 1


@pytest.mark.parametrize(("name", "file", "line", "code"), MORE)
def test_and_more_is_found(broken: dict[str, list[Finding]], name: str, file: str, line: int, code: str) -> None:
    places = {(finding.position.file, finding.position.line, finding.code) for finding in broken[name]}
    assert (file, line, code) in places


def test_each_finding_says_what_to_do_or_why(broken: dict[str, list[Finding]]) -> None:
    assert all(finding.message and finding.why for name in broken for finding in broken[name])
