"""What happens by itself: automatic actions as soon as their condition holds, at most 50 in a row."""

from __future__ import annotations

from counterpart.core.conditions import FactKind, reads
from counterpart.core.workflow.acting import act
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.machine import ActionRules
from counterpart.core.workflow.outcome import Cause, Started
from counterpart.core.workflow.players import Place
from counterpart.core.workflow.verdicts import Endless
from counterpart.core.workflow.working import Doer, Running, Working

MOST_AUTOMATIC = 50

_DOER = Doer(cause=Cause.AUTOMATIC)


def settle(work: Working) -> None:
    """Do the automatic actions whose condition holds, of the main machine and then of rows, until none is left.

    One that changes no state is done once per entry into the state. Raises Endless when a machine does more than 50;
    then nothing has happened.
    """
    done: dict[Place, int] = {}
    while _one(work, work.main, done) or _of_rows(work, done):
        pass


def _of_rows(work: Working, done: dict[Place, int]) -> bool:
    """Do one automatic action of each row that has one; say whether any was done."""
    found = False
    for track, machine in work.rules.tracks.items():
        if not machine.has_autos:
            continue
        for key, state in list(work.states_of(track)):
            row = work.row(key) if machine.states[state].autos else None
            if row is not None:
                found = _one(work, row, done) or found
    return found


def _one(work: Working, running: Running, done: dict[Place, int]) -> bool:
    """Do the first automatic action of a machine whose condition holds."""
    action = _ready(work, running)
    if action is None:
        return False
    done[running.place] = done.get(running.place, 0) + 1
    if done[running.place] > MOST_AUTOMATIC:
        raise Endless("automatic_endless", procedure=work.rules.name, place=str(running.place), action=action.name)
    act(work, running, action, _DOER)
    return True


def _asks_about(action: ActionRules, begun: set[str]) -> bool:
    """Say whether a condition reads children that this step starts: they exist only after it, and are asked then."""
    if not begun or action.when is None:
        return False
    return any(fact.kind is FactKind.ROWS and fact.name in begun for fact in reads(action.when))


def _ready(work: Working, running: Running) -> ActionRules | None:
    autos = running.here.autos
    if not autos:
        return None
    facts = SituationFacts(work, running, _DOER)
    begun = {effect.child for effect in work.effects if isinstance(effect, Started) and effect.child}
    for action in autos:
        used_up = action.at_most is not None and running.counts.get(action.name, 0) >= action.at_most
        if used_up or action.name in running.done_here or _asks_about(action, begun):
            continue
        if action.when is None or action.when.holds(facts):
            return action
    return None
