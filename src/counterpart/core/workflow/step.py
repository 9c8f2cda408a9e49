"""One step: a situation and what somebody wants to do give an outcome, or a refusal. Pure: nothing happens here.

A refused step leaves nothing behind: it worked on a copy. The rules of this file and of those it uses are numbered
by `machine.FORMAT`; an exchange is run by the rules of the format it began with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from counterpart.core.findings import nearest
from counterpart.core.workflow.acting import act
from counterpart.core.workflow.automatic import settle
from counterpart.core.workflow.effects import cause, date_changed, write_date
from counterpart.core.workflow.entering import arrive_rows, enter
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.finishing import finish
from counterpart.core.workflow.guarding import filling, given, needs, turn, who_acts
from counterpart.core.workflow.machine import ActionRules, Rulebook
from counterpart.core.workflow.outcome import Assigned, Cause, Move, Moved, Outcome, Signal
from counterpart.core.workflow.players import MAIN, SYSTEM, Place, Player, RowKey, Seat
from counterpart.core.workflow.situation import Json, Known, Progress, Situation
from counterpart.core.workflow.verdicts import Obstacle
from counterpart.core.workflow.working import Doer, Running, Working


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an exchange begins with.

    `by` is who started it where that is not the party that owns the first state: the actor in the parent of a child
    (a `Player()` without names when nobody did).
    """

    seats: Mapping[str, Iterable[Player]]
    known: Known = field(default_factory=Known)
    wanted_on: date | None = None
    agreed_on: date | None = None
    urgent: bool = False
    copied: bool = False
    dates: Mapping[str, Json] = field(default_factory=dict)
    by: Player | None = None


def begin(rules: Rulebook, beginning: Beginning, now: datetime, *, person: str = "") -> Outcome:
    """Begin an exchange in its first state, with what `on_start` says and the automatic actions that follow.

    `now` is an aware instant, here and everywhere.
    """
    start = rules.main.start
    situation = Situation(
        main=Progress(start, now),
        seats={party: tuple(Seat(player) for player in players) for party, players in beginning.seats.items()},
        wanted_on=beginning.wanted_on,
        agreed_on=beginning.agreed_on,
        urgent=beginning.urgent,
        copied=beginning.copied,
        dates=beginning.dates,
        known=beginning.known,
    )
    work = Working(rules, situation, now)
    party, player = rules.starter, next(iter(work.players(rules.starter)), None)
    if beginning.by is not None:
        party, player = SYSTEM, beginning.by
    doer = Doer(party=party, cause=Cause.STARTED, player=player, person=person)
    work.moves.append(Moved("", MAIN, "", start, Cause.STARTED, party, player, person))
    enter(work, work.main, start, doer)
    cause(work, work.main, rules.beginning, doer, SituationFacts(work, work.main, doer))
    arrive_rows(work, doer)
    settle(work)
    return finish(work)


def step(rules: Rulebook, situation: Situation, move: Move, now: datetime) -> Outcome:
    """Do one action.

    Raises Refused (not you, or something is missing first), OutOfTurn (not now), each with a code of `verdicts`, and
    Endless when the automatic actions that follow do not come to an end.
    """
    return step_many(rules, situation, (move,), now)


def step_many(rules: Rulebook, situation: Situation, moves: Iterable[Move], now: datetime) -> Outcome:
    """Do several actions at one moment, all or none; automatic actions look when all rows have moved.

    What happens in the rows of tracks at one moment happens together, so the outcome does not depend on the order of
    the rows and costs what they are, not their square. Before and after a move of the main machine automatic actions
    are looked at. Raises like `step`.
    """
    work = Working(rules, situation, now)
    for move in moves:
        if move.track is None and work.moves:
            settle(work)
        _do(work, move)
        if move.track is None:
            settle(work)
    settle(work)
    return finish(work)


