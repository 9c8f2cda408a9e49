"""Codes of who takes part: P."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("P001", "Where a party comes from cannot be understood", "The wrong authorities, or none, would be offered."),
    Code("P002", "Parties follow one another in a circle", "None of them could ever be filled."),
    Code("P003", "A party is a coordinator by `of`, but not by its role", "No authority would be found to play it."),
    Code("P004", "The network has no such group", "No member would belong to it."),
)
