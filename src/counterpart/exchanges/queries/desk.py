"""What a coordinator watches: what is late, by whose move, and what it has to decide itself.

The overview only: dates, states, authorities. Nothing here opens anything sealed, and no row says what it is about.
A coordinator sees the exchanges that it is let into, by its office (`exchanges_access`, level 1) or by its part in
them. One range of one index for each list, walked no further than `MOST`; moves of one exchange that are due at the
same moment are one row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from counterpart.core.errors import Invalid
from counterpart.core.workflow import Place
from counterpart.directory.permissions import standing_of
from counterpart.directory.queries.desk import Counted
from counterpart.directory.queries.players import Participant, participants
from counterpart.exchanges.queries.speeds import Share, Speed, speeds
from counterpart.exchanges.storage.pieces import place_from
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.modules.pins import Pinned, pinned

__all__ = [
    "LIMIT", "MOST", "QUIET", "After", "Decision", "Late", "LatePage", "LateRow", "Share", "Speed", "decisions", "late",
    "speeds",
]  # fmt: skip

MOST = 500
"""Moves that are counted, and looked through for one page; beyond them a count says "more than"."""

QUIET = dt.timedelta(days=30)
"""After so long without a move an exchange is stuck, whether or not anything is due."""

LIMIT = 20


class Late(StrEnum):
    """By whose move a list is late."""

    OURS = "ours"
    """An authority of the coordinator's own member must move."""
    OTHERS = "others"
    """One of another member, for which somebody of the own member waits."""
    COORDINATORS = "coordinators"
    """A coordinator of the own member must decide."""
    STILL = "still"
    """Anybody, for 30 days or longer; late or not."""


class After(NamedTuple):
    """Where the next page begins: behind this moment and this exchange."""

    moment: dt.datetime
    exchange_id: int


@dataclass(frozen=True, slots=True)
class LateRow:
    """One exchange in which somebody has to move: whose move, where it stands, since when and by when.

    `also` counts further moves of the exchange that are due at the same moment; `reminded` how often whose move it is
    has been reminded, `chased_at` when a coordinator last did. `mine`: it is the move of the actor's own authority.
    """

    number: str
    pin: Pinned
    place: Place
    state: str
    since: dt.datetime
    due_at: dt.datetime | None
    mover: Participant | None
    mover_member: str
    mover_party: str
    coordinates: bool
    other_member: str
    reminded: int
    chased_at: dt.datetime | None
    mine: bool
    also: int = 0

    @property
    def module(self) -> str:
        """The policy area."""
        return self.pin.module

    @property
    def procedure(self) -> str:
        """The procedure."""
        return self.pin.procedure

    @property
    def line(self) -> str:
        """The line of versions, for the texts."""
        return self.pin.line

    @property
    def track(self) -> str:
        """The track that it is in, empty for the exchange itself."""
        return self.place.track


