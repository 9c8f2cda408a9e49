"""Codes of names that lead nowhere: R."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("R001", "There is nothing of that name", "What is meant could not be found when it is needed."),
    Code("R002", "A register's answer leads to no action", "The answer would arrive and nothing would happen."),
    Code("R003", "A track is opened for nobody that could be meant", "No row would be opened."),
)
