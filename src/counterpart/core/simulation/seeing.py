"""What a party sees of a played exchange: fields and answers by name, and the values behind them."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.simulation.records import SUBJECT, Values, flat
from counterpart.core.simulation.stage import Stage
from counterpart.core.simulation.writing import Actor, players_of
from counterpart.core.visibility import Viewer, visible_answers, visible_fields, visible_values
from counterpart.core.workflow import MAIN, Place, Player, editable


def seen_by(stage: Stage, actor: Actor) -> frozenset[str]:
    """Return the names of everything that a party may see: `subject.x`, `form.f.x`, `answers.q`."""
    rules = stage.rules_of(actor.key)
    module, procedure, viewer = rules.module, rules.procedure, viewer_of(stage, actor)
    found = {f"answers.{question}" for question in visible_answers(module, procedure, viewer)}
    for form in rules.forms:
        prefix = f"{SUBJECT}." if form == procedure.subject else f"form.{form}."
        found |= {f"{prefix}{name}" for name in visible_fields(module, procedure, form, viewer)}
    return frozenset(found)


def subject_seen_by(stage: Stage, actor: Actor) -> Values:
    """Return the values of the subject that a party may see, by dotted name."""
    rules = stage.rules_of(actor.key)
    form = rules.procedure.subject
    if form is None:
        return {}
    values = stage.shown(actor.key)
    return flat(visible_values(rules.module, rules.procedure, form, viewer_of(stage, actor), values), "")


def viewer_of(stage: Stage, actor: Actor) -> Viewer:
    """Return who looks: one party, and every other that the same authority plays where it is named."""
    linked = stage.matter.exchanges[actor.key]
    situation, players = linked.situation, players_of(stage, actor)
    named = {player for player in players if player.authority}
    also = {
        party for party, seats in situation.seats.items() if any(seat.player == one for seat in seats for one in named)
    }
    parties = frozenset({actor.party, *also})
    edits = {one.form for party in parties for one in editable(linked.rules, situation, party, actor.row)}
    if SUBJECT in edits and linked.rules.procedure.subject:
        edits.add(linked.rules.procedure.subject)
    record = stage.records[actor.key]
    writers = [(party, player.name) for party in parties for player in players]
    wrote = frozenset[str]().union(*(record.wrote.get(writer, ()) for writer in writers))
    answered = frozenset[str]().union(*(record.answered_by.get(writer, ()) for writer in writers))
    return Viewer(parties, situation.state, _rows(stage, actor, players), wrote, frozenset(edits), answered)


def _rows(stage: Stage, actor: Actor, players: tuple[Player, ...]) -> dict[str, frozenset[str]]:
    """Return the states of the rows that were opened for the viewer's member, or that made it a party, by track."""
    situation = stage.matter.exchanges[actor.key].situation
    members = {player.member for player in players if player.member}
    through = set(_through(stage, actor, players))
    found: dict[str, set[str]] = {}
    for row in situation.rows.values():
        if row.player.member in members or row.place in through:
            found.setdefault(row.track, set()).add(row.state)
    return {track: frozenset(states) for track, states in found.items()}


def _through(stage: Stage, actor: Actor, players: tuple[Player, ...]) -> Iterator[Place]:
    for seat in stage.matter.exchanges[actor.key].situation.seats.get(actor.party, ()):
        if seat.player in players and seat.through != MAIN:
            yield seat.through
