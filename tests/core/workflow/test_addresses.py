"""Every address that a verdict or a problem may carry is that of a text which translators have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.core.texts.units import units_of
from counterpart.core.workflow import REASONS, Rulebook
from counterpart.core.workflow.forms import PROBLEMS, FormRules
from tests.core.workflow.request import REQUEST
from tests.core.workflow.test_facts import READING
from tests.core.workflow.test_questions import REQUEST as QUESTIONS


def addresses(rules: Rulebook) -> Iterator[str]:
    for machine in (rules.main, *rules.tracks.values()):
        for action in machine.actions.values():
            yield action.text
            yield from (need.text for need in action.needs)
    for form in rules.forms.values():
        yield from of_rules(form)


def of_rules(form: FormRules) -> Iterator[str]:
    yield from (f"form.{form.name}.rule.{name}" for name, _ in form.rules)
    for field in form.fields:
        yield from (f"form.{form.name}.{field.name}.rule.{name}" for name, _ in field.rules)


@pytest.mark.parametrize("rules", [REQUEST, READING, QUESTIONS], ids=["request", "reading", "questions"])
def test_every_address_has_a_text(rules: Rulebook) -> None:
    known = {unit.address for unit in units_of(rules.module)}
    said = set(addresses(rules))
    assert said <= known, said - known
    assert any(".needs." in address for address in said)


def test_every_code_has_a_sentence_in_english() -> None:
    for code, reason in REASONS.items():
        assert code.isidentifier()
        assert reason.sentence[0].isupper() or reason.sentence[0] == "{"
        assert reason.sentence.rstrip().endswith((".", "}"))
    assert all(sentence.endswith(".") for sentence in PROBLEMS.values())
