"""Writes what has become different on a desk: one statement for a step, more only where more has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.exchanges.storage.changes import Changes, NewPiece, Row, as_text
from counterpart.exchanges.storage.pieces import TABLE, sealed, sealed_place
from counterpart.foundation.database.statements import array, run
from counterpart.foundation.log import SealedPiece
from counterpart.foundation.vault import DataKeyName, KeyGone
from counterpart.foundation.vault.at_hand import keyring

MOVED = """
  id bigint, version int, n int, state text, entered_at timestamptz, urgent boolean, copied boolean,
  closed_at timestamptz, outcome text, wanted_on date, agreed_on date, published_at timestamptz,
  last_activity_at timestamptz, block_at timestamptz, erase_at timestamptz, machine jsonb, retention jsonb, label text,
  seated jsonb
"""
SEAT = """
  exchange_id bigint, name text, authority_id int, authority_ref uuid, member text, zone text, through text,
  outside_ref uuid, n int
"""
TRACK = """
  exchange_id bigint, name text, key text, round smallint, authority_id int, member text, state text,
  entered_at timestamptz, version int, archived_n int, machine jsonb
"""
TURN = """
  exchange_id bigint, place text, party text, authority_id int, member text, module text, procedure_id int,
  exchange_ref uuid, number text, state text, other_member text, other_authority_id int, urgent boolean,
  due_at timestamptz, since timestamptz, coordinates boolean, label text
"""
DEADLINE = """
  exchange_id bigint, track text, key text, round smallint, clock text, kind smallint, fire_at timestamptz,
  due_at timestamptz
"""
PIECE = """
  exchange_id bigint, ref uuid, kind smallint, place text, slot text, owner_id int, party text, authority_id int,
  user_ref uuid, inside_authority_id int, audience jsonb, lang text, key_class smallint, texts_revision int,
  version int, written_at timestamptz, written_n int, sealed text
"""

SAVE = f"""
with moved as (
  update exchanges_exchange e set version = x.version, log_n = x.n, state = x.state, entered_at = x.entered_at,
    urgent = x.urgent, copied = x.copied, closed_at = x.closed_at, outcome = x.outcome, wanted_on = x.wanted_on,
    agreed_on = x.agreed_on, published_at = x.published_at, last_activity_at = x.last_activity_at,
    block_at = case when e.retention = x.retention then e.block_at else x.block_at end,
    erase_at = case when e.retention = x.retention then e.erase_at else x.erase_at end,
    machine = x.machine, retention = x.retention, seated = x.seated,
    label = coalesce(decode(x.label, 'base64'), e.label)
  from jsonb_to_recordset(%s) as x({MOVED}) where e.id = x.id returning 1),
unseated as (
  update exchanges_party p set until_n = x.n from jsonb_to_recordset(%s) as x(id bigint, exchange_id bigint, n int)
  where p.id = x.id and p.exchange_id = x.exchange_id returning 1),
seated as (
  insert into exchanges_party(exchange_id, name, authority_id, authority_ref, member, zone, through,
    outside_ref, since_n)
  select exchange_id, name, authority_id, authority_ref, member, zone, through, outside_ref, n
  from jsonb_to_recordset(%s) as x({SEAT}) returning 1),
tracked as (
  insert into exchanges_track(exchange_id, name, key, round, authority_id, member, state, entered_at, version,
    archived_n, machine)
  select * from jsonb_to_recordset(%s) as x({TRACK})
  on conflict (exchange_id, name, key, round) do update set authority_id = excluded.authority_id,
    member = excluded.member, state = excluded.state, entered_at = excluded.entered_at,
    version = excluded.version, archived_n = excluded.archived_n, machine = excluded.machine
  returning 1),
done as (
  delete from exchanges_turn t where t.exchange_id = any(array(select unnest(%s::bigint[])))
    and (t.exchange_id || ' ' || t.place || ' ' || t.party || ' ' || t.authority_id in
      (select unnest(%s::text[]))) is true
  returning 1),
