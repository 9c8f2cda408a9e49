"""Codes of what is tried out: the random walks (M030) and the scenarios (S03x)."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("M030", "A random walk does not end", "Exchanges could be stuck or go round for ever, and their data never be erased."),
    Code("S030", "A scenario names what is not there", "The step would fail for another reason than the one it was written for, or test nothing."),
    Code("S031", "A scenario says something that cannot be", "It would show a case that the running system never meets."),
    Code("S032", "There is no network profile", "Nobody could say who takes part, and by whose calendar a date is counted."),
)  # fmt: skip
