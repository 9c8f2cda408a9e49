"""Coming into a state: who is told, what it brings about, and what ends with it when it is final."""

from __future__ import annotations

from counterpart.core.workflow.clock_runs import clocks_enter
from counterpart.core.workflow.effects import cause
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.machine import StateRules
from counterpart.core.workflow.outcome import Cause, Moved, TellKind, Told
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.players import SYSTEM
from counterpart.core.workflow.working import Doer, Running, Working

_ENDED_WITH_MAIN = Doer(cause=Cause.ENDED_WITH_MAIN)


def enter(work: Working, running: Running, state: str, doer: Doer, told: frozenset[str] = frozenset()) -> None:
    """Bring a machine into a state, anew when it is the same. `told` are parties that the action tells by itself."""
    running.enter(state, work.now, doer.person)
    work.changed(running)
    in_main = not running.place.track
    if in_main:
        clocks_enter(work, state)
    arrive(work, running, doer, told)
    if in_main and running.here.final:
        _close(work, running.here)


def arrive(work: Working, running: Running, doer: Doer, told: frozenset[str] = frozenset()) -> None:
    """Tell the owner of the state that a machine has come into, and bring about the state's effects."""
    rules = running.here
    if not rules.quiet:
        _tell_owners(work, running, rules, doer, told | rules.tells)
    if rules.effects:
        cause(work, running, rules.effects, doer, SituationFacts(work, running, doer))
    arrive_rows(work, doer)


def arrive_rows(work: Working, doer: Doer) -> None:
    """Let the rows that effects opened arrive in their first state."""
    while work.arrived:
        rows, work.arrived = work.arrived, []
        for row in rows:
            arrive(work, row, doer)


def _tell_owners(work: Working, running: Running, rules: StateRules, doer: Doer, told: frozenset[str]) -> None:
    """Tell the new owner by itself: everybody whose move it is, but nobody of what they did themselves."""
    parties = work.rules.parties
    for owner in rules.owners:
        if owner in told or owner == SYSTEM or (owner in parties and parties[owner].system):
            continue
        if doer.player is None and owner == doer.party:
            continue
        players = tuple(player for player in players_in(work, running, owner) if player != doer.player)
        if players:
            work.effects.append(Told(TellKind.NEW_WORK, owner, players, running.place))


def _close(work: Working, rules: StateRules) -> None:
    """Close the exchange: every open row ends with it."""
    work.closed_at, work.outcome = work.now, rules.outcome
    for track, machine in work.rules.tracks.items():
        if not machine.ends_with_main:
            continue
        for key, state in list(work.states_of(track)):
            row = None if machine.states[state].final else work.row(key)
            if row is not None:
                end = machine.ends_with_main
                work.moves.append(Moved("", row.place, state, end, Cause.ENDED_WITH_MAIN, SYSTEM))
                enter(work, row, end, _ENDED_WITH_MAIN)
