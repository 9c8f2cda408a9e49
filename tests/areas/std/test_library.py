"""The library as a whole: sound with every feature off, neutral, and with every row of the state tables."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from tests.areas.std.trial import AREAS, TEMPLATES, area_with, extended, trial

ROWS = {
    "request": [str(row) for row in range(1, 32)],
    "alert": [f"4.1 row {row}" for row in range(1, 16)],
    "notification": [f"5 row {row}" for row in range(1, 13)],
    "repository": [f"6 row {row}" for row in range(1, 8)],
    "case": [f"8.1 row {row}" for row in range(1, 15)],
}


def test_there_are_nine_templates() -> None:
    assert " ".join(TEMPLATES) == "alert case dialogue notification query repository request search workspace"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_sound_with_any_one_two_or_all_of_its_features_off(template: str) -> None:
    features = list(trial().definition.procedures[template].features)
    choices = [(), *((one,) for one in features), *combinations(features, 2), tuple(features)]
    procedures = {f"trial-{number}": extended(template, choice) for number, choice in enumerate(choices)}
    _, findings = area_with(procedures)
    assert [str(finding) for finding in findings] == []


@pytest.mark.parametrize("template", ROWS)
def test_every_row_of_the_state_table_has_its_place(template: str) -> None:
    text = (AREAS / "std" / "procedures" / f"{template}.yaml").read_text(encoding="utf-8")
    comments = " ".join(re.findall(r"#(.*)", text))
    if template == "request":
        named = set(re.findall(r"\d+", " ".join(re.findall(r"rows? ([\d, and]+)", comments))))
        assert [row for row in ROWS[template] if row not in named] == []
    else:
        prefix = ROWS[template][0].partition(" ")[0]
        spans = re.findall(rf"{re.escape(prefix)} rows? ([\d, and to]+)", comments)
        named = set(re.findall(r"\d+", " ".join(spans))) | set(re.findall(r"row (\d+)", comments))
        assert [row for row in ROWS[template] if row.rpartition(" ")[2] not in named] == []


def test_no_text_of_the_library_knows_a_particular_federation() -> None:
    words = re.compile(r"\b(EU|European|Commission|Union|Member State|Brexit|VAT|IMI)\b")
    for path in sorted((AREAS / "std").rglob("*")):
        if path.suffix in {".yaml", ".csv"} and "scenarios" not in path.parts:
            assert not words.search(path.read_text(encoding="utf-8")), path
