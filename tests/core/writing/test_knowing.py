"""What the engine is told of an exchange belongs to its own procedure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpart.core.workflow import Rulebooks, profile_of
from counterpart.core.writing.knowing import nothing_of
from tests.core.simulation.permits import area_in


def test_procedures_of_two_policy_areas_that_share_a_name_know_their_own_values(tmp_path: Path) -> None:
    area = area_in(tmp_path)
    assert area.network is not None
    rules = Rulebooks(area.definition, profile_of(area.network))["enquiry"]
    bare = replace(rules, questions={})
    assert bare.name == rules.name
    assert "answers.at_school" in nothing_of(rules)
    assert "answers.at_school" not in nothing_of(bare)
    assert nothing_of(rules) is nothing_of(rules)
