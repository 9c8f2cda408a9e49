"""Patterns of fields, drawn by chance: whatever the checker lets through is quick, whatever somebody types."""

from __future__ import annotations

import random
import re
import time

import pytest

from counterpart.core.checking.forms.patterns import wrong_with
from counterpart.core.workflow.forms.kinds import LONGEST_LINE
from tests.campaign.fuzz.hostile_rules import PATTERNS
from tests.campaign.fuzz.places import SHORT
from tests.campaign.fuzz.running import TooSlow, at_most

pytestmark = pytest.mark.campaign

PATTERNS_DRAWN = 400 if SHORT else 4_000
SECONDS = 2.0
ATOMS = ("a", "b", "ab", "[ab]", "[a-z]", "[^a]", ".", "\\d", "\\w", "\\s", "-", "1", "(a|b)", "(a|ab)", "(?:ba|b)", "")
TIMES = ("", "", "", "*", "+", "?", "{2}", "{0,9}", "{1,40}", "{3,}", "{0,200}", "*?", "+?")
PIECES = ("a", "b", "ab", "aab", "1", "a1", " ", "-", "a-", "a ", "1-", "ba", "x")


def drawn(chance: random.Random, depth: int = 0) -> str:
    """Return a pattern, sometimes with groups in groups."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        inner = f"({drawn(chance, depth + 1)})" if depth < 3 and chance.random() < 0.3 else chance.choice(ATOMS)
        if depth < 3 and chance.random() < 0.1:
            inner = f"(?:{inner}|{drawn(chance, depth + 1)})"
        parts.append(inner + (chance.choice(TIMES) if inner else ""))
    return "".join(parts)


def typed(chance: random.Random) -> list[str]:
    """Return what somebody could type to keep a pattern busy: repetition with a wrong end."""
    ends = ("", "!", "\n", "b!", "\0")
    long = [piece * (LONGEST_LINE // len(piece)) for piece in PIECES]
    mixed = ["".join(chance.choice(PIECES) for _ in range(600))[:LONGEST_LINE] for _ in range(3)]
    return [text[: LONGEST_LINE - 2] + end for text in (*long, *mixed) for end in ends]


def slowest(pattern: str, texts: list[str]) -> float:
    """Return the longest time that one text takes. Raises TooSlow after two seconds."""
    compiled, longest = re.compile(pattern), 0.0
    for text in texts:
        began = time.process_time()
        with at_most(SECONDS):
            compiled.fullmatch(text)
        longest = max(longest, time.process_time() - began)
    return longest


@pytest.mark.parametrize("seed", range(4))
def test_a_pattern_that_is_allowed_is_quick(seed: int) -> None:
    chance = random.Random(seed)
    allowed = 0
    for _ in range(PATTERNS_DRAWN // 4):
        pattern = drawn(chance)
        if wrong_with(pattern) is not None:
            continue
        allowed += 1
        try:
            slowest(pattern, chance.sample(typed(chance), 20))
        except TooSlow:
            pytest.fail(f"{pattern!r} is allowed and takes more than {SECONDS} seconds")
    assert allowed >= PATTERNS_DRAWN // 40


def test_a_hundred_kilobytes_of_signs_are_judged_in_little_time() -> None:
    chance = random.Random(5)
    signs = "ab01.*+?()[]{}|^$\\-,:=!<>PiZ \u00e9\u202e"
    for _ in range(300):
        text = "".join(chance.choice(signs) for _ in range(chance.choice((5, 30, 390, 100_000))))
        with at_most(SECONDS):
            wrong_with(text)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+b", "(a*)*b"])
def test_a_pattern_that_takes_for_ever_would_be_noticed(pattern: str) -> None:
    assert pattern in PATTERNS
    with pytest.raises(TooSlow):
        slowest(pattern, ["a" * 100 + "!"])
