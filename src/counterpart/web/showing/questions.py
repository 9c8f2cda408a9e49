"""Questions that were asked: with what one answers them by, or with their answers.

Questions that an answer has made necessary stand below it. The other side's wording is one click away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any, NamedTuple

from markupsafe import Markup

from counterpart.core.conditions import parse, reads
from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.questions import PlacedQuestion, Question
from counterpart.core.texts import Speaker
from counterpart.core.workflow.forms import Problem, Surroundings
from counterpart.core.writing.records import Answer
from counterpart.foundation.words import language_name
from counterpart.web.reading.answers import (
    ANSWER,
    COMMENT,
    FILES,
    LANGUAGE,
    WHY_NOT,
    AnswerRead,
    AnswersRead,
    field_of,
    with_built_in,
)
from counterpart.web.reading.names import UPLOAD, Command, field_name
from counterpart.web.showing.controls import drawn_by, echo_of, texts_of
from counterpart.web.showing.fields import FieldShown
from counterpart.web.showing.options import Option
from counterpart.web.showing.problems import problem_said
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.values import ValueShown, values_shown
from counterpart.web.showing.wording import Asking, Original, original_of, question_text


@dataclass(frozen=True, slots=True)
class Given:
    """What is stored of an answer: a value or why there is none, a comment, the language of free text, who wrote it.

    `files` are refs of files beside it.
    """

    answer: Answer
    comment: str = ""
    language: str = ""
    by: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of one place and its answers.

    `asked` in the order of the sets, follow-up questions that are wanted now among them. `answerable` are those that
    the reader answers now. `read` is what a page sent that is shown again. `other` says the questions as the other side
    reads them. `prefix` tells places of one page apart. `languages` are those in which the reader may write.
    """

    asked: Sequence[PlacedQuestion]
    asking: Asking
    given: Mapping[str, Given] = field(default_factory=dict)
    answerable: Collection[str] = ()
    read: AnswersRead = field(default_factory=AnswersRead)
    other: Speaker | None = None
    prefix: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer as it is read: its values, or why there are none; a comment; the language of free text in it.

    `files` are refs of files beside it, with their names.
    """

    values: tuple[ValueShown, ...]
    cannot: str
    comment: str
    language: str
    language_title: str
    by: str
    files: tuple[tuple[str, str], ...] = ()


class AskedQuestion(NamedTuple):
    """One question. `control` is there for who answers it now, `answer` where there is one.

    `called` is how a screen reader names it ("Question 3:"). `because` says after which answer a follow-up question is
    put.
    """

    code: str
    id: str
    number: str
    called: str
    text: Markup
    help: str
    legal: str
    personal: str
    open: bool
    original: Original | None
    control: FieldShown | None
    answer: AnswerShown | None
    comment: FieldShown | None
    cannot: FieldShown | None
    files: FieldShown | None
    text_language: FieldShown | None
    because: str
    follows: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionsShown:
    """Questions by heading, how many are answered, the next open one, and what is wrong with what was typed."""

    groups: tuple[tuple[str, tuple[AskedQuestion, ...]], ...]
    count: int
    answered: int
    next_open: str
    errors: tuple[tuple[str, str], ...]


def questions_view(saying: Saying, sheet: Sheet, around: Surroundings) -> QuestionsShown:
    """Return the questions of a place as a page shows them."""
    asker = _Asker(saying, sheet, around)
    tops = [placed for placed in sheet.asked if not asker.parents[placed.question.q]]
    groups: dict[str, list[AskedQuestion]] = {}
    for number, placed in enumerate(tops, start=1):
        groups.setdefault(asker.heading(placed), []).append(asker.question(placed, str(number)))
    still_open = [one.question.q for one in sheet.asked if one.question.q not in sheet.given]
    return QuestionsShown(
        groups=tuple((title, tuple(questions)) for title, questions in groups.items()),
        count=len(sheet.asked),
        answered=len(sheet.asked) - len(still_open),
        next_open=asker.anchor(still_open[0]) if still_open else "",
        errors=tuple(asker.errors),
    )


class _Asker:
    """Puts the questions of one place together."""

    def __init__(self, saying: Saying, sheet: Sheet, around: Surroundings) -> None:
        self.saying, self.sheet, self.around = saying, sheet, with_built_in(around)
        self.here = {placed.question.q: placed for placed in sheet.asked}
        self.parents = {code: _parent(placed, self.here) for code, placed in self.here.items()}
        self.after: dict[str, list[PlacedQuestion]] = {}
        for code, parent in self.parents.items():
            self.after.setdefault(parent, []).append(self.here[code])
        self.mine = frozenset(sheet.answerable)
        gettext = saying.words.gettext
        self.beside = {COMMENT: gettext("Comment"), WHY_NOT: gettext("Why this cannot be answered")}
        self.errors: list[tuple[str, str]] = []
        self.drawn: dict[tuple[str | None, tuple[str, ...]], FieldShown] = {}
        self.headings: dict[tuple[str, str], str] = {}

    def heading(self, placed: PlacedQuestion) -> str:
        """Return what stands over a question: its innermost group, else its set."""
        key = (placed.question_set, placed.groups[-1] if placed.groups else "")
        if key not in self.headings:
            group = self.saying.text("group.{}.{}".format(*key)) if key[1] else ""
            self.headings[key] = group or self.saying.text(f"questionset.{placed.question_set}")
        return self.headings[key]

    def anchor(self, code: str) -> str:
        """Return the id of a question on the page."""
        return field_name("q", f"{self.sheet.prefix}{code}")

    def question(self, placed: PlacedQuestion, number: str) -> AskedQuestion:
        """Return one question with those that follow it."""
        question, sheet, saying = placed.question, self.sheet, self.saying
        given, read = sheet.given.get(question.q), sheet.read.answers.get(question.q)
        like = field_of(question, self.around.code_lists)
        text = question_text(saying.speaker, question.q, sheet.asking)
        mine = question.q in self.mine
        parent = self.parents[question.q]
        after = self.after.get(question.q, ())
        return AskedQuestion(
            code=question.q,
            id=self.anchor(question.q),
            number=number,
            called=self.called(number),
            text=text,
            help=saying.text(f"question.{question.q}.help"),
            legal=question.legal or "",
            personal=question.personal,
            open=given is None,
            original=original_of(saying, sheet.other, question.q, sheet.asking),
            control=self._control(question.q, like, text, number) if mine else None,
            answer=None if mine or given is None else self._answer(like, given),
            comment=self._beside(COMMENT, question.q, given, read) if mine and question.comment != "no" else None,
            cannot=self._beside(WHY_NOT, question.q, given, read) if mine else None,
            files=self._files(question, given, read) if mine and question.attachment != "no" else None,
            text_language=self._language(question.q, given, read) if mine and like.type == "longtext" else None,
            because=self._because(parent),
            follows=tuple(
                self.question(one, f"{number}{letter}") for one, letter in zip(after, ascii_lowercase, strict=False)
            ),
        )

    def called(self, number: str) -> str:
        """Return how a question is named before it is read out."""
        gettext = self.saying.words.gettext
        return gettext("%(label)s:", label=gettext("Question %(number)s", number=number)) if number else ""

    def _control(self, code: str, like: FormField, text: Markup, number: str) -> FieldShown:
        saying, sheet = self.saying, self.sheet
        name = f"{sheet.prefix}{code}"
        read, given = sheet.read.answers.get(code), sheet.given.get(code)
        value = given.answer.value if given is not None and not given.answer.cannot else None
        name_of_field = field_name(ANSWER, name)
        if read is None:
            return self._drawn(like, value, name)._replace(id=name_of_field, name=name_of_field, label=text)
        error = ""
        if read.problem:
            error = problem_said(saying, Problem(code, read.problem), like)
            which = saying.words.gettext("Question %(number)s", number=number)
            whole = saying.words.gettext("%(field)s: %(problem)s", field=which, problem=error)
            self.errors.append((name_of_field, whole))
        parts = drawn_by(saying, like, read.raw, self.around, Command("", ANSWER, name))
        parts = {"echo": echo_of(saying, like, read.value), **parts, "error": error, "required": True}
        return FieldShown(name_of_field, name_of_field, text, **parts)

    def _drawn(self, like: FormField, value: Any, name: str) -> FieldShown:
        """Return by what a question is answered; where one code is chosen, it is the same for all with that list."""
        texts = texts_of(self.saying, like, value)
        key = (like.list, texts) if like.type == "code" else None
        found = self.drawn.get(key) if key is not None else None
        if found is None:
            parts = drawn_by(self.saying, like, texts, self.around, Command("", ANSWER, name))
            parts = {"echo": echo_of(self.saying, like, value), **parts, "required": True}
            found = FieldShown("", "", "", **parts)
            if key is not None:
                self.drawn[key] = found
        return found

    def _beside(self, kind: str, code: str, given: Given | None, read: AnswerRead | None) -> FieldShown:
        """Return the field for a comment, or for the reason why there is no answer."""
        if read is not None:
            value = read.comment if kind == COMMENT else read.cannot
        else:
            value = "" if given is None else given.comment if kind == COMMENT else given.answer.cannot
        name = field_name(kind, f"{self.sheet.prefix}{code}")
        return FieldShown(name, name, self.beside[kind], "text", value=value, required=True)

    def _files(self, question: Question, given: Given | None, read: AnswerRead | None) -> FieldShown:
        """Return the field for files beside an answer: those that are there, to be kept or left out, and one more."""
        name = field_name(FILES, f"{self.sheet.prefix}{question.q}")
        refs = read.files if read is not None else given.files if given is not None else ()
        options = tuple(Option(ref, file_name(self.saying, ref), chosen=True) for ref in refs)
        label = self.saying.words.gettext("Files with this answer")
        required = question.attachment == "required"
        return FieldShown(name, name, label, "files", options=options, upload=f"{name}{UPLOAD}", required=required)

    def _language(self, code: str, given: Given | None, read: AnswerRead | None) -> FieldShown | None:
        """Return the field for the language of a free text, where there is a choice."""
        if not self.sheet.languages:
            return None
        said = (read.language if read is not None else given.language if given is not None else "") or (
            self.saying.language
        )
        offered = {**self.sheet.languages}
        offered.setdefault(said, language_name(self.saying.language, said))
        options = tuple(Option(one, title, chosen=one == said) for one, title in offered.items())
        name = field_name(LANGUAGE, f"{self.sheet.prefix}{code}")
        label = self.saying.words.gettext("Language of your answer")
        return FieldShown(name, name, label, "list", options=options, required=True)

    def _answer(self, like: FormField, given: Given) -> AnswerShown:
        saying = self.saying
        own_words = like.type == "longtext" or given.comment or given.answer.cannot
        language = given.language if own_words and given.language != saying.language else ""
        value = None if given.answer.cannot else given.answer.value
        return AnswerShown(
            values=values_shown(saying, like, value, language),
            cannot=given.answer.cannot,
            comment=given.comment,
            language=language,
            language_title=language_name(saying.language, language) if language else "",
            by=given.by,
            files=tuple((ref, file_name(saying, ref)) for ref in given.files),
        )

    def _because(self, parent: str) -> str:
        """Return the answer that made a question necessary, in words."""
        given = self.sheet.given.get(parent)
        if given is None or given.answer.cannot:
            return ""
        like = field_of(self.here[parent].question, self.around.code_lists)
        return ", ".join(one.text for one in values_shown(self.saying, like, given.answer.value))


def takes_files(shown: QuestionsShown) -> bool:
    """Say whether files may be attached to any answer that is given here."""
    waiting = [question for _, questions in shown.groups for question in questions]
    while waiting:
        one = waiting.pop()
        if one.files is not None:
            return True
        waiting += one.follows
    return False


OF_ANSWER = "answers."
FILE = FormField(label="File", type="file", personal="no")


def file_name(saying: Saying, ref: str) -> str:
    """Return what a file is called, its ref where nobody knows it (any more)."""
    named = saying.lookups.named(FILE, ref)
    return named.name if named is not None else ref


def _parent(placed: PlacedQuestion, here: Collection[str]) -> str:
    """Return the question whose answer made this one necessary, if it is here as well."""
    condition = placed.question.follow_if
    if not condition:
        return ""
    names = sorted(fact.name for fact in reads(parse(condition)) if fact.name.startswith(OF_ANSWER))
    codes = (name.removeprefix(OF_ANSWER) for name in names)
    return next((code for code in codes if code in here and code != placed.question.q), "")
