from __future__ import annotations

from counterpart.core.conditions import evaluate, read_condition
from counterpart.core.findings import Finding, Findings, Position, Severity
from tests.core.conditions.scene import NAMES, Situation

PLACE = Position("pq/questions/exercise.yaml", 13, 99)
WHAT = "question subjects_taught.offer_if"


def test_a_wrong_condition_becomes_one_finding_at_the_place_of_its_key() -> None:
    findings = Findings()
    text = "subject.profession in ['primary_schol_teacher']"
    assert read_condition(findings, PLACE, WHAT, text, NAMES) is None
    assert list(findings) == [
        Finding(
            "E001",
            Severity.ERROR,
            PLACE,
            "question subjects_taught.offer_if: code list 'professions' has no code 'primary_schol_teacher'; "
            "did you mean 'primary_school_teacher'?",
            "in: subject.profession in ['primary_schol_teacher'] (column 24)",
        )
    ]


def test_a_text_that_is_no_condition_is_reported_alike() -> None:
    findings = Findings()
    assert read_condition(findings, PLACE, WHAT, "has(subject.diploma", NAMES) is None
    (finding,) = findings
    assert (finding.code, finding.message) == ("E001", f"{WHAT}: expected ',' or ')', found the end")
    assert finding.why


def test_a_sound_condition_is_given_back_and_nothing_is_reported() -> None:
    findings = Findings()
    condition = read_condition(findings, PLACE, WHAT, "has(subject.diploma)", NAMES)
    assert len(findings) == 0
    assert condition is not None
    assert evaluate(condition, Situation({"subject.diploma": "MSc"}))
