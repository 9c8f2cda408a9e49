"""What people write: the subject and other forms, dates of the exchange, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterpart.core.conditions import parse
from counterpart.core.definitions.questions import PlacedQuestion, placed_questions
from counterpart.core.errors import Refused
from counterpart.core.simulation.knowing import dates_in, facts_at
from counterpart.core.simulation.records import QUESTIONS, SUBJECT, Answer, flat, merged_over
from counterpart.core.simulation.stage import Stage
from counterpart.core.simulation.story_values import CANNOT
from counterpart.core.workflow import MAIN, Matter, Place, Player, Rulebook, editable, resettle, rewritten
from counterpart.core.workflow.forms.values import day_of


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts in a step, in which exchange and where; `player` is said where several play the party."""

    key: str
    place: Place
    party: str
    player: Player | None
    person: str

    @property
    def row(self) -> tuple[str, str] | None:
        """Return the row as the engine names it, None in the main machine."""
        return (self.place.track, self.place.key) if self.place.track else None


def edit(stage: Stage, actor: Actor, form: str, values: Mapping[str, Any]) -> None:
    """Edit a form, or `subject`; where others see it, a working copy. Raises Refused where the party may not."""
    record = stage.records[actor.key]
    place = MAIN if form == SUBJECT else actor.place
    if _working_copy(stage, actor, form):
        copy = record.copies.get((actor.party, place, form), {})
        record.copies[actor.party, place, form] = merged_over(copy, values)
    else:
        record.write(place, form, values)
        _date(stage, actor, [form])
    _wrote(stage, actor, form)
    stage.tell(actor.key, place, "edit", f"{actor.party}: {form} ({', '.join(values)})")


def take_over(stage: Stage, actor: Actor, forms: Sequence[str]) -> None:
    """Let what the party wrote for itself take effect: copies of the forms, and the questions that it has chosen."""
    record = stage.records[actor.key]
    record.asked = list(dict.fromkeys((*record.asked, *record.asking.pop(actor.party, ()))))
    changed = record.take_over(actor.party, MAIN, tuple(form for form in forms if form == SUBJECT))
    changed += record.take_over(actor.party, actor.place, tuple(form for form in forms if form != SUBJECT))
    _date(stage, actor, changed)


def edit_exchange(stage: Stage, actor: Actor, values: Mapping[str, Any]) -> None:
    """Change dates and marks of the exchange, where the party may edit its subject or its questions."""
    linked = stage.matter.exchanges[actor.key]
    if not any(one.form in (SUBJECT, QUESTIONS) for one in editable(linked.rules, linked.situation, actor.party)):
        raise Refused("not_editable", party=actor.party, form="exchange")
    situation = linked.situation
    agreed = day_of(values["agreed_on"]) if values.get("agreed_on") else situation.agreed_on
    urgent, copied = values.get("urgent", situation.urgent), values.get("copied", situation.copied)
    situation = replace(situation, agreed_on=agreed, urgent=urgent is True, copied=copied is True)
    stage.matter = Matter({**stage.matter.exchanges, actor.key: replace(linked, situation=situation)})
    wanted = day_of(values["wanted_on"]) if values.get("wanted_on") else None
    ready = stage.ready().with_family(actor.key)
    stage.take_one(actor.key, rewritten(linked.rules, ready, stage.now, wanted_on=wanted))


def ask(stage: Stage, actor: Actor, questions: Iterable[str]) -> None:
    """Choose questions to be asked. Raises Refused for one that is not offered here."""
    record = stage.records[actor.key]
    copy = _working_copy(stage, actor, QUESTIONS)
    check_offered(stage, actor.key, questions)
    wanted = record.asking.setdefault(actor.party, []) if copy else record.asked
    wanted.extend(question for question in questions if question not in wanted)
    stage.tell(actor.key, MAIN, "ask", f"{actor.party}: {', '.join(questions)}")


def check_offered(stage: Stage, key: str, questions: Iterable[str]) -> None:
    """Raise Refused for a question that is not offered about this subject (`offer_if`)."""
    rules = stage.rules_of(key)
    facts = facts_at(rules, stage.ready().with_family(key), MAIN, stage.now)
    placed = placed_of(rules)
    for question in questions:
        if not all(parse(text).holds(facts) for text in placed[question].offer_if):
            raise Refused("question_not_offered", question=question)


