"""What an action is going to lead to: done for trial on a desk of its own, and never written.

So a page can say, before anybody decides, in which state the exchange will be, whose move it is then, by when, and who
will be told. What the action cannot tell yet, because a form or a choice is still to come, is said by the definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.errors import CounterpartError
from counterpart.core.workflow import Outcome, Place, Situation, Verdict
from counterpart.core.workflow.machine import SAME, ActionRules
from counterpart.core.workflow.outcome import Started, Told
from counterpart.core.writing import Author, Handed, Setting
from counterpart.core.writing import act as do
from counterpart.directory.queries.players import Participant, participants
from counterpart.exchanges.queries.choices import Choices, choices_in
from counterpart.exchanges.queries.seeing import authors_of, desk_of, needed_pieces, open_behind, read_on, setting_of
from counterpart.exchanges.queries.sight import Sight, sight_of
from counterpart.exchanges.queries.views import DueView
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.desks import Acting, Laid
from counterpart.exchanges.storage.needs import Needs, needs_of_action
from counterpart.exchanges.storage.pieces import PieceKey
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor

SOME_REASON = "…"


@dataclass(frozen=True, slots=True)
class NextMove:
    """Whose move it is going to be."""

    party: str
    member: str
    authority: Participant | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Where an action leads: the states it may lead to (one when it is certain), and what follows when it is.

    `told` are the parties that will be told, `starts` the children that begin.
    """

    place: Place
    states: tuple[str, ...]
    certain: bool = False
    due: DueView | None = None
    moves: tuple[NextMove, ...] = ()
    told: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead of an action: where it leads, and who may be chosen with it; None where nothing is known."""

    foreseen: Foreseen | None = None
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """What was read for a page already, and is not asked for again: opened pieces, and switches unless it is None."""

    values: Mapping[PieceKey, Any] = field(default_factory=dict)
    setting: Setting | None = None


NOTHING_AT_HAND = AtHand()


def foreseen(actor: Actor, number: str, name: str, at: tuple[Place, str], now: dt.datetime) -> Foreseen | None:
    """Return what an action would lead to for the actor at a place as a party, None when there is none for them."""
    if actor.authority_id is None:
        return None
    with as_actor([actor.authority_id], read_only=True):
        sight = sight_of(actor.authority_id, number)
        return foreseen_in(sight, actor, name, at, now) if sight is not None else None


def look_ahead(actor: Actor, number: str, verdict: Verdict, now: dt.datetime) -> Ahead:
    """Return what lies ahead of an action, as `ahead_of`, in a transaction of its own."""
    if actor.authority_id is None:
        return Ahead()
    with as_actor([actor.authority_id], read_only=True):
        sight = sight_of(actor.authority_id, number)
        return ahead_of(sight, actor, verdict, now) if sight is not None else Ahead()


def ahead_of(sight: Sight, actor: Actor, verdict: Verdict, now: dt.datetime, hand: AtHand = NOTHING_AT_HAND) -> Ahead:
    """Return what lies ahead of the action of a verdict, in the open transaction and for content that is open."""
    if sight.level < CONTENT:
        return Ahead()
    at = (verdict.place, verdict.party)
    return Ahead(
        foreseen_in(sight, actor, verdict.action, at, now, hand),
        choices_in(sight, verdict.action, verdict.place, now) if verdict.chooses else None,
    )


def foreseen_in(
    sight: Sight, actor: Actor, name: str, at: tuple[Place, str], now: dt.datetime, hand: AtHand = NOTHING_AT_HAND
) -> Foreseen | None:
    """Return what `foreseen` does, in the open transaction, of an exchange that was read already."""
    if sight.level < CONTENT or sight.held.is_blocked(now):
        return None
    author = _author(sight, actor, *at)
    if author is None:
        return None
    action = sight.held.layout.rules.machine(author.place.track).actions.get(name)
    return _foreseen(sight, author, action, now, hand) if action is not None else None


def _author(sight: Sight, actor: Actor, place: Place, party: str) -> Author | None:
    """Return the actor as a party there; of rows only the key counts, the round is the newest."""
    if place.track:
        row = sight.held.situation.rows.get((place.track, place.key))
        if row is None:
            return None
        place = row.place
    authors = authors_of(sight, actor.authority_id or 0, str(actor.ref or ""))
    seated = next((one for one in authors if one.party == party), None)
    return None if seated is None else Author(seated.key, place, party, seated.player, seated.person)


def _foreseen(sight: Sight, author: Author, action: ActionRules, now: dt.datetime, hand: AtHand) -> Foreseen:
    layout = sight.held.layout
    told = tuple(party for party in layout.rules.parties if party in action.tells)
    states = tuple(dict.fromkeys(way.state for way in action.ways))
    plain = Foreseen(author.place, states, told=told, starts=action.starts)
    if action.chooses_for or action.chooses_questions:
        return plain
    needs = needs_of_action(layout, author.place.track, action.name)
    laid = _laid(sight, author, needs, now, hand)
    handed = Handed(forms={form: {} for form in action.forms}, reason=SOME_REASON if action.reason != "no" else "")
    try:
        do(laid.desk, author, action.name, handed)
    except CounterpartError:
        return plain
    return _after(sight, laid, author, states)


def _laid(sight: Sight, author: Author, needs: Needs, now: dt.datetime, hand: AtHand) -> Laid:
    """Return a desk on which the action can be done: what is at hand is not read again."""
    acting = Acting(_authority(sight, author), author.place)
    setting = hand.setting
    if setting is None or needs.parties:
        setting = setting_of(sight, needs, now)
    laid = desk_of(sight, acting, now, Needs(), setting)
    pieces = needed_pieces(sight, needs, acting)
    missing = [piece for piece in pieces if piece.key not in hand.values]
    read_on(sight, laid, pieces, {**hand.values, **open_behind(sight, missing, now)} if missing else hand.values)
    return laid


def _authority(sight: Sight, author: Author) -> int:
    """Return the number of the authority that acts."""
    return sight.file.people.get(author.player.authority, 0) if author.player is not None else 0


def _after(sight: Sight, laid: Laid, author: Author, states: Iterable[str]) -> Foreseen:
    key = sight.held.key
    situation = laid.desk.matter.exchanges[key].situation
    outcomes = laid.heard.outcomes.get(key, [])
    row = situation.row(*author.row) if author.row else None
    state, due = (row.state, row.due) if row is not None else (situation.state, situation.due)
    return Foreseen(
        place=author.place,
        states=(state,) if state else tuple(states),
        certain=True,
        due=DueView(due.at, due.deadline.basis.zone, due.deadline.basis) if due is not None else None,
        moves=_moves(sight, situation, author.place, state),
        told=_told(sight, outcomes),
        starts=tuple(one.child for out in outcomes for one in out.effects if isinstance(one, Started) and one.child),
    )


def _moves(sight: Sight, situation: Situation, place: Place, state: str) -> tuple[NextMove, ...]:
    """Return who owns the new state; of a row, its own player."""
    rules = sight.held.layout.rules
    machine = rules.machine(place.track)
    owners = machine.states[state].owners if state != SAME else ()
    row = situation.row(place.track, place.key) if place.track else None
    found = [
        (party, player)
        for party in owners
        for player in ((row.player,) if row is not None and party in machine.owners else situation.players(party))
    ]
    known = {str(one.ref): one for one in sight.names.values()}
    people = sight.file.people
    missing = {people[one.authority] for _, one in found if one.authority in people and one.authority not in known}
    by_ref = known | {str(one.ref): one for one in participants(missing).values()} if missing else known
    return tuple(NextMove(party, player.member, by_ref.get(player.authority)) for party, player in found)


def _told(sight: Sight, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    told = {effect.party for one in outcomes for effect in one.effects if isinstance(effect, Told) and effect.players}
    return tuple(party for party in sight.held.layout.rules.parties if party in told)
