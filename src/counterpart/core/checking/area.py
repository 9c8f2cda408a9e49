"""What a check is given: the area, its machines with their places, and answers that several checks need.

A check is a function `(context, findings) -> None`, named by what it asks. Everything here is computed when it is
first asked for and kept as long as the context lives, which is one run of the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cached_property

from counterpart.core.checking.lost import Lost, lost_in
from counterpart.core.checking.mending import mended
from counterpart.core.checking.moves import Moves, moves_of
from counterpart.core.checking.readable import NamesOfModule
from counterpart.core.composing.area import Area
from counterpart.core.conditions import Condition, ConditionError, parse
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import SYSTEM, Action, Machine, Procedure, State, Track
from counterpart.core.findings import Findings, Position, nearest
from counterpart.core.reading.tree import Address, value_at


class PlacedMachine:
    """The main machine of a procedure, or one of its tracks, with its address.

    `name` is how messages call it: `request`, or `request/part` for a track. `machine` is as it was written; `states`
    and `actions` are as they were meant, for all who do not ask for the names themselves.
    """

    def __init__(self, area: Area, lost: Lost, procedure_id: str, track_id: str | None = None) -> None:
        """Take the machine out of the area's definition."""
        self.area = area
        self.lost = lost
        self.procedure_id = procedure_id
        self.track_id = track_id
        self.procedure: Procedure = area.definition.procedures[procedure_id]
        self.machine: Machine = self.procedure if track_id is None else self.procedure.tracks[track_id]
        self.in_procedure: Address = ("procedures", procedure_id)
        self.address: Address = self.in_procedure if track_id is None else (*self.in_procedure, "tracks", track_id)
        self.name = procedure_id if track_id is None else f"{procedure_id}/{track_id}"

    @cached_property
    def meant(self) -> Machine:
        """The machine as its author meant it: misspelt names are reported once and read as the nearest ones."""
        return mended(self.machine, self.procedure)

    @property
    def states(self) -> dict[str, State]:
        """Return the states of the machine, as they were meant."""
        return self.meant.states

    @property
    def actions(self) -> dict[str, Action]:
        """Return the actions of the machine, as they were meant."""
        return self.meant.actions

    @property
    def is_main(self) -> bool:
        """Whether this is the main machine and no track."""
        return self.track_id is None

    @property
    def track(self) -> Track | None:
        """Return the track, or None for a main machine."""
        return None if self.track_id is None else self.procedure.tracks[self.track_id]

    def at(self, *steps: str | int) -> Position:
        """Return the place of something inside the machine."""
        return self.area.at((*self.address, *steps))

    def error(
        self,
        findings: Findings,
        code: str,
        steps: Address,
        message: str,
        hint: str = "",
        *,
        lacks: tuple[str, ...] = (),
    ) -> None:
        """Report a mistake at an address inside the machine, unless it follows from one that was reported.

        `lacks` are the keys whose absence there is the mistake; if one was written and refused, that was reported.
        """
        if not self._follows(steps, lacks):
            findings.error(code, self.at(*steps), message, hint)

    def warning(
        self,
        findings: Findings,
        code: str,
        steps: Address,
        message: str,
        hint: str = "",
        *,
        lacks: tuple[str, ...] = (),
    ) -> None:
        """Report a doubt at an address inside the machine; see `error`."""
        if not self._follows(steps, lacks):
            findings.warning(code, self.at(*steps), message, hint)

    def _follows(self, steps: Address, lacks: tuple[str, ...]) -> bool:
        address = (*self.address, *steps)
        return _follows(self.area, self.lost, address) or any(self.lost.explains((*address, key)) for key in lacks)

    def edited(self, state: str, party: str, index: int) -> Address:
        """Return where a form stands under `edit`, which may be a list for the owner instead of a map."""
        start: Address = ("states", state, "edit")
        written = value_at(self.area.tree, (*self.address, *start))
        return (*start, party, index) if isinstance(written, dict) else (*start, index)

    @cached_property
    def moves(self) -> Moves:
        """The actions as edges between the states."""
        found = moves_of(self.machine)
        return replace(found, adrift=True) if self.lost.breaks_paths_of(self.address) else found

    @cached_property
    def states_on_the_way(self) -> frozenset[str]:
        """The states that can be reached from the start; all states where paths are not known for certain."""
        if not self.moves.certain or self.moves.start is None:
            return frozenset(self.states)
        return self.moves.graph.reachable([self.moves.start])

    @cached_property
    def always_before(self) -> dict[str, frozenset[str]]:
        """For each state that can be reached, the states on every path to it; empty where paths are not known."""
        if not self.moves.exact or self.moves.start is None:
            return {}
        return self.moves.graph.always_before(self.moves.start)

    def clocked(self, state: str, *, as_written: bool = False) -> Iterator[tuple[str, Address]]:
        """Give the actions that time itself does in a state, with the address that names each."""
        found = (self.machine if as_written else self.meant).states[state]
        if found.overdue:
            yield found.overdue, ("states", state, "overdue")
        if found.standing and found.standing.missed:
            yield found.standing.missed, ("states", state, "standing", "missed")

    def done_by_system(self, action: str, state: str) -> bool:
        """Say whether it may be the system that does an action in a state: then nobody fills in a form."""
        found = self.actions[action]
        timed = {name for name, _ in self.clocked(state)}
        if self.is_main:
            timed |= {clock.runs_out for clock in self.procedure.clocks.values() if clock.runs_out}
        return found.auto or SYSTEM in found.by or action in timed


