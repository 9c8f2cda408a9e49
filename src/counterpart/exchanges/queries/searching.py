"""Finding exchanges: one search over everything that the actor's authority may see, newest first.

Two statements at most for a page (`search.asking`): who may find what, names, and whose move it is, are in them. What
an exchange is about is opened for whoever may read it, field by field, and the access log is told of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from counterpart.core.errors import Invalid, Refused
from counterpart.core.visibility import Viewer
from counterpart.core.writing import SUBJECT
from counterpart.directory.policy import Circumstances, Deed, Extent, may, posts_of
from counterpart.directory.queries.players import Participant, participants_in
from counterpart.exchanges.queries.insight import hidden_behind, insight_of
from counterpart.exchanges.queries.rights import why_closed
from counterpart.exchanges.queries.views import Label
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.search.asking import LOOK, MOST, STANDINGS, page_statement, values_of_tokens
from counterpart.exchanges.search.fields import Line, found_fields, lines, lines_of
from counterpart.exchanges.search.sought import NOTHING, Sought, must_be_askable
from counterpart.exchanges.search.tokens import tokens_of
from counterpart.exchanges.storage.finding import label_from, label_place
from counterpart.exchanges.storage.layout import layout_of
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.vault import KeyClass, open_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import Pinned, pinned

PAGE = 20
AT_ONCE = 250
"""Rows of a list that is fetched whole, read together."""
MOST_LISTED = 5_000
AROUND = Circumstances(party=True, own_member=True)


Seat = tuple[str, str, int | None]
"""A party, a member, and an authority of it."""


class After(NamedTuple):
    """Where one goes on: behind the exchange that began at this moment."""

    begun_at: dt.datetime
    exchange_id: int


FIRST = After(dt.datetime(9999, 1, 1, tzinfo=dt.UTC), 0)


@dataclass(frozen=True, slots=True)
class Mover:
    """Whose move it is first, and by when; `mine` is the actor's authority."""

    party: str
    member: str
    authority: Participant | None
    due_at: dt.datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One exchange that was found. `label` is empty where content is not the actor's; `other` is with whom it is."""

    id: int
    ref: UUID
    number: str
    pin: Pinned
    state: str
    created_at: dt.datetime
    closed_at: dt.datetime | None
    urgent: bool
    blocked: bool
    given_to_me: bool
    given_to_others: bool
    mover: Mover | None
    other_member: str
    other: Participant | None
    label: Label = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """One page: how many there are from here on (`more` than that), and where one goes on, if at all.

    `looked_at` is set where the walk ended before the page was full: so many exchanges were looked at, and older ones
    not yet.
    """

    found: tuple[Hit, ...]
    count: int
    more: bool
    following: After | None
    looked_at: int = 0


def search(
    actor: Actor, sought: Sought, now: dt.datetime, *, after: After | None = None, asked_id: UUID | None = None
) -> Hits:
    """Return a page of what is looked for, and tell the access log.

    Raises Invalid for what cannot be looked for or an actor without an authority, Refused with the reason where
    something personal is looked for by whoever may open no content.
    """
    values = _values(actor, sought, now, after, PAGE, labels=True)
    hits, shown = _page(actor, sought, values, PAGE)
    found, opened = _labelled(actor, hits.found, shown, now)
    classes = {KeyClass.PERSONAL} if opened or sought.personal else set[KeyClass]()
    record_reading(actor, asked_id, None, What.SEARCH, classes, _by_right(classes), now)
    return replace(hits, found=tuple(found))


def listed(actor: Actor, sought: Sought, now: dt.datetime, *, asked_id: UUID | None = None) -> Iterator[Hit]:
    """Yield all that is looked for, at most `MOST_LISTED`, without what it is about; the access log is told first.

    Each part in a transaction of its own, so that a slow reader holds nothing up. Raises as `search`, at once.
    """
    values = _values(actor, sought, now, None, AT_ONCE, labels=False)
    classes = {KeyClass.PERSONAL} if sought.personal else set[KeyClass]()
    record_reading(actor, asked_id, None, What.SEARCH, classes, _by_right(classes), now)
    return _all(actor, sought, values)


def why_not_by_value(actor: Actor) -> str:
    """Return why the actor may look for nothing personal, as a code of `directory.policy`; nothing where they may."""
    reasons = [why_closed(actor, one.rules, takes_part=True, elsewhere=False) for one in lines()]
    return "" if not reasons or "" in reasons else reasons[0]


