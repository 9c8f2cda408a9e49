"""What an operator sees of deliveries and does about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import Refused
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.deliveries.states import ChannelKind, DeliveryState
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

STREAM = UUID("01900000-0000-7000-8000-00000000de11")
"""Stream of the log in which it stands what operators did about deliveries."""

MOST = 10_000
"""Deliveries that are sent again in one action."""

OPEN = [int(state) for state in DeliveryState if state is not DeliveryState.SENT]
LIST = """
select id, channel, target, state, attempts, next_at, tried_at, error, request_id from foundation_delivery
where state = any(%s::smallint[]) order by next_at, id limit %s
"""
COUNT = """
select channel, state, count(*) from foundation_delivery where state = any(%s::smallint[]) group by 1, 2 order by 1, 2
"""
REPLAY = """
update foundation_delivery set state = %s, attempts = 0, next_at = %s where id in (
  select id from foundation_delivery where state = any(%s::smallint[]) and (%s or id = any(%s::bigint[]))
  order by id limit %s for update skip locked)
returning id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A delivery as an operator sees it; `error` is a kind and a place in the program."""

    id: int
    channel: str
    target: str
    state: DeliveryState
    attempts: int
    next_at: dt.datetime
    tried_at: dt.datetime | None
    error: str | None
    request: UUID | None


def listed(actor: Actor, states: Collection[DeliveryState], most: int) -> list[Listed]:
    """Return deliveries in these states, those that come first in time first. Raises Refused but for an operator."""
    _operator_only(actor)
    with as_actor([], read_only=True):
        found = rows(LIST, [[int(state) for state in states], most])
    return [
        Listed(id_, ChannelKind(channel).name.lower(), target, DeliveryState(state), *rest)
        for id_, channel, target, state, *rest in found
    ]


def counts() -> Mapping[tuple[ChannelKind, DeliveryState], int]:
    """Return how many deliveries are not sent, by channel and state; inside a transaction."""
    return {(ChannelKind(channel), DeliveryState(state)): n for channel, state, n in rows(COUNT, [OPEN])}


@action("foundation.replay_deliveries")
def replay(doing: Doing, ids: tuple[int, ...] = (), *, dead: bool = False) -> int:
    """Have deliveries sent again that failed or are dead: these, or all dead ones; return how many.

    Raises Refused but for an operator.
    """
    _operator_only(doing.actor)
    states = [DeliveryState.DEAD] if dead else [DeliveryState.DEAD, DeliveryState.FAILED]
    found = rows(REPLAY, [DeliveryState.DUE, doing.now, [int(state) for state in states], dead, list(ids), MOST])
    doing.log(STREAM, EntryKind.ADMINISTRATION, action="replay_deliveries", facts={"deliveries": len(found)})
    return len(found)


def _operator_only(actor: Actor) -> None:
    if actor.kind is not ActorKind.OPERATOR:
        raise Refused("operator_only")
