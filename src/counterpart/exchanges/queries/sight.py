"""Reads one exchange in one statement, as far as row-level security lets the actor's authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from counterpart.core.workflow.situation import TrackRow
from counterpart.directory.queries.overseeing import overseers_as_json
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.exchanges.queries.views import EntryView
from counterpart.exchanges.row_security import FILE
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.loading import EVERY_SEAT, FIELDS, SOME_SEATS, SOURCE, held_from, some_seats
from counterpart.exchanges.storage.pieces import Kind, PieceKey, Stored
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.vault import KeyClass

KINDS = {int(one): one for one in Kind}
CLASSES = {int(one): one for one in KeyClass}
"""By the numbers that the tables hold; an enumeration looks longer for its members."""
HISTORY, LATEST = 50, 12
"""Entries that a page looks at, and those that it tells of; of those before, only what moved the exchange is read."""
SEATS = 6
"""Seats of a party that a page reads where it needs no more; all are counted."""

FIRST_TURN = """(select jsonb_build_array(u.place, u.party, u.member, u.authority_id, u.due_at, u.since, u.allocated_to)
    from exchanges_turn u where u.exchange_id = o.id order by u.due_at, u.authority_id limit 1)"""
NAMED = f"""(select h.* from (
      select * from foundation_log_entry x where x.stream = e.ref order by x.n desc limit {HISTORY}) h
    where h.n > s.n - {LATEST} or h.from_state is distinct from h.to_state)"""  # noqa: S608  numbers of ours
EXTRA = f"""
  (select max(a.level) from exchanges_access a where a.exchange_id = e.id and a.authority_id = %s),
  (select jsonb_agg(jsonb_build_array(c.id, c.kind, c.place, c.slot, c.owner_id, c.authority_id, c.user_ref, c.lang,
    c.written_at, c.texts_revision, c.ref, c.audience, c.inside_authority_id is not null, c.version, c.key_class,
    c.party) order by c.id)
    from exchanges_content c where c.exchange_id = e.id and c.ended_n is null),
  (select jsonb_agg(jsonb_build_array(u.place, u.party, u.member, u.authority_id, u.due_at, u.since, u.allocated_to)
    order by u.due_at, u.authority_id) from exchanges_turn u where u.exchange_id = e.id),
  (select jsonb_agg(jsonb_build_array(l.n, l.at, l.kind, l.actor_kind, l.actor_ref, l.authority_ref, l.action,
    l.from_state, l.to_state, l.facts, l.for_user_ref) order by l.n desc)
    from {NAMED} l),
  (select jsonb_agg(jsonb_build_array(o.number, k.kind, o.procedure_id, o.state, o.closed_at, {FIRST_TURN}))
    from (select other_id as id, kind from exchanges_link where exchange_id = e.id
      union select exchange_id, kind from exchanges_link where other_id = e.id) k
    join exchanges_exchange o on o.id = k.id),
  e.closed_at, e.outcome, e.urgent, e.wanted_on, e.agreed_on,
  (select jsonb_agg(jsonb_build_array(w.ref, w.id, w.name)) from accounts_user w where w.ref = any(array(
    select c.user_ref from exchanges_content c where c.exchange_id = e.id and c.ended_n is null
    union select unnest(array[l.actor_ref, l.for_user_ref]) from {NAMED} l
    union select v.ref from exchanges_allocation a join accounts_user v on v.id = a.user_id
      where a.exchange_id = e.id and a.until is null))),
  (select jsonb_agg({AS_JSON}) from directory_authority a where a.id = any(array(
    {{seated}}
    union select c.authority_id from exchanges_content c where c.exchange_id = e.id and c.ended_n is null
    union select t.authority_id from exchanges_track t where t.exchange_id = e.id and t.archived_n is null
    union select u.authority_id from exchanges_turn u where u.exchange_id = e.id)))
