"""What people do in a step: edit, answer, act. Everything or nothing: a refusal leaves the stage as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpart.core.definitions.scenarios import Step
from counterpart.core.simulation.stage import Stage
from counterpart.core.simulation.story_steps import form_names
from counterpart.core.workflow import Place, Player, Rulebook
from counterpart.core.writing import SUBJECT, Author, Handed, act, answer, ask, edit, edit_exchange

Forms = dict[str, Mapping[str, Any]]


def perform(stage: Stage, step: Step) -> None:
    """Do everything that a step does. Raises Refused or OutOfTurn, and then nothing has happened."""
    author = author_of(stage, step)
    with stage.all_or_nothing():
        if step.subject:
            edit(stage, author, SUBJECT, step.subject)
        if step.exchange:
            edit_exchange(stage, author, step.exchange)
        if step.ask:
            ask(stage, author, step.ask)
        if step.answer:
            answer(stage, author, step.answer)
        if step.do is not None:
            _act(stage, author, step)
        stage.pass_time(stage.now)


def author_of(stage: Stage, step: Step) -> Author:
    """Return who acts in a step and where. Raises Refused for a child that there is not."""
    key = stage.key_of(step.child)
    place = stage.place_of(key, step.track)
    rules = stage.rules_of(key)
    party = step.as_ or ""
    if not party and step.do is not None:
        party = rules.machine(place.track).actions[step.do].by[0]
    player = None
    if step.member:
        member, _, authority = step.member.partition("/")
        player = Player(member, authority)
    return Author(key, place, party, player, step.person or f"{party} {step.member or ''}".strip())


def _act(stage: Stage, author: Author, step: Step) -> None:
    """Do an action, with the working copies that take effect with it."""
    forms, edits = _handed_in(stage.rules_of(author.key), author.place, step)
    choose = tuple(Player(player.member, player.authority or "") for player in step.choose)
    act(stage, author, str(step.do), Handed(forms, edits, step.reason or "", choose, step.questions))


def _handed_in(rules: Rulebook, place: Place, step: Step) -> tuple[Forms, Forms]:
    """Sort the values of a step's `form` by form; a single form need not be named."""
    if not step.form:
        return {}, {}
    declared = (rules.procedure.tracks[place.track] if place.track else rules.procedure).actions[str(step.do)]
    names = form_names(declared)
    named = set(step.form) <= set(names) and all(isinstance(value, dict) for value in step.form.values())
    values: Forms = step.form if named else {names[0]: step.form}
    own = {form: given for form, given in values.items() if form in declared.form}
    return own, {form: given for form, given in values.items() if form not in own}
