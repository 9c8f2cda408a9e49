"""What is certainly there when a state is entered: which dates have a value, which tracks were opened.

A name is there when it is a required field of the subject, when a required field of a form was filled in on every
path, when every path passes a guard that only opens if it is there, or when `set` filled it from something that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.core.checking.area import Context, PlacedMachine, understood
from counterpart.core.checking.effects_placed import effects_in
from counterpart.core.checking.paths import Edge
from counterpart.core.conditions.nodes import (
    Compare,
    Comparison,
    Has,
    Joined,
    Joint,
    Name,
    Node,
    Not,
    Today,
    Within,
)
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import placed_fields

Holding = dict[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()


def implied(node: Node) -> frozenset[str]:
    """Return the names that certainly have a value where the condition holds; an unanswered value equals nothing."""
    match node:
        case Has(Name(name)) | Name(name) | Today(day=Name(name)):
            return frozenset({name})
        case Compare(sign, left, right) if sign is not Comparison.UNEQUAL:
            return _named(left, right)
        case Within(left, right):
            return _named(left, right)
        case Joined(joint, parts):
            return _together([implied(part) for part in parts], every=joint is Joint.AND)
        case Not(part):
            return refuted(part)
    return NOTHING


def refuted(node: Node) -> frozenset[str]:
    """Return the names that certainly have a value where the condition does not hold."""
    match node:
        case Compare(Comparison.UNEQUAL, left, right):
            return _named(left, right)
        case Joined(joint, parts):
            return _together([refuted(part) for part in parts], every=joint is Joint.OR)
        case Not(part):
            return implied(part)
    return NOTHING


def _named(*sides: Node) -> frozenset[str]:
    return frozenset(side.name for side in sides if isinstance(side, Name))


def _together(found: list[frozenset[str]], *, every: bool) -> frozenset[str]:
    """Join what several parts say: of parts that all hold the names add up, of alternatives only the common ones."""
    return frozenset.union(*found) if every else frozenset.intersection(*found)


class Presence:
    """For one procedure: the names that certainly have a value in each state of its machines."""

    def __init__(self, context: Context, procedure_id: str) -> None:
        """Take the machines of the procedure."""
        self._context = context
        self._machines = {machine.track_id: machine for machine in context.of_procedure(procedure_id)}
        self._found: dict[str | None, Holding | None] = {}

    def in_states(self, track_id: str | None) -> Holding | None:
        """Return what is there in each state of the main machine or a track; None where the paths are not known."""
        if track_id not in self._found:
            self._found[track_id] = None  # of a track that opens itself nothing is known
            self._found[track_id] = self._followed(self._machines[track_id])
        return self._found[track_id]

    def _followed(self, machine: PlacedMachine) -> Holding | None:
        begins = self._at_start() if machine.is_main else self._at_opening(machine)
        start = machine.moves.start
        if begins is None or start is None or not machine.moves.exact:
            return None
        begins = _set_by(machine.states[start].effects, begins)
        return machine.moves.graph.flow(start, begins, lambda edge, before: self._after(machine, edge, before))

    def _at_start(self) -> frozenset[str]:
        """Return what the start brings: the required fields of the subject (that it is complete is asked elsewhere)."""
        procedure = self._machines[None].procedure
        return self._required(procedure.subject, "subject.") | {"today", "now"}

    def _at_opening(self, track: PlacedMachine) -> frozenset[str] | None:
        """Return what is there whenever a row of the track is opened; its own forms are still empty then."""
        brought = [names for names in self._brought(track) if names is not None]
        if not brought:
            return None
        return frozenset(
            name for name in frozenset.intersection(*brought) if not name.startswith(("form.", "answers."))
        )

    def _brought(self, track: PlacedMachine) -> Iterator[frozenset[str] | None]:
        for machine in self._machines.values():
            opening = [
                placed
                for placed in effects_in(machine)
                if placed.effect.open and placed.effect.open.track == track.track_id
            ]
            holding = self.in_states(machine.track_id) if opening and machine is not track else None
            for placed in opening:
                if placed.action is None and placed.state is None:
                    yield self._at_start()
                elif holding is not None and placed.state is not None:
                    yield holding.get(placed.state)
                elif holding is not None:
                    for edge in machine.moves.graph.edges:
                        if edge.action == placed.action and edge.source in holding:
                            yield self._after(machine, edge, holding[edge.source])

    def _after(self, machine: PlacedMachine, edge: Edge, before: frozenset[str]) -> frozenset[str]:
        """Return what is there after an action, given what was there before."""
        action = machine.actions[edge.action]
        known = before | _implied_by(action.when)
        for way in action.to[: edge.way]:
            known |= _refuted_by(way.when)
        known |= _implied_by(action.to[edge.way].when)
        if not machine.done_by_system(edge.action, edge.source):
            for rule in action.needs.values():
                known |= _implied_by(rule.check)
            for form in (*action.form, *action.complete):
                known |= self._required(form, f"form.{form}.")
        known = _set_by(action.effects, known)
        return _set_by(machine.states[edge.target].effects, known) if edge.enters else known

    def _required(self, form_id: str | None, prefix: str) -> frozenset[str]:
        form = self._context.definition.forms.get(form_id or "")
        return frozenset(
            f"{prefix}{placed.name}"
            for placed in (placed_fields(form) if form else ())
            if placed.field.required is True and not placed.show_if and not placed.in_many
        )


def _implied_by(text: str | None) -> frozenset[str]:
    condition = understood(text)
    return implied(condition.tree) if condition else NOTHING


def _refuted_by(text: str | None) -> frozenset[str]:
    condition = understood(text)
    return refuted(condition.tree) if condition else NOTHING


def _set_by(effects: Iterable[Effect], known: frozenset[str]) -> frozenset[str]:
    """Return what is known after effects that certainly happen: `set` takes the first source that is there."""
    for effect in effects:
        for target, sources in (effect.set or {}).items():
            if effect.when is None and not known.isdisjoint(sources):
                known |= {target}
    return known


def tracks_opened(machine: PlacedMachine) -> Holding:
    """Return for each state of a main machine the tracks that were opened on every path to it.

    An effect with a condition does not count.
    """
    start = machine.moves.start
    if start is None or not machine.moves.exact:
        return {}
    begins = _opened_by((*machine.procedure.on_start, *machine.states[start].effects))

    def after(edge: Edge, before: frozenset[str]) -> frozenset[str]:
        entered = machine.states[edge.target].effects if edge.enters else ()
        return before | _opened_by((*machine.actions[edge.action].effects, *entered))

    return machine.moves.graph.flow(start, begins, after)


def _opened_by(effects: Iterable[Effect]) -> frozenset[str]:
    return frozenset(effect.open.track for effect in effects if effect.open and effect.when is None)