turned as (
  insert into exchanges_turn(exchange_id, place, party, authority_id, member, module, procedure_id, exchange_ref,
    number, state, other_member, other_authority_id, urgent, due_at, since, coordinates, label, allocated_to)
  select x.exchange_id, x.place, x.party, x.authority_id, x.member, x.module, x.procedure_id, x.exchange_ref, x.number,
    x.state, x.other_member, x.other_authority_id, x.urgent, x.due_at, x.since, x.coordinates,
    decode(x.label, 'base64'),
    (select a.user_id from exchanges_allocation a where a.exchange_id = x.exchange_id
      and a.authority_id = x.authority_id and a.until is null order by a.id limit 1)
  from jsonb_to_recordset(%s) as x({TURN})
  on conflict (exchange_id, place, party, authority_id) do update set state = excluded.state,
    other_member = excluded.other_member, other_authority_id = excluded.other_authority_id, urgent = excluded.urgent,
    due_at = excluded.due_at, since = excluded.since, label = excluded.label,
    reminded = case when exchanges_turn.since = excluded.since then exchanges_turn.reminded else 0 end,
    chased_at = case when exchanges_turn.since = excluded.since then exchanges_turn.chased_at end
  returning 1),
fired as (
  delete from exchanges_deadline d
  where d.exchange_id = any(array(select unnest(%s::bigint[]))) and ((d.exchange_id = %s and d.fire_at <= %s)
    or d.exchange_id || ' ' || d.track || ' ' || d.key || ' ' || d.round || ' ' || d.clock in
      (select unnest(%s::text[])))
  returning 1),
due as (
  insert into exchanges_deadline(exchange_id, track, key, round, clock, kind, fire_at, due_at)
  select * from jsonb_to_recordset(%s) as x({DEADLINE}) returning 1),
ended as (
  update exchanges_content c set ended_n = x.n from jsonb_to_recordset(%s) as x(id bigint, exchange_id bigint, n int)
  where c.id = x.id and c.exchange_id = x.exchange_id returning 1),
asked as (
  update exchanges_question q set asked_n = case when x.ended then q.asked_n else x.n end,
    authority_id = case when x.ended then q.authority_id else 0 end, ended_n = case when x.ended then x.n end
  from jsonb_to_recordset(%s) as x(id bigint, exchange_id bigint, n int, ended boolean)
  where q.id = x.id and q.exchange_id = x.exchange_id returning 1),
chosen as (
  insert into exchanges_question(exchange_id, code, party, authority_id, texts_revision, asked_n)
  select exchange_id, code, party, authority_id, texts_revision, n from jsonb_to_recordset(%s)
    as x(exchange_id bigint, code text, party text, authority_id int, texts_revision int, n int) returning 1),
pieces as (
  insert into exchanges_content(exchange_id, ref, kind, place, slot, owner_id, party, authority_id, user_ref,
    inside_authority_id, audience, lang, key_class, texts_revision, version, written_at, written_n, sealed)
  select x.exchange_id, x.ref, x.kind, x.place, x.slot, x.owner_id, x.party, x.authority_id, x.user_ref,
    x.inside_authority_id, x.audience, x.lang, x.key_class, x.texts_revision, x.version, x.written_at, x.written_n,
    decode(x.sealed, 'base64')
  from jsonb_to_recordset(%s) as x({PIECE})
  cross join (select count(*) from ended) after_those  -- one piece of a slot is current: the old one ends first
  returning 1)
select 1
"""  # noqa: S608  names of columns of ours
"""It is planned once for arrays of any length: with `= any(array)` the server plans anew for each array, which takes
five times as long as the statement. A key of text is looked up in a hash, by whichever plan.
"""

NEW = """
with filed as (
  insert into exchanges_matter(id, number, next_part)
  select id, number, 2 from jsonb_to_recordset(%s) as x(id bigint, number text)
  returning 1),
parted as (
  update exchanges_matter m set next_part = x.next_part from jsonb_to_recordset(%s) as x(id bigint, next_part smallint)
  where m.id = x.id returning 1)
insert into exchanges_exchange(id, ref, matter_id, part, number, procedure_id, module, format, parent_id, child, family,
  version, log_n, created_at, state, entered_at, urgent, copied, outcome, machine, retention)
