"""Very wide parties: what an alert is passed on to. A step reads all their seats only where it does something to them.

Which parties a step may leave unread, the definition says: nothing asks who plays them but what tells them, seats them
or calls them. Whether it did, its outcome says: then it is taken back and done again, with everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.conditions import Condition, FactKind, reads
from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow import Outcome, Rulebook
from counterpart.core.workflow.machine import EffectRules, MachineRules
from counterpart.core.workflow.outcome import Assigned, Called, Started, Told
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.letting_in import is_private

SAME_AS = "same as "


@by_identity(512)
def may_stay_unread(rules: Rulebook) -> frozenset[str]:
    """Return the parties of many of which a step may read a part."""
    return frozenset(name for name, party in rules.parties.items() if party.many) - frozenset(_asked_for(rules))


def touches(laid: Laid) -> bool:
    """Say whether what was done at a desk does anything to a party of which a part was read."""
    held = laid.file.one
    if not held.unread:
        return False
    before, after = held.situation, laid.desk.matter.exchanges[held.key].situation
    rules = held.layout.rules
    if before.urgent != after.urgent or is_private(rules, before) != is_private(rules, after):
        return True
    if _seeing(rules, before.state) & held.unread != _seeing(rules, after.state) & held.unread:
        return True
    return any(_does(rules, held.unread, outcome) for outcome in laid.heard.outcomes.get(held.key, ()))


def _does(rules: Rulebook, unread: frozenset[str], outcome: Outcome) -> bool:
    """Say whether an outcome tells, seats or calls an unread party, hands it on, or moves a row that may be its own."""
    for effect in outcome.effects:
        if isinstance(effect, Started) or (isinstance(effect, Told | Assigned | Called) and effect.party in unread):
            return True
    tracks = {moved.place.track for moved in outcome.moves} - {""}
    return any(not unread.isdisjoint(rules.tracks[track].owners) for track in tracks)


def _seeing(rules: Rulebook, state: str) -> frozenset[str]:
    seeing = rules.main.states[state].sees
    return frozenset(rules.parties if seeing is None else seeing)


def _asked_for(rules: Rulebook) -> Iterator[str]:
    """Yield the parties whose players something asks for, beside what tells, seats or calls them."""
    yield rules.starter
    for party in rules.parties.values():
        yield party.of or ""
        yield (party.country or "").removeprefix(SAME_AS)
    yield from (clock.party for clock in rules.clocks.values())
    for state in rules.main.states.values():
        yield from state.owners
    for machine in (rules.main, *rules.tracks.values()):
        for effect in _effects(machine):
            yield from _sources(effect)
        for condition in _conditions(machine):
            names = (fact.name for fact in reads(condition) if fact.kind is FactKind.NAME)
            yield from (name.partition(".")[0] for name in names)


def _effects(machine: MachineRules) -> Iterator[EffectRules]:
    for action in machine.actions.values():
        yield from (*action.first, *action.then)
    for state in machine.states.values():
        yield from state.effects


def _sources(rules: EffectRules) -> Iterator[str]:
    effect = rules.effect
    if effect.assign is not None:
        yield effect.assign.from_
    if effect.open is not None:
        yield effect.open.for_
    if effect.start is not None:
        yield from effect.start.parties.values()


def _conditions(machine: MachineRules) -> Iterator[Condition]:
    found: list[Condition | None] = [effect.when for effect in _effects(machine)]
    for action in machine.actions.values():
        found += [action.when, *(need.check for need in action.needs), *(way.when for way in action.ways)]
    yield from (one for one in found if one is not None)