"""  # noqa: S608  text of ours
EXTRA_COLUMNS = 13
NOT_ASKED = "null"
SEATED_AUTHORITIES = "select p.authority_id from exchanges_party p where p.exchange_id = e.id and p.until_n is null"
NAMED_AUTHORITIES = "select unnest(seated.authorities)"
OVERSEERS = overseers_as_json(
    "{seated} union select t.authority_id from exchanges_track t where t.exchange_id = e.id and t.archived_n is null",
    "e.module",
)
NOTHING_LOCKED, WITH_THE_EXTRA = "''", "null"
SEATED = some_seats(
    SEATS,
    f"""select a.id from directory_authority a where a.ref in (select l.authority_ref from foundation_log_entry l
        where l.stream = e.ref order by l.n desc limit {LATEST})""",  # noqa: S608  a number of ours
)
"""The first seats of each party, the reader's own and those of whoever did something lately."""


@lru_cache(maxsize=4)
def reading(*, overseen: bool, whole: bool) -> str:
    """Return the statement that reads an exchange: with those who oversee it or not, with every seat or some."""
    basic = FIELDS.format(locked=NOTHING_LOCKED, contents=WITH_THE_EXTRA, seats=EVERY_SEAT if whole else SOME_SEATS)
    seated, source = (SEATED_AUTHORITIES, SOURCE) if whole else (NAMED_AUTHORITIES, f"{SOURCE} {SEATED}")
    more = f"{EXTRA}, {OVERSEERS if overseen else NOT_ASKED}".format(seated=seated)
    return f"{basic}, {more} {source} where e.number = %s and e.erased_at is null"


NAME_FILE = f"select set_config('{FILE}', %s, true)"
FAMILY = f"""
select o.id, o.number, o.parent_id, o.child, o.procedure_id, o.state, o.closed_at,
  exists(select 1 from exchanges_access a where a.exchange_id = o.id), {FIRST_TURN}
from exchanges_exchange o where o.matter_id = %s and o.id <> %s order by o.part
"""  # noqa: S608  text of ours


