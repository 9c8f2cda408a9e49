"""Which values doing an action reads: its own conditions and effects, and those of all that follows from it.

Conditions read facts by name; only `subject.*`, `answers.*`, `form.*` and `parent.subject.*` are loaded by the caller.
Switches, dates of the exchange, tracks, children and the parent's state lie in the situation anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterpart.core.conditions import Condition, FactKind, reads
from counterpart.core.workflow.machine import SAME, ActionRules, EffectRules, MachineRules, Rulebook

_SEALED = frozenset({"subject", "answers", "form"})
_OF_PARENT = "parent.subject."


def reads_form(condition: Condition, forms: frozenset[str]) -> bool:
    """Say whether a condition reads a value of one of the forms, which is known only when the form was filled in."""
    names = (fact.name.split(".") for fact in reads(condition) if fact.kind is FactKind.NAME)
    return any(parts[0] == "form" and len(parts) > 1 and parts[1] in forms for parts in names)


def with_reads(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with `reads` filled in on every action."""
    machines = (rulebook.main, *rulebook.tracks.values())
    always = frozenset(_of_automatic(machines)) | frozenset(_of_openings(rulebook))
    main = _with_reads(rulebook.main, rulebook, always)
    tracks = {name: _with_reads(machine, rulebook, always) for name, machine in rulebook.tracks.items()}
    first = rulebook.main.states[rulebook.main.start].effects
    beginning = frozenset(_of_effects((*rulebook.beginning, *first)))
    return replace(rulebook, main=main, tracks=tracks, beginning_reads=beginning | always)


def _with_reads(machine: MachineRules, rulebook: Rulebook, always: frozenset[str]) -> MachineRules:
    actions = {
        name: replace(action, reads=frozenset(_of_action(action, machine, rulebook)) | always)
        for name, action in machine.actions.items()
    }
    states = {
        name: replace(
            state,
            actions=tuple(actions[action.name] for action in state.actions),
            autos=tuple(actions[action.name] for action in state.autos),
        )
        for name, state in machine.states.items()
    }
    return replace(machine, actions=actions, states=states)


def _of_openings(rulebook: Rulebook) -> Iterator[str]:
    """Yield what the rows of tracks read when they are opened, or ended with the main machine."""
    for machine in rulebook.tracks.values():
        for state in (machine.start, machine.ends_with_main):
            if state in machine.states:
                yield from _of_effects(machine.states[state].effects)


def _of_automatic(machines: Iterable[MachineRules]) -> Iterator[str]:
    """Yield what automatic actions read: they are looked at after every step."""
    for machine in machines:
        for action in machine.actions.values():
            if action.auto:
                yield from _of_conditions(_conditions(action))
                yield from _of_effects((*action.first, *action.then))
                yield from _of_targets(action, machine)


def _of_action(action: ActionRules, machine: MachineRules, rulebook: Rulebook) -> Iterator[str]:
    conditions = tuple(_conditions(action))
    own = tuple(f"form.{form}." for form in action.forms)
    for name in (*_of_conditions(conditions), *_of_effects((*action.first, *action.then))):
        if not own or not name.startswith(own):
            yield name
    facts = (fact for condition in conditions if condition is not None for fact in reads(condition))
    if any(fact.kind is FactKind.ANSWERED for fact in facts):
        yield from _of_conditions(rules.follow_if for rules in rulebook.questions.values())
    for form in action.forms:
        yield from (name for name in rulebook.forms[form].reads if _is_sealed(name))
    yield from _of_targets(action, machine)


def _of_targets(action: ActionRules, machine: MachineRules) -> Iterator[str]:
    for way in action.ways:
        if way.state != SAME:
            yield from _of_effects(machine.states[way.state].effects)


def _conditions(action: ActionRules) -> Iterator[Condition | None]:
    yield action.when
    yield from (need.check for need in action.needs)
    yield from (way.when for way in action.ways)


def _of_effects(effects: Iterable[EffectRules]) -> Iterator[str]:
    """Yield the values that effects read: in their conditions, and where a party, a row or a date comes from."""
    for rules in effects:
        yield from _of_conditions((rules.when,))
        effect = rules.effect
        names: tuple[str, ...] = ()
        if effect.set is not None:
            names = tuple(source for sources in effect.set.values() for source in sources)
        elif effect.assign is not None:
            names = (effect.assign.from_,)
        elif effect.open is not None:
            names = (effect.open.for_,)
        elif effect.start is not None:
            names = tuple(effect.start.parties.values())
        yield from (name for name in names if _is_sealed(name))


def _of_conditions(conditions: Iterable[Condition | None]) -> Iterator[str]:
    for condition in conditions:
        if condition is not None:
            yield from (fact.name for fact in reads(condition) if fact.kind is FactKind.NAME and _is_sealed(fact.name))


def _is_sealed(name: str) -> bool:
    root, dot, _ = name.partition(".")
    return (bool(dot) and root in _SEALED) or name.startswith(_OF_PARENT)