select id, ref, matter_id, part, number, procedure_id, module, format, parent_id, child, family, 0, 0, created_at, '',
  created_at, false, false, '', '{}', '{}'
from jsonb_to_recordset(%s) as x(id bigint, ref uuid, matter_id bigint, part smallint, number text, procedure_id int,
  module text, format smallint, parent_id bigint, child text, family boolean, created_at timestamptz)
"""

TERMS = """
update exchanges_exchange e set block_at = x.block_at, erase_at = x.erase_at, retention = x.retention
from jsonb_to_recordset(%s) as x(id bigint, block_at timestamptz, erase_at timestamptz, retention jsonb)
where e.id = x.id
"""

LET_IN = """
with wanted as materialized (
  select x.exchange_id, l.key::int as authority_id, l.value::smallint as level, x.open
  from jsonb_to_recordset(%s) as x(exchange_id bigint, levels jsonb, open boolean), jsonb_each_text(x.levels) l),
out as (
  delete from exchanges_access a where a.exchange_id = any(array(select unnest(%s::bigint[])))
    and (a.exchange_id, a.authority_id) not in (select w.exchange_id, w.authority_id from wanted w) returning 1)
insert into exchanges_access(exchange_id, authority_id, level, open, begun_at)
select w.exchange_id, w.authority_id, w.level, w.open, e.created_at
from wanted w join exchanges_exchange e on e.id = w.exchange_id
on conflict (exchange_id, authority_id) do update set level = excluded.level, open = excluded.open
where exchanges_access.level <> excluded.level or exchanges_access.open <> excluded.open
"""
"""Out go those who are not wanted any more, of the exchanges of which everybody who is wanted is said."""

ENDED = """
update exchanges_access a set open = x.open from jsonb_to_recordset(%s) as x(id bigint, open boolean)
where a.exchange_id = x.id and a.open <> x.open
"""

REMINDED = """
update exchanges_turn t set reminded = t.reminded + 1
where t.exchange_id = any(array(select unnest(%s::bigint[])))
  and (t.exchange_id || ' ' || t.place || ' ' || t.party || ' ' || t.authority_id
    in (select unnest(%s::text[]))) is true
"""


INDEX = """
with unfound as (
  delete from exchanges_facet f where f.exchange_id = any(array(select unnest(%s::bigint[]))) and not exists(
    select 1 from jsonb_to_recordset(%s) as x(exchange_id bigint, field text, value text)
    where x.exchange_id = f.exchange_id and x.field = f.field and x.value = f.value) returning 1),
unblind as (
  delete from exchanges_blind b where b.exchange_id = any(array(select unnest(%s::bigint[]))) and not exists(
    select 1 from jsonb_to_recordset(%s) as x(exchange_id bigint, token bigint)
    where x.exchange_id = b.exchange_id and x.token = b.token) returning 1),
facets as (
  insert into exchanges_facet(exchange_id, field, value)
  select distinct exchange_id, field, value
  from jsonb_to_recordset(%s) as x(exchange_id bigint, field text, value text) on conflict do nothing returning 1),
relabelled as (
  update exchanges_turn t set label = decode(x.label, 'base64')
  from jsonb_to_recordset(%s) as x(exchange_id bigint, label text) where t.exchange_id = x.exchange_id returning 1)
