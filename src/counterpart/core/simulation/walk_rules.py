"""A procedure prepared for walking: nothing is filled in, nobody is reminded, and no day is a holiday.

What decides where an exchange goes (owners, guards, branches, tracks, rounds, clocks, deadlines) stays as it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import SYSTEM, Machine
from counterpart.core.workflow import Profile, Rulebook
from counterpart.core.workflow.machine import SAME, ActionRules, MachineRules


def for_walking(rules: Rulebook, members: tuple[str, ...]) -> Rulebook:
    """Return the rules without forms, reasons, reminders and calendars, for these members."""
    profile = rules.profile
    bare = Profile({}, profile.counting, profile.operator, members, profile.groups)
    tracks = {name: _bare(machine) for name, machine in rules.tracks.items()}
    return replace(rules, main=_bare(rules.main), tracks=tracks, profile=bare)


def distances(machine: MachineRules) -> Mapping[str, int]:
    """Return how many moves each state is away from the nearest final one, every guard being open."""
    before: dict[str, set[str]] = {}
    for action in machine.actions.values():
        if action.reopens:
            continue
        for way in action.ways:
            if way.state != SAME:
                before.setdefault(way.state, set()).update(action.sources)
    found = {name: 0 for name, state in machine.states.items() if state.final}
    waiting = deque(found)
    while waiting:
        state = waiting.popleft()
        for source in before.get(state, ()):
            if source not in found:
                found[source] = found[state] + 1
                waiting.append(source)
    return found


def signalled_actions(module: ModuleDefinition, procedure: str) -> frozenset[str]:
    """Return what the system does in a procedure though neither clock nor condition is behind it.

    Signals of parents and children, and what follows the answer of a register.
    """
    found: set[str] = set()
    for name, other in module.procedures.items():
        children = {child: declared.procedure for child, declared in other.children.items()}
        for effect in _effects(other, *other.tracks.values()):
            signal = effect.signal
            if signal is None:
                continue
            if signal.child and signal.action and children.get(signal.child) == procedure:
                found.add(signal.action)
            own = module.procedures[procedure].children.values() if procedure in module.procedures else ()
            if signal.parent and any(child.procedure == name for child in own):
                found.add(signal.parent)
    for interface in module.interfaces.values():
        for operation in interface.operations.values():
            found.update(action for action in (operation.answered, operation.late, operation.failed) if action)
    return frozenset(found)


def done_by_system(action: ActionRules) -> bool:
    """Say whether a move of the system may name this action."""
    return SYSTEM in action.by and not action.auto


def _bare(machine: MachineRules) -> MachineRules:
    actions = {name: _bare_action(action) for name, action in machine.actions.items()}
    states = {
        name: replace(
            state,
            reminders=(),
            escalate_after=None,
            actions=tuple(actions[action.name] for action in state.actions),
            autos=tuple(actions[action.name] for action in state.autos),
        )
        for name, state in machine.states.items()
    }
    return replace(machine, actions=actions, states=states)


def _bare_action(action: ActionRules) -> ActionRules:
    needs = tuple(replace(need, of_form=False) for need in action.needs)
    return replace(
        action,
        forms=(),
        needs=needs,
        complete=(),
        reason="no",
        four_eyes=False,
        branches_on_form=False,
        when_of_form=False,
    )


def _effects(*machines: Machine) -> Iterator[Effect]:
    for machine in machines:
        for action in machine.actions.values():
            yield from action.effects
        for state in machine.states.values():
            yield from state.effects
