"""An actor is made in one statement, of what the directory says and of nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.accounts import actions as accounts
from counterpart.core.errors import NotFound, Refused
from counterpart.directory.actions.ending import succeed
from counterpart.directory.actions.people import add_member
from counterpart.directory.kinds import SuccessionKind
from counterpart.directory.queries.acting import actor_for, authorities_of
from counterpart.foundation.actor import Right
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import one_statement
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")


def test_a_handler_acts_for_her_authority_with_her_rights(network: Network) -> None:
    users, places = network.users, network.authorities
    with one_statement():
        kowalska = actor_for(users["kowalska"], places["pl_pharmacists"], NOW)
    assert kowalska.authority_ref == places["pl_pharmacists"]
    assert kowalska.authority_id == network.authority("pl_pharmacists").id
    assert kowalska.rights == {Right("", "basic"), Right("pq", "handler"), Right("pq", "alert_handler")}
    assert (kowalska.language, kowalska.time_zone) == ("pl", "Europe/Warsaw")


def test_a_colleague_without_rights_may_look_and_nothing_else(network: Network) -> None:
    assert network.actor("nowak").rights == {Right("", "basic")}


def test_nobody_acts_for_an_authority_that_is_not_theirs_or_that_there_is_not(network: Network) -> None:
    kowalska, places = network.users["kowalska"], network.authorities
    for authority in (places["gb_pharmacists"], new_ref(NOW)):
        with pytest.raises(NotFound, match="acting_for"):
            actor_for(kowalska, authority, NOW)
    with pytest.raises(NotFound, match="acting_for"):
        actor_for(new_ref(NOW), places["pl_pharmacists"], NOW)


def test_a_substitute_has_the_rights_of_the_absent_colleague_and_not_their_own(network: Network) -> None:
    assert network.actor("kelly").rights == {Right("", "basic")}
    with one_statement():
        users = network.users
        kelly = actor_for(users["kelly"], network.authorities["ie_pharmacists"], NOW, users["byrne"])
    assert kelly.rights == {Right("", "basic"), Right("pq", "handler")}
    assert kelly.on_behalf_of == users["byrne"]
    assert kelly.ref == users["kelly"]


@pytest.mark.parametrize(
    ("moment", "stands_in"),
    [
        (dt.datetime(2026, 3, 1, 23, 59, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 3, 13, 23, 59, 59, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 3, 14, 0, 0, tzinfo=dt.UTC), False),
    ],
)
def test_an_absence_begins_and_ends_with_the_days_of_the_authority(
    network: Network, moment: dt.datetime, stands_in: bool
) -> None:
    if stands_in:
        assert network.actor("kelly", at=moment, on_behalf_of="byrne").on_behalf_of
        return
    with pytest.raises(NotFound, match="acting_for"):
        network.actor("kelly", at=moment, on_behalf_of="byrne")


def test_nobody_stands_in_for_a_colleague_who_named_another(network: Network) -> None:
    with pytest.raises(NotFound, match="acting_for"):
        network.actor("doyle", on_behalf_of="byrne")
    with pytest.raises(NotFound, match="acting_for"):
        network.actor("kelly", on_behalf_of="doyle")


def test_one_who_may_act_for_two_and_for_a_colleague_is_told_of_all_three(database: Server, network: Network) -> None:
    assert [one.on_behalf_of for one in authorities_of(network.users["kelly"], NOW)] == [None, network.users["byrne"]]
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    other, _ = network.newcomer("PL", PQ)
    add_member(network.administrator_of("pl_national"), asked(), other, newcomer.ref, [])
    with one_statement():
        found = authorities_of(newcomer.ref, NOW)
    assert [one.ref for one in found] == [place, other]
    assert actor_for(newcomer.ref, other, NOW).rights == {Right("", "basic")}
    assert Right("pq", "handler") in actor_for(newcomer.ref, place, NOW).rights


def test_a_closed_account_and_an_ended_authority_are_told_apart_from_a_foreign_one(
    database: Server, network: Network
) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    accounts.block(OPERATOR, asked(), newcomer.ref, "lost_device")
    with pytest.raises(Refused, match="account_closed"):
        actor_for(newcomer.ref, place, NOW)
    accounts.unblock(OPERATOR, asked(), newcomer.ref, "found")
    heir, _ = network.newcomer("PL", PQ)
    act = network.administrator_of("pl_national")
    succeed(act, asked(), place, SuccessionKind.MERGED, {"": heir})
    with pytest.raises(NotFound, match="acting_for"):
        actor_for(newcomer.ref, place, NOW)
    assert actor_for(newcomer.ref, heir, NOW).authority_ref == heir
