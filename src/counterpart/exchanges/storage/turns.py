"""Open moves: whose turn it is at which place. Derived from a situation; work lists read nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from counterpart.core.workflow import MAIN, SYSTEM, Place, Player, Rulebook, Situation
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.situation import Progress
from counterpart.core.workflow.working import Working
from counterpart.exchanges.storage.pieces import place_text


class TurnKey(NamedTuple):
    """Where, for which party, and for which authority (by ref)."""

    place: str
    party: str
    authority: str


@dataclass(frozen=True, slots=True)
class OpenMove:
    """What a work list shows of an open move, beside what stands on the cover."""

    member: str
    state: str
    other_member: str
    other: str
    urgent: bool
    due_at: dt.datetime | None
    since: dt.datetime


def turns_of(
    rules: Rulebook, situation: Situation, now: dt.datetime, rows: frozenset[tuple[str, str]] | None = None
) -> dict[TurnKey, OpenMove]:
    """Return the open moves of a situation: of the main machine, and of all rows or only of some."""
    work = Working(rules, situation, now)
    found: dict[TurnKey, OpenMove] = {}
    others = _others(rules, situation)
    for place, progress in _places(situation, rows):
        machine = rules.machine(place.track)
        state = machine.states[progress.state]
        running = work.at(place)
        if state.final or running is None:
            continue
        for party in state.owners:
            for player in players_in(work, running, party) if party != SYSTEM else ():
                if player.authority:
                    key = TurnKey(place_text(place), party, player.authority)
                    found[key] = _move(progress, player, others, situation)
    return found


def _places(situation: Situation, rows: frozenset[tuple[str, str]] | None) -> Iterator[tuple[Place, Progress]]:
    yield MAIN, situation.main
    for key, row in situation.rows.items():
        if rows is None or key in rows:
            yield row.place, row.progress


def _move(progress: Progress, player: Player, others: Mapping[str, Player], situation: Situation) -> OpenMove:
    other = next((one for one in others.values() if one.authority != player.authority), Player())
    due = progress.due.at if progress.due is not None else None
    return OpenMove(
        player.member, progress.state, other.member, other.authority, situation.urgent, due, progress.entered_at
    )


def _others(rules: Rulebook, situation: Situation) -> dict[str, Player]:
    """Return the first player of each party, the one that started first: with whom an authority has to do."""
    parties = (rules.starter, *rules.parties)
    players = ((party, next(iter(situation.players(party)), None)) for party in parties)
    return {party: player for party, player in players if player is not None}