def answer(stage: Stage, actor: Actor, answers: Mapping[str, Any]) -> None:
    """Answer questions. Raises Refused for one that nobody asked here, or that is for another party to answer."""
    rules, record = stage.rules_of(actor.key), stage.records[actor.key]
    given = record.answers.setdefault(actor.place, {})
    for question, value in answers.items():
        cannot = isinstance(value, Mapping) and set(value) == {CANNOT}
        given[question] = Answer(cannot=str(value[CANNOT])) if cannot else Answer(value)
    facts = facts_at(rules, stage.ready().with_family(actor.key), actor.place, stage.now)
    wanted = {question.name for question in facts.to_answer()}
    placed = placed_of(rules)
    for question in answers:
        if question not in wanted:
            raise Refused("not_to_answer", question=question)
        only = rules.module.questionsets[placed[question].question_set].answered_by
        if only is not None and actor.party != only:
            raise Refused("not_yours")
    stage.tell(actor.key, actor.place, "answer", f"{actor.party or 'somebody'}: {', '.join(answers)}")
    for player in players_of(stage, actor):
        record.answered_by.setdefault((actor.party, player.name), set()).update(answers)
    values = {f"answers.{name}": one.value for name, one in given.items()}
    _rewritten(stage, actor.key, actor.place, dates_in(rules, values))
    ready = stage.ready().with_family(actor.key)
    stage.take_one(actor.key, resettle(rules, ready, stage.now))


def placed_of(rules: Rulebook) -> dict[str, PlacedQuestion]:
    """Return the questions of a procedure, with what they inherit from their groups and sets."""
    sets = ((name, rules.module.questionsets[name]) for name in rules.procedure.questions)
    return {one.question.q: one for name, question_set in sets for one in placed_questions(name, question_set)}


def players_of(stage: Stage, actor: Actor) -> tuple[Player, ...]:
    """Return who is meant by the actor of a step: the one that is named, whose row it is, or all of the party."""
    linked = stage.matter.exchanges[actor.key]
    seated = linked.situation.players(actor.party)
    if actor.player is not None:
        return tuple(one for one in seated if one.same_as(actor.player)) or (actor.player,)
    row = linked.situation.row(*actor.row) if actor.row else None
    if row is not None and actor.party in linked.rules.machine(row.track).owners:
        return tuple(one for one in seated if one.member == row.player.member) or (row.player,)
    return seated


def _working_copy(stage: Stage, actor: Actor, form: str) -> bool:
    """Return whether the party edits a copy of the form. Raises Refused where it may not edit it."""
    linked = stage.matter.exchanges[actor.key]
    names = {form, linked.rules.procedure.subject} if form == SUBJECT else {form}
    for one in editable(linked.rules, linked.situation, actor.party, actor.row):
        if one.form in names:
            return one.working_copy
    raise Refused("not_editable", party=actor.party, form=form)


def _wrote(stage: Stage, actor: Actor, form: str) -> None:
    name = str(stage.rules_of(actor.key).procedure.subject) if form == SUBJECT else form
    for player in players_of(stage, actor):
        stage.records[actor.key].wrote.setdefault((actor.party, player.name), set()).add(name)


def _date(stage: Stage, actor: Actor, forms: Iterable[str]) -> None:
    """Have deadlines counted again that hang on a date of these forms."""
    rules, record = stage.rules_of(actor.key), stage.records[actor.key]
    for form in forms:
        place = MAIN if form == SUBJECT else actor.place
        prefix = f"{SUBJECT}." if form == SUBJECT else f"form.{form}."
        _rewritten(stage, actor.key, place, dates_in(rules, flat(record.form(place, form), prefix)))


def _rewritten(stage: Stage, key: str, place: Place, dates: Mapping[str, Any]) -> None:
    if dates:
        ready = stage.ready().with_family(key)
        stage.take_one(key, rewritten(stage.rules_of(key), ready, stage.now, dates=dates, place=place))
