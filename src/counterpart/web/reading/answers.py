"""Answers to questions, and which questions were chosen, read from what a page sent.

Of one question a page may send an answer (`a-…`), its language (`l-…`), a comment (`c-…`), refs of files (`d-…`), and
why it cannot be answered (`x-…`). Answers are values as actions want them: a code, ISO dates, numbers, a list of codes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.module import CodeEntry
from counterpart.core.definitions.questions import Question, SeveralCodes
from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow.forms.kinds import Surroundings, wrong
from counterpart.core.writing.records import CANNOT
from counterpart.web.reading.names import field_name
from counterpart.web.reading.posted import Posted, first, lines, one_line
from counterpart.web.reading.singles import single_read
from counterpart.web.reading.writer import Writer

ANSWER, COMMENT, FILES, LANGUAGE, WHY_NOT = "a", "c", "d", "l", "x"
ASK = "ask"
LONGEST_ANSWER = 50_000
BUILT_IN: Mapping[str, tuple[str, ...]] = {"yes_no": ("yes", "no"), "yes_no_unknown": ("yes", "no", "unknown")}
"""What may be answered where a module has no code list of the kind."""

_TYPES = {"free_text": "longtext", "date": "date", "number": "number", "country": "country", "member": "member"}


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """What was sent of one answer: a value or `cannot`, a comment, refs of `files`.

    `raw` are the texts of the value, to be shown again; `problem` is what is wrong.
    """

    value: Any = None
    cannot: str = ""
    comment: str = ""
    files: tuple[str, ...] = ()
    language: str = ""
    raw: tuple[str, ...] = ()
    problem: str = ""

    @property
    def nothing(self) -> bool:
        """Whether nothing was typed at all."""
        return not (self.raw or self.cannot or self.comment or self.files)

    @property
    def action_value(self) -> Any:
        """What `exchanges.answer` wants."""
        return {CANNOT: self.cannot} if self.cannot else self.value


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """Answers by question, those that were on the page; `problems` are the codes of what is wrong, by question."""

    answers: Mapping[str, AnswerRead] = field(default_factory=dict)

    @property
    def problems(self) -> Mapping[str, str]:
        """Return what is wrong, by question."""
        return {name: answer.problem for name, answer in self.answers.items() if answer.problem}


def read_answers(
    questions: Iterable[Question], fields: Posted, writer: Writer, around: Surroundings, *, prefix: str = ""
) -> AnswersRead:
    """Return the answers to these questions, as far as they were on the page. `prefix` tells places of a page apart."""
    found = {}
    for question in questions:
        name = f"{prefix}{question.q}"
        if any(field_name(kind, name) in fields for kind in (ANSWER, WHY_NOT, COMMENT, FILES)):
            found[question.q] = _answer(question, name, fields, writer, around)
    return AnswersRead(found)


def read_chosen(fields: Posted, offered: Collection[str], *, name: str = ASK) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the questions that were ticked among those offered, and those sent that were not (the first 20)."""
    ticked = dict.fromkeys(one_line(one) for one in fields.get(name, ()) if one_line(one))
    others = [one[:100] for one in ticked if one not in offered]
    return frozenset(one for one in ticked if one in offered), tuple(others[:20])


def field_of(question: Question, code_lists: Mapping[str, Mapping[str, CodeEntry]]) -> FormField:
    """Return a field of a form that holds the same as the answer to a question."""
    kind = "" if isinstance(question.answer, SeveralCodes) else question.answer.kind
    return _field_of_code(question) if kind in code_lists or kind in BUILT_IN else _field_of(question)


@by_identity(4_096)
def _field_of_code(question: Question) -> FormField:
    """Return a field for one code of the list that the answer names."""
    kind = "" if isinstance(question.answer, SeveralCodes) else question.answer.kind
    return FormField(label=question.text, type="code", list=kind, personal="no")


@by_identity(4_096)
def _field_of(question: Question) -> FormField:
    label = question.text
    if isinstance(question.answer, SeveralCodes):
        return FormField(label=label, type="codes", list=question.answer.codes, personal="no")
    kind = _TYPES.get(question.answer.kind, "longtext")
    return FormField.model_validate({"label": label, "type": kind, "personal": "no"})


def with_built_in(around: Surroundings) -> Surroundings:
    """Return surroundings in which yes, no and unknown may be answered, though the module has no list of these."""
    own = {name: {code: CodeEntry(label=code) for code in codes} for name, codes in BUILT_IN.items()}
    return Surroundings(around.today, {**own, **around.code_lists}, around.profile)


def _answer(question: Question, name: str, fields: Posted, writer: Writer, around: Surroundings) -> AnswerRead:
    raw = tuple(one for one in fields.get(field_name(ANSWER, name), ()) if one_line(one))
    cannot = lines(first(fields, field_name(WHY_NOT, name)))
    comment = lines(first(fields, field_name(COMMENT, name)))
    files = tuple(dict.fromkeys(one_line(one) for one in fields.get(field_name(FILES, name), ()) if one_line(one)))
    value, problem = _value(question, raw, writer, with_built_in(around))
    if cannot and raw:
        problem = "answer_and_reason"
    elif max(map(len, (*raw, cannot, comment)), default=0) > LONGEST_ANSWER:
        problem = "too_long"
    elif raw and not problem and question.comment == "required" and not comment:
        problem = "comment_missing"
    elif raw and not problem and question.attachment == "required" and not files:
        problem = "attachment_missing"
    return AnswerRead(
        value=None if problem else value,
        cannot=cannot,
        comment=comment,
        files=files if question.attachment != "no" else (),
        language=one_line(first(fields, field_name(LANGUAGE, name))),
        raw=raw,
        problem=problem,
    )


def _value(question: Question, raw: tuple[str, ...], writer: Writer, around: Surroundings) -> tuple[Any, str]:
    like = field_of(question, around.code_lists)
    read = [single_read(like.type, text, writer) for text in raw]
    problem = next((code for _, code in read if code), "")
    if problem or not read:
        return None, problem
    values = list(dict.fromkeys(value for value, _ in read))
    problem = next((code for value in values if (code := wrong(like, value, around))), "")
    several = like.type == "codes"
    return (values if several else values[0]), problem