def resettle(rules: Rulebook, situation: Situation, now: datetime) -> Outcome:
    """Look at the automatic actions again, because a relative has moved or an answer has come in."""
    work = Working(rules, situation, now)
    settle(work)
    return finish(work)


def signalled(rules: Rulebook, situation: Situation, signal: Signal, now: datetime) -> Outcome:
    """Do what a relative signals; it is the system's. Raises OutOfTurn when it cannot be done, unless `if_possible`."""
    work = Working(rules, situation, now)
    action = _action(work.main, signal.action)
    if work.main.can_start(action):
        act(work, work.main, action, Doer(cause=Cause.SIGNAL))
        settle(work)
    elif not signal.if_possible:
        raise Obstacle("not_in_this_state", parameters={"action": signal.action}).error()
    return finish(work)


def by_system(
    rules: Rulebook, situation: Situation, action: str, now: datetime, *, track: RowKey | None = None
) -> Outcome:
    """Do what an operation of an interface says of an answer that is late or failed, whoever else may do it.

    Raises OutOfTurn when it cannot be done from here.
    """
    work = Working(rules, situation, now)
    running = _machine(work, track)
    found = _action(running, action)
    if not running.can_start(found):
        raise Obstacle("not_in_this_state", parameters={"action": action}).error()
    act(work, running, found, Doer())
    settle(work)
    return finish(work)


def rewritten(
    rules: Rulebook,
    situation: Situation,
    now: datetime,
    *,
    dates: Mapping[str, Json] | None = None,
    wanted_on: date | None = None,
    place: Place = MAIN,
) -> Outcome:
    """Take over dates that were written, so that what is due by or after them is counted again.

    `dates` are values behind a `due` (`subject.decided_on`), of the exchange or of the row at `place`. Nothing else
    happens, and automatic actions are looked at.
    """
    work = Working(rules, situation, now)
    for name, value in (dates or {}).items():
        write_date(work, f"{place}:{name}" if place.track else name, value)
    if wanted_on is not None:
        work.wanted_on = wanted_on
        date_changed(work, "exchange.wanted_on")
    settle(work)
    return finish(work)


def reseated(rules: Rulebook, situation: Situation, party: str, players: Iterable[Player], now: datetime) -> Outcome:
    """Let others play a party from now on: another coordinator, a merged authority, a new choice in the draft.

    What hangs on the calendar of the party is counted again, and automatic actions are looked at.
    """
    work = Working(rules, situation, now)
    held = situation.seats.get(party, ())
    seats = tuple(next((seat for seat in held if seat.player == player), Seat(player)) for player in players)
    work.seat(party, seats)
    new = tuple(seat for seat in seats if seat not in held)
    ended = tuple(seat for seat in held if seat not in seats)
    if new or ended:
        work.effects.append(Assigned(party, new, ended))
    settle(work)
    return finish(work)


def _do(work: Working, move: Move) -> None:
    """Do one move, or raise the first thing that is in its way."""
    running = _machine(work, move.track)
    action = _action(running, move.action)
    player = who_acts(work, running, action, move)
    if isinstance(player, Obstacle):
        raise player.error()
    tried = given(work, running, action, move, player)
    if move.party == SYSTEM:
        if not running.can_start(action):
            raise Obstacle("not_in_this_state").error()
    else:
        obstacle = next(chain(turn(tried, filled_in=True), filling(tried, move), needs(tried, filled_in=True)), None)
        if obstacle is not None:
            raise obstacle.error()
    act(work, running, action, tried.doer)


def _machine(work: Working, track: RowKey | None) -> Running:
    if track is None:
        return work.main
    row = work.row(track)
    if row is None:
        name, key = track
        raise Obstacle("row_unknown", parameters={"track": name, "key": key}).error()
    return row


def _action(running: Running, name: str) -> ActionRules:
    action = running.rules.actions.get(name)
    if action is None:
        hint = nearest(name, running.rules.actions)
        raise Obstacle("action_unknown", parameters={"action": name, "hint": hint}).error()
    return action
