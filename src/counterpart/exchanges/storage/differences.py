"""What has become different on a desk since it was laid, as rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterpart.core.retention import Term
from counterpart.core.workflow import Alarm, AlarmKind, Linked, Outcome, Place, Seat, Situation, to_json
from counterpart.core.workflow.outcome import TellKind, Told
from counterpart.core.workflow.situation import Known, TrackRow
from counterpart.core.writing import Life
from counterpart.exchanges.parties import is_coordinator
from counterpart.exchanges.storage.changes import Changes, Row, as_text
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.pieces import place_text
from counterpart.exchanges.storage.turns import OpenMove, TurnKey, turns_of

ALARMS = {AlarmKind.REMIND: 1, AlarmKind.ESCALATE: 2, AlarmKind.OVERDUE: 3}
"""How kinds of alarms are stored; the numbers never change."""

RowKey = tuple[str, str]


def machine_of(situation: Situation, life: Life, consulted: Sequence[str]) -> dict[str, Any]:
    """Return a situation as the exchange keeps it: without parties, rows and values, which have places of their own."""
    data = to_json(replace(situation, seats={}, rows={}, known=Known()))
    for elsewhere in ("seats", "rows", "known"):
        del data[elsewhere]
    return data | {"life": dict(life.started), "consulted": list(consulted)}


def rows_of(situation: Situation, keys: Sequence[RowKey]) -> dict[RowKey, dict[str, Any]]:
    """Return rows of tracks as they are kept: without the values that an action reads in them."""
    some = {key: replace(situation.rows[key], facts={}, answered=()) for key in keys}
    found = {}
    for data in to_json(replace(situation, rows=some, seats={}, known=Known()))["rows"]:
        del data["facts"], data["answered"]
        found[data["track"], data["key"]] = data
    return found


def exchange_row(situation: Situation, life: Life, terms: Mapping[str, Term], consulted: Sequence[str]) -> Row:
    """Return the columns of an exchange that follow from its situation."""
    return retention_row(terms) | {
        "state": situation.state,
        "entered_at": _iso(situation.main.entered_at),
        "urgent": situation.urgent,
        "copied": situation.copied,
        "closed_at": _iso(situation.closed_at),
        "outcome": situation.outcome,
        "wanted_on": _iso(situation.wanted_on),
        "agreed_on": _iso(situation.agreed_on),
        "published_at": _iso(life.published),
        "last_activity_at": _iso(life.last_activity),
        "machine": machine_of(situation, life, consulted),
    }


def retention_row(terms: Mapping[str, Term]) -> Row:
    """Return when each kind of data is blocked and erased, and the first of these moments; nothing before the end."""
    kept = {data: term for data, term in terms.items() if term.block_at or term.erase_at}
    return {
        "block_at": _iso(min((one.block_at for one in terms.values() if one.block_at), default=None)),
        "erase_at": _iso(min((one.erase_at for one in terms.values() if one.erase_at), default=None)),
        "retention": {data: [_iso(term.block_at), _iso(term.erase_at)] for data, term in kept.items()},
    }


def seats_differ(changes: Changes, held: Held, after: Situation, laid: Laid) -> None:
    """End the seats that are no more, and add those that are new; somebody outside is seated as who acts."""
    people, outside = laid.file.people, laid.acting.outside
    now_there = [(party, seat) for party, seats in after.seats.items() for seat in seats]
    living = set(now_there)
    there = {(one.party, one.seat) for one in held.seats}
    gone = [one for one in held.seats if (one.party, one.seat) not in living]
    changes.seats_ended += [{"id": one.id, "exchange_id": held.cover.id, "n": held.n} for one in gone]
    new = [one for one in dict.fromkeys(now_there) if one not in there]
    _count(held, [(one.party, one.seat) for one in gone], new)
    changes.seats += [
        {
            "exchange_id": held.cover.id,
            "name": party,
            "authority_id": people.get(seat.player.authority),
            "authority_ref": seat.player.authority or None,
            "member": seat.player.member,
            "zone": seat.player.zone,
            "through": place_text(seat.through),
            "outside_ref": str(outside) if outside is not None and _is_outside(held, party, seat) else None,
            "n": held.n,
        }
        for party, seat in new
    ]


def _count(held: Held, gone: Sequence[tuple[str, Seat]], new: Sequence[tuple[str, Seat]]) -> None:
    """Count the living seats of each party anew, by member."""
    counts = {party: Counter(members) for party, members in held.seated.items()}
    for more, seats in ((-1, gone), (1, new)):
        for party, seat in seats:
            counts.setdefault(party, Counter())[seat.player.member] += more
    held.seated = {party: dict(+members) for party, members in counts.items() if +members}


def _is_outside(held: Held, party: str, seat: Seat) -> bool:
    return held.layout.rules.parties[party].external and not seat.player.authority


def rows_changed(before: Situation, after: Situation) -> list[RowKey]:
    """Return the rows that are new or have moved; what was only loaded into a row is no change."""
    found = []
    for key, row in after.rows.items():
        old = before.rows.get(key)
        if (
            old is None
            or old.progress != row.progress
            or (old.round, old.player, old.questions) != (row.round, row.player, row.questions)
        ):
            found.append(key)
    return found


def tracks_differ(changes: Changes, held: Held, after: Situation, laid: Laid) -> list[RowKey]:
    """Write the rows that have changed, archive those that are no longer of the newest round; return the former."""
    changed = rows_changed(held.situation, after)
    for key, data in rows_of(after, changed).items() if changed else ():
        changes.tracks.append(_track_row(held, after.rows[key], data, laid.file.people))
    _archive(changes, held, after, laid)
    return changed


def _archive(changes: Changes, held: Held, after: Situation, laid: Laid) -> None:
    """Keep how the rows of an earlier round ended: the situation no longer holds them, the history does."""
    here = {(row.track, row.key, row.round) for row in after.rows.values()}
    ended = {
        (row.track, row.key, row.round): row
        for outcome in laid.heard.outcomes.get(held.key, ())
        for row in outcome.archived
    }
    for (track, key, number), row in ended.items():
        if (track, key, number) not in here:
            alone = replace(held.situation, rows={(track, key): row})
            data = rows_of(alone, [(track, key)])[track, key]
            changes.tracks.append(_track_row(held, row, data, laid.file.people) | {"archived_n": held.n})


def _track_row(held: Held, row: TrackRow, data: Mapping[str, Any], people: Mapping[str, int]) -> Row:
    return {
        "exchange_id": held.cover.id,
        "name": row.track,
        "key": row.key,
        "round": row.round,
        "authority_id": people.get(row.player.authority),
        "member": row.player.member,
        "state": row.state,
        "entered_at": _iso(row.progress.entered_at),
        "version": held.version,
        "archived_n": None,
        "machine": data,
    }


def turns_differ(changes: Changes, held: Held, before: Situation | None, linked: Linked, laid: Laid) -> None:
    """Write the open moves that are new or look different, take away those that are none any more."""
    after, rules, now = linked.situation, linked.rules, laid.desk.now
    some = None
    if before is not None and before.seats == after.seats and before.urgent == after.urgent:
        gone = [key for key, row in before.rows.items() if key not in after.rows or after.rows[key].round != row.round]
        some = frozenset((*rows_changed(before, after), *gone))
    was = turns_of(rules, before, now, some) if before is not None else {}
    has = turns_of(rules, after, now, some)
    for key in was.keys() - has.keys():
        changes.turns_gone.append((held.cover.id, key.place, key.party, laid.file.people[key.authority]))
    new = {key: move for key, move in has.items() if was.get(key) != move}
    changes.turns += list(turn_rows(held, new, laid.file.people))


def turn_rows(held: Held, moves: Mapping[TurnKey, OpenMove], people: Mapping[str, int]) -> Iterator[Row]:
    """Yield open moves as rows, each complete in itself."""
    cover, rules = held.cover, held.layout.rules
    coordinating = {party for party in {key.party for key in moves} if is_coordinator(rules, party)}
    for key, move in moves.items():
        yield {
            "exchange_id": cover.id,
            "place": key.place,
            "party": key.party,
            "authority_id": people[key.authority],
            "member": move.member,
            "module": held.layout.pin.module,
            "procedure_id": held.layout.pin.procedure_id,
            "exchange_ref": str(cover.ref),
            "number": cover.number,
            "state": move.state,
            "other_member": move.other_member,
            "other_authority_id": people.get(move.other),
            "urgent": move.urgent,
            "due_at": _iso(move.due_at),
            "since": _iso(move.since),
            "coordinates": key.party in coordinating,
            "label": as_text(held.label),
        }


def reminded_of(
    held: Held, outcomes: Sequence[Outcome], people: Mapping[str, int]
) -> Iterator[tuple[int, str, str, int]]:
    """Yield the moves of which the clock has reminded: exchange, place, party, authority."""
    for outcome in outcomes:
        for effect in outcome.effects:
            if isinstance(effect, Told) and effect.kind is TellKind.REMINDER:
                ids = (people.get(player.authority) for player in effect.players)
                place = place_text(effect.place)
                yield from ((held.cover.id, place, effect.party, id_) for id_ in ids if id_ is not None)


def deadlines_differ(changes: Changes, held: Held, laid: Laid, fired_until: dt.datetime | None) -> None:
    """Replace the alarms of every place where they have changed; those that have fired go."""
    latest: dict[Place, tuple[Alarm, ...]] = {}
    for outcome in laid.heard.outcomes.get(held.key, ()):
        latest |= outcome.deadlines
    id_ = held.cover.id
    changes.deadlines_gone += [(id_, place.track, place.key, place.round, place.clock) for place in latest]
    if fired_until is not None:
        changes.fired = (id_, fired_until)
    changes.deadlines += [alarm_row(id_, alarm) for alarms in latest.values() for alarm in alarms]


def alarm_row(exchange_id: int, alarm: Alarm) -> Row:
    """Return an alarm as a row."""
    return {
        "exchange_id": exchange_id,
        "track": alarm.place.track,
        "key": alarm.place.key,
        "round": alarm.place.round,
        "clock": alarm.place.clock,
        "kind": ALARMS[alarm.kind],
        "fire_at": _iso(alarm.fire_at),
        "due_at": _iso(alarm.due_at),
    }


def _iso(moment: dt.date | dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
