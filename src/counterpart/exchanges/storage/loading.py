"""Locks and loads the exchanges that an action is about.

An exchange that has no relatives is locked and loaded by one statement. One that has (or may come to have) is loaded
with its whole file, and the file is locked first: every transaction locks in that order, so none waits for another
that waits for it. Row-level security holds while this runs, so an exchange of others is not found; what was locked is
then named (`row_security.py`) and may be written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import Conflict, NotFound
from counterpart.core.workflow import Player, Seat, from_json, row_from_json
from counterpart.core.workflow.situation import TrackRow
from counterpart.core.writing import Life
from counterpart.exchanges.row_security import FILE, LOCKED
from counterpart.exchanges.storage.held import Cover, File, Held, HeldQuestion, HeldSeat
from counterpart.exchanges.storage.layout import layout_of
from counterpart.exchanges.storage.pieces import Kind, PieceKey, Stored, place_from
from counterpart.foundation.database.row_security import ACTING
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.log import Head
from counterpart.foundation.vault import KeyClass
from counterpart.modules.pins import pinned

CONTENTS = f"""
  (select jsonb_agg(jsonb_build_array(c.id, c.kind, c.place, c.slot, c.owner_id, c.version, c.key_class, c.party)
    order by c.id) from exchanges_content c
    where c.exchange_id = e.id and c.ended_n is null and c.kind <= {int(Kind.COPY)})
"""  # noqa: S608  a number of ours
FIELDS = f"""
select set_config('{LOCKED}', {{locked}}, true), e.id, e.ref, e.matter_id, e.part, e.number, e.parent_id, e.child,
  e.family, e.created_at, e.procedure_id, e.version, e.log_n, e.published_at, e.last_activity_at, e.retention, e.label,
  e.erased_at, e.machine, e.seated, s.n, s.hash,
  (select jsonb_agg(jsonb_build_array(p.id, p.name, p.authority_id, p.authority_ref, p.member, p.zone, p.through)
    order by p.id) from exchanges_party p where p.exchange_id = e.id and p.until_n is null{{seats}}),
  (select array_agg(concat_ws(' ', coalesce(t.authority_id, 0), t.version, t.machine) order by t.id)
    from exchanges_track t where t.exchange_id = e.id and t.archived_n is null),
  (select jsonb_agg(jsonb_build_array(q.id, q.code, q.party, q.authority_id, q.asked_n is not null, q.texts_revision)
    order by q.id) from exchanges_question q where q.exchange_id = e.id and q.ended_n is null), {{contents}},
  (select jsonb_agg(jsonb_build_array(a.authority_id, a.user_id) order by a.id)
    from exchanges_allocation a where a.exchange_id = e.id and a.until is null)
