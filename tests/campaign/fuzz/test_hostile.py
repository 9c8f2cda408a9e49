"""Packages made to do harm: each ends in findings, within the time, whatever is asked about it."""

from __future__ import annotations

import pytest

from tests.campaign.fuzz import (
    hostile_composing,
    hostile_files,
    hostile_rules,
    hostile_stories,
    hostile_texts,
    hostile_yaml,
)
from tests.campaign.fuzz.cases import Case
from tests.campaign.fuzz.places import Place, all_called, assert_no_fault, commands_for

pytestmark = pytest.mark.campaign

PACKAGES = (
    *hostile_yaml.CASES, *hostile_files.CASES, *hostile_composing.CASES, *hostile_texts.CASES, *hostile_rules.CASES,
    *hostile_stories.CASES,
)  # fmt: skip


@pytest.mark.parametrize(("number", "case"), list(enumerate(PACKAGES)), ids=str)
def test_a_hostile_package_ends_in_findings(number: int, case: Case, place: Place) -> None:
    case.make(place)
    ran = all_called(commands_for(number))
    assert_no_fault(ran, case.name)
    assert not case.code or f" {case.code}: " in ran[0].output, ran[0].output[:2_000]


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in PACKAGES]
    assert len(names) == len(set(names))