@dataclass(frozen=True, slots=True)
class LatePage:
    """One page of a list, how many moves there are in each list, and where the next page begins."""

    rows: tuple[LateRow, ...]
    counts: Mapping[Late, Counted]
    following: After | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a coordinator has to decide: where it stands, by which actions it may go on, by when, and whose it is.

    `of` is the authority that the coordinator decides for (`origin`), with whom an exchange is (`other_member`).
    """

    number: str
    pin: Pinned
    place: Place
    party: str
    state: str
    actions: tuple[str, ...]
    since: dt.datetime
    due_at: dt.datetime | None
    origin: Participant | None
    other_member: str


COLUMNS = """
t.exchange_id, t.place, t.party, t.authority_id, t.member, t.procedure_id, t.number, t.state, t.other_member,
t.due_at, t.since, t.coordinates, t.reminded, t.chased_at
"""
SEEN = """
(%(module)s = '' or t.module = %(module)s)
and exists(select 1 from exchanges_access a where a.exchange_id = t.exchange_id and a.authority_id = %(authority)s)
"""
DUE = "t.due_at < %(now)s and (t.due_at, t.exchange_id) > (%(moment)s, %(id)s)"
OLD = "t.since < %(quiet)s and (t.since, t.exchange_id) > (%(moment)s, %(id)s)"
RANGES: Mapping[Late, tuple[tuple[str, ...], str]] = {
    Late.OURS: ((f"t.member = %(member)s and not t.coordinates and {DUE}",), "due_at"),
    Late.OTHERS: ((f"t.other_member = %(member)s and t.member <> %(member)s and {DUE}",), "due_at"),
    Late.COORDINATORS: ((f"t.member = %(member)s and t.coordinates and {DUE}",), "due_at"),
    Late.STILL: (
        (
            f"t.member = %(member)s and {OLD}",
            f"t.other_member = %(member)s and t.member <> %(member)s and {OLD}",
        ),
        "since",
    ),
}
"""The ranges of indexes that make up a list, and by what it is ordered."""


def _walk(which: Late, columns: str) -> str:
    """Return the statement that walks a list: each range no further than `MOST` and one more."""
    ranges, by = RANGES[which]
    parts = (
        f"(select {columns} from exchanges_turn t where {condition} and {SEEN} "  # noqa: S608  text of ours
        f"order by t.{by}, t.exchange_id limit %(most)s)"
        for condition in ranges
    )
    return " union all ".join(parts)


PAGES = {
    which: f"""
with walked as ({_walk(which, COLUMNS)}),
numbered as (
  select w.*, count(*) over at_once as together, row_number() over (at_once order by w.place, w.party) as place_number
  from walked w window at_once as (partition by w.{RANGES[which][1]}, w.exchange_id))
select n.*, (select count(*) from walked) from numbered n where n.place_number = 1
order by n.{RANGES[which][1]}, n.exchange_id limit %(limit)s
"""  # noqa: S608  text of ours
    for which in Late
}
BY_MOVE = (Late.OURS, Late.OTHERS, Late.COORDINATORS)
BEGINNINGS = " union all ".join(f"(select '{which}', x.* from ({PAGES[which]}) x)" for which in BY_MOVE)  # noqa: S608
COUNTS = " union all ".join(
    f"select '{which}', count(distinct (w.moment, w.exchange_id)), count(*) from "  # noqa: S608  text of ours
    f"({_walk(which, f't.{RANGES[which][1]} as moment, t.exchange_id')}) w"
    for which in Late
)
DECISIONS = f"""
select {COLUMNS} from exchanges_turn t where t.authority_id = %(authority)s and t.coordinates
  and (%(module)s = '' or t.module = %(module)s)
