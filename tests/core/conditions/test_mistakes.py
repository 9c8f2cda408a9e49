"""Single mistakes in sound conditions: each is found, at its own column."""

from __future__ import annotations

import pytest

from counterpart.core.conditions import check_yes_no, parse
from counterpart.core.conditions.nodes import Literal, Name, Word, walk
from tests.core.conditions.scene import NAMES, mistake

SOUND = (
    "subject.profession in ['secondary_school_teacher', 'primary_school_teacher']",
    "any_asked() && has(exchange.wanted_on) && after(subject.diploma_date, '6 months')",
    "answers.regulated == 'yes' || asked(regulated_since) || all_answered(person)",
    "'pharmacist' in subject.other_professions && size(subject.surname) > 3",
    "any(part, open, working) || all(transfer, arrived) || count(part, done) >= 2",
    "open(part) && reaches(part, done, '2/3') && consulted(alert)",
    "requester.member == 'PL' && requester.policy.requests_via_coordinator",
    "parent.state == 'in_use' && subject.diploma_date < '2026-03-01' && subject.age > 18",
)


def spoilt(word: str) -> str:
    """Change one letter in the middle."""
    middle = len(word) // 2
    return word[:middle] + ("x" if word[middle] != "x" else "y") + word[middle + 1 :]


def placed() -> list[tuple[str, int, str]]:
    """Return every name and code in the sound conditions with its place (from 0, behind an opening quote)."""
    found = []
    for text in SOUND:
        for node in walk(parse(text).tree):
            place = node.column - 1
            if isinstance(node, Word):
                found.append((text, place, node.text))
            elif isinstance(node, Name):
                found.append((text, place, node.name))
            elif isinstance(node, Literal) and isinstance(node.value, str):
                found.append((text, place + 1, node.value))
    return found


def test_the_conditions_to_be_spoilt_are_sound_and_hold_many_names() -> None:
    for text in SOUND:
        check_yes_no(parse(text), NAMES)
    assert len(placed()) > 30


@pytest.mark.parametrize(("text", "place", "word"), placed())
def test_a_letter_changed_in_any_name_or_code_is_found_at_its_column(text: str, place: int, word: str) -> None:
    assert text[place : place + len(word)] == word
    wrong = text[:place] + spoilt(word) + text[place + len(word) :]
    quoted = wrong[place - 1] == "'" if place else False
    assert mistake(wrong).column == place + (0 if quoted else 1)


@pytest.mark.parametrize(
    ("sound", "swapped"),
    [
        ("subject.age > 18", "subject.surname > 18"),
        ("subject.diploma_date < today", "subject.diploma_date < subject.age"),
        ("answers.regulated == 'yes'", "answers.regulated == true"),
        ("subject.urgent == true", "subject.urgent == 'true'"),
        ("'pharmacist' in subject.other_professions", "'pharmacist' in subject.profession"),
        ("subject.profession == 'pharmacist'", "subject.other_professions == 'pharmacist'"),
        ("subject.profession == 'pharmacist'", "subject.justification == 'pharmacist'"),
        ("any(part, open)", "any(transfer, open)"),
        ("count(part, open) > 1", "any(part, open) > 1"),
        ("any(part, open)", "count(part, open)"),
        ("asked(regulated)", "asked(person)"),
        ("all_answered(person)", "all_answered(regulated)"),
        ("requester.member == 'PL'", "subject.nationality == requester.member"),
        ("after(subject.diploma_date, '1 day')", "after(subject.arrives_at, '1 day')"),
    ],
)
def test_types_exchanged_for_others_are_found(sound: str, swapped: str) -> None:
    check_yes_no(parse(sound), NAMES)
    assert mistake(swapped).message
