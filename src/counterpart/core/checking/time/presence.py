"""What is certainly there when a state is entered: which dates have a value, which tracks were opened.

A name is there when it is a required field of the subject, when a required field of a form was filled in on every
path, when every path passes a guard that only opens if it is there, or when `set` filled it from something that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.effects.placed import effects_in
from counterpart.core.checking.mending import meant
from counterpart.core.checking.paths import Edge
from counterpart.core.checking.time.implied import implied_by, refuted_by
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import placed_fields

Holding = dict[str, frozenset[str]]


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
        begins = self._set_by(machine, machine.states[start].effects, begins)
        return machine.moves.graph.flow(start, begins, lambda edge, before: self._after(machine, edge, before))

    def _meant(self, machine: PlacedMachine, names: frozenset[str]) -> frozenset[str]:
        """Return the names that were meant; a misspelt one is reported where it stands."""
        values = self._context.names.of_machine(machine.procedure_id, machine.track_id).values
        if names <= values.keys():
            return names
        return frozenset(meant(name, values) or name for name in names)

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
        guarded = implied_by(action.when) | implied_by(action.to[edge.way].when)
        for way in action.to[: edge.way]:
            guarded |= refuted_by(way.when)
        filled: frozenset[str] = frozenset()
        if not machine.done_by_system(edge.action, edge.source):
            for rule in action.needs.values():
                guarded |= implied_by(rule.check)
            for form in (*action.form, *action.complete):
                filled |= self._required(form, f"form.{form}.")
        known = before | filled | self._meant(machine, guarded)
        known = self._set_by(machine, action.effects, known)
        return self._set_by(machine, machine.states[edge.target].effects, known) if edge.enters else known

    def _set_by(self, machine: PlacedMachine, effects: Iterable[Effect], known: frozenset[str]) -> frozenset[str]:
        """Return what is known after effects that certainly happen: `set` takes the first source that is there."""
        for effect in effects:
            for target, sources in (effect.set or {}).items():
                if effect.when is None and not known.isdisjoint(self._meant(machine, frozenset(sources))):
                    known |= self._meant(machine, frozenset({target}))
        return known

    def _required(self, form_id: str | None, prefix: str) -> frozenset[str]:
        form = self._context.definition.forms.get(form_id or "")
        return frozenset(
            f"{prefix}{placed.name}"
            for placed in (placed_fields(form) if form else ())
            if placed.field.required is True and not placed.show_if and not placed.in_many
        )


def tracks_opened(machine: PlacedMachine) -> Holding:
    """Return for each state of a main machine the tracks that were opened on every path to it.

    An effect with a condition does not count.
    """
    start = machine.moves.start
    if start is None or not machine.moves.exact:
        return {}
    tracks = machine.procedure.tracks
    begins = _opened_by((*machine.procedure.on_start, *machine.states[start].effects), tracks)

    def after(edge: Edge, before: frozenset[str]) -> frozenset[str]:
        entered = machine.states[edge.target].effects if edge.enters else ()
        return before | _opened_by((*machine.actions[edge.action].effects, *entered), tracks)

    return machine.moves.graph.flow(start, begins, after)


def _opened_by(effects: Iterable[Effect], tracks: Collection[str]) -> frozenset[str]:
    """Return the tracks that are opened for certain; a misspelt one (R001) counts as the one that was meant."""
    named = (effect.open.track for effect in effects if effect.open and effect.when is None)
    return frozenset(track for name in named if (track := meant(name, tracks)) is not None)
