"""What people do in a step: edit, answer, act. Everything or nothing: a refusal leaves the stage as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.core.definitions.scenarios import Step
from counterpart.core.simulation.knowing import facts_at, surroundings
from counterpart.core.simulation.records import SUBJECT
from counterpart.core.simulation.stage import Stage
from counterpart.core.simulation.story_steps import form_names
from counterpart.core.simulation.writing import Actor, answer, ask, edit, edit_exchange, take_over
from counterpart.core.workflow import MAIN, Move, Place, Player, Rulebook, run
from counterpart.core.workflow.forms import check_form

Forms = dict[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Handed:
    """What a step hands in: values of the action's own forms, and edits of forms that it wants complete."""

    forms: Forms
    edits: Forms


def perform(stage: Stage, step: Step) -> None:
    """Do everything that a step does. Raises Refused or OutOfTurn, and then nothing has happened."""
    actor = actor_of(stage, step)
    before = stage.kept()
    try:
        if step.subject:
            edit(stage, actor, SUBJECT, step.subject)
        if step.exchange:
            edit_exchange(stage, actor, step.exchange)
        if step.ask:
            ask(stage, actor, step.ask)
        if step.answer:
            answer(stage, actor, step.answer)
        if step.do is not None:
            _act(stage, actor, step)
        stage.pass_time(stage.now)
    except BaseException:
        stage.restore(before)
        raise


def actor_of(stage: Stage, step: Step) -> Actor:
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
    return Actor(key, place, party, player, step.person or f"{party} {step.member or ''}".strip())


def _act(stage: Stage, actor: Actor, step: Step) -> None:
    """Do an action, with the working copies that take effect with it."""
    rules = stage.rules_of(actor.key)
    action = rules.machine(actor.place.track).actions[str(step.do)]
    handed = _handed_in(rules, actor.place, step)
    for form, values in handed.edits.items():
        edit(stage, actor, form, values)
    take_over(stage, actor, action.complete)
    move = Move(
        action=action.name,
        party=actor.party,
        track=actor.row,
        form=handed.forms,
        reason=step.reason or "",
        choose=tuple(Player(player.member, player.authority or "") for player in step.choose),
        questions=step.questions,
        player=actor.player,
        person=actor.person,
        incomplete=_incomplete(stage, actor, action.complete),
    )
    outcome = run(stage.ready(), actor.key, move, stage.now, stage.rulebooks)
    writer = next((moved.player for moved in outcome.outcomes[0][1].moves if moved.action == action.name), None)
    stage.take(outcome)
    record = stage.records[actor.key]
    for form in action.forms:
        record.forms[actor.place, form] = dict(handed.forms.get(form, {}))
        if writer is not None:
            record.wrote.setdefault((actor.party, writer.name), set()).add(form)


def _handed_in(rules: Rulebook, place: Place, step: Step) -> Handed:
    """Sort the values of a step's `form` by form; a single form need not be named."""
    if not step.form:
        return Handed({}, {})
    declared = (rules.procedure.tracks[place.track] if place.track else rules.procedure).actions[str(step.do)]
    names = form_names(declared)
    named = set(step.form) <= set(names) and all(isinstance(value, dict) for value in step.form.values())
    values: Forms = step.form if named else {names[0]: step.form}
    own = {form: given for form, given in values.items() if form in declared.form}
    return Handed(own, {form: given for form, given in values.items() if form not in own})


def _incomplete(stage: Stage, actor: Actor, complete: Sequence[str]) -> tuple[str, ...]:
    """Return what is missing or wrong in forms that must be complete: `field: code`, or the address of a text."""
    if not complete:
        return ()
    rules, record = stage.rules_of(actor.key), stage.records[actor.key]
    situation = stage.ready().with_family(actor.key)
    found: list[str] = []
    for name in complete:
        form = rules.forms.get((rules.procedure.subject or "") if name == SUBJECT else name)
        if form is None:
            continue
        place = MAIN if name == SUBJECT else actor.place
        facts = facts_at(rules, situation, place, stage.now, actor.player)
        problems = check_form(form, record.form(place, name), surroundings(rules, facts), facts)
        found += [problem.text or f"{problem.field}: {problem.code}" for problem in problems]
    return tuple(found)
