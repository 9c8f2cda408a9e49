"""What a party sees of an exchange: fields and answers by name, and the values behind them."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.visibility import Viewer, visible_answers, visible_fields, visible_values
from counterpart.core.workflow import MAIN, Place, Player, editable
from counterpart.core.writing.authors import Author, players_of
from counterpart.core.writing.desk import Desk
from counterpart.core.writing.records import SUBJECT, Values, flat


def seen_by(desk: Desk, author: Author) -> frozenset[str]:
    """Return the names of everything that a party may see: `subject.x`, `form.f.x`, `answers.q`."""
    rules = desk.rules_of(author.key)
    module, procedure, viewer = rules.module, rules.procedure, viewer_of(desk, author)
    found = {f"answers.{question}" for question in visible_answers(module, procedure, viewer)}
    for form in rules.forms:
        prefix = f"{SUBJECT}." if form == procedure.subject else f"form.{form}."
        found |= {f"{prefix}{name}" for name in visible_fields(module, procedure, form, viewer)}
    return frozenset(found)


def subject_seen_by(desk: Desk, author: Author) -> Values:
    """Return the values of the subject that a party may see, by dotted name."""
    rules = desk.rules_of(author.key)
    form = rules.procedure.subject
    if form is None:
        return {}
    values = desk.shown(author.key)
    return flat(visible_values(rules.module, rules.procedure, form, viewer_of(desk, author), values), "")


def viewer_of(desk: Desk, author: Author) -> Viewer:
    """Return who looks: one party, and every other that the same authority plays where it is named."""
    linked = desk.matter.exchanges[author.key]
    situation, players = linked.situation, players_of(desk.matter, author)
    named = {player for player in players if player.authority}
    also = {party for party, seats in situation.seats.items() if not named.isdisjoint(seat.player for seat in seats)}
    parties = frozenset({author.party, *also})
    edits = {one.form for party in parties for one in editable(linked.rules, situation, party, author.row)}
    if SUBJECT in edits and linked.rules.procedure.subject:
        edits.add(linked.rules.procedure.subject)
    record = desk.records[author.key]
    writers = [(party, player.name) for party in parties for player in players]
    wrote = frozenset[str]().union(*(record.wrote.get(writer, ()) for writer in writers))
    answered = frozenset[str]().union(*(record.answered_by.get(writer, ()) for writer in writers))
    return Viewer(parties, situation.state, _rows(desk, author, players), wrote, frozenset(edits), answered)


def _rows(desk: Desk, author: Author, players: tuple[Player, ...]) -> dict[str, frozenset[str]]:
    """Return the states of the rows that were opened for the viewer's member, or that made it a party, by track."""
    situation = desk.matter.exchanges[author.key].situation
    members = {player.member for player in players if player.member}
    through = set(_through(desk, author, players))
    found: dict[str, set[str]] = {}
    for row in situation.rows.values():
        if row.player.member in members or row.place in through:
            found.setdefault(row.track, set()).add(row.state)
    return {track: frozenset(states) for track, states in found.items()}


def _through(desk: Desk, author: Author, players: tuple[Player, ...]) -> Iterator[Place]:
    for seat in desk.matter.exchanges[author.key].situation.seats.get(author.party, ()):
        if seat.player in players and seat.through != MAIN:
            yield seat.through
