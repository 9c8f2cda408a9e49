"""Whom somebody may choose with an action: who has access to the role, is of a fitting member, and is not there yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from counterpart.core.workflow import Place, Player
from counterpart.core.workflow.machine import ActionRules
from counterpart.core.workflow.parties import may_take_over
from counterpart.core.workflow.working import Working
from counterpart.directory.queries.players import Participant, candidates
from counterpart.exchanges.queries.sight import Sight, sight_of
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.setting import BODIES
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor

PER_MEMBER = "country"
OF_NO_MEMBER = "none"


@dataclass(frozen=True, slots=True)
class Choices:
    """Who may be chosen for a party: one, or several. `by_member`: rows are per member, an authority stands for it."""

    party: str
    several: bool
    by_member: bool
    options: tuple[Participant, ...]


def choices_for(actor: Actor, number: str, action: str, place: Place, now: dt.datetime) -> Choices | None:
    """Return who may be chosen with an action, None when it leaves no choice. One statement for each role."""
    if actor.authority_id is None:
        return None
    with as_actor([actor.authority_id], read_only=True):
        sight = sight_of(actor.authority_id, number)
        if sight is None or sight.level < CONTENT:
            return None
        return choices_in(sight, action, place, now)


def choices_in(sight: Sight, action: str, place: Place, now: dt.datetime) -> Choices | None:
    """Return who may be chosen with an action in an exchange that was read already, in the open transaction."""
    rules = sight.held.layout.rules
    known = rules.machine(place.track).actions.get(action)
    target = next(iter(known.chooses_for), "") if known is not None else ""
    track = rules.tracks.get(target.removeprefix("track."))
    party = target if target in rules.parties else track.owners[0] if track is not None and track.owners else ""
    if known is None or not party:
        return None
    several = track is not None or rules.parties[party].many
    there = _there(sight, party if track is None else "", track.track if track is not None else "")
    if track is not None and track.per != PER_MEMBER:  # nobody hands on to themselves
        there |= {seat.authority_id or 0 for seat in sight.held.seats if seat.party in known.by}
    options = tuple(_options(sight, known, party, place, now, there))
    return Choices(party, several, track is not None and track.per == PER_MEMBER, options)


def _there(sight: Sight, party: str, track: str) -> frozenset[int]:
    """Return the authorities that need not be offered: who plays the party, or has an open row already."""
    seated = {seat.authority_id or 0 for seat in sight.held.seats if seat.party == party}
    rules = sight.held.layout.rules
    open_rows = (
        row for row in sight.held.situation.rows.values() if row.track == track and track
        and not rules.tracks[track].states[row.state].final
    )  # fmt: skip
    return frozenset(seated | {sight.owner_of(row) for row in open_rows})


def _options(
    sight: Sight, action: ActionRules, party: str, place: Place, now: dt.datetime, there: frozenset[int]
) -> Iterable[Participant]:
    rules = sight.held.layout.rules
    work = Working(rules, sight.held.situation, now)
    running = (work.at(place) if place.track else None) or work.main
    if rules.parties[party].country == OF_NO_MEMBER:
        members = [BODIES]
    else:
        members = [one for one in rules.profile.members if may_take_over(work, party, Player(one), running, action)]
    found: dict[int, Participant] = {}
    for role in rules.parties[party].role:
        for of_member in candidates(rules.module.module, role, members).values():
            found |= {one.id: one for one in of_member if one.id not in there}
    return found.values()
