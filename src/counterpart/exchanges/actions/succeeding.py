"""When the directory changes: an authority that ended is succeeded in its seats, coordinators come and go.

Seats are ended, never overwritten: history shows who it was. The worker calls these, exchange by exchange.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from counterpart.core.errors import NotFound, OutOfTurn
from counterpart.core.workflow import Matter, Player, Situation, reseated
from counterpart.directory.queries.players import COORDINATING
from counterpart.exchanges.actions.beginning import Written, laid_out, written
from counterpart.exchanges.actions.ringing import CLOCK
from counterpart.exchanges.storage.concluding import Said, access_of, conclude
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.needs import needs_of_settling
from counterpart.exchanges.storage.seating import recoordinate, reseat_coordinators
from counterpart.exchanges.storage.setting import players_by_ref
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import rows
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker

SEATED = """
select distinct e.ref from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
where p.authority_id = %s and p.until_n is null and e.erased_at is null
  and (%s::text[] is null or e.module = any(%s::text[])) and not e.module = any(%s::text[])
  and (%s or e.closed_at is null)
"""

OVERSEEN = """
select distinct e.ref from directory_authority c
join directory_authority a on a.country = c.country and a.id <> c.id and (c.region is null or c.region = a.region)
join exchanges_party p on p.authority_id = a.id and p.until_n is null
join exchanges_exchange e on e.id = p.exchange_id and e.erased_at is null
where c.ref = %s and c.country <> '' and c.kind = any(%s::int[]) and (%s::text is null or e.module = %s)
"""
LET_IN = "select authority_id, level from exchanges_access where exchange_id = %s"


@action("exchanges.succeed")
def succeed_in(doing: Doing, exchange: UUID, before: UUID, after: UUID) -> Written:
    """Let an authority take over every seat and row of another one. Raises OutOfTurn when that holds none any more."""
    file = load(exchange)
    held = file.one
    heir = players_by_ref([after], held.layout.rules.profile, file.people).get(after)
    if heir is None:
        raise NotFound("authority_unknown", authority=str(after))
    parties = [
        party
        for party, seats in held.situation.seats.items()
        if any(seat.player.authority == str(before) for seat in seats)
    ]
    rows_held = any(row.player.authority == str(before) for row in held.situation.rows.values())
    if not parties and not rows_held:
        raise OutOfTurn("nothing_due")
    laid = laid_out(doing, file, None, needs_of_settling(held.layout))
    _take_rows(laid, held, str(before), heir)
    for party in parties:
        _take_seat(laid, held, party, str(before), heir)
    reseat_coordinators(laid)
    said = Said("succeed", "", EntryKind.PARTY, facts={"before": str(before), "after": str(after)})
    return written(conclude(doing, laid, said), laid)


@action("exchanges.recoordinate")
def renew_coordinators(doing: Doing, exchange: UUID) -> Written:
    """Look again who coordinates the parties of an exchange, and who oversees them.

    What has ended keeps its coordinators; who may see it is looked at there, too. Raises OutOfTurn when all is as it
    was.
    """
    file = load(exchange)
    held = file.one
    laid = laid_out(doing, file, None, needs_of_settling(held.layout))
    reseated_ = held.situation.closed_at is None and recoordinate(laid)
    if not reseated_ and access_of(laid, held.key) == dict(rows(LET_IN, [held.cover.id])):
        raise OutOfTurn("nothing_due")
    said = Said("recoordinate", "", EntryKind.PARTY, facts={"of": "directory"}, renews_access=True)
    return written(conclude(doing, laid, said), laid)


def exchanges_of(
    authority_id: int, *, modules: Sequence[str] | None = None, without: Sequence[str] = (), ended: bool = False
) -> list[UUID]:
    """Return the exchanges in which an authority has a seat, in the open transaction of a consumer."""
    only = None if modules is None else list(modules)
    return [ref for (ref,) in rows(SEATED, [authority_id, only, only, list(without), ended])]


def exchanges_under(coordinator: UUID, module: str | None = None) -> list[UUID]:
    """Return the exchanges of all whom an authority coordinates by its kind alone; none where it is no coordinator.

    In the open transaction of a consumer.
    """
    return [ref for (ref,) in rows(OVERSEEN, [coordinator, list(COORDINATING), module, module])]


def succeed_in_all(exchanges: Sequence[UUID], before: UUID, after: UUID, now: dt.datetime) -> int:
    """Let an authority take over from another one in many exchanges; return in how many it did. Safe to repeat."""
    with as_worker():
        return sum(
            _done(functools.partial(succeed_in, CLOCK, Asked(new_ref(now), now), exchange, before, after))
            for exchange in exchanges
        )


def renew_all(exchanges: Sequence[UUID], now: dt.datetime) -> int:
    """Look again who coordinates in many exchanges; return in how many others do. Safe to repeat."""
    with as_worker():
        return sum(
            _done(functools.partial(renew_coordinators, CLOCK, Asked(new_ref(now), now), exchange))
            for exchange in exchanges
        )


def _done(act: Callable[[], Written]) -> bool:
    try:
        act()
    except (OutOfTurn, NotFound):
        return False  # done before, or gone
    return True


def _take_rows(laid: Laid, held: Held, before: str, heir: Player) -> None:
    """Make the heir the player of the rows that were the authority's own."""
    linked = laid.desk.matter.exchanges[held.key]
    rows_ = {
        key: replace(row, player=heir) if row.player.authority == before else row
        for key, row in linked.situation.rows.items()
    }
    situation: Situation = replace(linked.situation, rows=rows_)
    laid.desk.matter = Matter({**laid.desk.matter.exchanges, held.key: replace(linked, situation=situation)})


def _take_seat(laid: Laid, held: Held, party: str, before: str, heir: Player) -> None:
    rules, now = held.layout.rules, laid.desk.now
    players = laid.desk.matter.exchanges[held.key].situation.players(party)
    after = tuple(dict.fromkeys(heir if player.authority == before else player for player in players))
    laid.desk.do(held.key, lambda matter: reseated(rules, matter.with_family(held.key), party, after, now))
