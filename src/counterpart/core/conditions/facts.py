"""What a condition reads (`reads`) and who answers it (`Facts`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, Protocol

from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Consulted,
    InStates,
    Name,
    Node,
    Open,
    Reaches,
    Today,
    Word,
    walk,
)


class Absent(Enum):
    """The type of `ABSENT`; false, so that `value or otherwise` reads as expected."""

    ABSENT = "absent"

    def __bool__(self) -> bool:
        """Return False."""
        return False


ABSENT: Final = Absent.ABSENT
"""The value of a name that was not answered, or that does not exist in this exchange (`parent.*` without parent)."""


@dataclass(frozen=True, slots=True)
class RowFact:
    """One row of a track, or one child: the state it is in, and whether that is final."""

    state: str
    final: bool


class Facts(Protocol):
    """What a situation knows; `evaluate` asks it for what `reads` names, and for nothing else."""

    @property
    def today(self) -> date:
        """Return the date of today, for `today`, `after` and `before`."""

    def value(self, name: str) -> object:
        """Return the value of a dotted name, or `ABSENT`.

        By kind: yes/no `bool`; number `int` or `Decimal`; text, code, state, member, country, language, authority
        `str`; date `date`; date with time (also `now`) `datetime` with a zone; a name that may hold several, a list,
        tuple or set of these. None, an empty text and an empty collection count as `ABSENT`. A question answered
        with "cannot answer, because …" has no value, but is answered.
        """

    def asked(self, question: str) -> bool:
        """Say whether the question was asked in this exchange."""

    def any_asked(self) -> bool:
        """Say whether any question was asked."""

    def all_answered(self, question_set: str | None) -> bool:
        """Say whether every question that needs an answer (of the set, or of all) has one or a reason why not."""

    def rows(self, machine: str) -> Sequence[RowFact]:
        """Return the rows of the newest round of a track, or the children of that name."""

    def consulted(self, procedure: str) -> bool:
        """Say whether the acting authority searched or read the procedure since the draft began."""


class FactKind(StrEnum):
    """By which method of `Facts` a fact is read."""

    NAME = "name"
    ASKED = "asked"
    ANSWERED = "answered"
    ROWS = "rows"
    CONSULTED = "consulted"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One thing that a condition reads.

    `name` is the dotted name, question, set, track or child, or procedure. It is empty for `any_asked()` (kind ASKED)
    and for `all_answered()` without a set (kind ANSWERED). `after` and `before` read `today`.
    """

    kind: FactKind
    name: str

    def __str__(self) -> str:
        """Return the dotted name alone, or kind and name: `rows:part`."""
        return self.name if self.kind is FactKind.NAME else f"{self.kind}:{self.name}"


def reads_of(tree: Node) -> frozenset[Fact]:
    """Return every fact that a tree may read, whichever way it turns out."""
    return frozenset(fact for node in walk(tree) for fact in _read_by(node))


def _read_by(node: Node) -> tuple[Fact, ...]:
    match node:
        case Name(name):
            return (Fact(FactKind.NAME, name),)
        case Today():
            return (Fact(FactKind.NAME, "today"),)
        case InStates(machine=machine) | Open(machine=machine) | Reaches(machine=machine):
            return (Fact(FactKind.ROWS, machine.text),)
        case Asked(word):
            return (Fact(FactKind.ASKED, _text(word)),)
        case AllAnswered(word):
            return (Fact(FactKind.ANSWERED, _text(word)),)
        case Consulted(word):
            return (Fact(FactKind.CONSULTED, _text(word)),)
    return ()


def _text(word: Word | None) -> str:
    return word.text if word else ""
