"""Who has arrived is found out in one statement, and is the same actor that other doors make."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from counterpart.accounts import actions as accounts
from counterpart.core.errors import NotFound, Refused
from counterpart.directory.queries.acting import actor_for, authorities_of
from counterpart.directory.queries.arriving import visitor_of
from counterpart.foundation.actor import Right
from tests.cast import NOW
from tests.directory.asking import one_statement
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")


def test_a_visitor_is_the_actor_that_every_other_door_makes(network: Network) -> None:
    user, place = network.users["kowalska"], network.authority("pl_pharmacists")
    with one_statement():
        visitor = visitor_of(user, place.id, NOW)
    [stand] = visitor.stands
    assert visitor.name
    assert visitor.acting(stand) == actor_for(user, place.ref, NOW)
    assert (stand.acts_for,) == authorities_of(user, NOW)


def test_rights_are_read_for_the_authority_in_the_address_alone(network: Network) -> None:
    [stand] = visitor_of(network.users["kowalska"], None, NOW).stands
    assert stand.rights == {Right("", "basic")}


def test_a_closed_account_has_arrived_and_acts_for_nobody(network: Network) -> None:
    _, official = network.newcomer("PL", PQ)
    assert official.ref is not None
    accounts.block(OPERATOR, asked(), official.ref, "lost_device")
    visitor = visitor_of(official.ref, official.authority_id, NOW)
    [stand] = visitor.stands
    with pytest.raises(Refused, match="account_closed"):
        visitor.acting(stand)


def test_who_stands_in_has_the_rights_of_the_colleague_while_that_one_is_away(network: Network) -> None:
    away = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    kelly, byrne = network.users["kelly"], network.users["byrne"]
    [(_, place)] = [(one.ref, one.id) for one in authorities_of(kelly, away) if one.on_behalf_of is None]
    visitor = visitor_of(kelly, place, away)
    own, theirs = visitor.stands
    assert (own.acts_for.on_behalf_of, theirs.acts_for.on_behalf_of) == (None, byrne)
    assert visitor.acting(own) == network.actor("kelly", at=away)
    assert visitor.acting(theirs) == network.actor("kelly", at=away, on_behalf_of="byrne")
    assert len(visitor_of(kelly, place, away + dt.timedelta(days=20)).stands) == 1


def test_nobody_arrives_under_a_ref_that_is_nobodys(network: Network) -> None:
    with pytest.raises(NotFound):
        visitor_of(UUID(int=5), None, NOW)
