"""Conditions: the closed subset of CEL in which a module says `when`, `needs`, `show_if`, `offer_if` and the like.

Comparisons, `&& || !`, lists, dotted names and a closed list of functions; no arithmetic, no loops, no patterns, at
most 400 characters, linear time. Misspelt names and codes are found before a module is installed, and a condition
that passes the check never raises. Imports `errors` and `findings` only; knows nothing of definitions: who checks
builds `Names`, who evaluates brings `Facts`. Start reading at `condition.py`; the meaning is in `meaning.py`.
"""

from __future__ import annotations

from counterpart.core.conditions.calls import FUNCTIONS, Function
from counterpart.core.conditions.condition import Condition, check, check_yes_no, evaluate, parse, reads
from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.facts import ABSENT, Absent, Fact, FactKind, Facts, RowFact
from counterpart.core.conditions.measures import Share
from counterpart.core.conditions.names import ALWAYS, OF_EXCHANGE, Kind, MachineNames, Names, ValueType, of_party
from counterpart.core.conditions.parser import DEEPEST, LONGEST
from counterpart.core.conditions.report import read_condition, report
from counterpart.core.conditions.unparsing import unparse

__all__ = [
    "ABSENT",
    "ALWAYS",
    "DEEPEST",
    "FUNCTIONS",
    "LONGEST",
    "OF_EXCHANGE",
    "Absent",
    "Condition",
    "ConditionError",
    "Fact",
    "FactKind",
    "Facts",
    "Function",
    "Kind",
    "MachineNames",
    "Names",
    "RowFact",
    "Share",
    "ValueType",
    "check",
    "check_yes_no",
    "evaluate",
    "of_party",
    "parse",
    "read_condition",
    "reads",
    "report",
    "unparse",
]
