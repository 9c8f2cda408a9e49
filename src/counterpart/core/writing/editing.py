"""What people write: the subject and other forms, dates of the exchange, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterpart.core.conditions import parse
from counterpart.core.definitions.questions import PlacedQuestion, placed_questions
from counterpart.core.errors import Refused
from counterpart.core.workflow import MAIN, Matter, Place, Rulebook, editable, resettle, rewritten
from counterpart.core.workflow.forms.values import day_of
from counterpart.core.writing.authors import Author, players_of
from counterpart.core.writing.desk import Desk
from counterpart.core.writing.knowing import dates_in, facts_at, loaded
from counterpart.core.writing.records import CANNOT, QUESTIONS, SUBJECT, Answer, flat, merged_over


def edit(desk: Desk, author: Author, form: str, values: Mapping[str, Any]) -> None:
    """Edit a form, or `subject`; where others see it, a working copy. Raises Refused where the party may not."""
    record = desk.records[author.key]
    place = MAIN if form == SUBJECT else author.place
    if _working_copy(desk, author, form):
        copy = record.copies.get((author.party, place, form), {})
        record.copies[author.party, place, form] = merged_over(copy, values)
    else:
        record.write(place, form, values)
        _date(desk, author, [form])
    _wrote(desk, author, form)
    desk.trace.wrote(author.key, place, "edit", f"{author.party}: {form} ({', '.join(values)})")


def take_over(desk: Desk, author: Author, forms: Sequence[str]) -> None:
    """Let what the party wrote for itself take effect: copies of the forms, and the questions that it has chosen."""
    record = desk.records[author.key]
    record.asked = list(dict.fromkeys((*record.asked, *record.asking.pop(author.party, ()))))
    changed = record.take_over(author.party, MAIN, tuple(form for form in forms if form == SUBJECT))
    changed += record.take_over(author.party, author.place, tuple(form for form in forms if form != SUBJECT))
    _date(desk, author, changed)


def edit_exchange(desk: Desk, author: Author, values: Mapping[str, Any]) -> None:
    """Change dates and marks of the exchange, where the party may edit its subject or its questions."""
    linked = desk.matter.exchanges[author.key]
    if not any(one.form in (SUBJECT, QUESTIONS) for one in editable(linked.rules, linked.situation, author.party)):
        raise Refused("not_editable", party=author.party, form="exchange")
    situation = linked.situation
    agreed = day_of(values["agreed_on"]) if values.get("agreed_on") else situation.agreed_on
    urgent, copied = values.get("urgent", situation.urgent), values.get("copied", situation.copied)
    situation = replace(situation, agreed_on=agreed, urgent=urgent is True, copied=copied is True)
    desk.matter = Matter({**desk.matter.exchanges, author.key: replace(linked, situation=situation)})
    wanted = day_of(values["wanted_on"]) if values.get("wanted_on") else None
    ready = desk.ready().with_family(author.key)
    desk.take_one(author.key, rewritten(linked.rules, ready, desk.now, wanted_on=wanted))


def ask(desk: Desk, author: Author, questions: Iterable[str]) -> None:
    """Choose questions to be asked. Raises Refused for one that is not offered here.

    They are asked about the subject as the party has prepared it: both take effect with the same action.
    """
    record = desk.records[author.key]
    copy = _working_copy(desk, author, QUESTIONS)
    check_offered(desk, author.key, questions, party=author.party)
    wanted = record.asking.setdefault(author.party, []) if copy else record.asked
    wanted.extend(question for question in questions if question not in wanted)
    desk.trace.wrote(author.key, MAIN, "ask", f"{author.party}: {', '.join(questions)}")


def check_offered(desk: Desk, key: str, questions: Iterable[str], party: str = "") -> None:
    """Raise Refused for a question that is not offered about this subject (`offer_if`), with the copy of a party."""
    rules, records = desk.rules_of(key), desk.records
    if (party, MAIN, SUBJECT) in records[key].copies:
        prepared = records[key].copied()
        prepared.take_over(party, MAIN, (SUBJECT,))
        records = {**records, key: prepared}
    matter = loaded(desk.matter, records, desk.setting, desk.now)
    facts = facts_at(rules, matter.with_family(key), MAIN, desk.now)
    placed = placed_of(rules)
    for question in questions:
        if not all(parse(text).holds(facts) for text in placed[question].offer_if):
            raise Refused("question_not_offered", question=question)


def answer(desk: Desk, author: Author, answers: Mapping[str, Any]) -> None:
    """Answer questions. Raises Refused for one that nobody asked here, or that is for another party to answer."""
    rules, record = desk.rules_of(author.key), desk.records[author.key]
    given = record.answers.setdefault(author.place, {})
    for question, value in answers.items():
        cannot = isinstance(value, Mapping) and set(value) == {CANNOT}
        given[question] = Answer(cannot=str(value[CANNOT])) if cannot else Answer(value)
    facts = facts_at(rules, desk.ready().with_family(author.key), author.place, desk.now)
    wanted = {question.name for question in facts.to_answer()}
    placed = placed_of(rules)
    for question in answers:
        if question not in wanted:
            raise Refused("not_to_answer", question=question)
        only = rules.module.questionsets[placed[question].question_set].answered_by
        if only is not None and author.party != only:
            raise Refused("not_yours")
    desk.trace.wrote(author.key, author.place, "answer", f"{author.party or 'somebody'}: {', '.join(answers)}")
    for player in players_of(desk.matter, author):
        record.answered_by.setdefault((author.party, player.name), set()).update(answers)
    values = {f"answers.{name}": one.value for name, one in given.items()}
    _rewritten(desk, author.key, author.place, dates_in(rules, values))
    ready = desk.ready().with_family(author.key)
    desk.take_one(author.key, resettle(rules, ready, desk.now))


def placed_of(rules: Rulebook) -> dict[str, PlacedQuestion]:
    """Return the questions of a procedure, with what they inherit from their groups and sets."""
    sets = ((name, rules.module.questionsets[name]) for name in rules.procedure.questions)
    return {one.question.q: one for name, question_set in sets for one in placed_questions(name, question_set)}


def _working_copy(desk: Desk, author: Author, form: str) -> bool:
    """Return whether the party edits a copy of the form. Raises Refused where it may not edit it."""
    linked = desk.matter.exchanges[author.key]
    names = {form, linked.rules.procedure.subject} if form == SUBJECT else {form}
    for one in editable(linked.rules, linked.situation, author.party, author.row):
        if one.form in names:
            return one.working_copy
    raise Refused("not_editable", party=author.party, form=form)


def _wrote(desk: Desk, author: Author, form: str) -> None:
    name = str(desk.rules_of(author.key).procedure.subject) if form == SUBJECT else form
    for player in players_of(desk.matter, author):
        desk.records[author.key].wrote.setdefault((author.party, player.name), set()).add(name)


def _date(desk: Desk, author: Author, forms: Iterable[str]) -> None:
    """Have deadlines counted again that hang on a date of these forms."""
    rules, record = desk.rules_of(author.key), desk.records[author.key]
    for form in forms:
        place = MAIN if form == SUBJECT else author.place
        prefix = f"{SUBJECT}." if form == SUBJECT else f"form.{form}."
        _rewritten(desk, author.key, place, dates_in(rules, flat(record.form(place, form), prefix)))


def _rewritten(desk: Desk, key: str, place: Place, dates: Mapping[str, Any]) -> None:
    if dates:
        ready = desk.ready().with_family(key)
        desk.take_one(key, rewritten(desk.rules_of(key), ready, desk.now, dates=dates, place=place))
