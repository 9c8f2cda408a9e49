"""Single mistakes in the shipped packages: each is found at its own line (grammar, section 11)."""

from __future__ import annotations

import os
import random
import shutil
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from counterpart.core.checking import check_area
from counterpart.core.composing import load_area
from counterpart.core.findings import Findings
from tests.mutation.mistakes import Mistake, exchanged_parties, line_mistakes, misspellings

AREAS = Path(__file__).resolve().parents[2] / "areas"
PACKAGES = ("std", "pq", "services", "posting", "solvit", "driving-licence", "registers")
SEED = 20111
EACH, FIRST, SHORT = 8, 3, os.environ.get("SHORT") == "1"
"""Mistakes of each kind, and those that are tried in every run; a campaign that is not short tries the others."""
LEAST = 150
NO_MISTAKE: dict[str, str] = {
    "retention lengthened driving-licence/retention.yaml:11": "the profile sets no limit for the log",
}


@cache
def mistakes() -> dict[str, tuple[Mistake, ...]]:
    """Return eight mistakes of each kind, or as many as the packages have room for."""
    chance = random.Random(SEED)
    found: dict[str, list[Mistake]] = defaultdict(list)
    makers = (misspellings, line_mistakes, exchanged_parties)
    for mistake in (mistake for make in makers for mistake in make(AREAS, PACKAGES, chance)):
        if len(found[mistake.kind]) < EACH:
            found[mistake.kind].append(mistake)
    return {kind: tuple(kept) for kind, kept in sorted(found.items())}


def findings_of(areas: Path, package: str) -> set[tuple[str, str, int, str]]:
    findings = Findings()
    area = load_area(areas / package, findings, searched=(areas,), display=areas)
    if area is not None:
        findings.extend(check_area(area))
    return {(one.code, one.position.file, one.position.line, one.message) for one in findings}


@cache
def before(package: str) -> set[tuple[str, str, int, str]]:
    return findings_of(AREAS, package)


def found_at(areas: Path, mistake: Mistake) -> set[tuple[str, str, int, str]]:
    """Make the mistake, return what is newly found, and take the mistake back."""
    file = areas / mistake.file
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    assert lines[mistake.line - 1] == mistake.before
    lines[mistake.line - 1] = mistake.after
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        return findings_of(areas, mistake.package) - before(mistake.package)
    finally:
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    areas = tmp_path_factory.mktemp("mutation") / "areas"
    shutil.copytree(AREAS, areas, ignore=shutil.ignore_patterns("locale"))
    return areas


@pytest.mark.parametrize(
    ("kind", "some"),
    [
        pytest.param(kind, some, id=f"{kind}, {title}", marks=marks)
        for kind in sorted(mistakes())
        for some, title, marks in (
            (slice(FIRST), "some", ()),
            *([] if SHORT else [(slice(FIRST, None), "the others", (pytest.mark.campaign,))]),
        )
    ],
)
def test_each_mistake_is_found_at_its_own_line(kind: str, some: slice, copied: Path) -> None:
    missed = []
    for mistake in mistakes()[kind][some]:
        found = found_at(copied, mistake)
        at_its_line = [one for one in found if one[1] == mistake.file and one[2] in mistake.lines]
        if not at_its_line and str(mistake) not in NO_MISTAKE:
            missed.append(
                f"{mistake}\n  {mistake.before.strip()}\n  {mistake.after.strip()}\n  found: {sorted(found)[:3]}"
            )
    assert not missed, "\n".join(missed)


def test_there_are_enough_mistakes_of_each_kind_and_few_are_none() -> None:
    counted = {kind: len(kept) for kind, kept in mistakes().items()}
    total = sum(counted.values())
    assert total >= LEAST
    assert len(NO_MISTAKE) <= total * 0.05
    assert set(NO_MISTAKE) <= {str(mistake) for kept in mistakes().values() for mistake in kept}


def test_without_the_checks_the_mistakes_go_unseen(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite can fail: with the checks switched off, a misspelt party is not found."""
    monkeypatch.setattr("tests.mutation.test_mistakes_are_found.check_area", lambda area: Findings())
    assert not any(found_at(copied, mistake) for mistake in mistakes()["party in by"])
