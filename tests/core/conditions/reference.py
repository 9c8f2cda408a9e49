"""A second evaluator, written for being obvious and not for being fast; the laws compare both.

It follows the sentence of the design word by word: an unanswered value equals nothing; `!=` is exactly the negation
of `==`; order comparisons with it are false.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from counterpart.core.conditions import ABSENT
from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Compare,
    Consulted,
    Has,
    InStates,
    Items,
    Joined,
    Literal,
    Name,
    Node,
    Not,
    Open,
    Reaches,
    Size,
    Today,
    Within,
    Word,
)
from counterpart.core.deadlines.periods import later
from tests.core.conditions.scene import Situation

Answer = Any


def true_in(node: Node, situation: Situation) -> bool:
    """Say whether a well-typed tree holds."""
    match node:
        case Not(part):
            return not true_in(part, situation)
        case Joined("&&", parts):
            return False not in [true_in(part, situation) for part in parts]
        case Joined("||", parts):
            return True in [true_in(part, situation) for part in parts]
        case Compare(sign, left, right):
            return compared(sign, *beside(left, right, situation))
        case Within(left, right):
            return within(left, right, situation)
        case Has(name):
            return value_of(name, situation) is not ABSENT
        case Name() | Literal():
            return value_of(node, situation) is True
    return asked_or_counted(node, situation)


def asked_or_counted(node: Node, situation: Situation) -> bool:
    match node:
        case InStates(quantity, machine, states):
            hits = [row.state in [state.text for state in states] for row in situation.rows(machine.text)]
            return bool(hits) and {"all": all, "any": any}[quantity](hits)
        case Open(machine):
            return False in [row.final for row in situation.rows(machine.text)]
        case Reaches(machine, state, share):
            in_state = [row.state == state.text for row in situation.rows(machine.text)]
            return bool(in_state) and Fraction(sum(in_state), len(in_state)) >= Fraction(str(share))
        case Asked(None):
            return situation.any_asked()
        case Asked(Word(question)):
            return situation.asked(question)
        case AllAnswered(question_set):
            return situation.all_answered(question_set.text if question_set else None)
        case Consulted(procedure):
            return situation.consulted(procedure.text)
        case Today():
            return today_lies(node, situation)
    raise AssertionError(f"no meaning for {node}")


def today_lies(node: Today, situation: Situation) -> bool:
    lying = value_of(node.day, situation)
    if lying is ABSENT:
        return False
    bound = later(lying, node.period, 1 if node.side == "after" else -1)
    return situation.today > bound if node.side == "after" else situation.today < bound


def value_of(node: Node, situation: Situation) -> Answer:
    match node:
        case Literal(value):
            return value
        case Name("today"):
            return situation.today
        case Name(name):
            found = situation.value(name)
            return ABSENT if found is None or found in ("", (), []) else found
        case Size(name):
            found = value_of(name, situation)
            return 0 if found is ABSENT else len(found)
        case InStates("count", machine, states):
            return [row.state in [state.text for state in states] for row in situation.rows(machine.text)].count(True)
    return true_in(node, situation)


def beside(left: Node, right: Node, situation: Situation) -> tuple[Answer, Answer]:
    """Return both values; what is written in quotes beside a date is a date."""
    one, other = value_of(left, situation), value_of(right, situation)
    if isinstance(left, Literal) and isinstance(other, date):
        one = date.fromisoformat(str(one))
    if isinstance(right, Literal) and isinstance(one, date):
        other = date.fromisoformat(str(other))
    return one, other


def compared(sign: str, one: Answer, other: Answer) -> bool:
    if one is ABSENT or other is ABSENT:
        return sign == "!="
    if isinstance(one, (int, Decimal)) and not isinstance(one, bool):
        one, other = Fraction(one), Fraction(other)
    less, equal = (False, one == other) if sign in ("==", "!=") else (one < other, one == other)
    outcome: dict[str, bool] = {"==": equal, "!=": not equal, "<": less, "<=": less or equal}
    return outcome[sign] if sign in outcome else not outcome[{">": "<=", ">=": "<"}[sign]]


def within(left: Node, right: Items | Name, situation: Situation) -> bool:
    if isinstance(right, Items):
        return True in [compared("==", *beside(left, item, situation)) for item in right.items]
    held = value_of(right, situation)
    return held is not ABSENT and True in [compared("==", *beside(left, Literal(one), situation)) for one in held]
