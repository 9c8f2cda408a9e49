"""Puts deliveries into their queue, and lets those go whose room has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.deliveries.channels import CHANNELS
from counterpart.foundation.deliveries.states import ChannelKind, DeliveryState
from counterpart.foundation.serving import as_worker

QUEUE = """
insert into foundation_delivery(fact_id, channel, target, body, attempts, next_at, state, request_id)
select fact, kind, target, body, 0, %s, case when kind = any(%s::smallint[]) then %s::smallint else %s end, request
from unnest(%s::bigint[], %s::smallint[], %s::text[], %s::jsonb[], %s::uuid[]) as x(fact, kind, target, body, request)
on conflict (fact_id, channel, target) do nothing
"""
RELEASE = """
update foundation_delivery set state = %s, next_at = %s where state = %s and channel = any(%s::smallint[])
"""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery that somebody wants: because of which fact, on which channel, to whom (a ref), with what.

    `target` and `body` hold refs and names of the definition, never a value or an address of a person: who sends looks
    these up. `request` is `FactRow.request`.
    """

    fact_id: int
    channel: ChannelKind
    target: str
    body: Mapping[str, Any] = field(default_factory=dict)
    request: UUID | None = None


def queue(parcels: Sequence[Parcel], now: dt.datetime) -> int:
    """Queue deliveries in the transaction that is open (a consumer's), in one statement; return how many are new.

    Each fact, channel and target make one delivery, however often it is asked for. Where nobody sends on the channel
    yet they wait for the room that will.
    """
    if not parcels:
        return 0
    return run(
        QUEUE,
        [
            now,
            _there(),
            DeliveryState.DUE,
            DeliveryState.WAITING,
            [parcel.fact_id for parcel in parcels],
            [int(parcel.channel) for parcel in parcels],
            [parcel.target for parcel in parcels],
            [Jsonb(dict(parcel.body)) for parcel in parcels],
            [parcel.request for parcel in parcels],
        ],
    )


def release(now: dt.datetime) -> int:
    """Make due what has waited for a room that is there now; return how many. The worker does it when it starts."""
    with as_worker(), as_actor([]):
        return run(RELEASE, [DeliveryState.DUE, now, DeliveryState.WAITING, _there()])


def _there() -> list[int]:
    return [int(channel.kind) for channel in CHANNELS.all().values()]
