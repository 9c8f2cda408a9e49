"""Codes of linked exchanges under one file: H."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("H001", "Nothing starts a child", "It would never exist, or its start was forgotten."),
    Code("H002", "A party of a started exchange is not filled", "Somebody who has to act there would be missing."),
    Code("H003", "Parties of parent and child do not agree", "An authority would have to do what its kind cannot."),
    Code("H004", "A copied field does not fit", "The copy would be empty or hold something else."),
    Code("H005", "A copy is less protected than the original", "Personal data would be shown, counted or kept as if they were none."),
    Code("H006", "Starts go round in a circle", "Exchanges would start one another without an end."),
    Code("H007", "A parent may end while a child is open", "The child would go on under a closed file, or be forgotten."),
    Code("H008", "A signalled action could be refused", "The signal would be lost and the file fall apart."),
    Code("H009", "A signalled action is not possible everywhere", "The signal would fail, and with it the whole step."),
    Code("H010", "A parent is signalled that does not exist", "The signal would reach nobody."),
)  # fmt: skip
