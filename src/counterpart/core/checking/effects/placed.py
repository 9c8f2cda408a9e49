"""Every effect of a machine with its place, and who causes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.checking.area import PlacedMachine
from counterpart.core.checking.moves import sources
from counterpart.core.definitions.effects import Effect
from counterpart.core.reading.tree import Address


@dataclass(frozen=True, slots=True)
class PlacedEffect:
    """An effect of an action, of entering a state, or of the start; `address` counts from the machine.

    `action` is None for a state and for the start, `state` is None for an action and for the start.
    """

    machine: PlacedMachine
    effect: Effect
    address: Address
    action: str | None = None
    state: str | None = None

    @property
    def where(self) -> str:
        """Return what messages call the place: the action, the state, or the start."""
        return f"{self.machine.name}.{self.action or self.state or 'on_start'}"

    @property
    def a_person_acts(self) -> bool:
        """Whether somebody is there who can choose: the effect stands on an action that only parties do."""
        if self.action is None:
            return False
        states = self.machine.states
        action = self.machine.actions[self.action]
        begins = [state for state in sources(action, self.machine.machine) if state in states]
        if not begins:
            return not action.auto
        return not any(self.machine.done_by_system(self.action, state) for state in begins)


def effects_in(machine: PlacedMachine) -> Iterator[PlacedEffect]:
    """Give the effects of the start (main machine only), of the actions, and of the states."""
    if machine.is_main:
        for index, effect in enumerate(machine.procedure.on_start):
            yield PlacedEffect(machine, effect, ("on_start", index))
    for name, action in machine.actions.items():
        for index, effect in enumerate(action.effects):
            yield PlacedEffect(machine, effect, ("actions", name, "effects", index), action=name)
    for name, state in machine.states.items():
        for index, effect in enumerate(state.effects):
            yield PlacedEffect(machine, effect, ("states", name, "effects", index), state=name)
