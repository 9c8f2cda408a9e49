"""What a condition means.

A tree is turned once into nested functions that take the facts; asking them takes microseconds.

The meaning in one sentence: **an unanswered value equals nothing; `!=` is exactly the negation of `==`; order
comparisons, `in`, `after` and `before` with it are false, and its `size` is 0.** From it follows:

- a yes/no name that stands bare is true only when it was answered with yes; `!name` is true when it was not;
- `all(track, …)`, like `any`, is false without rows: nobody has agreed when nobody was asked;
- `reaches(track, state, '2/3')` counts rows exactly, without rounding, and is false without rows;
- `open(track)`: at least one row is not final; false without rows;
- `after(date, '6 months')`: today is later than the day six months after the date (on that very day still false);
- `before(date, '6 months')`: today is earlier than the day six months before the date (on that very day false);
  "not later than six months after" is therefore `has(date) && !after(date, '6 months')`;
- a month ends on the same day of a later month, or on its last day (Regulation 1182/71 Art. 3(2)(c)); days off move
  nothing, because a condition belongs to no office;
- values of kinds that cannot be compared (which the check refuses) are unequal and in no order: nothing is raised.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import Any

from counterpart.core.conditions.facts import ABSENT, Facts
from counterpart.core.conditions.measures import read_date
from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Compare,
    Comparison,
    Consulted,
    Has,
    InStates,
    Items,
    Joined,
    Joint,
    Literal,
    Name,
    Node,
    Not,
    Open,
    Quantity,
    Reaches,
    Side,
    Size,
    Today,
    Within,
)
from counterpart.core.deadlines.periods import later

Truth = Callable[[Facts], bool]
Reader = Callable[[Facts], object]

_ORDERS: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


@singledispatch
def truth_of(_node: Node) -> Truth:
    """Return the function that says whether a tree holds; a tree that is no yes/no value never holds."""
    return lambda _facts: False


@singledispatch
def reader_of(node: Node) -> Reader:
    """Return the function that reads the value of a tree, `ABSENT` when unanswered."""
    return truth_of(node)


@reader_of.register
def _(node: Literal) -> Reader:
    value = _given(node.value)
    return lambda _facts: value


@reader_of.register
def _(node: Name) -> Reader:
    name = node.name
    if name == "today":
        return lambda facts: facts.today

    def read(facts: Facts) -> object:
        value = facts.value(name)
        return value or _given(value)

    return read


@reader_of.register
def _(node: Size) -> Reader:
    read = reader_of(node.name)

    def size(facts: Facts) -> int:
        value = read(facts)
        return len(value) if isinstance(value, (str, list, tuple, set, frozenset)) else int(value is not ABSENT)

    return size


@reader_of.register
def _(node: InStates) -> Reader:
    if node.quantity is not Quantity.COUNT:
        return truth_of(node)
    machine, states = node.machine.text, _texts(node)
    return lambda facts: sum(row.state in states for row in facts.rows(machine))


@truth_of.register
def _(node: Literal) -> Truth:
    truth = node.value is True
    return lambda _facts: truth


@truth_of.register
def _(node: Name) -> Truth:
    name = node.name
    return lambda facts: facts.value(name) is True


@truth_of.register
def _(node: Not) -> Truth:
    part = truth_of(node.part)
    return lambda facts: not part(facts)


@truth_of.register
def _(node: Joined) -> Truth:
    parts = tuple(truth_of(part) for part in node.parts)
    decisive = node.joint is Joint.OR

    def joined(facts: Facts) -> bool:
        for part in parts:
            if part(facts) is decisive:
                return decisive
        return not decisive

    return joined


@truth_of.register
def _(node: Compare) -> Truth:
    if node.sign in _ORDERS:
        return _ordered(node)
    equal = _equal(node.left, node.right)
    if node.sign is Comparison.EQUAL:
        return equal
    return lambda facts: not equal(facts)


@truth_of.register
def _(node: Within) -> Truth:
    if isinstance(node.right, Items):
        return _in_list(node.left, node.right)
    read, forms_of = reader_of(node.right), _forms_reader(node.left)

    def within(facts: Facts) -> bool:
        held = read(facts)
        if not isinstance(held, (list, tuple, set, frozenset)):
            return False
        return any(form == one for one in held for form in forms_of(facts))

    return within


@truth_of.register
def _(node: Has) -> Truth:
    read = reader_of(node.name)
    return lambda facts: read(facts) is not ABSENT


@truth_of.register
def _(node: Asked) -> Truth:
    if node.question is None:
        return lambda facts: bool(facts.any_asked())
    question = node.question.text
    return lambda facts: bool(facts.asked(question))


@truth_of.register
def _(node: AllAnswered) -> Truth:
    question_set = node.question_set.text if node.question_set else None
    return lambda facts: bool(facts.all_answered(question_set))


@truth_of.register
def _(node: InStates) -> Truth:
    machine, states = node.machine.text, _texts(node)
    if node.quantity is Quantity.ANY:
        return lambda facts: any(row.state in states for row in facts.rows(machine))

    def all_in(facts: Facts) -> bool:
        rows = facts.rows(machine)
        return len(rows) > 0 and all(row.state in states for row in rows)

    return all_in if node.quantity is Quantity.ALL else lambda _facts: False


@truth_of.register
def _(node: Open) -> Truth:
    machine = node.machine.text
    return lambda facts: any(not row.final for row in facts.rows(machine))


@truth_of.register
def _(node: Reaches) -> Truth:
    machine, state, share = node.machine.text, node.state.text, node.share

    def reaches(facts: Facts) -> bool:
        rows = facts.rows(machine)
        return share.reached(sum(row.state == state for row in rows), len(rows))

    return reaches


@truth_of.register
def _(node: Today) -> Truth:
    read, period, side = reader_of(node.day), node.period, node.side

    def today_lies(facts: Facts) -> bool:
        day = read(facts)
        if not isinstance(day, date) or isinstance(day, datetime):
            return False
        if side is Side.AFTER:
            return facts.today > later(day, period)
        return facts.today < later(day, period, times=-1)

    return today_lies


@truth_of.register
def _(node: Consulted) -> Truth:
    procedure = node.procedure.text
    return lambda facts: bool(facts.consulted(procedure))


def _given(value: object) -> object:
    # None, '' and an empty collection are no answers; 0 and false are.
    return value if value or isinstance(value, (bool, int, float, Decimal)) else ABSENT


def _texts(node: InStates) -> frozenset[str]:
    return frozenset(word.text for word in node.states)


def _forms(node: Node) -> tuple[object, ...] | None:
    """Return what a literal may equal: its value, and the date when it is written like one; None for no literal."""
    if not isinstance(node, Literal):
        return None
    if not isinstance(node.value, str):
        return (node.value,)
    day = read_date(node.value)
    return tuple(form for form in (node.value or None, day) if form is not None)


def _forms_reader(node: Node) -> Callable[[Facts], tuple[object, ...]]:
    forms = _forms(node)
    if forms is not None:
        return lambda _facts: forms
    read = reader_of(node)

    def forms_of(facts: Facts) -> tuple[object, ...]:
        value = read(facts)
        return () if value is ABSENT else (value,)

    return forms_of


def _equal(left: Node, right: Node) -> Truth:
    forms = _forms(right)
    if forms is None and isinstance(left, Literal):
        return _equal(right, left)
    read = reader_of(left)
    if forms is not None:
        return lambda facts: read(facts) in forms
    read_other = reader_of(right)

    def equal(facts: Facts) -> bool:
        value = read(facts)
        return value is not ABSENT and value == read_other(facts)

    return equal


def _in_list(left: Node, right: Items) -> Truth:
    read = reader_of(left)
    fixed = tuple(form for item in right.items for form in _forms(item) or ())
    named = tuple(reader_of(item) for item in right.items if isinstance(item, Name))
    if not named:
        return lambda facts: read(facts) in fixed

    def within(facts: Facts) -> bool:
        value = read(facts)
        return value is not ABSENT and (value in fixed or any(value == other(facts) for other in named))

    return within


def _ordered(node: Compare) -> Truth:
    in_order, read_left, read_right = _ORDERS[node.sign], _dated(node.left), _dated(node.right)

    def ordered(facts: Facts) -> bool:
        left, right = read_left(facts), read_right(facts)
        if left is ABSENT or right is ABSENT:
            return False
        try:
            return bool(in_order(left, right))
        except TypeError:  # values that have no order among them are in no order; the check refuses such conditions
            return False

    return ordered


def _dated(node: Node) -> Reader:
    # Only dates and numbers have an order, so a text beside '<' is a date.
    day = read_date(node.value) if isinstance(node, Literal) and isinstance(node.value, str) else None
    return reader_of(node) if day is None else lambda _facts: day