class Context:
    """One run of the checker over one area."""

    def __init__(self, area: Area) -> None:
        """Begin with nothing computed."""
        self.area = area

    @property
    def definition(self) -> ModuleDefinition:
        """Return the definition of the module."""
        return self.area.definition

    def at(self, *steps: str | int) -> Position:
        """Return the place of an address of the definition."""
        return self.area.at(steps)

    def error(self, findings: Findings, code: str, address: Address, message: str, hint: str = "") -> None:
        """Report a mistake at an address of the definition, unless it follows from one that was reported."""
        if not self.follows(address):
            findings.error(code, self.area.at(address), message, hint)

    def warning(self, findings: Findings, code: str, address: Address, message: str, hint: str = "") -> None:
        """Report a doubt at an address of the definition."""
        if not self.follows(address):
            findings.warning(code, self.area.at(address), message, hint)

    def follows(self, address: Address) -> bool:
        """Say whether a mistake at an address follows from one that reading or composing has reported."""
        return _follows(self.area, self.lost, address)

    @cached_property
    def lost(self) -> Lost:
        """What was written and is not in the definition."""
        return lost_in(self.area)

    @cached_property
    def names(self) -> NamesOfModule:
        """What conditions may name, for every place where one may stand."""
        others = (name for library in self.area.libraries for name in library.definition.procedures)
        return NamesOfModule(self.definition, self.area.network, others)

    @cached_property
    def machines(self) -> tuple[PlacedMachine, ...]:
        """Every machine of the module: each procedure followed by its tracks, in the order of writing."""
        return tuple(
            PlacedMachine(self.area, self.lost, name, track)
            for name, procedure in self.definition.procedures.items()
            for track in (None, *procedure.tracks)
        )

    @property
    def main_machines(self) -> Iterator[PlacedMachine]:
        """Give the main machine of each procedure."""
        return (machine for machine in self.machines if machine.is_main)

    def of_procedure(self, procedure_id: str) -> tuple[PlacedMachine, ...]:
        """Return the main machine of a procedure and its tracks."""
        return tuple(machine for machine in self.machines if machine.procedure_id == procedure_id)


Check = Callable[[Context, Findings], None]
"""One question to a module; what is wrong goes into the findings."""


def _follows(area: Area, lost: Lost, address: Address) -> bool:
    return area.reported(address) or lost.is_named_in(_written_at(area.tree, address))


def _written_at(tree: object, address: Address) -> object:
    """Return what stands at an address; one name may stand for a list, so at the nearest address that there is."""
    node = tree
    for step in address:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
    return node


def understood(text: str | None) -> Condition | None:
    """Return a condition that can be read, else None: what is wrong with it is said in one place only (E001)."""
    if text is None:
        return None
    try:
        return parse(text)
    except ConditionError:
        return None


def listed(names: Collection[str], what: str) -> str:
    """Return a hint that lists all choices, or says that there are none."""
    return f"{what}: " + ", ".join(names) if names else f"there are no {what}"


def suggestion(name: str, choices: Collection[str], what: str) -> str:
    """Return the nearest spelling as a hint, else the list of choices."""
    return nearest(name, choices, otherwise=listed(choices, what))
