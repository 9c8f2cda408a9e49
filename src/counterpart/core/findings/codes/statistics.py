"""Codes of statistics: T."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("T001", "What a statistic counts cannot be read", "The figure would stay empty."),
    Code("T002", "A statistic names something that does not exist", "The figure would be nought for ever, and look like a fact."),
    Code("T003", "A statistic cannot be grouped by this", "All would fall into one group, or each case into its own."),
    Code("T004", "A statistic is grouped by personal data", "People could be recognised in a table that many read."),
    Code("T005", "Buckets are out of order, or have no duration", "Cases would be counted in the wrong band."),
    Code("T006", "A statistic does not say one thing that it counts", "Nobody could say what the figure means."),
    Code("T007", "A figure tells what not everybody may see", "It would show to many what `visible_to` keeps from them."),
)  # fmt: skip
