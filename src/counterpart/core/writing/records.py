"""What people have written in one exchange: subject, forms of actions, answers, and copies that nobody else sees yet.

In the running system this lies sealed in tables; here it lies in plain maps. Values are nested, as forms are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.workflow import Place

Values = dict[str, Any]
Writer = tuple[str, str]
"""A party, and the name of an authority that plays it."""

SUBJECT = "subject"
QUESTIONS = "questions"
CANNOT = "cannot"
"""The key of an answer that says why there is none: `{cannot: reason}`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the reason why there is none (`cannot`), which counts as answered (grammar, section 7)."""

    value: Any = None
    cannot: str = ""


@dataclass(slots=True)
class Record:
    """What was written in one exchange, by whom, and where (a row of a track has forms and answers of its own).

    `copies` are working copies by party, place and form (`subject` for the subject), `asking` questions that a party
    has chosen and not sent; both take effect with an action. `wrote` (forms) and `answered_by` (questions) are kept by
    writer, which is a party and an authority: where only members are said, PL the requester is not PL its coordinator.
    """

    subject: Values = field(default_factory=dict)
    forms: dict[tuple[Place, str], Values] = field(default_factory=dict)
    answers: dict[Place, dict[str, Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    consulted: tuple[str, ...] = ()
    copies: dict[tuple[str, Place, str], Values] = field(default_factory=dict)
    asking: dict[str, list[str]] = field(default_factory=dict)
    wrote: dict[Writer, set[str]] = field(default_factory=dict)
    answered_by: dict[Writer, set[str]] = field(default_factory=dict)

    def copied(self) -> Record:
        """Return a copy that may be thrown away when a step is refused."""
        return Record(
            subject=_own(self.subject),
            forms={where: _own(values) for where, values in self.forms.items()},
            answers={
                place: {question: Answer(_own(one.value), one.cannot) for question, one in answers.items()}
                for place, answers in self.answers.items()
            },
            asked=[*self.asked],
            consulted=self.consulted,
            copies={where: _own(values) for where, values in self.copies.items()},
            asking={party: [*questions] for party, questions in self.asking.items()},
            wrote={writer: {*forms} for writer, forms in self.wrote.items()},
            answered_by={writer: {*questions} for writer, questions in self.answered_by.items()},
        )

    def form(self, place: Place, name: str) -> Values:
        """Return the values of a form at a place, those of the subject for `subject`."""
        return self.subject if name == SUBJECT else self.forms.get((place, name), {})

    def write(self, place: Place, name: str, values: Mapping[str, Any]) -> None:
        """Lay values over those of a form."""
        merged = merged_over(self.form(place, name), values)
        if name == SUBJECT:
            self.subject = merged
        else:
            self.forms[place, name] = merged

    def take_over(self, party: str, place: Place, forms: tuple[str, ...]) -> list[str]:
        """Let the working copies of a party take effect; return the forms that changed."""
        keys = [(party, place, form) for form in forms if (party, place, form) in self.copies]
        for key in keys:
            self.write(place, key[2], self.copies.pop(key))
        return [key[2] for key in keys]

    def answered(self, place: Place) -> tuple[str, ...]:
        """Return the questions at a place that have an answer, or a reason why there is none."""
        return tuple(self.answers.get(place, ()))

    def all_answers(self) -> dict[str, Any]:
        """Return every answer that was given, those of rows among them."""
        return {
            question: answer.value
            for answers in self.answers.values()
            for question, answer in answers.items()
            if not answer.cannot
        }


def _own(value: Any) -> Any:
    """Return nested values that share nothing with these; what is in them at last does not change."""
    if isinstance(value, dict):
        return {name: _own(one) for name, one in value.items()}
    return [_own(one) for one in value] if isinstance(value, list) else value


def merged_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Values:
    """Return nested values with others laid over them; None takes a value away, a list replaces."""
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(old, Mapping):
            merged[name] = merged_over(old, value)
        else:
            merged[name] = value
    return merged


def flat(values: Mapping[str, Any], prefix: str) -> Values:
    """Return nested values by dotted name, groups themselves among them; rows of a group stay as they are."""
    found: Values = {}
    for name, value in values.items():
        found[f"{prefix}{name}"] = value
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{name}.")
    return found


def value_of(values: Mapping[str, Any], name: str) -> Any:
    """Return the value of a dotted name, None where there is none."""
    here: Any = values
    for part in name.split("."):
        if not isinstance(here, Mapping):
            return None
        here = here.get(part)
    return here


def put(values: Values, name: str, value: Any) -> None:
    """Set the value of a dotted name."""
    *groups, last = name.split(".")
    for group in groups:
        values = values.setdefault(group, {})
    values[last] = value