class Piece(NamedTuple):
    """Who wrote a current piece, when and in which language; nothing of what is sealed."""

    id: int
    key: PieceKey
    authority_id: int | None
    user_ref: UUID | None
    language: str
    at: dt.datetime
    texts_revision: int
    ref: UUID | None
    audience: tuple[str, ...] | None
    inside: bool
    version: int
    key_class: KeyClass
    party: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An open move, by the numbers of authority and person."""

    place: str
    party: str
    member: str
    authority_id: int
    due_at: dt.datetime | None
    since: dt.datetime
    allocated_to: int | None


class Relative(NamedTuple):
    """An exchange of the same file. Guards ask for its state; it is shown only to whom it lets in (`open`)."""

    id: int
    number: str
    parent_id: int | None
    child: str
    procedure_id: int
    state: str
    closed_at: dt.datetime | None
    open: bool
    turn: Turn | None = None


class Person(NamedTuple):
    """Somebody who wrote here, did something, or has it in hand. Who may be told the name, the page decides."""

    ref: UUID
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What the statement found: the exchange as a writer would hold it, and what only readers want."""

    file: File
    held: Held
    level: int
    pieces: Mapping[int, Piece]
    turns: tuple[Turn, ...]
    handlers: tuple[tuple[int, int], ...]
    history: tuple[EntryView, ...]
    links: tuple[Sequence[Any], ...]
    closed_at: dt.datetime | None
    outcome: str
    urgent: bool
    wanted_on: dt.date | None
    agreed_on: dt.date | None
    revisions: Mapping[str, int]
    family: tuple[Relative, ...] = ()
    people: tuple[Person, ...] = ()
    names: Mapping[int, Participant] = field(default_factory=dict)
    """The authorities that take part or have written, not those of relatives."""
    overseers: tuple[tuple[int, Participant], ...] = ()
    """Pairs of an authority that takes part and one that oversees it; only where it was asked for."""
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many living seats a party has, by member; only where not every seat was read."""

    def owner_of(self, row: TrackRow) -> int:
        """Return the authority of a row of a track, 0 where it is of a member only."""
        return self.file.people.get(row.player.authority, 0)


def sight_of(authority_id: int, number: str, *, overseen: bool = False, whole: bool = True) -> Sight | None:
    """Return the exchange of a number, None where there is none that the transaction's authorities may see.

    `overseen`: with those who oversee the authorities in it, which only some pages tell. `whole`: with every seat;
    else with the first of each party, and how many there are.
    """
    found = row(reading(overseen=overseen, whole=whole), [authority_id, number])
    if found is None:
        return None
    held, people, _ = held_from(found[:-EXTRA_COLUMNS])
    level, contents, turns, history, links = found[-EXTRA_COLUMNS : 5 - EXTRA_COLUMNS]
    closed_at, outcome, urgent, wanted, agreed, people_, names, above = found[5 - EXTRA_COLUMNS :]
    pieces = {one.id: one for one in map(_piece, _json(contents))}
    held.index = {
        one.key: Stored(one.id, one.key, one.version, one.key_class, one.party)
        for one in pieces.values()
        if one.key.kind <= Kind.COPY
    }
    family = _family(held) if held.cover.family else ()
    return Sight(
        file=File({held.key: held}, held.key, people=people),
        held=held,
        level=level or 0,
        pieces=pieces,
        turns=tuple(map(turn_from, _json(turns))),
        handlers=tuple((authority, user) for authority, users in held.allocated.items() for user in users),
        history=tuple(map(entry_from, _json(history))),
        links=tuple(_json(links)),
        closed_at=closed_at,
        outcome=outcome,
        urgent=urgent,
        wanted_on=wanted,
        agreed_on=agreed,
        revisions={one.code: one.texts_revision for one in held.questions},
        family=family,
        people=tuple(Person(UUID(ref), id_, name) for ref, id_, name in _json(people_)),
        names=participants_in(_json(names)),
        overseers=tuple(_overseers(_json(above))),
        counted={} if whole else held.seated,
    )


def _overseers(found: list[Any]) -> Iterator[tuple[int, Participant]]:
    known = participants_in(one[1] for one in found)
    for watched, above in found:
        yield watched, known[above[0]]


def _family(held: Held) -> tuple[Relative, ...]:
    row(NAME_FILE, [str(held.cover.matter_id)])
    return tuple(
        Relative._make((*one[:-1], turn_from(orjson.loads(one[-1])) if one[-1] else None))
        for one in rows(FAMILY, [held.cover.matter_id, held.cover.id])
    )


def _json(text: str | None) -> list[Any]:
    found: list[Any] = orjson.loads(text) if text else []
    return found


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC) if text else None


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _ref(text: str | UUID | None) -> UUID | None:
    return _read(text) if isinstance(text, str) and text else text if isinstance(text, UUID) else None


@lru_cache(maxsize=1_024)
def _read(text: str) -> UUID:
    """Return the ref that a text is: few people and authorities write most of an exchange."""
    return UUID(text)


def _piece(found: Sequence[Any]) -> Piece:
    id_, kind, place, slot, owner_id, authority_id, user_ref, language, at, revision, ref, audience = found[:12]
    inside, version, key_class, party = found[12:]
    return Piece(
        id=id_,
        key=PieceKey(KINDS[kind], place, slot, owner_id),
        authority_id=authority_id,
        user_ref=_ref(user_ref),
        language=language,
        at=_at(at),
        texts_revision=revision,
        ref=_ref(ref),
        audience=None if audience is None else tuple(audience),
        inside=inside,
        version=version,
        key_class=CLASSES[key_class],
        party=party,
    )


def turn_from(found: Sequence[Any]) -> Turn:
    """Return an open move from its columns."""
    place, party, member, authority_id, due_at, since, allocated_to = found
    return Turn(place, party, member, authority_id, _moment(due_at), _at(since), allocated_to)


def entry_from(found: Sequence[Any]) -> EntryView:
    """Return an entry of the history from its columns: its moment as a text or not, its facts read or not."""
    n, at, kind, actor_kind, actor_ref, authority_ref, action, before, after, facts, absent = found
    moment = _at(at) if isinstance(at, str) else at
    said = orjson.loads(facts) if isinstance(facts, str) else facts
    person, authority = _ref(actor_ref), _ref(authority_ref)
    return EntryView(n, moment, kind, actor_kind, person, authority, action, before, after, said, _ref(absent))
