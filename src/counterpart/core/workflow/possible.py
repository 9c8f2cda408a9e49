"""What a party may do now, what it may not, and why: for the action bar of a page and for machines that ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from counterpart.core.workflow.guarding import Attempt, attempt, cannot_start, needs, next_owner, turn
from counterpart.core.workflow.machine import ActionRules, Rulebook
from counterpart.core.workflow.outcome import Cause
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.players import Place, Player
from counterpart.core.workflow.situation import Situation
from counterpart.core.workflow.verdicts import Obstacle, Standing
from counterpart.core.workflow.working import Doer, Running, Working

_NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One action of a party at one place: may it be done, and if not, what is in the way.

    `text` is the address of its title. `forms`, `reason` (no, optional, required), `chooses` (parties, or
    `track.<name>`) and `chooses_questions` say what must be handed in with it, `complete` which forms are checked.
    """

    action: str
    place: Place
    party: str
    text: str
    standing: Standing
    obstacles: tuple[Obstacle, ...] = ()
    forms: tuple[str, ...] = ()
    reason: str = "no"
    chooses: tuple[str, ...] = ()
    chooses_questions: bool = False
    complete: tuple[str, ...] = field(default=())


def possible(
    rules: Rulebook,
    situation: Situation,
    party: str,
    now: datetime,
    *,
    player: Player | None = None,
    person: str = "",
) -> tuple[Verdict, ...]:
    """Return a verdict on every action of a party, in the main machine and in the rows that are its players' own.

    `player` narrows it to one authority of a party of many; `person` is asked for by four eyes. What is not offered
    at all (`when`) is not there. Facts must be loaded as `Rulebook.reads_in` says.
    """
    work = Working(rules, situation, now)
    found: list[Verdict] = []
    for running in (work.main, *_rows(work, party)):
        players = players_in(work, running, party)
        acting = _acting(players, player)
        if acting is None:
            continue
        alone = acting if len(players) == 1 or player else None
        found += _verdicts(work, running, Doer(party=party, cause=Cause.PERSON, player=alone, person=person))
    return tuple(found)


def may(rules: Rulebook, situation: Situation, party: str, now: datetime, *, player: Player | None = None) -> list[str]:
    """Return the names of the actions that a party may do in the main machine, sorted."""
    verdicts = possible(rules, situation, party, now, player=player)
    return sorted(one.action for one in verdicts if not one.place.track and one.standing is Standing.ALLOWED)


def _rows(work: Working, party: str) -> Iterator[Running]:
    """Yield the rows of every track in which the party has something to do."""
    for track, machine in work.rules.tracks.items():
        if any(party in action.by for action in machine.actions.values()):
            rows = (work.row(key) for key in work.keys(track))
            yield from (row for row in rows if row is not None)


def _acting(players: tuple[Player, ...], player: Player | None) -> Player | None:
    """Return who would act: the player that was asked for, if it plays the party here, else the first."""
    if player is None:
        return next(iter(players), None)
    return next((one for one in players if one.same_as(player)), None)


def _verdicts(work: Working, running: Running, doer: Doer) -> Iterator[Verdict]:
    elsewhere = (cannot_start(work),)
    for action in running.rules.actions.values():
        if doer.party not in action.by:
            continue
        if not running.can_start(action):
            yield _verdict(running, action, doer.party, elsewhere)
            continue
        seen = Doer(party=doer.party, cause=doer.cause, player=doer.player, person=doer.person, forms=action.forms)
        obstacles = _obstacles(attempt(work, running, action, seen))
        if not any(obstacle.code == _NOT_OFFERED for obstacle in obstacles):
            yield _verdict(running, action, doer.party, obstacles)


def _obstacles(tried: Attempt) -> tuple[Obstacle, ...]:
    found = tuple(turn(tried, filled_in=False))
    if any(obstacle.standing is Standing.NOT_NOW or obstacle.code == _NOT_OFFERED for obstacle in found):
        return found
    return (*found, *chain(needs(tried, filled_in=False), next_owner(tried)))


def _verdict(running: Running, action: ActionRules, party: str, obstacles: tuple[Obstacle, ...]) -> Verdict:
    standing = Standing.ALLOWED
    if obstacles:
        not_now = any(obstacle.standing is Standing.NOT_NOW for obstacle in obstacles)
        standing = Standing.NOT_NOW if not_now else Standing.REFUSED
    return Verdict(
        action=action.name,
        place=running.place,
        party=party,
        text=action.text,
        standing=standing,
        obstacles=obstacles,
        forms=action.forms,
        reason=action.reason,
        chooses=action.chooses_for,
        chooses_questions=action.chooses_questions,
        complete=action.complete,
    )
