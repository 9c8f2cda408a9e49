"""What the worker does about exchanges after the commit: everything here is registered by being loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from counterpart.directory.events import (
    AccessChanged,
    AuthorityDeactivated,
    AuthorityRegistered,
    AuthoritySucceeded,
    RelationChanged,
)
from counterpart.directory.mailing import addressee_of, details_of, mail_ended
from counterpart.directory.queries.players import participants_by_ref
from counterpart.exchanges.actions.expiring import keep_terms
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.succeeding import exchanges_of, exchanges_under, renew_all, succeed_in_all
from counterpart.exchanges.events import (
    ContentWritten,
    ExchangeAllocated,
    ExchangeChased,
    ExchangeMoved,
    ExchangeOpened,
)
from counterpart.exchanges.search.keeping import expire_searches, forget_searches
from counterpart.exchanges.speeds import count_speeds
from counterpart.exchanges.telling.abouts import about_of, around_of
from counterpart.exchanges.telling.calls import NO_ONE, Call, calls_of
from counterpart.exchanges.telling.people import people_of
from counterpart.exchanges.telling.wording import say
from counterpart.foundation.deliveries import ChannelKind, Parcel, queue
from counterpart.foundation.erasing import EraseDue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.jobs import job
from counterpart.foundation.periodic import every
from counterpart.notices.kinds import DESK, NoticeKind
from counterpart.notices.sending import Sources, send_with
from counterpart.notices.telling import Recipient, Telling, tell

CHANNELS = {
    "call": ChannelKind.CALL,
    "pdf": ChannelKind.DOCUMENT,
    "sign": ChannelKind.SIGNATURE,
    "charge": ChannelKind.CHARGE,
}
"""Which way out an effect takes. Where nobody serves it yet, the delivery waits for the room that will.

A `snapshot` takes none: content is ended, never overwritten, so the number of the entry that names it is the snapshot.
Nor do `publish` and `unpublish`: repositories follow the facts themselves, because the order counts.
"""

SUCCEEDED, RELATED = AuthoritySucceeded.TYPE, RelationChanged.TYPE
COMING_OR_GOING = frozenset({AuthorityRegistered.TYPE, AuthorityDeactivated.TYPE, SUCCEEDED})
"""With these a coordinator comes or goes that oversees others by its kind alone."""

AT_ONCE = 200
"""Exchanges in one job."""

CALLS_AT_ONCE = 1_000
"""Authorities to be told that are looked up together."""

UTC = "UTC"

DAY = 86_400

every(seconds=1)(fire_deadlines)
every(seconds=60)(keep_terms)
every(seconds=DAY)(expire_searches)
consumer("exchanges.speeds", ExchangeMoved.TYPE, ExchangeOpened.TYPE)(count_speeds)


@consumer("exchanges.effects", ExchangeMoved.TYPE, ExchangeOpened.TYPE)
def deliver_effects(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Queue what a definition wants done outside of the exchange: calls, documents, fees."""
    queue([parcel for fact in facts for parcel in _parcels(fact)], now)


@consumer("exchanges.oversight", *sorted(COMING_OR_GOING), AccessChanged.TYPE)
def look_at_access(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Have it looked at again who may see exchanges, where one who oversees others by its kind came or went."""
    del now
    for fact in facts:
        module = None if fact.type in COMING_OR_GOING else fact.dims["module"]
        for some in _some(exchanges_under(fact.stream, module)):
            recoordinate.later(exchanges=some, request=fact.request)


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
            exchanges = exchanges_of(authority.id, modules=[fact.dims["module"]], ended=True)
            for some in _some(exchanges):
                recoordinate.later(exchanges=some, request=fact.request)
            continue
        after: dict[str, str | None] = fact.dims["after"]
        for module, heir in after.items():
            others = [name for name in after if name] if not module else []
            exchanges = exchanges_of(authority.id, modules=[module] if module else None, without=others, ended=True)
            for some in _some(exchanges) if heir else ():
                succeed.later(exchanges=some, before=fact.stream, after=UUID(heir), request=fact.request)


@consumer("exchanges.searches", EraseDue.TYPE)
def forget(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Remove the searches of people who are erased; the ref of anything else is nobody's."""
    del now
    forget_searches([UUID(fact.dims["ref"]) for fact in facts])


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


@consumer(
    "exchanges.notices",
    ExchangeMoved.TYPE,
    ExchangeOpened.TYPE,
    ContentWritten.TYPE,
    ExchangeAllocated.TYPE,
    ExchangeChased.TYPE,
)
def notify(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Tell people what a step, a message, an allocation or the word of a coordinator means for them."""
    calls = calls_of(facts)
    while some := list(islice(calls, CALLS_AT_ONCE)):
        tell(_tellings(some, now), now)


def _tellings(calls: Sequence[Call], now: dt.datetime) -> Iterator[Telling]:
    around = around_of(calls)
    people = people_of(calls, around.pins, now)
    for index, call in enumerate(calls):
        about = about_of(call, around)
        recipients = [
            Recipient(one.user_ref, one.user_id, one.authority_id, one.time_zone, one.on_behalf_of)
            for one in people[index]
        ]
        if not recipients and call.kind is NoticeKind.ESCALATION:
            recipients = [Recipient(DESK, NO_ONE, NO_ONE, UTC)]
        fact, number = call.fact, call.fact.dims["number"]
        for to in recipients:
            yield Telling(fact.id, fact.at, fact.stream, number, call.kind, about, to, fact.request)


SOURCES = Sources(addressee_of, say, details_of, mail_ended)
"""What the sender of mails cannot look up."""

send_with(SOURCES)
