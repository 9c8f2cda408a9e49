"""The type of every part of a condition, and everything that may be wrong with a name in it."""

from __future__ import annotations

from collections.abc import Collection
from functools import singledispatch

from counterpart.core.conditions.calls import FUNCTIONS
from counterpart.core.conditions.comparing import check_member_of, check_pair, check_single
from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.names import NUMBER, TEXT, YES_NO, Kind, MachineNames, Names, ValueType
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
    Literal,
    Name,
    Node,
    Not,
    Open,
    Quantity,
    Reaches,
    Size,
    Today,
    Within,
    Word,
)
from counterpart.core.conditions.unparsing import unparse
from counterpart.core.findings import nearest

_YES_NO_LIST = "yes_no"


@singledispatch
def type_of(node: Node, _names: Names) -> ValueType:
    """Return the type of a tree. Raises ConditionError at the first name or comparison that is wrong."""
    raise TypeError(f"{type(node).__name__} has no type of its own")


@type_of.register
def _(node: Literal, _names: Names) -> ValueType:
    if isinstance(node.value, bool):
        return YES_NO
    return NUMBER if isinstance(node.value, int) else TEXT


@type_of.register
def _(node: Name, names: Names) -> ValueType:
    found = names.values.get(node.name)
    if found is None:
        raise ConditionError(node.column, f"unknown name '{node.name}'", _hint_for(node.name, names))
    return found


@type_of.register
def _(node: Not, names: Names) -> ValueType:
    need_yes_no(node.part, names)
    return YES_NO


@type_of.register
def _(node: Joined, names: Names) -> ValueType:
    for part in node.parts:
        need_yes_no(part, names)
    return YES_NO


@type_of.register
def _(node: Compare, names: Names) -> ValueType:
    left, right = type_of(node.left, names), type_of(node.right, names)
    ordered = node.sign not in (Comparison.EQUAL, Comparison.UNEQUAL)
    check_pair((node.left, left), (node.right, right), names, ordered=ordered)
    return YES_NO


@type_of.register
def _(node: Within, names: Names) -> ValueType:
    left = type_of(node.left, names)
    check_single(node.left, left)
    if isinstance(node.right, Items):
        for item in node.right.items:
            check_pair((node.left, left), (item, type_of(item, names)), names, ordered=False)
        return YES_NO
    check_member_of((node.left, left), (node.right, type_of(node.right, names)), names)
    return YES_NO


@type_of.register
def _(node: Has, names: Names) -> ValueType:
    type_of(node.name, names)
    return YES_NO


@type_of.register
def _(node: Size, names: Names) -> ValueType:
    found = type_of(node.name, names)
    if not found.many and found.kind is not Kind.TEXT:
        raise ConditionError(
            node.name.column,
            f"'{node.name.name}' is {found.words}: it has no size",
            f"size() counts several values or the characters of a text; write has({node.name.name})",
        )
    return NUMBER


@type_of.register
def _(node: Asked, names: Names) -> ValueType:
    if node.question:
        _known(node.question, names.questions, "asked(): no question")
    return YES_NO


@type_of.register
def _(node: AllAnswered, names: Names) -> ValueType:
    if node.question_set:
        _known(node.question_set, names.question_sets, "all_answered(): no question set")
    return YES_NO


@type_of.register
def _(node: InStates, names: Names) -> ValueType:
    machine = _machine(node.quantity, node.machine, names)
    for state in node.states:
        _state(node.quantity, node.machine, machine, state)
    return NUMBER if node.quantity is Quantity.COUNT else YES_NO


@type_of.register
def _(node: Open, names: Names) -> ValueType:
    _machine("open", node.machine, names)
    return YES_NO


@type_of.register
def _(node: Reaches, names: Names) -> ValueType:
    _state("reaches", node.machine, _machine("reaches", node.machine, names), node.state)
    return YES_NO


@type_of.register
def _(node: Today, names: Names) -> ValueType:
    found = type_of(node.day, names)
    if found.kind is not Kind.DATE or found.many:
        several = "may hold several dates" if found.kind is Kind.DATE else f"is {found.words}"
        raise ConditionError(node.day.column, f"{node.side}() takes a date; '{node.day.name}' {several}")
    return YES_NO


@type_of.register
def _(node: Consulted, names: Names) -> ValueType:
    _known(node.procedure, names.procedures, "consulted(): no procedure")
    return YES_NO


def need_yes_no(node: Node, names: Names) -> None:
    """Check that a tree is well typed and says yes or no. Raises ConditionError."""
    found = type_of(node, names)
    if found.kind is not Kind.YES_NO or found.many:
        raise ConditionError(node.column, f"'{unparse(node)}' is not a yes/no value", _hint_for_yes_no(node, found))


def _hint_for_yes_no(node: Node, found: ValueType) -> str:
    if not isinstance(node, Name):
        return ""
    if found.kind is Kind.CODE and found.code_list == _YES_NO_LIST and not found.many:
        return f"write {node.name} == 'yes'"
    return f"write has({node.name}), or compare it with something"


def _hint_for(name: str, names: Names) -> str:
    if name in FUNCTIONS:
        return f"write {FUNCTIONS[name].usage}"
    if name in names.machines:
        return f"'{name}' is a {names.machines[name].what}: ask any({name}, …), all, count or open({name})"
    longer = sorted(known for known in names.values if known.endswith(f".{name}"))
    if longer:
        return f"did you mean '{longer[0]}'?"
    below = sorted(names.own(name))
    if below:
        return f"say which value of it, e.g. '{name}.{below[0]}'"
    return nearest(name, names.values)


def _known(word: Word, choices: Collection[str], message: str) -> None:
    if word.text not in choices:
        raise ConditionError(word.column, f"{message} '{word.text}'", nearest(word.text, sorted(choices)))


def _machine(function: str, word: Word, names: Names) -> MachineNames:
    _known(word, names.machines, f"{function}(): no track or child")
    return names.machines[word.text]


def _state(function: str, word: Word, machine: MachineNames, state: Word) -> None:
    _known(state, machine.states, f"{function}(): {machine.what} '{word.text}' has no state")