"""  # noqa: S608  a name of ours
SOURCE = "from exchanges_exchange e join foundation_stream s on s.stream = e.ref"
EVERY_SEAT, SOME_SEATS = "", " and p.id = any(seated.ids)"
MOST_SEATS = 100
"""Seats of a party that a step reads, where it needs no more; with those of who acts, and of rows of tracks."""
WITH_ROWS = "select t.authority_id from exchanges_track t where t.exchange_id = e.id and t.archived_n is null"


def some_seats(most: int, others: str) -> str:
    """Return what joins the first living seats of each party, those of who acts, and those of `others` (a query).

    The limits keep the server from joining otherwise. `seated.ids` are the seats and `seated.authorities` whose they
    are. Each way to a seat is one down an index: how many more there are is counted on the exchange.
    """
    return f"""cross join lateral (
  with y as materialized (
    select f.id, f.authority_id from jsonb_object_keys(e.seated) k(name) cross join lateral (
      select x.id, x.authority_id from exchanges_party x where x.exchange_id = e.id and x.name = k.name
        and x.until_n is null order by x.name, x.id limit {most}) f
    union
    select f.id, f.authority_id from (select unnest({ACTING}) union {others}) z(id) cross join lateral (
      select x.id, x.authority_id from exchanges_party x where x.authority_id = z.id and x.exchange_id = e.id
        and x.until_n is null limit {most}) f)
  select array(select y.id from y) as ids, array(select y.authority_id from y) as authorities) seated"""  # noqa: S608


ALONE = f"""
{FIELDS.format(locked="e.id::text", contents=CONTENTS, seats=EVERY_SEAT)} {SOURCE}
where e.ref = %s and not e.family for update of e
"""
ALONE_IN_PART = f"""
{FIELDS.format(locked="e.id::text", contents=CONTENTS, seats=SOME_SEATS)} {SOURCE} {some_seats(MOST_SEATS, WITH_ROWS)}
where e.ref = %s and not e.family for update of e
"""
REST = """
select p.id, p.name, p.authority_id, p.authority_ref, p.member, p.zone, p.through from exchanges_party p
where p.exchange_id = %s and p.name = any(%s::text[]) and p.until_n is null order by p.id
"""
TOGETHER = f"""
{FIELDS.format(locked="%s", contents=CONTENTS, seats=EVERY_SEAT)} {SOURCE}
where e.matter_id = %s order by e.part for update of e
"""

LOCK_FILE = f"""
select m.id, m.next_part, set_config('{FILE}', m.id::text, true) from exchanges_matter m
where m.id = (select e.matter_id from exchanges_exchange e where e.ref = %s) for update
"""  # noqa: S608  a name of ours
IN_FILE = "select string_agg(id::text, ',') from exchanges_exchange where matter_id = %s"
ENTER = "select exchanges_enter(%s, %s)"
NAME_LOCKED = f"select set_config('{LOCKED}', %s, true)"


def load(ref: UUID, *, outside: UUID | None = None, whole: bool = True) -> File:
    """Lock and load an exchange, with its file where it has relatives; of very wide parties all seats if `whole`.

    Somebody outside the network (`outside`), whom no authority lets in, is let in by their own seat alone. Raises
    NotFound `exchange_unknown` for one that does not exist and for one of others: both are told the same.
    """
    if outside is not None:
        row(ENTER, [ref, outside])
    found = _load_alone(ref, ALONE if whole else ALONE_IN_PART) or _load_together(ref)
    if found is None:
        raise NotFound("exchange_unknown", exchange=str(ref))
    if found.one.erased_at is not None:
        raise NotFound("exchange_unknown", exchange=str(ref))
    return found


def name_locked(ids: Sequence[int]) -> None:
    """Name the exchanges that this transaction may write: those it has locked, and those it is about to make."""
    row(NAME_LOCKED, [",".join(map(str, ids))])


def complete(file: File, parties: Collection[str]) -> None:
    """Read the rest of the seats of these parties; one statement, none where they were read."""
    held = file.one
    missing = held.unread.intersection(parties)
    if not missing:
        return
    seats = [_seat(one) for one in rows(REST, [held.cover.id, sorted(missing)])]
    held.seats = [*(one for one in held.seats if one.party not in missing), *seats]
    filled = {party: tuple(one.seat for one in seats if one.party == party) for party in missing}
    held.situation = replace(held.situation, seats={**held.situation.seats, **filled})
    held.unread -= missing
    file.people |= _people(seats)


def _load_alone(ref: UUID, statement: str) -> File | None:
    """Load an exchange without relatives; again when it had changed while we waited for its lock.

    PostgreSQL then hands out the new row of the exchange beside the old rows of everything else.
    """
    for _ in range(2):
        found = row(statement, [ref])
        if found is None:
            return None
        held, people, fresh = held_from(found)
        if fresh:
            return File({held.key: held}, held.key, people=people)
    raise Conflict("stream_moved")


def _load_together(ref: UUID) -> File | None:
    locked = row(LOCK_FILE, [ref])
    if locked is None:
        return None
    matter_id, next_part, _ = locked
    ids = row(IN_FILE, [matter_id])
    named = ids[0] if ids else ""
    name_locked([int(one) for one in named.split(",")])
    file = File({}, str(ref), next_part)
    for found in rows(TOGETHER, [named, matter_id]):
        held, people, fresh = held_from(found)
        if not fresh:
            raise Conflict("stream_moved")
        file.held[held.key] = held
        file.people |= people
    return file


def held_from(found: Sequence[Any]) -> tuple[Held, dict[str, int], bool]:
    """Return the exchange of a row, who takes part in it, and whether everything in the row is of the same moment."""
    _, id_, ref, matter_id, part, number, parent_id, child, family, created_at = found[:10]
    procedure_id, version, log_n, published_at, last_activity_at, retention, label, erased_at, machine = found[10:19]
    seated, n, hash_, parties, tracks, questions, pieces, allocated = found[19:]
    seats = [_seat(one) for one in _json(parties)]
    counts: dict[str, dict[str, int]] = orjson.loads(seated)
    read = Counter(one.party for one in seats)
    rows_ = [_row_held(one) for one in tracks or ()]
    situation = orjson.loads(machine)
    life = situation.pop("life", {})
    consulted = tuple(situation.pop("consulted", ()))
    data = situation | {
        "seats": _by_party(seats),
        "rows": [],
        "known": _NOTHING_KNOWN,
    }
    held = Held(
        key=str(ref),
        cover=Cover(id_, ref, matter_id, part, number, parent_id, child, family, created_at),
        layout=layout_of(pinned(procedure_id)),
        version=version,
        head=Head(ref, n, bytes(hash_)),
        situation=replace(from_json(data), rows={(one.track, one.key): one for _, one, _ in rows_}),
        life=Life(published_at, last_activity_at, life),
        retention=orjson.loads(retention),
        label=None if label is None else bytes(label),
        erased_at=erased_at,
        seats=seats,
        questions=[HeldQuestion(*one) for one in _json(questions)],
        index={one.key: one for one in map(_stored, _json(pieces))},
        consulted=consulted,
        row_versions={(one.track, one.key): version_ for _, one, version_ in rows_},
        allocated=_allocated(_json(allocated)),
        seated=counts,
        unread=frozenset(party for party, members in counts.items() if sum(members.values()) > read[party]),
    )
    people = _people(seats)
    people |= {one.player.authority: authority for authority, one, _ in rows_ if authority}
    return held, people, n >= log_n  # beyond it stands only the proof that keys were destroyed


def _row_held(text: str) -> tuple[int, TrackRow, int]:
    """Return the authority of a row (0: none yet), the row, and the version of the exchange when it last changed."""
    authority, version, machine = text.split(" ", 2)
    return int(authority), _row(machine), int(version)


@lru_cache(maxsize=4_096)
def _row(text: str) -> TrackRow:
    """Return the row of a track that a text is: a page reads one for each member, most of them the same as before."""
    return row_from_json(orjson.loads(text) | _NOTHING_WRITTEN)


def _people(seats: Iterable[HeldSeat]) -> dict[str, int]:
    return {one.seat.player.authority: one.authority_id for one in seats if one.authority_id is not None}


def _json(text: str | None) -> list[Any]:
    found: list[Any] = orjson.loads(text) if text else []
    return found


def _allocated(pairs: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for authority_id, user_id in pairs:
        found[authority_id] = (*found.get(authority_id, ()), user_id)
    return found


def _seat(found: Sequence[Any]) -> HeldSeat:
    id_, party, authority_id, authority_ref, member, zone, through = found
    player = Player(member, str(authority_ref or ""), zone)
    return HeldSeat(id_, party, Seat(player, place_from(through)), authority_id)


def _by_party(seats: Sequence[HeldSeat]) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {}
    for one in seats:
        player = one.seat.player
        row_ = [player.member, player.authority, player.zone, *one.seat.through]
        found.setdefault(one.party, []).append(row_)
    return found


def _stored(found: Sequence[Any]) -> Stored:
    id_, kind, place, slot, owner_id, version, key_class, party = found
    return Stored(id_, PieceKey(Kind(kind), place, slot, owner_id), version, KeyClass(key_class), party)


_NOTHING_WRITTEN: dict[str, Any] = {"facts": {}, "answered": []}
_NOTHING_KNOWN: dict[str, Any] = {
    "facts": {}, "switches": {}, "asked": [], "answered": [], "consulted": [], "members": [], "candidates": {},
    "children": {}, "parent": None,
}  # fmt: skip
