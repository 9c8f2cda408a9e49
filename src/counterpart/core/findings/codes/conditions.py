"""Codes of conditions and of what is named in them: E."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code(
        "E001",
        "A condition is wrong",
        "A misspelt name or code would silently never be met: an action is never offered, or a guard never holds.",
    ),
    Code(
        "E002",
        "A deadline names something that is not a date",
        "The engine could not say when the state is due, and the exchange would wait for ever.",
    ),
)