insert into exchanges_blind(token, exchange_id, module, epoch, field)
select distinct token, exchange_id, module, epoch, field
from jsonb_to_recordset(%s) as x(token bigint, exchange_id bigint, module text, epoch smallint, field text)
on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes pieces: the authority that they act for, and the person."""

    authority_id: int | None
    user_ref: UUID | None


def save(changes: Changes, writer: Writer, now: dt.datetime) -> None:
    """Write changes; what is sealed is put into `changes.sealed`, for the digest in the log."""
    pieces = _sealed_pieces(changes, writer, now)
    if changes.new:
        run(NEW, [_json(changes.matters), _json(changes.parts), _json(changes.new)])
    run(
        SAVE,
        [
            *(_json(one) for one in (changes.moved, changes.seats_ended, changes.seats, changes.tracks)),
            array({id_ for id_, *_ in changes.turns_gone}),
            array(_key(one) for one in changes.turns_gone),
            _json(changes.turns),
            array({id_ for id_, *_ in changes.deadlines_gone} | {changes.fired[0]}),
            *changes.fired,
            array(_key(one) for one in changes.deadlines_gone),
            _json(changes.deadlines),
            *(_json(one) for one in (changes.pieces_ended, changes.questions_changed, changes.questions, pieces)),
        ],
    )
    if changes.terms:
        run(TERMS, [_json(changes.terms)])
    if changes.found:
        _index(changes)
    _let_in(changes)
    if changes.reminded:
        run(REMINDED, [array({id_ for id_, *_ in changes.reminded}), array(_key(one) for one in changes.reminded)])


def _let_in(changes: Changes) -> None:
    """Write who is let in: of everybody, or of those who are new alone; elsewhere only whether it goes on."""
    wanted = [
        {"exchange_id": id_, "levels": levels, "open": changes.open.get(id_, True)}
        for id_, levels in changes.access.items()
    ]
    wanted += [
        {"exchange_id": id_, "levels": levels, "open": still} for id_, (still, levels) in changes.admitted.items()
    ]
    if wanted:
        run(LET_IN, [_json(wanted), array(changes.access)])
    if others := [{"id": id_, "open": still} for id_, still in changes.open.items() if id_ not in changes.access]:
        run(ENDED, [_json(others)])


def _index(changes: Changes) -> None:
    """Write by what exchanges are found, in the place of what was there."""
    ids = [one.exchange_id for one in changes.found]
    facets = _json(
        [
            {"exchange_id": one.exchange_id, "field": field, "value": value}
            for one in changes.found
            for field, value in sorted(one.facets)
        ]
    )
    tokens = _json(
        [
            {"exchange_id": one.exchange_id, "token": token, "module": one.module, "epoch": one.epoch, "field": field}
            for one in changes.found
            for field, token in sorted(one.tokens)
        ]
    )
    labels = _json([{"exchange_id": one.exchange_id, "label": as_text(one.label)} for one in changes.found])
    run(INDEX, [ids, facets, ids, tokens, facets, labels, tokens])


def _sealed_pieces(changes: Changes, writer: Writer, now: dt.datetime) -> list[Row]:
    """Return the pieces as rows, sealed; the keys are opened in one statement where they are not at hand."""
    if not changes.pieces:
        return []
    places = [sealed_place(one.stream, one.key, one.version, one.key_class, one.inside) for one in changes.pieces]
    names = {place.key_name for place in places}
    keys = {name: key for name, key in keyring().open(names, now).items() if isinstance(name, DataKeyName)}
    if names - keys.keys():
        raise KeyGone("key_gone")
    found = []
    for one, place in zip(changes.pieces, places, strict=True):
        ciphertext = sealed(keys, place, one.value)
        changes.sealed.setdefault(one.stream, []).append(SealedPiece(TABLE, place.slot, ciphertext))
        found.append(_piece_row(one, ciphertext, writer, now))
    return found


def _piece_row(piece: NewPiece, ciphertext: bytes, writer: Writer, now: dt.datetime) -> Row:
    return {
        "exchange_id": piece.exchange_id,
        "ref": str(piece.ref) if piece.ref is not None else None,
        "kind": int(piece.key.kind),
        "place": piece.key.place,
        "slot": piece.key.slot,
        "owner_id": piece.key.owner_id,
        "party": piece.party,
        "authority_id": writer.authority_id,
        "user_ref": str(writer.user_ref) if writer.user_ref is not None else None,
        "inside_authority_id": piece.inside_id,
        "audience": list(piece.audience) if piece.audience is not None else None,
        "lang": piece.lang,
        "key_class": int(piece.key_class),
        "texts_revision": piece.texts_revision,
        "version": piece.version,
        "written_at": now.isoformat(),
        "written_n": piece.n,
        "sealed": as_text(ciphertext),
    }


def _key(parts: Sequence[object]) -> str:
    """Return the key by which a row is found among very many of an exchange: compared as one hashed text."""
    return " ".join(str(part) for part in parts)


def _json(value: Sequence[Mapping[str, Any]]) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
