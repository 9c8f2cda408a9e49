"""What has to be loaded before something is done: no more is opened than the action, and all that may follow, reads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from counterpart.core.conditions import Condition, FactKind, reads
from counterpart.core.workflow import SYSTEM, Rulebook
from counterpart.core.workflow.machine import SAME, ActionRules, EffectRules, MachineRules
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.storage.layout import Layout

_POLICY = "policy"
_FROM_SUBJECT = f"{SUBJECT}."
ALL = "all"
"""What an effect says that takes everybody who may play."""
MOST_NEEDS = 4_096


@dataclass(frozen=True, slots=True)
class Needs:
    """What an action needs: dotted names of `values`, forms as a `whole`, switches, and who may play `parties`.

    `named` are values that name authorities; `copies` says whether working copies and prepared questions take effect.
    """

    values: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    switches: bool = False
    parties: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        """Return the needs of both."""
        return Needs(
            self.values | other.values,
            self.whole | other.whole,
            self.copies | other.copies,
            self.switches or other.switches,
            self.parties | other.parties,
            self.named | other.named,
        )


NOTHING = Needs()


@dataclass(slots=True)
class _Found:
    """What was found on the way through what may follow."""

    names: set[str] = field(default_factory=set)
    effects: list[EffectRules] = field(default_factory=list)
    answered: bool = False
    ends: bool = False


_KEPT: OrderedDict[tuple[int, str, str], tuple[Layout, Needs]] = OrderedDict()


def needs_of_action(layout: Layout, track: str, action: str) -> Needs:
    """Return what doing an action needs, with the automatic actions that may follow. An unknown one needs nothing."""
    rules = layout.rules.machine(track).actions.get(action) if not track or track in layout.rules.tracks else None
    return _kept(layout, track, action, rules) if rules is not None else NOTHING


def needs_of_answering(layout: Layout) -> Needs:
    """Return what answering needs: the answers that make others necessary, beside what the automatic actions read."""
    found = _Found(answered=True)
    _automatic(found, layout.rules)
    return _as_needs(layout, found)


def needs_of_settling(layout: Layout) -> Needs:
    """Return what looking at the automatic actions needs."""
    return _kept(layout, "", "", None)


def needs_of_relatives(layout: Layout) -> Needs:
    """Return what may be needed of an exchange when a relative of it moves: whatever the system may do there."""
    by_system = [one.name for one in layout.rules.main.actions.values() if one.auto or SYSTEM in one.by]
    found = needs_of_settling(layout)
    for name in by_system:
        found |= needs_of_action(layout, "", name)
    return found


def needs_of_beginning(layout: Layout) -> Needs:
    """Return what beginning an exchange needs beside what is written in it: switches, and who may play."""
    rules = layout.rules
    found = _Found()
    _follow(found, rules.beginning)
    _arrive(found, rules.main, rules.main.start)
    _automatic(found, rules)
    return _as_needs(layout, found)


def _kept(layout: Layout, track: str, name: str, action: ActionRules | None) -> Needs:
    key = (layout.pin.procedure_id, track, name)
    kept = _KEPT.get(key)
    if kept is not None and kept[0] is layout:
        return kept[1]
    found = _Found()
    rules = layout.rules
    if action is not None:
        _act(found, rules.machine(track), action)
    _automatic(found, rules)
    needs = _as_needs(layout, found)
    if action is not None:
        whole = frozenset(layout.form(form) for form in action.complete)
        inside = (rules.forms.get(form if form != SUBJECT else rules.procedure.subject or "") for form in whole)
        asked = frozenset(name for form in inside if form is not None for name in form.reads if _is_value(name))
        own = tuple(f"form.{form}." for form in action.forms)
        values = frozenset(one for one in needs.values | action.reads | asked if not own or not one.startswith(own))
        needs = replace(needs, values=values, whole=whole, copies=whole)
    _KEPT[key] = (layout, needs)
    while len(_KEPT) > MOST_NEEDS:
        _KEPT.popitem(last=False)
    return needs


def _act(found: _Found, machine: MachineRules, action: ActionRules) -> None:
    conditions = [action.when, *(need.check for need in action.needs), *(way.when for way in action.ways)]
    _read(found, conditions)
    _follow(found, (*action.first, *action.then))
    for way in action.ways:
        if way.state != SAME:
            _arrive(found, machine, way.state)


def _arrive(found: _Found, machine: MachineRules, state: str) -> None:
    there = machine.states[state]
    found.ends = found.ends or (there.final and not machine.track)
    _follow(found, there.effects)


def _automatic(found: _Found, rules: Rulebook) -> None:
    """Follow what is looked at after every step, and rows that may be opened or ended with the main machine."""
    for machine in (rules.main, *rules.tracks.values()):
        for action in machine.actions.values():
            if action.auto:
                _act(found, machine, action)
    for machine in rules.tracks.values():
        for state in (machine.start, machine.ends_with_main):
            if state in machine.states:
                _follow(found, machine.states[state].effects)


def _follow(found: _Found, effects: Iterable[EffectRules]) -> None:
    for effect in effects:
        _read(found, [effect.when])
        found.effects.append(effect)


def _read(found: _Found, conditions: Iterable[Condition | None]) -> None:
    for condition in conditions:
        for fact in reads(condition) if condition is not None else ():
            if fact.kind is FactKind.NAME:
                found.names.add(fact.name)
            found.answered = found.answered or fact.kind is FactKind.ANSWERED


def _as_needs(layout: Layout, found: _Found) -> Needs:
    rules = layout.rules
    if found.answered:
        _read(found, [question.follow_if for question in rules.questions.values()])
    sources = [one for effect in found.effects for one in _sources(effect)]
    named = frozenset(source for source, _ in sources if _is_value(source))
    wanted = [filled for source, filled in sources if source == ALL or _is_value(source)]
    parties = frozenset(one for filled in wanted for one in _owners(rules, filled))
    ending = frozenset(_counted_from(rules)) if found.ends else frozenset[str]()
    return Needs(
        values=frozenset(name for name in found.names if _is_value(name)) | named | ending,
        switches=any(f".{_POLICY}." in name for name in found.names),
        parties=parties,
        named=named,
    )


def _sources(rules: EffectRules) -> Iterator[tuple[str, str]]:
    """Yield where an effect takes players from, and which party it fills."""
    effect = rules.effect
    if effect.assign is not None:
        yield effect.assign.from_, effect.assign.party
    if effect.open is not None:
        yield effect.open.for_, effect.open.track
    if effect.start is not None:
        yield from ((source, "") for source in effect.start.parties.values())
        yield from ((source, "") for source in effect.start.copied.values())


def _counted_from(rules: Rulebook) -> Iterator[str]:
    """Yield the dates of the subject from which data are kept."""
    for rule in rules.module.retention:
        if rule.from_.startswith(_FROM_SUBJECT) and (not rule.procedures or rules.name in rule.procedures):
            yield rule.from_


def _is_value(name: str) -> bool:
    return name.startswith((_FROM_SUBJECT, "answers.", "form.", "parent.subject."))


def _owners(rules: Rulebook, filled: str) -> tuple[str, ...]:
    """Return the party that is filled: itself, or that for which rows of a track are opened."""
    return rules.tracks[filled].owners[:1] if filled in rules.tracks else (filled,) if filled in rules.parties else ()
