"""Writing without a step: forms, the cover, questions, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.conditions import FactKind, parse, reads
from counterpart.core.definitions.questions import placed_questions
from counterpart.core.errors import NotFound, Refused
from counterpart.core.workflow import Situation, editable
from counterpart.core.writing import SUBJECT, Author
from counterpart.core.writing import answer as answer_at
from counterpart.core.writing import ask as ask_at
from counterpart.core.writing import edit as edit_at
from counterpart.core.writing import edit_exchange as edit_cover_at
from counterpart.exchanges.actions.beginning import Capacity, Written, laid_out, must_know_fields, taken_up, written
from counterpart.exchanges.storage.concluding import Said, conclude
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.layout import Layout
from counterpart.exchanges.storage.needs import Needs, needs_of_answering, needs_of_settling
from counterpart.foundation.actions import action
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.modules.texts import revision

QUESTIONS, ANSWERS = "questions", "answers"
ON_THE_COVER = frozenset({"wanted_on", "agreed_on", "urgent", "copied"})
REMARKS = frozenset({"comment", "files"})

Seen = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by question: a value, or `{"cannot": reason}`; `remarks` are a `comment` and `files` (refs) beside it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    remarks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lang: str = ""


@action("exchanges.edit")
def edit(
    doing: Doing,
    exchange: UUID,
    capacity: Capacity,
    form: str,
    values: Mapping[str, Any],
    *,
    seen: Seen | None = None,
    lang: str = "",
) -> Written:
    """Edit `subject` or another form; in a state that others see, a working copy of the actor's authority.

    Values are laid over those that are there; None takes one away. `seen` are the versions of slots (a working copy:
    of the form) that the writer saw: Conflict `written_meanwhile` tells of a slot that has another one by now. Raises
    Refused where the party may not edit, Invalid for a field that the form does not have.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    layout = file.one.layout
    name = layout.form(form)
    if name not in layout.slots:
        raise NotFound("form_unknown", form=form)
    must_know_fields(layout, name, values)
    needs = Needs(whole=frozenset({name}), copies=frozenset({name})) | needs_of_settling(layout)
    laid = laid_out(doing, file, author, needs)
    edit_at(laid.desk, author, name, values)
    said = _said(doing, file.one, author, "edit", lang, {"form": name, "fields": sorted(values)})
    said.seen = seen
    return written(conclude(doing, laid, said), laid)


@action("exchanges.edit_cover")
def edit_cover(doing: Doing, exchange: UUID, capacity: Capacity, values: Mapping[str, Any]) -> Written:
    """Change what stands on the cover: `wanted_on`, `agreed_on` (ISO dates), `urgent`. Raises Refused where not."""
    file, author = taken_up(doing, exchange, capacity, None)
    unknown = sorted(set(values) - ON_THE_COVER)
    if unknown:
        raise NotFound("cover_unknown", name=unknown[0])
    laid = laid_out(doing, file, author, needs_of_settling(file.one.layout))
    edit_cover_at(laid.desk, author, values)
    said = _said(doing, file.one, author, "edit", "", {"cover": sorted(values)})
    return written(conclude(doing, laid, said), laid)