def open_lines(actor: Actor, among: Iterable[Line]) -> list[Line]:
    """Return the lines of which the actor may open what is in an exchange of their own authority."""
    return [one for one in among if not why_closed(actor, one.rules, takes_part=True, elsewhere=False)]


def _all(actor: Actor, sought: Sought, values: dict[str, Any]) -> Iterator[Hit]:
    left = MOST_LISTED
    while left > 0:
        hits, _ = _page(actor, sought, values, AT_ONCE)
        yield from hits.found[:left]
        left -= len(hits.found)
        if hits.following is None:
            return
        values = values | _behind(hits.following)


def _by_right(classes: set[KeyClass]) -> ByRight:
    return ByRight.PARTY if classes else ByRight.OVERVIEW


def _page(actor: Actor, sought: Sought, values: dict[str, Any], limit: int) -> tuple[Hits, list[Row]]:
    """Return a page and its rows: in one transaction, what is seen of what, and then what is found."""
    with as_actor([values["authority"]], read_only=True):
        if sought.personal:
            values = values | _seen(actor, [one for (one,) in rows(STANDINGS, values)])
        found = rows(page_statement(sought), values)
    count, walked, *last = found[0][:4]
    begun = [one[4] for one in found if one[4] is not None]
    shown = [one[5:] for one in found if one[4] is not None]
    further = walked >= LOOK
    full = count > limit or (count == limit and further)
    following = After(begun[-1], shown[-1][0]) if full else After(*last) if further else None
    hits = tuple(_hit(one, values["authority"]) for one in shown)
    return Hits(hits, min(count, MOST), count > MOST, following, 0 if full or not further else walked), shown


def _values(
    actor: Actor, sought: Sought, now: dt.datetime, after: After | None, limit: int, *, labels: bool
) -> dict[str, Any]:  # fmt: skip
    """Return what stands beside the statements. Raises as `search`."""
    if actor.authority_id is None:
        raise Invalid("actor_without_authority", field="actor")
    must_be_askable(sought)
    number, tail = sought.ranges() if sought.number else (NOTHING, NOTHING)
    among = lines_of(sought.module, sought.procedure)
    return {
        "authority": actor.authority_id, "user": actor.user_id or 0, "content": CONTENT, "now": now,
        **_behind(after or FIRST), "look": LOOK, "most": MOST + 1, "limit": limit, "labels": labels,
        "listed": _listed_modules(actor), "module": sought.module, "state": sought.state, "member": sought.member,
        "procedures": [number for one in among for number in one.ids],
        "since": _midnight(actor, sought.since), "until": _midnight(actor, sought.until, days=1),
        "number": number.least, "number_below": number.below, "tail": tail.least, "tail_below": tail.below,
        **(_tokens(actor, sought, now) if sought.personal else {}),
    }  # fmt: skip


def _behind(after: After) -> dict[str, Any]:
    return {"before": after.begun_at, "id": after.exchange_id}


def _listed_modules(actor: Actor) -> list[str]:
    """Return the policy areas in which the actor may look through the exchanges of their authority."""
    areas = sorted({one.module for one in lines()})
    return [one for one in areas if may(posts_of(actor, one), Deed.LIST, AROUND).extent >= Extent.OVERVIEW]


def _tokens(actor: Actor, sought: Sought, now: dt.datetime) -> dict[str, Any]:
    """Return the blind tokens of what is looked for, in policy areas where the actor may read. Raises Refused."""
    among = lines_of(sought.module, sought.procedure)
    readable = open_lines(actor, among)
    if among and not readable:
        raise Refused(why_closed(actor, among[0].rules, takes_part=True, elsewhere=False), deed=Deed.OPEN.value)
    tokens = tokens_of(sought.parts, found_fields(readable), now)
    ways = list(zip(*tokens.ways, strict=True))
    return {
        **values_of_tokens(tokens.typed),
        **{name: list(one) for name, one in zip(("way_parts", "way_ways", "way_words"), ways, strict=True)},
        "sought_parts": tokens.parts,
    }


def _seen(actor: Actor, standings: Sequence[str]) -> dict[str, list[str]]:
    """Return, for each standing, the fields that the actor sees there: as two columns."""
    pairs = [(one, field) for one in standings for field in sorted(fields_seen(actor, one))]
    return {"standings": [one for one, _ in pairs], "fields": [field for _, field in pairs]}


