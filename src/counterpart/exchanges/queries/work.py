"""What waits for whom: the work lists, each row complete in itself, late first.

One range of one index for each list, at most `PAGE` rows and one more to know whether it goes on; the keys of the rows'
labels in one statement, and only for whoever may open the content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.core.visibility import Viewer, may_open
from counterpart.core.workflow import Place
from counterpart.directory.queries.players import Participant, participants
from counterpart.exchanges.queries.insight import hidden_behind, insight_of
from counterpart.exchanges.queries.rights import why_closed
from counterpart.exchanges.queries.views import Label
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.finding import label_from, label_place
from counterpart.exchanges.storage.layout import layout_of
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
PARTIES = {
    Whose.OTHERS: """(select array_agg(p.name) from exchanges_party p where p.exchange_id = t.exchange_id
      and p.authority_id = %(authority)s and p.until_n is null)""",
}
"""As which parties the reader takes part, where it is not the one whose move it is."""
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
    Whose.OTHERS: """a.authority_id = %(authority)s and a.open and a.level = %(content)s
      and t.authority_id <> %(authority)s""",
}
SOURCE = {Whose.OTHERS: "exchanges_access a join exchanges_turn t on t.exchange_id = a.exchange_id"}
"""What is somebody else's move is looked for where the authority may come in and something is open."""
STATEMENTS = {
    whose: f"select {COLUMNS}, {PARTIES.get(whose, 'array[t.party]')} "  # noqa: S608  text of ours
    f"from {SOURCE.get(whose, 'exchanges_turn t')} where {condition} and {AFTER} and {NARROWED} {ORDER}"
    for whose, condition in WHOSE.items()
}
START = Cursor(dt.datetime(1, 1, 1, tzinfo=dt.UTC), 0, "")


class Wanted(NamedTuple):
    """A list that is asked for: whose moves, narrowed to what, and behind which row it begins."""

    whose: Whose
    narrowed: Filter = ALL
    after: Cursor | None = None


def work_list(
    actor: Actor, whose: Whose, now: dt.datetime, *, narrowed: Filter = ALL, after: Cursor | None = None
) -> WorkPage:
    """Return one page of open moves. Raises Invalid for an actor without an authority: moves are an authority's."""
    [found] = work_lists(actor, [Wanted(whose, narrowed, after)], now)
    return found


def work_lists(actor: Actor, wanted: Sequence[Wanted], now: dt.datetime) -> list[WorkPage]:
    """Return a page of each of several lists: a statement for each, one for the names of authorities in all of them.

    Raises Invalid for an actor without an authority.
    """
    if actor.authority_id is None:
        raise Invalid("actor_without_authority", field="actor")
    with as_actor([actor.authority_id], read_only=True):
        found = [rows(STATEMENTS[one.whose], _values(actor, one)) for one in wanted]
        ids = {one[index] for each in found for one in each[:PAGE] for index in (3, 10) if one[index]}
        names = participants(ids) if ids else {}
    shown = [one for each in found for one in each[:PAGE]]
    moves = iter(_labelled(actor, [_move(one, names) for one in shown], shown, now))
    return [WorkPage(tuple(islice(moves, len(each[:PAGE]))), _following(each)) for each in found]


def _values(actor: Actor, wanted: Wanted) -> dict[str, object]:
    start, narrowed = wanted.after or START, wanted.narrowed
    return {
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


def _following(found: Sequence[Row]) -> Cursor | None:
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Cursor(last[12] or FAR, last[0], last[1]) if last is not None else None


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
    """Return the moves with what they are about, as far as the actor may see it; note that it was read."""
    sealed, seen = dict[UUID, bytes](), dict[UUID, frozenset[str]]()
    alike = {_likeness(actor, move): move for move in moves}  # asked once for all that are alike
    open_ = {likeness for likeness, move in alike.items() if _may_read(actor, move)}
    for move, one in zip(moves, found, strict=True):
        fields = _fields_seen(move, frozenset(one[16] or ())) if one[15] is not None else frozenset[str]()
        if fields and _likeness(actor, move) in open_:
            sealed[move.ref] = bytes(one[15])
            seen[move.ref] = seen.get(move.ref, fields) | fields
    places = {ref: label_place(ref) for ref in sealed}
    keys = keyring().open([place.key_name for place in places.values()], now) if places else {}
    labels: dict[UUID, Label] = {}
    for ref, place in places.items():
        key = keys.get(place.key_name)
        if key is not None:
            whole = label_from(open_value(key, place, sealed[ref]))
            labels[ref] = tuple((name, value) for name, value in whole if name in seen[ref])
    if labels and actor.ref is not None:
        record_reading(actor, None, None, What.LIST, {KeyClass.PERSONAL}, ByRight.PARTY, now)
    parties = [frozenset(one[16] or ()) for one in found]
    return [
        replace(move, label=labels.get(move.ref, ()), due_at=None if _is_hidden(move, of) else move.due_at)
        for move, of in zip(moves, parties, strict=True)
    ]


def _is_hidden(move: Move, parties: frozenset[str]) -> bool:
    """Say whether the date of a move tells something that the reader, as these parties, does not see."""
    if move.place.track or not hidden_behind(move.pin.rules, move.state, frozenset()):
        return False
    return hidden_behind(move.pin.rules, move.state, _fields_seen(move, parties))


def _fields_seen(move: Move, parties: frozenset[str]) -> frozenset[str]:
    """Return the fields of the subject that the reader sees as these parties.

    A row of a track does not say in which state the whole exchange is: there only what is seen in all that it may be
    in.
    """
    layout = layout_of(move.pin)
    main, procedure = layout.rules.main.states, layout.rules.procedure
    states = [name for name, one in main.items() if not one.final] if move.place.track else [move.state]
    viewers = [Viewer(parties, state) for state in states]
    seen = [insight_of(layout, viewer).subject for viewer in viewers if may_open(procedure, viewer)]
    return frozenset.intersection(*seen) if seen else frozenset()


def _likeness(actor: Actor, move: Move) -> tuple[int, bool]:
    """Return all of a move that `_may_read` goes by: its procedure, and whether it was given to somebody else."""
    return move.pin.procedure_id, move.allocated_to is not None and move.allocated_to != actor.user_id


def _may_read(actor: Actor, move: Move) -> bool:
    _, elsewhere = _likeness(actor, move)
    return not why_closed(actor, move.pin.rules, takes_part=True, elsewhere=elsewhere)
