"""The functions of the language: how each is called, and the node that it becomes. The list is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.measures import Share, read_period, read_share
from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Consulted,
    Has,
    InStates,
    Name,
    Node,
    Open,
    Quantity,
    Reaches,
    Side,
    Size,
    Today,
    Word,
)
from counterpart.core.conditions.tokens import Cursor, Token, TokenKind
from counterpart.core.deadlines.periods import Period
from counterpart.core.findings import nearest

_ANY_NUMBER = 1000  # more than 400 characters can hold


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing between the brackets of a call: a dotted name, or a text in quotes."""

    text: str
    column: int
    quoted: bool

    @property
    def word(self) -> Word:
        """Return it as the name of something; quotes are allowed, for names with unusual characters."""
        return Word(self.text, column=self.column)


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how it is written, how many arguments it takes, and what makes the node of them."""

    usage: str
    least: int
    most: int
    build: Callable[[Sequence[Argument], int], Node]


def read_call(cursor: Cursor, word: Token) -> Node:
    """Read the brackets behind the name of a function. Raises ConditionError for a wrong name or argument."""
    function = FUNCTIONS.get(word.text)
    if function is None:
        known = "known: " + ", ".join(sorted(FUNCTIONS))
        raise ConditionError(
            word.column, f"unknown function '{word.text}()'", nearest(word.text, FUNCTIONS, otherwise=known)
        )
    arguments = _arguments(cursor)
    if not function.least <= len(arguments) <= function.most:
        raise ConditionError(
            word.column, f"{word.text}() has {len(arguments) or 'no'} argument(s)", f"write {function.usage}"
        )
    return function.build(arguments, word.column)


def dotted(cursor: Cursor, first: Token) -> str:
    """Read the rest of a dotted name whose first word was taken."""
    parts = [first.text]
    while cursor.accept("."):
        part = cursor.take()
        if part.kind is not TokenKind.WORD:
            raise ConditionError(part.column, f"expected a name after '.', found {part}")
        parts.append(part.text)
    return ".".join(parts)


def _arguments(cursor: Cursor) -> list[Argument]:
    cursor.expect("(")
    arguments: list[Argument] = []
    if cursor.accept(")"):
        return arguments
    while True:
        token = cursor.take()
        if token.kind is TokenKind.TEXT:
            arguments.append(Argument(token.text, token.column, quoted=True))
        elif token.kind is TokenKind.WORD:
            arguments.append(Argument(dotted(cursor, token), token.column, quoted=False))
        else:
            raise ConditionError(token.column, f"expected a name or a text in quotes, found {token}")
        if cursor.accept(")"):
            return arguments
        if not cursor.accept(","):
            found = cursor.peek()
            hint = "" if found.kind is TokenKind.END else "a function takes names, no expressions"
            raise ConditionError(found.column, f"expected ',' or ')', found {found}", hint)


def _name(function: str, argument: Argument) -> Name:
    if argument.quoted:
        raise ConditionError(argument.column, f"{function}() takes a name without quotes", f"write {argument.text}")
    return Name(argument.text, column=argument.column)


def _period(function: str, argument: Argument) -> Period:
    period = read_period(argument.text)
    if period is None or not argument.quoted:
        raise ConditionError(
            argument.column,
            f"{function}() counts a period in quotes, not '{argument.text}'",
            "write e.g. '10 days', '2 weeks', '6 months', '1 year'; hours and working days belong to 'due'",
        )
    return period


def _share(argument: Argument) -> Share:
    share = read_share(argument.text)
    if share is None or not argument.quoted:
        raise ConditionError(
            argument.column, f"'{argument.text}' is not a share", "write a fraction in quotes, e.g. '2/3' or '1/1'"
        )
    return share


def _today(side: Side) -> Function:
    def build(arguments: Sequence[Argument], column: int) -> Node:
        day, period = arguments
        return Today(side, _name(side, day), _period(side, period), column=column)

    return Function(f"{side}(date, '6 months')", 2, 2, build)


def _in_states(quantity: Quantity) -> Function:
    def build(arguments: Sequence[Argument], column: int) -> Node:
        machine, *states = (argument.word for argument in arguments)
        return InStates(quantity, machine, tuple(states), column=column)

    return Function(f"{quantity}(track, state, …)", 2, _ANY_NUMBER, build)


def _reaches(arguments: Sequence[Argument], column: int) -> Node:
    machine, state, share = arguments
    return Reaches(machine.word, state.word, _share(share), column=column)


def _all_answered(arguments: Sequence[Argument], column: int) -> Node:
    return AllAnswered(arguments[0].word if arguments else None, column=column)


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "has": Function("has(name)", 1, 1, lambda given, column: Has(_name("has", given[0]), column=column)),
        "size": Function("size(name)", 1, 1, lambda given, column: Size(_name("size", given[0]), column=column)),
        "asked": Function("asked(question)", 1, 1, lambda given, column: Asked(given[0].word, column=column)),
        "any_asked": Function("any_asked()", 0, 0, lambda _given, column: Asked(None, column=column)),
        "all_answered": Function("all_answered() or all_answered(set)", 0, 1, _all_answered),
        "all": _in_states(Quantity.ALL),
        "any": _in_states(Quantity.ANY),
        "count": _in_states(Quantity.COUNT),
        "open": Function("open(track)", 1, 1, lambda given, column: Open(given[0].word, column=column)),
        "reaches": Function("reaches(track, state, '2/3')", 3, 3, _reaches),
        "after": _today(Side.AFTER),
        "before": _today(Side.BEFORE),
        "consulted": Function(
            "consulted(procedure)", 1, 1, lambda given, column: Consulted(given[0].word, column=column)
        ),
    }
)
