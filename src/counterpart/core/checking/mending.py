"""A machine with its misspelt names put right, so that checks of what follows do not repeat a slip of the pen.

That a name is misspelt is said once, where it stands (M002, M005, M007, R001). Whoever asks for consequences reads the
machine as its author meant it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from counterpart.core.definitions.procedures import SYSTEM, Action, Machine, Procedure, State
from counterpart.core.findings import closest

ANYWHERE = "*"
SUBJECT = "subject"
NO_FORMS = frozenset({"questions", "answers"})
"""What may be edited or locked besides forms."""

AnyMachine = TypeVar("AnyMachine", bound=Machine)


def meant(name: str, choices: Collection[str]) -> str | None:
    """Return the choice called so, else the one with the nearest spelling, else None."""
    return name if name in choices else closest(name, choices)


def mended(machine: AnyMachine, procedure: Procedure) -> AnyMachine:
    """Return a machine whose names of parties, states, actions and forms exist as far as they can be guessed."""
    parties = {*procedure.parties, SYSTEM}
    forms = {SUBJECT, *NO_FORMS, *procedure.forms}
    states = {name: _state(state, parties, forms, machine) for name, state in machine.states.items()}
    actions = {name: _action(action, parties, forms, machine) for name, action in machine.actions.items()}
    changes: dict[str, Any] = {}
    if any(states[name] is not state for name, state in machine.states.items()):
        changes["states"] = states
    if any(actions[name] is not action for name, action in machine.actions.items()):
        changes["actions"] = actions
    return machine.model_copy(update=changes) if changes else machine


def _state(state: State, parties: set[str], forms: set[str], machine: Machine) -> State:
    changes: dict[str, Any] = {}
    if not parties.issuperset(state.owner):
        changes["owner"] = _all_meant(state.owner, parties)
    if state.sees is not None and not parties.issuperset(state.sees):
        changes["sees"] = _all_meant(state.sees, parties)
    if state.overdue is not None and state.overdue not in machine.actions:
        changes["overdue"] = meant(state.overdue, machine.actions) or state.overdue
    editors = {*parties, "owner"}
    if not (editors.issuperset(state.edit) and all(forms.issuperset(names) for names in state.edit.values())):
        changes["edit"] = {meant(who, editors) or who: _all_meant(names, forms) for who, names in state.edit.items()}
    return state.model_copy(update=changes) if changes else state


def _action(action: Action, parties: set[str], forms: set[str], machine: Machine) -> Action:
    changes: dict[str, Any] = {}
    if not parties.issuperset(action.by):
        changes["by"] = _all_meant(action.by, parties)
    if ANYWHERE not in action.from_ and not machine.states.keys() >= {*action.from_}:
        changes["from_"] = _all_meant(action.from_, machine.states)
    for key in ("form", "complete"):
        if not forms.issuperset(getattr(action, key)):
            changes[key] = _all_meant(getattr(action, key), forms)
    return action.model_copy(update=changes) if changes else action


def _all_meant(names: tuple[str, ...], choices: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(meant(name, choices) or name for name in names))
