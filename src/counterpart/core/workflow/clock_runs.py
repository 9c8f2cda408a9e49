"""Clocks of a procedure: terms of the law that run over several states (grammar, section 1).

A clock starts at the first entry into its state, never again (unless it `restarts`), stands still in `pauses`, ends
in `stops` and in every final state. A clock that ended stays ended when the exchange is reopened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpart.core.deadlines import Deadline, due_from, paused
from counterpart.core.workflow.dues import carried_on, stretched
from counterpart.core.workflow.machine import ClockRules
from counterpart.core.workflow.parties import calendar_of_player, starting_player
from counterpart.core.workflow.players import Player
from counterpart.core.workflow.situation import ClockRun, Due, Extension
from counterpart.core.workflow.working import Working


def clocks_enter(work: Working, state: str) -> None:
    """Start, pause, resume or stop the clocks, because the main machine has come into a state."""
    final = work.rules.main.states[state].final
    for name, rules in work.rules.clocks.items():
        before = work.clocks.get(name)
        after = _after_entry(rules, before, state, work.now, final=final)
        if after is not None and after != before:
            work.set_clock(name, after)


def run_out(work: Working, name: str) -> None:
    """End a clock because its time is over."""
    work.set_clock(name, replace(_stopped(work.clocks[name], work.now), ran_out=True))


def extend_clock(work: Working, name: str, extension: Extension) -> bool:
    """Give a clock more time; say whether it was running."""
    run = work.clocks.get(name)
    if run is None or not run.running:
        return False
    work.set_clock(name, replace(run, extensions=(*run.extensions, extension)))
    return True


def recount_clocks(work: Working) -> None:
    """Count the ends of the clocks that changed."""
    for name in sorted(work.clocks_recounted):
        run = work.clocks[name]
        due = _due(work, work.rules.clocks[name], run)
        was_running = name in work.before.clocks and work.before.clocks[name].running
        if due != run.due or was_running != run.running:
            work.clocks = {**work.clocks, name: replace(run, due=due)}
            work.clock_alarms.add(name)
    work.clocks_recounted.clear()


def _after_entry(rules: ClockRules, run: ClockRun | None, state: str, now: datetime, *, final: bool) -> ClockRun | None:
    """Return how a clock goes on after the entry into a state."""
    ends = final or state in rules.stops
    if state == rules.starts and not ends and (run is None or rules.restarts):
        run = ClockRun(now)
    elif run is None or not run.running:
        return run
    if ends:
        return _stopped(run, now)
    if state in rules.pauses:
        return run if run.stands_still else replace(run, pauses=(*run.pauses, (now, None)))
    return _resumed(run, now)


def _resumed(run: ClockRun, now: datetime) -> ClockRun:
    if not run.stands_still:
        return run
    return replace(run, pauses=(*run.pauses[:-1], (run.pauses[-1][0], now)))


def _stopped(run: ClockRun, now: datetime) -> ClockRun:
    return replace(_resumed(run, now), stopped_at=now)


def _due(work: Working, rules: ClockRules, run: ClockRun) -> Due | None:
    """Return when a clock runs out, or would have run out when it was stopped; None while it stands still.

    A state whose deadline is the clock's keeps that date after a reopening, when the clock has ended for good.
    """
    if run.stands_still:
        return None
    player = _whose(work, rules)
    deadline = _counted(work, rules, run, player)
    return carried_on(run.due, Due(deadline, work.now, player.member, player.zone), anew=False)


def _counted(work: Working, rules: ClockRules, run: ClockRun, player: Player) -> Deadline:
    """Return the end of a clock: its period, and what was granted or stood still since, in the order of time."""
    calendar, rule = calendar_of_player(work, player), work.rules.profile.counting
    deadline = due_from(run.started_at, rules.period, calendar, rule)
    changes: list[tuple[datetime, Extension | datetime]] = [(extension.at, extension) for extension in run.extensions]
    changes += [(until, since) for since, until in run.pauses if until is not None]
    for at, change in sorted(changes, key=lambda entry: entry[0]):
        if isinstance(change, Extension):
            deadline = stretched(deadline, (change,), work, calendar, run.started_at)
        else:
            deadline = paused(deadline, change, at, calendar, rule)
    return deadline


def _whose(work: Working, rules: ClockRules) -> Player:
    """Return by whose calendar a clock runs: the named party's, else that of the owner of the state that starts it."""
    owners = (rules.party,) if rules.party else work.rules.main.states[rules.starts].owners
    players = work.players(owners[0]) if len(owners) == 1 else ()
    return players[0] if players and players[0].member else starting_player(work)
