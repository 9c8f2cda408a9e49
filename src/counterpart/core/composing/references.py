"""Which things a procedure (or a track by itself) has, and where it names them.

Used when something is removed: what named it must go as well, or is a mistake. Works on trees, not on definitions,
because a template is cleaned before the module's own part is laid over it; what is malformed is passed over here and
reported by the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterpart.core.conditions import ConditionError, parse
from counterpart.core.conditions.nodes import InStates, Name, Open, Reaches, walk
from counterpart.core.definitions.due import OfClock, SinceState, WithTrack, parse_due, single_parts
from counterpart.core.reading.tree import Address, Branch, Row

SAME = "same"
EFFECTS_ON_DOCUMENTS = ("pdf", "sign", "snapshot")
_SAME_AS = "same as "


class Kind(StrEnum):
    """What can be removed and is named elsewhere; the value is the word for people."""

    PARTY = "party"
    STATE = "state"
    ACTION = "action"
    TRACK = "track"
    CLOCK = "clock"
    CHILD = "child"
    DOCUMENT = "document"
    FIELD = "field"


_MAPS = {
    "parties": Kind.PARTY,
    "clocks": Kind.CLOCK,
    "children": Kind.CHILD,
    "documents": Kind.DOCUMENT,
    "tracks": Kind.TRACK,
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name. `machine` is () for the main machine and ("tracks", name) for a track."""

    kind: Kind
    name: str
    machine: Address = ()

    def __str__(self) -> str:
        """Return it as a message says it: state 'open' of track 'part'."""
        return f"{self.kind} '{self.name}'" + (f" of track '{self.machine[-1]}'" if self.machine else "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a thing. `leaves`: it stands in a list from which it can go silently (grammar, section 9).

    For one of several ways (`to`) the address is that of the way, for a key that names a thing that of the key.
    """

    thing: Thing
    address: Address
    leaves: bool = False


def machines(tree: Branch) -> Iterator[tuple[Address, Branch]]:
    """Iterate over the main machine and the tracks."""
    yield (), tree
    for name, track in entries(tree, "tracks"):
        yield ("tracks", name), track


def entries(tree: Branch, key: str) -> Iterator[tuple[str, Branch]]:
    """Iterate over the well-formed entries of a map of maps."""
    found = tree.get(key)
    if isinstance(found, Branch):
        yield from ((name, value) for name, value in found.items() if isinstance(value, Branch))


def things(tree: Branch) -> dict[Thing, Address]:
    """Return all things of a procedure with their addresses in it."""
    found: dict[Thing, Address] = {}
    for key, kind in _MAPS.items():
        found.update({Thing(kind, name): (key, name) for name, _ in entries(tree, key)})
    for machine, part in machines(tree):
        for key, kind in (("states", Kind.STATE), ("actions", Kind.ACTION)):
            found.update({Thing(kind, name, machine): (*machine, key, name) for name, _ in entries(part, key)})
    return found


def mentions(tree: Branch) -> Iterator[Mention]:
    """Iterate over all places that name a thing; items of a list come in its order."""
    for machine, part in machines(tree):
        for mention in _of_machine(part, machine):
            yield Mention(mention.thing, machine + mention.address, mention.leaves)
    yield from _of_procedure(tree)


def _of_machine(tree: Branch, machine: Address) -> Iterator[Mention]:
    for key in ("start", "ends_with_main"):
        yield from _named(Kind.STATE, tree.get(key), (key,), machine)
    yield from _named(Kind.PARTY, tree.get("party"), ("party",))
    if not isinstance(tree.get("parties"), Branch):
        yield from _named(Kind.PARTY, tree.get("parties"), ("parties",), leaves=True)
    for name, state in entries(tree, "states"):
        for mention in _of_state(state, machine):
            yield Mention(mention.thing, ("states", name, *mention.address), mention.leaves)
    for name, action in entries(tree, "actions"):
        for mention in _of_action(action, machine):
            yield Mention(mention.thing, ("actions", name, *mention.address), mention.leaves)


def _of_state(state: Branch, machine: Address) -> Iterator[Mention]:
    yield from _named(Kind.PARTY, state.get("owner"), ("owner",), leaves=True)
    yield from _named(Kind.PARTY, state.get("sees"), ("sees",), leaves=True)
    yield from _keys(state, "edit")
    for key, inner in (("escalate", "to"), ("standing", "missed")):
        value = state.get(key)
        if isinstance(value, Branch):
            kind, leaves = (Kind.PARTY, True) if key == "escalate" else (Kind.ACTION, False)
            where = machine if kind is Kind.ACTION else ()
            yield from _named(kind, value.get(inner), (key, inner), where, leaves=leaves)
    yield from _named(Kind.ACTION, state.get("overdue"), ("overdue",), machine)
    yield from _in_due(state.get("due"), ("due",), machine)
    yield from _in_effects(state.get("effects"), ("effects",))


def _of_action(action: Branch, machine: Address) -> Iterator[Mention]:
    yield from _named(Kind.PARTY, action.get("by"), ("by",), leaves=True)
    yield from _named(Kind.STATE, action.get("from"), ("from",), machine, leaves=True)
    yield from _in_ways(action.get("to"), machine)
    yield from in_condition(action.get("when"), ("when",))
    for name, need in entries(action, "needs"):
        yield from in_condition(need.get("check"), ("needs", name, "check"))
    yield from _in_effects(action.get("effects"), ("effects",))


def _of_procedure(tree: Branch) -> Iterator[Mention]:
    yield from _in_effects(tree.get("on_start"), ("on_start",))
    for name, clock in entries(tree, "clocks"):
        at = ("clocks", name)
        yield from _named(Kind.STATE, clock.get("starts"), (*at, "starts"))
        yield from _named(Kind.STATE, clock.get("pauses"), (*at, "pauses"), leaves=True)
        yield from _named(Kind.STATE, clock.get("stops"), (*at, "stops"), leaves=True)
        yield from _named(Kind.ACTION, clock.get("runs_out"), (*at, "runs_out"))
        yield from _named(Kind.PARTY, clock.get("calendar_of"), (*at, "calendar_of"))
    for name, party in entries(tree, "parties"):
        yield from _named(Kind.PARTY, party.get("of"), ("parties", name, "of"))
        country = party.get("country")
        if isinstance(country, str) and country.startswith(_SAME_AS):
            yield Mention(Thing(Kind.PARTY, country.removeprefix(_SAME_AS)), ("parties", name, "country"))
    for name, lookup in entries(tree, "lookups"):
        yield from _named(Kind.STATE, lookup.get("in"), ("lookups", name, "in"), leaves=True)
        then = lookup.get("then")
        if isinstance(then, Branch):
            yield from _values(then.get("parties"), ("lookups", name, "then", "parties"))
    for what, _ in entries(tree, "visible_to"):
        yield from _in_visible_to(tree["visible_to"][what], ("visible_to", what))


def _in_visible_to(tree: Branch, at: Address) -> Iterator[Mention]:
    for party, when in tree.items():
        yield Mention(Thing(Kind.PARTY, party), (*at, party), leaves=True)
        for name, address in _names(when, (*at, party)):
            track, dot, state = name.rpartition(".")
            if address != (*at, party):
                machine: Address = ("tracks", track) if dot else ()
                yield Mention(Thing(Kind.STATE, state, machine), address, leaves=True)


def _in_ways(ways: Any, machine: Address) -> Iterator[Mention]:
    if isinstance(ways, str) and ways != SAME:
        yield Mention(Thing(Kind.STATE, ways, machine), ("to",))
    if not isinstance(ways, Row):
        return
    for index, way in enumerate(ways):
        if isinstance(way, Branch):
            if isinstance(way.get("state"), str):
                yield Mention(Thing(Kind.STATE, way["state"], machine), ("to", index), leaves=True)
            yield from in_condition(way.get("when"), ("to", index, "when"))


def _in_due(due: Any, at: Address, machine: Address) -> Iterator[Mention]:
    try:
        parts = single_parts(parse_due(due)) if isinstance(due, str) else ()
    except ValueError:  # the schema says how a deadline is written
        return
    for part in parts:
        match part:
            case SinceState(state=state):
                yield Mention(Thing(Kind.STATE, state, machine), at)
            case OfClock(clock=clock):
                yield Mention(Thing(Kind.CLOCK, clock), at)
            case WithTrack(track=track, state=state):
                yield Mention(Thing(Kind.TRACK, track), at)
                if state is not None:
                    yield Mention(Thing(Kind.STATE, state, ("tracks", track)), at)


def _in_effects(effects: Any, at: Address) -> Iterator[Mention]:
    if isinstance(effects, Row):
        for index, effect in enumerate(effects):
            if isinstance(effect, Branch):
                yield from _in_effect(effect, (*at, index))


def _in_effect(effect: Branch, at: Address) -> Iterator[Mention]:
    yield from in_condition(effect.get("when"), (*at, "when"))
    for verb in EFFECTS_ON_DOCUMENTS:
        yield from _named(Kind.DOCUMENT, effect.get(verb), (*at, verb))
    for verb, value in effect.items():
        if not isinstance(value, Branch):
            continue
        here = (*at, verb)
        match verb:
            case "notify":
                yield from _named(Kind.PARTY, value.get("to"), (*here, "to"), leaves=True)
            case "open":
                yield from _named(Kind.TRACK, value.get("track"), (*here, "track"))
                yield from _in_choice(value.get("for"), (*here, "for"))
            case "start":
                yield from _named(Kind.CHILD, value.get("child"), (*here, "child"))
                yield from _values(value.get("parties"), (*here, "parties"))
            case "signal":
                yield from _named(Kind.CHILD, value.get("child"), (*here, "child"))
            case "assign":
                yield from _named(Kind.PARTY, value.get("party"), (*here, "party"))
                if isinstance(value.get("from"), str):
                    yield Mention(Thing(Kind.CHILD, value["from"].partition(".")[0]), (*here, "from"))
            case "call":
                yield from _named(Kind.PARTY, value.get("on"), (*here, "on"))
            case "extend_due":
                yield from _named(Kind.CLOCK, value.get("clock"), (*here, "clock"))


def _in_choice(value: Any, at: Address) -> Iterator[Mention]:
    """Read the `for` of an opened track: a many-party, or a track and one of its states."""
    if isinstance(value, str):
        track, dot, state = value.partition(".")
        yield Mention(Thing(Kind.TRACK if dot else Kind.PARTY, track), at)
        if dot:
            yield Mention(Thing(Kind.STATE, state, ("tracks", track)), at)


def in_condition(text: Any, at: Address) -> Iterator[Mention]:
    """Iterate over the parties, tracks, children and states of tracks that a condition names."""
    try:
        tree = parse(text).tree if isinstance(text, str) else None
    except ConditionError:  # the checker says what is wrong with it
        return
    for node in walk(tree) if tree else ():
        match node:
            case Name(name=name):
                yield Mention(Thing(Kind.PARTY, name.partition(".")[0]), at)
            case InStates(machine=machine, states=states):
                yield from _of_rows(machine.text, [state.text for state in states], at)
            case Reaches(machine=machine, state=state):
                yield from _of_rows(machine.text, [state.text], at)
            case Open(machine=machine):
                yield from _of_rows(machine.text, [], at)


def _of_rows(machine: str, states: list[str], at: Address) -> Iterator[Mention]:
    yield Mention(Thing(Kind.TRACK, machine), at)
    yield Mention(Thing(Kind.CHILD, machine), at)
    for state in states:
        yield Mention(Thing(Kind.STATE, state, ("tracks", machine)), at)


def _named(kind: Kind, value: Any, at: Address, machine: Address = (), *, leaves: bool = False) -> Iterator[Mention]:
    yield from (Mention(Thing(kind, name, machine), address, leaves) for name, address in _names(value, at))


def _values(tree: Any, at: Address) -> Iterator[Mention]:
    if isinstance(tree, Branch):
        for key, value in tree.items():
            yield from _named(Kind.PARTY, value, (*at, key))


def _keys(state: Branch, key: str) -> Iterator[Mention]:
    tree = state.get(key)
    if isinstance(tree, Branch):
        yield from (Mention(Thing(Kind.PARTY, name), (key, name), leaves=True) for name in tree)


def _names(value: Any, at: Address) -> Iterator[tuple[str, Address]]:
    """Iterate over one name, or a list of names, each with its address."""
    if isinstance(value, str):
        yield value, at
    elif isinstance(value, Row):
        yield from ((item, (*at, index)) for index, item in enumerate(value) if isinstance(item, str))
