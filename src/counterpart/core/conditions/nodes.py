"""The tree of a condition: frozen values, equal when they mean the same, whatever the spacing.

Every node knows the `column` (from 1) where it begins in the text; the column takes no part in equality. Joined parts
lie side by side in one tuple, so only brackets and `!` make a tree deeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from counterpart.core.conditions.measures import Share
from counterpart.core.deadlines.periods import Period


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a condition."""

    column: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A name given to a function: of a question, a set, a track, a child, a state or a procedure."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value written in the condition: text in quotes, a whole number, true or false."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A dotted name whose value is read from the facts."""

    name: str


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`!part`."""

    part: Node


class Joint(StrEnum):
    """How the parts of a `Joined` hang together."""

    AND = "&&"
    OR = "||"


@dataclass(frozen=True, slots=True)
class Joined(Node):
    """`part && part …` or `part || part …`, two or more."""

    joint: Joint
    parts: tuple[Node, ...]


class Comparison(StrEnum):
    """The signs that compare two values."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`left == right` and its like."""

    sign: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Items(Node):
    """`[a, b]`: literals and names; stands only on the right of `in`."""

    items: tuple[Literal | Name, ...]


@dataclass(frozen=True, slots=True)
class Within(Node):
    """`left in [a, b]`, or `left in name` where the name may hold several values."""

    left: Node
    right: Items | Name


@dataclass(frozen=True, slots=True)
class Has(Node):
    """`has(name)`: the value is there."""

    name: Name


@dataclass(frozen=True, slots=True)
class Size(Node):
    """`size(name)`: how many values, or how many characters of a text; 0 when unanswered."""

    name: Name


@dataclass(frozen=True, slots=True)
class Asked(Node):
    """`asked(question)`, and `any_asked()` when `question` is None."""

    question: Word | None


@dataclass(frozen=True, slots=True)
class AllAnswered(Node):
    """`all_answered()`, or `all_answered(set)`."""

    question_set: Word | None


class Quantity(StrEnum):
    """How `InStates` counts rows."""

    ALL = "all"
    ANY = "any"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class InStates(Node):
    """`all(track, state, …)`, `any(…)`, `count(…)`: rows of a track, or children, that are in one of the states."""

    quantity: Quantity
    machine: Word
    states: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Open(Node):
    """`open(track)`: some row of the track, or some child, is not final."""

    machine: Word


@dataclass(frozen=True, slots=True)
class Reaches(Node):
    """`reaches(track, state, '2/3')`: at least this share of the rows is in the state."""

    machine: Word
    state: Word
    share: Share


class Side(StrEnum):
    """On which side of a date today lies."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Today(Node):
    """`after(date, period)` and `before(date, period)`: where today lies; see `meaning.py` for the exact meaning."""

    side: Side
    day: Name
    period: Period


@dataclass(frozen=True, slots=True)
class Consulted(Node):
    """`consulted(procedure)`: the acting authority searched or read it since the draft began."""

    procedure: Word


def walk(node: Node) -> Iterator[Node]:
    """Iterate over a node and everything below it, from left to right."""
    yield node
    for part in fields(node):
        for below in _nodes_in(getattr(node, part.name)):
            yield from walk(below)


def renamed(node: Node, rename: Callable[[str], str]) -> Node:
    """Return a copy in which every name that is read was passed through `rename`; columns stay."""
    if isinstance(node, Name):
        return replace(node, name=rename(node.name))
    changed: dict[str, Any] = {}
    for part in fields(node):
        value = getattr(node, part.name)
        if isinstance(value, Node):
            changed[part.name] = renamed(value, rename)
        elif isinstance(value, tuple):
            changed[part.name] = tuple(renamed(below, rename) for below in value)
    return replace(node, **changed)


def _nodes_in(value: object) -> tuple[Node, ...]:
    if isinstance(value, Node):
        return (value,)
    return tuple(below for below in value if isinstance(below, Node)) if isinstance(value, tuple) else ()
