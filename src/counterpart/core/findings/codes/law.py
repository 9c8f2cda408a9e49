"""Codes of retention and of the limits that the law of the network sets: L."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("L001", "No retention rule covers data that a procedure holds", "They would never be blocked and never erased."),
    Code("L002", "Two retention rules cover the same data", "Nobody could say which of the two counts."),
    Code("L003", "Data are kept longer than the law of the network allows", "The module could not lawfully be used."),
    Code("L004", "A rule names a state that does not end anything", "It would never apply, and the data would be kept for ever."),
    Code("L005", "A rule counts from something that may not happen", "Its term would never begin, and the data would be kept for ever."),
    Code("L006", "A rule never erases", "Whatever is kept must end some day."),
    Code("L007", "Data are blocked after they are erased", "One of the two periods must be wrong."),
    Code("L008", "Whether a limit of the law is kept cannot be seen", "The term counts from another event than the limit, so it may be longer."),
    Code("L009", "Sensitive data are kept longer than personal data", "What needs more protection would have less."),
    Code("L010", "A retention period counts working days", "Data belong to no office, so there is no calendar to count by."),
)  # fmt: skip
