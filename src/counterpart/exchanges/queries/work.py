"""What waits for whom: the work lists, each row complete in itself, late first.

One range of one index for each list, at most `PAGE` rows and one more to know whether it goes on; the keys of the rows'
labels in one statement, and only for whoever may open the content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.core.workflow import Place
from counterpart.directory.queries.players import Participant, participants
from counterpart.exchanges.queries.rights import why_closed
from counterpart.exchanges.queries.views import Label
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.finding import label_from, label_place
from counterpart.exchanges.storage.pieces import place_from
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.vault import KeyClass, open_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import Pinned, pinned

PAGE = 50
FAR = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""Stands for no date where lists are ordered by date."""


class Whose(StrEnum):
    """Which moves a list shows."""

    OURS = "ours"
    """It is the move of the actor's authority."""
    MINE = "mine"
    """Of these, what was given to the actor."""
    COLLEAGUES = "colleagues"
    """Of these, what was given to colleagues."""
    OTHERS = "others"
    """We take part, and it is somebody else's move."""


class Cursor(NamedTuple):
    """Where the next page begins: behind this row."""

    due_at: dt.datetime
    exchange_id: int
    place: str


class Filter(NamedTuple):
    """What a list is narrowed to; empty for all. `until` shows what is due by then."""

    module: str = ""
    member: str = ""
    until: dt.datetime | None = None


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Move:
    """One open move: whose, what about, with whom, and by when. `label` is empty where content is not the actor's."""

    ref: UUID
    number: str
    pin: Pinned
    place: Place
    party: str
    state: str
    member: str
    authority: Participant | None
    other_member: str
    other: Participant | None
    urgent: bool
    due_at: dt.datetime | None
    since: dt.datetime
    allocated_to: int | None
    label: Label = ()


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of a work list, and where the next one begins; None at the end."""

    moves: tuple[Move, ...]
    following: Cursor | None


COLUMNS = """
t.exchange_id, t.place, t.party, t.authority_id, t.member, t.procedure_id, t.exchange_ref, t.number, t.state,
t.other_member, t.other_authority_id, t.urgent, t.due_at, t.since, t.allocated_to, t.label
"""
AFTER = "(coalesce(t.due_at, %(far)s), t.exchange_id, t.place) > (%(due)s, %(id)s, %(place)s)"
NARROWED = """
(%(module)s = '' or t.module = %(module)s) and (%(member)s = '' or t.other_member = %(member)s or t.member = %(member)s)
and (%(until)s::timestamptz is null or t.due_at <= %(until)s)
"""
ORDER = "order by coalesce(t.due_at, %(far)s), t.exchange_id, t.place limit %(most)s"
WHOSE = {
    Whose.OURS: "t.authority_id = %(authority)s",
    Whose.MINE: "t.authority_id = %(authority)s and t.allocated_to = %(user)s",
    Whose.COLLEAGUES: "t.authority_id = %(authority)s and t.allocated_to is not null and t.allocated_to <> %(user)s",
    Whose.OTHERS: """t.authority_id <> %(authority)s and exists(select 1 from exchanges_access a
      where a.exchange_id = t.exchange_id and a.authority_id = %(authority)s and a.level = %(content)s)""",
}
STATEMENTS = {
    whose: f"select {COLUMNS} from exchanges_turn t where {condition} and {AFTER} and {NARROWED} {ORDER}"  # noqa: S608
    for whose, condition in WHOSE.items()
}
START = Cursor(dt.datetime(1, 1, 1, tzinfo=dt.UTC), 0, "")


def work_list(
    actor: Actor, whose: Whose, now: dt.datetime, *, narrowed: Filter = ALL, after: Cursor | None = None
) -> WorkPage:
    """Return one page of open moves. Raises Invalid for an actor without an authority: moves are an authority's."""
    if actor.authority_id is None:
        raise Invalid("actor_without_authority", field="actor")
    start = after or START
    values = {
        "authority": actor.authority_id,
        "user": actor.user_id or 0,
        "content": CONTENT,
        "far": FAR,
        "due": start.due_at,
        "id": start.exchange_id,
        "place": start.place,
        "module": narrowed.module,
        "member": narrowed.member,
        "until": narrowed.until,
        "most": PAGE + 1,
    }
    with as_actor([actor.authority_id], read_only=True):
        found = rows(STATEMENTS[whose], values)
        page, more = found[:PAGE], found[PAGE:]
        names = participants({one[index] for one in page for index in (3, 10) if one[index]}) if page else {}
    moves = _labelled(actor, [_move(one, names) for one in page], page, now)
    last = page[-1] if more else None
    return WorkPage(tuple(moves), Cursor(last[12] or FAR, last[0], last[1]) if last is not None else None)


def _move(found: Row, names: Mapping[int, Participant]) -> Move:
    _, place, party, authority_id, member, procedure_id, ref, number, state = found[:9]
    other_member, other_id, urgent, due_at, since, allocated_to = found[9:15]
    return Move(
        ref=ref,
        number=number,
        pin=pinned(procedure_id),
        place=place_from(place),
        party=party,
        state=state,
        member=member,
        authority=names.get(authority_id),
        other_member=other_member,
        other=names.get(other_id or 0),
        urgent=urgent,
        due_at=due_at,
        since=since,
        allocated_to=allocated_to,
    )


def _labelled(actor: Actor, moves: Sequence[Move], found: Sequence[Row], now: dt.datetime) -> list[Move]:
    """Return the moves with what they are about, where the actor may open the content; note that it was read."""
    sealed = {move.ref: bytes(one[15]) for move, one in zip(moves, found, strict=True) if one[15] is not None}
    wanted = {move.ref for move in moves if move.ref in sealed and _may_read(actor, move)}
    places = {ref: label_place(ref) for ref in wanted}
    keys = keyring().open([place.key_name for place in places.values()], now) if places else {}
    labels: dict[UUID, Label] = {}
    for ref, place in places.items():
        key = keys.get(place.key_name)
        if key is not None:
            labels[ref] = label_from(open_value(key, place, sealed[ref]))
    if labels and actor.ref is not None:
        record_reading(actor, None, None, What.LIST, {KeyClass.PERSONAL}, ByRight.PARTY, now)
    return [replace(move, label=labels.get(move.ref, ())) for move in moves]


def _may_read(actor: Actor, move: Move) -> bool:
    elsewhere = move.allocated_to is not None and move.allocated_to != actor.user_id
    return not why_closed(actor, move.pin.rules, takes_part=True, elsewhere=elsewhere)
