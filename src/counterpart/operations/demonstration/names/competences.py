"""Groups of competences: what a medical chamber or a municipality answers for, as codes of the lists of the areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.sheets import sheet

Code = tuple[str, str, str]
"""Module, list, code."""


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[Code, ...]]:
    """Return the codes of every group, in the order of the sheet."""
    found: dict[str, tuple[Code, ...]] = {}
    for line in sheet("competences"):
        codes = tuple((line["module"], line["list"], code) for code in line["codes"].split())
        found[line["group"]] = found.get(line["group"], ()) + codes
    return found


def drawn(shares: Iterable[tuple[str, int]], modules: Iterable[str], dice: Dice) -> tuple[Code, ...]:
    """Return the codes of groups in these modules, each once; of a group with a number only so many."""
    modules = frozenset(modules)
    found: dict[Code, None] = {}
    for group, count in shares:
        codes = [code for code in groups()[group] if code[0] in modules]
        found.update(dict.fromkeys(dice.some(codes, count) if count else codes))
    return tuple(sorted(found))