order by coalesce(t.due_at, 'infinity'), t.exchange_id, t.place limit %(limit)s
"""  # noqa: S608  text of ours
ORIGINS = """
select p.exchange_id, p.authority_id from exchanges_party p
where p.until_n is null and (p.exchange_id, p.name) in (select * from unnest(%s::bigint[], %s::text[]))
order by p.id desc
"""
START = After(dt.datetime(1, 1, 1, tzinfo=dt.UTC), 0)


def late(
    actor: Actor,
    which: Late,
    now: dt.datetime,
    *,
    module: str = "",
    after: After | None = None,
    limit: int = LIMIT,
) -> LatePage:
    """Return one page of what is late in the exchanges that the actor's authority may see, the longest late first.

    Raises Invalid for an actor without an authority.
    """
    authority = _authority(actor)
    with as_actor([authority], read_only=True):
        values = _values(actor, authority, now, module, limit)
        found = rows(PAGES[which], values | _behind(after or START))
        counts = _counts(rows(COUNTS, values | _behind(START)))
        names = participants({one[3] for one in found}) if found else {}
    shown = found[:limit]
    moves = tuple(_late_row(one, names, authority) for one in shown)
    return LatePage(moves, counts, _following(found, which, limit))


def late_at_once(actor: Actor, now: dt.datetime, *, limit: int) -> dict[Late, LatePage]:
    """Return the beginnings of the three lists by whose move it is, together: four statements for all of them.

    Raises Invalid for an actor without an authority.
    """
    authority = _authority(actor)
    with as_actor([authority], read_only=True):
        values = _values(actor, authority, now, "", limit) | _behind(START)
        found = rows(BEGINNINGS, values)
        counts = _counts(rows(COUNTS, values))
        names = participants({one[4] for one in found}) if found else {}
    pages = {}
    for which in BY_MOVE:
        mine = [one[1:] for one in found if one[0] == which]
        shown = tuple(_late_row(one, names, authority) for one in mine[:limit])
        pages[which] = LatePage(shown, counts, _following(mine, which, limit))
    return pages


def decisions(actor: Actor, now: dt.datetime, *, module: str = "", limit: int = LIMIT) -> tuple[Decision, ...]:
    """Return what waits for a decision of the actor's authority as a coordinator, what is due first before the rest.

    Raises Invalid for an actor without an authority.
    """
    del now
    authority = _authority(actor)
    with as_actor([authority], read_only=True):
        found = rows(DECISIONS, {"authority": authority, "module": module, "limit": limit})
        wanted = [(one[0], pinned(one[5]).rules.parties[one[2]].of) for one in found]
        asked = [(exchange, of) for exchange, of in wanted if of]
        seats = rows(ORIGINS, [[one for one, _ in asked], [of for _, of in asked]]) if asked else []
        origins = {exchange: authority_id for exchange, authority_id in seats if authority_id is not None}
        names = participants(set(origins.values())) if origins else {}
    return tuple(_decision(one, names.get(origins.get(one[0], 0))) for one in found)


def _authority(actor: Actor) -> int:
    if actor.authority_id is None:
        raise Invalid("actor_without_authority", field="actor")
    return actor.authority_id


def _values(actor: Actor, authority: int, now: dt.datetime, module: str, limit: int) -> dict[str, object]:
    own = standing_of(actor)
    return {
        "authority": authority,
        "member": own.member if own is not None else "",
        "module": module,
        "now": now,
        "quiet": now - QUIET,
        "most": MOST + 1,
        "limit": limit + 1,
    }


def _behind(after: After) -> dict[str, object]:
    return {"moment": after.moment, "id": after.exchange_id}


def _counts(found: Sequence[Row]) -> dict[Late, Counted]:
    counted = {Late(which): Counted(number, more=walked > MOST) for which, number, walked in found}
    return {which: counted[which] for which in Late}


def _following(found: Sequence[Row], which: Late, limit: int) -> After | None:
    """Return where the next page begins: behind the last row, or behind what was walked through for this one."""
    if not found:
        return None
    moment = 9 if RANGES[which][1] == "due_at" else 10
    if len(found) > limit or found[0][-1] > MOST:
        last = found[:limit][-1]
        return After(last[moment], last[0])
    return None


def _late_row(found: Row, names: Mapping[int, Participant], own: int) -> LateRow:
    _, place, party, authority_id, member, procedure_id, number, state, other_member = found[:9]
    due_at, since, coordinates, reminded, chased_at, together = found[9:15]
    return LateRow(
        number=number,
        pin=pinned(procedure_id),
        place=place_from(place),
        state=state,
        since=since,
        due_at=due_at,
        mover=names.get(authority_id),
        mover_member=member,
        mover_party=party,
        coordinates=coordinates,
        other_member=other_member,
        reminded=reminded,
        chased_at=chased_at,
        mine=authority_id == own,
        also=together - 1,
    )


def _decision(found: Row, origin: Participant | None) -> Decision:
    _, place_text, party, _, _, procedure_id, number, state, other_member, due_at, since = found[:11]
    pin, place = pinned(procedure_id), place_from(place_text)
    actions = pin.rules.machine(place.track).states[state].actions
    return Decision(
        number=number,
        pin=pin,
        place=place,
        party=party,
        state=state,
        actions=tuple(one.name for one in actions if party in one.by),
        since=since,
        due_at=due_at,
        origin=origin,
        other_member=other_member,
    )