def fields_seen(actor: Actor, standing: str) -> frozenset[str]:
    """Return the full names of the fields of the subject that the actor sees, by where their authority stands.

    As on a work list, whoever wrote something sees it here by their party only.
    """
    procedure_id, state, parties, own_rows, elsewhere = orjson.loads(standing)
    layout = layout_of(pinned(procedure_id))
    of_rows = {owner for track, _ in own_rows for owner in layout.rules.tracks[track].owners}
    playing = frozenset(parties) | of_rows
    if why_closed(actor, layout.rules, takes_part=bool(playing), elsewhere=elsewhere):
        return frozenset()
    states: dict[str, frozenset[str]] = {}
    for track, in_state in own_rows:
        states[track] = states.get(track, frozenset()) | {in_state}
    return frozenset(f"{SUBJECT}.{one}" for one in insight_of(layout, Viewer(playing, state, states)).subject)


def _hit(found: Row, own: int) -> Hit:
    id_, ref, number, procedure_id, state, created_at, closed_at, urgent, blocked = found[:9]
    to_me, to_others, turn, seats, names_found, member = found[11:17]
    names, pin = participants_in(orjson.loads(names_found or "[]")), pinned(procedure_id)
    other_member, other = _other(pin, orjson.loads(seats or "[]"), own, member)
    return Hit(
        id=id_,
        ref=ref,
        number=number,
        pin=pin,
        state=state,
        created_at=created_at,
        closed_at=closed_at,
        urgent=urgent,
        blocked=blocked,
        given_to_me=to_me,
        given_to_others=to_others,
        mover=_mover(orjson.loads(turn), names, own) if turn else None,
        other_member=other_member,
        other=names.get(other or 0),
    )


def _mover(turn: Sequence[Any], names: dict[int, Participant], own: int) -> Mover:
    _, party, member, authority_id, due_at, _ = turn
    due = dt.datetime.fromisoformat(due_at) if due_at else None
    return Mover(party, member, names.get(authority_id), due, mine=authority_id == own)


def _other(pin: Pinned, seats: Sequence[Seat], own: int, member: str | None) -> tuple[str, int | None]:
    """Return with whom an exchange is: somebody of another member before one's own, and coordinators after all."""
    parties = pin.rules.parties

    def far(seat: Seat) -> tuple[bool, bool]:
        return bool(parties[seat[0]].of) if seat[0] in parties else True, seat[1] == member

    others = sorted((one for one in seats if one[2] != own), key=far)
    return (others[0][1], others[0][2]) if others else ("", None)


def _labelled(
    actor: Actor, hits: Sequence[Hit], shown: Sequence[Row], now: dt.datetime
) -> tuple[list[Hit], bool]:  # fmt: skip
    """Return what was found with what it is about, as far as the actor sees it; and whether anything was opened."""
    sealed = {
        hit.ref: (bytes(row[9]), seen)
        for hit, row in zip(hits, shown, strict=True)
        if row[9] is not None and row[10] is not None and (seen := fields_seen(actor, row[10]))
    }
    places = {ref: label_place(ref) for ref in sealed}
    keys = keyring().open([place.key_name for place in places.values()], now) if places else {}
    labels: dict[UUID, Label] = {}
    for ref, place in places.items():
        key, (value, seen) = keys.get(place.key_name), sealed[ref]
        if key is not None:
            whole = label_from(open_value(key, place, value))
            labels[ref] = tuple((name, said) for name, said in whole if f"{SUBJECT}.{name}" in seen)
    movers = [_told(actor, hit, row[10]) for hit, row in zip(hits, shown, strict=True)]
    named = [replace(hit, label=labels.get(hit.ref, ()), mover=mover) for hit, mover in zip(hits, movers, strict=True)]
    return named, bool(labels)


def _told(actor: Actor, hit: Hit, standing: str | None) -> Mover | None:
    """Return whose move it is, without the date where that is a field of the subject that the reader does not see."""
    rules = hit.pin.rules
    if hit.mover is None or hit.mover.mine or not hidden_behind(rules, hit.state, frozenset()):
        return hit.mover
    seen = fields_seen(actor, standing) if standing is not None else frozenset[str]()
    names = [one.removeprefix(f"{SUBJECT}.") for one in seen]
    return replace(hit.mover, due_at=None) if hidden_behind(rules, hit.state, names) else hit.mover


def _midnight(actor: Actor, day: dt.date | None, *, days: int = 0) -> dt.datetime | None:
    """Return when a day begins, or the one so many days later, by the actor's clock."""
    if day is None:
        return None
    return dt.datetime.combine(day + dt.timedelta(days=days), dt.time(), actor.zone)
