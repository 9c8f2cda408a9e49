"""A coordinator reminds whose move it is, by one click: the only thing that the overview lets it do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from counterpart.core.errors import Conflict, CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.core.workflow import Linked
from counterpart.core.workflow.outcome import TellKind
from counterpart.directory.permissions import standing_of
from counterpart.directory.policy import Post, posts_of
from counterpart.directory.queries.players import coordinators
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.events import ExchangeChased
from counterpart.exchanges.queries.desk import QUIET
from counterpart.exchanges.storage.concluding import where_of
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.pieces import place_from
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import Row, array, row, rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind

AGAIN = dt.timedelta(days=3)
"""How long a coordinator waits until it reminds the same authority of the same move again."""

REF = """
select e.ref from exchanges_exchange e join exchanges_access a on a.exchange_id = e.id and a.authority_id = %s
where e.number = %s and e.erased_at is null
"""
TURNS = """
select place, party, authority_id, member, due_at, since, chased_at from exchanges_turn
where exchange_id = %s order by place, party, authority_id
"""
REMIND = """
with moved as (update exchanges_exchange set log_n = %s where id = %s returning 1)
update exchanges_turn t set reminded = t.reminded + 1, chased_at = %s
where t.exchange_id = %s
  and (t.place || ' ' || t.party || ' ' || t.authority_id in (select unnest(%s::text[]))) is true
"""
"""However many there are, they are looked up in a hash (`storage.saving`)."""


@action("exchanges.remind")
def remind(doing: Doing, number: str) -> Written:
    """Remind whose move it is, as a coordinator that may see the exchange; their own coordinator in another member.

    What is late is reminded of, else what has stood still for 30 days. Raises NotFound `exchange_unknown`, Refused
    `not_a_coordinator` or `not_this_right`, OutOfTurn `not_late`, `own_move`, and `reminded_lately` within three days.
    """
    ref = row(REF, [doing.actor.authority_id or 0, number])
    if ref is None:
        raise NotFound("exchange_unknown", exchange=number)
    held = load(ref[0]).one
    own = _must_coordinate(doing, held.layout.pin.module)
    turns = _chased(doing, held, rows(TURNS, [held.cover.id]))
    places = array(f"{place} {party} {authority}" for place, party, authority, *_ in turns)
    run(REMIND, [held.n, held.cover.id, doing.now, held.cover.id, places])
    told = _told(held, turns, own)
    doing.knows_head(held.head)
    doing.log(held.cover.ref, EntryKind.EFFECT, action="remind", facts={"parties": sorted({one[1] for one in turns})})
    where = where_of(held, Linked(held.layout.rules, held.situation))
    doing.announce(held.cover.ref, ExchangeChased(**where, authority=doing.actor.authority_id, told=told))
    return Written(held.cover.ref, held.cover.number, held.version, held.situation.state)


def _must_coordinate(doing: Doing, module: str) -> str:
    """See that somebody works for a coordinator and holds a right there; return its member."""
    own = standing_of(doing.actor)
    if own is None or not own.powers.coordinates:
        raise Refused("not_a_coordinator")
    if not posts_of(doing.actor, module, own.kind) - {Post.BASIC, Post.LINKED}:
        raise Refused("not_this_right", deed="remind", module=module)
    return own.member


def _chased(doing: Doing, held: Held, turns: Sequence[Row]) -> Sequence[Row]:
    """Return the moves of which others are reminded now. Raises OutOfTurn."""
    late = [one for one in turns if one[4] is not None and one[4] < doing.now]
    found = late or [one for one in turns if one[5] < doing.now - QUIET]
    if not found:
        raise OutOfTurn("not_late", exchange=held.cover.number)
    others = [one for one in found if one[2] != doing.actor.authority_id]
    if not others:
        raise OutOfTurn("own_move", exchange=held.cover.number)
    due = [one for one in others if one[6] is None or one[6] <= doing.now - AGAIN]
    if not due:
        again = min(one[6] for one in others) + AGAIN
        raise OutOfTurn("reminded_lately", exchange=held.cover.number, until=again.date().isoformat())
    return due


def _told(held: Held, turns: Sequence[Row], own: str) -> list[dict[str, Any]]:
    """Return whom to tell: of the own member who has to move, of another one the coordinator who is chosen there."""
    module, rules = held.layout.pin.module, held.layout.rules
    elsewhere = {one[2] for one in turns if one[3] != own}
    above = {id_: found[0].id for id_, found in coordinators(module, elsewhere).items()} if elsewhere else {}
    of: dict[str, str] = {party.of: name for name, party in rules.parties.items() if party.of}
    told: dict[tuple[str, str, str], dict[int, None]] = {}
    for place, party, authority, *_ in turns:
        track, coordinator = place_from(place).track, above.get(authority)
        if coordinator is None:
            told.setdefault((TellKind.REMINDER.value, party, track), {})[authority] = None
        else:
            seat = of.get(party) or str(party)
            told.setdefault((TellKind.ESCALATION.value, seat, track), {})[coordinator] = None
    return [
        {"kind": kind, "party": party, "message": "", "track": track, "authorities": list(ids)}
        for (kind, party, track), ids in told.items()
    ]


@dataclass(frozen=True, slots=True)
class Reminded:
    """Of which exchanges it was reminded, and why of the others not: each with its reason."""

    done: tuple[str, ...]
    refused: Mapping[str, CounterpartError]


def remind_of_all(actor: Actor, asked: Asked, numbers: Sequence[str]) -> Reminded:
    """Remind in each of some exchanges, as a list shows them; what cannot be reminded of stops nothing.

    Each is a request of its own, with the same id when it is asked again: sent twice, nobody is reminded twice.
    """
    done, refused = list[str](), dict[str, CounterpartError]()
    for number in dict.fromkeys(numbers):
        try:
            remind(actor, Asked(uuid5(asked.id, number), asked.at), number)
        except (NotFound, OutOfTurn, Refused, Conflict) as reason:
            refused[number] = reason
        else:
            done.append(number)
    return Reminded(tuple(done), refused)
