"""What the worker does about exchanges after the commit: everything here is registered by being loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from counterpart.directory.queries.players import participants_by_ref
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.succeeding import exchanges_of, renew_all, succeed_in_all
from counterpart.exchanges.events import ExchangeMoved, ExchangeOpened
from counterpart.foundation.deliveries import ChannelKind, Parcel, queue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.jobs import job
from counterpart.foundation.periodic import every

CHANNELS = {
    "call": ChannelKind.CALL,
    "pdf": ChannelKind.DOCUMENT,
    "snapshot": ChannelKind.DOCUMENT,
    "sign": ChannelKind.SIGNATURE,
    "publish": ChannelKind.PUBLISH,
    "unpublish": ChannelKind.PUBLISH,
    "charge": ChannelKind.CHARGE,
}
"""Which way out an effect takes. Where nobody serves it yet, the delivery waits for the room that will."""

SUCCEEDED, RELATED = "directory.authority_succeeded", "directory.relation_changed"

AT_ONCE = 200
"""Exchanges in one job."""

every(seconds=1)(fire_deadlines)


@consumer("exchanges.effects", ExchangeMoved.TYPE, ExchangeOpened.TYPE)
def deliver_effects(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Queue what a definition wants done outside of the exchange: calls, documents, publication, fees."""
    queue([parcel for fact in facts for parcel in _parcels(fact)], now)


@consumer("exchanges.succession", SUCCEEDED, RELATED)
def look_at_seats(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Have exchanges looked at whose authority ended, or has other coordinators: jobs, some exchanges in each."""
    del now
    known = participants_by_ref({fact.stream for fact in facts})
    for fact in facts:
        authority = known.get(fact.stream)
        if authority is None:
            continue
        if fact.type == RELATED:
            exchanges = exchanges_of(authority.id, modules=[fact.dims["module"]])
            for some in _some(exchanges):
                recoordinate.later(exchanges=some, request=fact.request)
            continue
        after: dict[str, str | None] = fact.dims["after"]
        for module, heir in after.items():
            others = [name for name in after if name] if not module else []
            exchanges = exchanges_of(authority.id, modules=[module] if module else None, without=others, ended=True)
            for some in _some(exchanges) if heir else ():
                succeed.later(exchanges=some, before=fact.stream, after=UUID(heir), request=fact.request)


@job("exchanges.succeed")
def succeed(exchanges: list[UUID], before: UUID, after: UUID, now: dt.datetime) -> None:
    """Let an authority take over from another one."""
    succeed_in_all(exchanges, before, after, now)


@job("exchanges.recoordinate")
def recoordinate(exchanges: list[UUID], now: dt.datetime) -> None:
    """Look again who coordinates the parties."""
    renew_all(exchanges, now)


def _some(exchanges: Sequence[UUID]) -> Iterator[list[UUID]]:
    for first in range(0, len(exchanges), AT_ONCE):
        yield list(exchanges[first : first + AT_ONCE])


def _parcels(fact: FactRow) -> Iterator[Parcel]:
    for number, effect in enumerate(fact.dims.get("effects", ())):
        kind = CHANNELS.get(effect["verb"])
        if kind is not None:
            body: dict[str, Any] = {name: value for name, value in effect.items() if name != "authorities"}
            yield Parcel(fact.id, kind, f"{fact.stream}:{number}", body | {"n": fact.n}, fact.request)
