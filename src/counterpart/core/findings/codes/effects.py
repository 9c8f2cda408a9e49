"""Codes of what follows an action: A."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("A001", "A lock or a charge has a condition", "Nobody could say afterwards whether it happened."),
    Code("A002", "A choice without anybody who chooses", "Nobody would be assigned, and nothing be opened."),
    Code("A003", "`set` puts a value where it does not belong", "The date would stay empty, or hold no date."),
    Code("A004", "`assign` names nobody", "The party would stay empty and nobody could act."),
    Code("A005", "Questions are handed over that are not there", "The part would have nothing to answer."),
)
