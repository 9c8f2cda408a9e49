"""What time does: reminders, escalations, overdue actions, clocks that run out (grammar, section 1).

The clock is never refused. What was due during an outage happens now: the reminders of one state as one, an overdue
action with the date that it recorded as past.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from counterpart.core.workflow.acting import act
from counterpart.core.workflow.alarms import next_alarms, order, over_at
from counterpart.core.workflow.automatic import settle
from counterpart.core.workflow.clock_runs import run_out
from counterpart.core.workflow.finishing import count_deadlines, finish
from counterpart.core.workflow.machine import Rulebook
from counterpart.core.workflow.outcome import Alarm, AlarmKind, Cause, Outcome, TellKind, Told
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.players import OPERATOR
from counterpart.core.workflow.situation import Due, Situation
from counterpart.core.workflow.working import Doer, Running, Working

__all__ = ["fire", "fire_due", "fire_many", "next_alarms"]


def fire(rules: Rulebook, situation: Situation, alarm: Alarm, now: datetime) -> Outcome:
    """Let one alarm go off; see `fire_many`."""
    return fire_many(rules, situation, (alarm,), now)


def fire_due(rules: Rulebook, situation: Situation, now: datetime) -> Outcome:
    """Let everything go off that is due by now, as the situation itself tells; nothing is due twice."""
    return fire_many(rules, situation, [alarm for alarm in next_alarms(rules, situation) if alarm.fire_at <= now], now)


def fire_many(rules: Rulebook, situation: Situation, alarms: Iterable[Alarm], now: datetime) -> Outcome:
    """Let alarms of one exchange go off, in the order of time, rows before the main machine that waits for them.

    An alarm that the situation has overtaken (the state was left, the date moved) does nothing. The rows that are due
    together move together before automatic actions are looked at: thirteen thousand cost thirteen thousand times one.
    Raises ValueError for an alarm before its time: that is a fault of the caller. Raises Endless like `step`.
    """
    work = Working(rules, situation, now)
    for alarm in sorted(alarms, key=order):
        if alarm.fire_at > now:
            raise ValueError(f"an alarm of {alarm.fire_at.isoformat()} may not go off at {now.isoformat()}")
        if not alarm.place.track:
            settle(work)
            count_deadlines(work)
        if alarm.place.clock:
            _clock(work, alarm)
        else:
            _machine(work, alarm)
    settle(work)
    return finish(work)


def _clock(work: Working, alarm: Alarm) -> None:
    """Do what a clock does when it runs out."""
    name = alarm.place.clock
    run = work.clocks.get(name)
    action = work.rules.main.actions.get(work.rules.clocks[name].runs_out)
    if run is None or not run.running or not _is_current(run.due, alarm) or action is None:
        return
    run_out(work, name)
    if work.main.can_start(action):
        act(work, work.main, action, Doer(cause=Cause.RAN_OUT, due_at=alarm.due_at))


def _machine(work: Working, alarm: Alarm) -> None:
    """Remind, escalate, or do the overdue action of a state."""
    running = work.at(alarm.place)
    if running is None or running.recount or running.due is None or not _is_current(running.due, alarm):
        return
    if alarm.kind is AlarmKind.OVERDUE:
        _overdue(work, running, running.due)
    elif alarm.kind is AlarmKind.ESCALATE:
        _escalate(work, running, running.due)
    else:
        _remind(work, running, running.due, alarm)


def _is_current(due: Due | None, alarm: Alarm) -> bool:
    return due is not None and due.at == alarm.due_at


def _overdue(work: Working, running: Running, due: Due) -> None:
    action = running.rules.actions.get(running.here.overdue)
    if action is None or due.passed_at is not None:
        return
    running.due = replace(due, passed_at=work.now)
    running.alarms = True
    act(work, running, action, Doer(cause=Cause.OVERDUE, due_at=due.at))


def _escalate(work: Working, running: Running, due: Due) -> None:
    """Tell the first party of the list that is present, else the operator's desk; nothing moves."""
    if due.escalated_at is not None:
        return
    running.due = replace(due, escalated_at=work.now)
    running.alarms = True
    for party in running.here.escalate_to:
        players = players_in(work, running, party)
        if players:
            work.effects.append(Told(TellKind.ESCALATION, party, players, running.place))
            return
    work.effects.append(Told(TellKind.ESCALATION, OPERATOR, (), running.place))


def _remind(work: Working, running: Running, due: Due, alarm: Alarm) -> None:
    """Remind the owners, once for all reminders that came due meanwhile, and not when it is too late for it."""
    if due.reminded_at is not None and alarm.fire_at <= due.reminded_at:
        return
    running.due = replace(due, reminded_at=work.now)
    running.alarms = True
    too_late = bool(running.here.overdue) and over_at(due.deadline, due.set_at) <= work.now
    if too_late:
        return
    for owner in running.here.owners:
        players = players_in(work, running, owner)
        if players:
            work.effects.append(Told(TellKind.REMINDER, owner, players, running.place))
