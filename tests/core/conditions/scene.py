"""A request about a pharmacist, as the conditions of this room's tests see it: the names, and facts to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterpart.core.conditions import (
    ABSENT,
    ALWAYS,
    OF_EXCHANGE,
    ConditionError,
    Kind,
    MachineNames,
    Names,
    RowFact,
    ValueType,
    check_yes_no,
    evaluate,
    of_party,
    parse,
)

PROFESSIONS = frozenset({"pharmacist", "primary_school_teacher", "secondary_school_teacher"})

NAMES = Names(
    values={
        **ALWAYS,
        **OF_EXCHANGE,
        **of_party("requester", ["requests_via_coordinator"]),
        **of_party("responder", ["replies_via_coordinator"]),
        "subject.surname": ValueType(Kind.TEXT),
        "subject.aliases": ValueType(Kind.TEXT, many=True),
        "subject.profession": ValueType(Kind.CODE, "professions"),
        "subject.other_professions": ValueType(Kind.CODE, "professions", many=True),
        "subject.justification": ValueType(Kind.CODE, "justifications"),
        "subject.diploma": ValueType(Kind.TEXT),
        "subject.diploma_date": ValueType(Kind.DATE),
        "subject.leave_days": ValueType(Kind.DATE, many=True),
        "subject.arrives_at": ValueType(Kind.DATETIME),
        "subject.urgent": ValueType(Kind.YES_NO),
        "subject.age": ValueType(Kind.NUMBER),
        "subject.fee": ValueType(Kind.MONEY),
        "subject.nationality": ValueType(Kind.COUNTRY),
        "subject.language": ValueType(Kind.LANGUAGE),
        "subject.school": ValueType(Kind.AUTHORITY),
        "subject.documents": ValueType(Kind.FILE, many=True),
        "subject.entry": ValueType(Kind.LINK),
        "subject.address": ValueType(Kind.GROUP),
        "subject.address.town": ValueType(Kind.TEXT),
        "form.acceptance.other_date": ValueType(Kind.DATE),
        "answers.regulated": ValueType(Kind.CODE, "yes_no"),
        "answers.regulated_since": ValueType(Kind.DATE),
        "parent.state": ValueType(Kind.STATE, "parent.state"),
    },
    code_lists={
        "professions": PROFESSIONS,
        "justifications": frozenset({"other", "doubt"}),
        "yes_no": frozenset({"yes", "no"}),
        "parent.state": frozenset({"in_use", "used"}),
    },
    machines={
        "part": MachineNames(frozenset({"open", "working", "done"})),
        "transfer": MachineNames(frozenset({"asked", "arrived"}), what="child"),
    },
    questions=frozenset({"regulated", "regulated_since"}),
    question_sets=frozenset({"profession", "person"}),
    procedures=frozenset({"request", "alert"}),
    members=frozenset({"PL", "GB", "GR"}),
)


@dataclass
class Situation:
    """Facts held in plain attributes."""

    values: Mapping[str, object] = field(default_factory=dict)
    questions: Sequence[str] = ()
    answered: Mapping[str | None, bool] = field(default_factory=dict)
    tracks: Mapping[str, Sequence[RowFact]] = field(default_factory=dict)
    searched: Sequence[str] = ()
    today: date = date(2026, 3, 2)

    def value(self, name: str) -> object:
        return self.values.get(name, ABSENT)

    def asked(self, question: str) -> bool:
        return question in self.questions

    def any_asked(self) -> bool:
        return bool(self.questions)

    def all_answered(self, question_set: str | None) -> bool:
        return self.answered.get(question_set, False)

    def rows(self, machine: str) -> Sequence[RowFact]:
        return self.tracks.get(machine, ())

    def consulted(self, procedure: str) -> bool:
        return procedure in self.searched


def holds(text: str, **values: object) -> bool:
    """Check and evaluate a condition; a keyword `subject__age` is the name subject.age."""
    return holds_in(text, Situation({name.replace("__", "."): value for name, value in values.items()}))


def holds_in(text: str, situation: Situation) -> bool:
    """Check and evaluate a condition in a situation."""
    condition = parse(text)
    check_yes_no(condition, NAMES)
    return evaluate(condition, situation)


def mistake(text: str, names: Names = NAMES) -> ConditionError:
    """Return what is wrong with a condition; a condition without mistake fails the test."""
    try:
        check_yes_no(parse(text), names)
    except ConditionError as error:
        return error
    raise AssertionError(f"nothing was found wrong with: {text}")


def said(text: str, names: Names = NAMES) -> str:
    """Return the sentence that the author of a wrong condition reads."""
    return mistake(text, names).sentence
