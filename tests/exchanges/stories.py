"""How the tests of exchanges tell their stories: a Polish chamber asks the British register about a pharmacist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from tests.network import Network

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SUBJECT = {
    "given_names": "Siobhán",
    "surname": "Brennan",
    "nationality": "IE",
    "profession": "pharmacist",
    "justification": "doubt_right",
}
REQUESTER, RESPONDER = Capacity("requester"), Capacity("responder")


def asked(at: dt.datetime = NOW) -> Asked:
    return Asked(new_ref(at), at)


def later(**period: float) -> dt.datetime:
    return NOW + dt.timedelta(**period)


def drafted(network: Network, **begun: Any) -> Written:
    """A draft of kowalska's, addressed to the British register."""
    parties = {"responder": [network.authorities["gb_pharmacists"]]}
    cover = Cover(wanted_on=dt.date(2026, 3, 16))
    given: dict[str, Any] = {"parties": parties, "subject": SUBJECT, "ask": ["established"], "cover": cover} | begun
    return open_exchange(network.actor("kowalska"), asked(), "pq", "request", Begun(**given))


def sent(network: Network, **begun: Any) -> Written:
    return done(network, "kowalska", drafted(network, **begun), "send", REQUESTER)


def accepted(network: Network, **begun: Any) -> Written:
    return done(network, "taylor", sent(network, **begun), "accept", RESPONDER)


def done(
    network: Network,
    who: str,
    exchange: Written,
    name: str,
    capacity: Capacity,
    *,
    at: dt.datetime = NOW,
    forms: Mapping[str, Mapping[str, Any]] | None = None,
    choose: Sequence[UUID] = (),
    **given: Any,
) -> Written:
    """One action, by one of the cast, on what they last saw."""
    handed = Given(forms=forms or {}, choose=[str(one) for one in choose], **given)
    return act(network.actor(who), asked(at), exchange.ref, name, capacity, handed, expected=exchange.version)


def stored(statement: str, values: Sequence[Any] = ()) -> list[Row]:
    """What lies in the tables, seen as the worker sees it: everything."""
    with _by_the_worker(), as_actor([], read_only=True):
        return rows(statement, values)


@contextmanager
def _by_the_worker() -> Iterator[None]:
    """As `as_worker`, but its connection is kept until the test ends: making one takes ten times as long as to ask.

    A test that has the server killed takes it along; then there is another.
    """
    default, worker = connections[DEFAULT_DB_ALIAS], connections[Role.WORKER.alias]
    assert not default.in_atomic_block
    if worker.connection is not None and not worker.is_usable():
        worker.close()
    connections[DEFAULT_DB_ALIAS] = worker
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = default
