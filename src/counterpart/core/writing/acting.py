"""Doing an action, with the working copies that take effect with it. Everything or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.workflow import MAIN, Move, Player, run
from counterpart.core.workflow.forms import check_form
from counterpart.core.writing.authors import Author
from counterpart.core.writing.desk import Desk
from counterpart.core.writing.editing import edit, take_over
from counterpart.core.writing.knowing import facts_at, surroundings
from counterpart.core.writing.records import SUBJECT

Forms = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in with an action: values of its own forms, edits of forms that it wants complete, and choices."""

    forms: Forms = field(default_factory=dict)
    edits: Forms = field(default_factory=dict)
    reason: str = ""
    choose: tuple[Player, ...] = ()
    questions: tuple[str, ...] = ()


def act(desk: Desk, author: Author, name: str, handed: Handed) -> None:
    """Do an action of the procedure. Raises Refused or OutOfTurn, and then nothing has happened."""
    with desk.all_or_nothing():
        _act(desk, author, name, handed)


def _act(desk: Desk, author: Author, name: str, handed: Handed) -> None:
    action = desk.rules_of(author.key).machine(author.place.track).actions[name]
    for form, values in handed.edits.items():
        edit(desk, author, form, values)
    take_over(desk, author, action.complete)
    move = Move(
        action=action.name,
        party=author.party,
        track=author.row,
        form=handed.forms,
        reason=handed.reason,
        choose=handed.choose,
        questions=handed.questions,
        player=author.player,
        person=author.person,
        incomplete=_incomplete(desk, author, action.complete),
    )
    outcome = run(desk.ready(), author.key, move, desk.now, desk.procedures)
    writer = next((moved.player for moved in outcome.outcomes[0][1].moves if moved.action == action.name), None)
    desk.take(outcome)
    record = desk.records[author.key]
    for form in action.forms:
        record.forms[author.place, form] = dict(handed.forms.get(form, {}))
        if writer is not None:
            record.wrote.setdefault((author.party, writer.name), set()).add(form)


def _incomplete(desk: Desk, author: Author, complete: Sequence[str]) -> tuple[str, ...]:
    """Return what is missing or wrong in forms that must be complete: `field: code`, or the address of a text."""
    if not complete:
        return ()
    rules, record = desk.rules_of(author.key), desk.records[author.key]
    situation = desk.ready().with_family(author.key)
    found: list[str] = []
    for name in complete:
        form = rules.forms.get((rules.procedure.subject or "") if name == SUBJECT else name)
        if form is None:
            continue
        place = MAIN if name == SUBJECT else author.place
        facts = facts_at(rules, situation, place, desk.now, author.player)
        problems = check_form(form, record.form(place, name), surroundings(rules, facts), facts)
        found += [problem.text or f"{problem.field}: {problem.code}" for problem in problems]
    return tuple(found)
