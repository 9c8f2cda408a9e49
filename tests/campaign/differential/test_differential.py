"""The engine against the prototype: the same random walks through every procedure of the first edition."""

from __future__ import annotations

import copy
import os
import random
from collections import Counter
from typing import Any

import pytest

from tests.campaign.differential.first_edition import definitions
from tests.campaign.differential.rules import RULES, explained_by
from tests.campaign.differential.walks import LONGEST, moved, new_view, old_view, pair_of

pytestmark = pytest.mark.campaign

WALKS = 40 if os.environ.get("SHORT") == "1" else 250
WALKS_TO_MEET_ALL = 100
PROCEDURES = definitions()


def walked(root: Any, name: str, seed: int, *, other: Any = None) -> tuple[int, Counter[str]]:
    """Play one walk; return the moves made and the intended differences met. Raises AssertionError for others."""
    chance = random.Random(seed)
    pair = pair_of(root, name, chance, engine_root=other)
    met: Counter[str] = Counter()
    for number in range(LONGEST):
        if number and not moved(pair, chance):
            return number, met
        old, new = old_view(pair), new_view(pair)
        if old == new:
            continue
        rules = explained_by(pair, old, new)
        assert rules, f"{name}, seed {seed}, after {pair.trace}:\n prototype {old}\n engine    {new}"
        met.update(rules)
        if any(RULES[rule].parts for rule in rules):
            return number, met
    return LONGEST, met


@pytest.mark.parametrize(("package", "name"), sorted(PROCEDURES))
def test_engine_and_prototype_agree_on_state_due_date_and_possible_actions(package: str, name: str) -> None:
    moves = sum(walked(PROCEDURES[package, name], name, seed)[0] for seed in range(WALKS))
    assert moves >= WALKS


def test_all_procedures_of_the_first_edition_are_compared() -> None:
    assert len(PROCEDURES) == 47
    assert len(RULES) <= 10


def test_every_rule_is_needed() -> None:
    """A rule that explains nothing would hide a fault one day."""
    met: Counter[str] = Counter()
    for (_, name), root in PROCEDURES.items():
        for seed in range(WALKS_TO_MEET_ALL):
            met += walked(root, name, seed)[1]
    assert set(met) == set(RULES)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (("states", "sent", "due"), "8 days"),
        (("actions", "refuse", "from"), ["sent"]),
        (("actions", "accept", "to"), "answered"),
        (("actions", "withdraw", "by"), "responder"),
    ],
)
def test_a_changed_definition_is_noticed(change: tuple[str, ...], value: Any) -> None:
    """The comparison can fail: the engine is given a definition with one change."""
    root = PROCEDURES["std", "request"]
    changed = copy.deepcopy(root)
    part = changed["procedures"]["request"]
    for key in change[:-1]:
        part = part[key]
    part[change[-1]] = value
    with pytest.raises(AssertionError):
        Counter(walked(root, "request", seed, other=changed)[0] for seed in range(30))