@action("exchanges.ask")
def ask(
    doing: Doing, exchange: UUID, capacity: Capacity, questions: Sequence[str], *, drop: Sequence[str] = ()
) -> Written:
    """Choose questions, and drop some that were chosen; where others see it, they are asked with the next action.

    Raises Refused for a question that is not offered about this subject, or where the party may not choose any.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    layout = file.one.layout
    _must_exist(layout, [*questions, *drop])
    deciding = _offered_by(layout, questions)
    prepared = frozenset({SUBJECT}) if deciding else frozenset[str]()
    needs = Needs(values=deciding, copies=prepared) | needs_of_settling(layout)
    laid = laid_out(doing, file, author, needs)
    ask_at(laid.desk, author, list(questions))
    _drop(laid.desk.records[author.key].asked, laid.desk.records[author.key].asking, file.one, author, drop)
    said = _said(doing, file.one, author, "ask", "", {"questions": list(questions), "dropped": list(drop)})
    return written(conclude(doing, laid, said), laid)


@action("exchanges.answer")
def answer(doing: Doing, exchange: UUID, capacity: Capacity, answers: Answers, *, seen: Seen | None = None) -> Written:
    """Answer questions, some or all; colleagues on different questions never collide.

    `seen` are the versions of the answers that the writer saw: Conflict `written_meanwhile` when one has another by
    now. Raises Refused for a question that nobody asked here, or that is not for this party to answer now.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    held = file.one
    _must_exist(held.layout, answers.values)
    _must_answer_now(held, author, answers.values)
    laid = laid_out(doing, file, author, needs_of_answering(held.layout))
    answer_at(laid.desk, author, answers.values)
    said = _said(doing, held, author, "answer", answers.lang, {"questions": sorted(answers.values)})
    said.seen = seen
    said.remarks = {
        question: {name: value for name, value in remark.items() if name in REMARKS}
        for question, remark in answers.remarks.items()
        if question in answers.values
    }
    return written(conclude(doing, laid, said), laid)


def _said(doing: Doing, held: Held, author: Author, what: str, lang: str, facts: Mapping[str, Any]) -> Said:
    pin = held.layout.pin
    language = lang or doing.actor.language
    return Said(
        action=what,
        party=author.party,
        kind=EntryKind.WRITTEN,
        what=what,
        lang=language,
        track=str(author.place) or None,
        texts_revision=revision(pin.module, pin.line, doing.actor.language),
        facts=dict(facts),
    )


def _must_exist(layout: Layout, questions: Sequence[str] | Mapping[str, Any]) -> None:
    for question in questions:
        if question not in layout.rules.questions:
            raise NotFound("question_unknown", question=question)


def _offered_by(layout: Layout, questions: Sequence[str]) -> frozenset[str]:
    """Return the values that decide whether these questions are offered."""
    rules = layout.rules
    placed = (
        one for name in rules.procedure.questions for one in placed_questions(name, rules.module.questionsets[name])
    )
    texts = [text for one in placed if one.question.q in questions for text in one.offer_if]
    facts = (fact for text in texts for fact in reads(parse(text)) if fact.kind is FactKind.NAME)
    return frozenset(fact.name for fact in facts if fact.name.startswith((f"{SUBJECT}.", "answers.", "form.")))


def _drop(asked: list[str], asking: dict[str, list[str]], held: Held, author: Author, drop: Sequence[str]) -> None:
    """Take questions back: what is being prepared always, what was asked only where it may be edited directly."""
    directly = _edits(held.situation, held, author, QUESTIONS) is False
    for question in drop:
        waiting = asking.get(author.party, [])
        if question in waiting:
            waiting.remove(question)
        elif question in asked and directly:
            asked.remove(question)
        else:
            raise Refused("question_not_asked", question=question)


def _edits(situation: Situation, held: Held, author: Author, form: str) -> bool | None:
    """Return whether the party edits a copy of a form here, None where it may not edit it."""
    for one in editable(held.layout.rules, situation, author.party, author.row):
        if one.form == form:
            return one.working_copy
    return None


def _must_answer_now(held: Held, author: Author, questions: Mapping[str, Any]) -> None:
    """See that it is this party's turn to answer: it owns the state, may edit answers, or the set is its own."""
    rules, situation = held.layout.rules, held.situation
    row = situation.row(*author.row) if author.row else None
    state = rules.machine(author.place.track).states[row.state if row is not None else situation.state]
    if author.party in state.owners or _edits(situation, held, author, ANSWERS) is not None:
        return
    sets = {rules.questions[question].question_set for question in questions}
    if state.final or any(rules.module.questionsets[name].answered_by != author.party for name in sets):
        raise Refused("not_to_answer", question=next(iter(questions), ""))
