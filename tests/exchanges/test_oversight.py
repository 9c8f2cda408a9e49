"""Who oversees an authority sees the overview of its exchanges, from when they do until they do no more."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import NotFound
from counterpart.directory.actions.giving_access import grant_access, relate, suspend_access, unrelate
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.records import AuthorityRecord
from counterpart.exchanges.actions.succeeding import renew_all
from counterpart.exchanges.queries.desk import Late, late
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.serving import as_worker
from tests.cast import ADMINISTRATOR
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, asked, done, later, sent, stored
from tests.network import Network

load_handlers()
THEN = later(days=9)
JOBS = "select args from procrastinate_jobs where task_name = 'exchanges.recoordinate' order by id"


def looked_at(exchange: UUID) -> bool:
    """Do what the worker does after a change of the directory; say whether it looked at the exchange."""
    sequence_facts(NOW)
    feed_consumers(NOW)
    found = any(str(exchange) in str(args) for (args,) in stored(JOBS))
    if found:
        renew_all([exchange], NOW)
    with as_worker(), as_actor([]):
        run("delete from procrastinate_jobs")
    return found


def late_ones(actor: Actor) -> set[str]:
    return {row.number for which in (Late.OURS, Late.OTHERS) for row in late(actor, which, THEN).rows}


def test_a_linked_authority_sees_the_overview_until_the_link_ends(network: Network, database: Server) -> None:
    ref, _ = network.newcomer("GB", ("pq", "authority"))
    exchange = sent(network, parties={"responder": [ref]})
    linked, observer = network.newcomer("GB")
    national = network.administrator_of("gb_national")
    looked_at(exchange.ref)
    assert late_ones(observer) == set()
    relate(national, asked(), ref, linked, RelationKind.LINKED, "pq")
    assert looked_at(exchange.ref)
    assert late_ones(observer) == {exchange.number}
    assert exchange_page(observer, exchange.number, NOW).content is None
    unrelate(national, asked(later(minutes=1)), ref, linked, RelationKind.LINKED, "pq")
    assert looked_at(exchange.ref)
    assert late_ones(observer) == set()
    with pytest.raises(NotFound):
        exchange_page(observer, exchange.number, NOW)


def test_what_has_ended_is_closed_to_them_as_well_and_keeps_its_coordinators(
    network: Network, database: Server
) -> None:
    ref, _ = network.newcomer("GB", ("pq", "authority"))
    linked, observer = network.newcomer("GB")
    national = network.administrator_of("gb_national")
    relate(national, asked(), ref, linked, RelationKind.LINKED, "pq")
    relate(national, asked(), ref, network.authorities["gb_health"], RelationKind.REQUEST, "pq", chosen=True)
    exchange = sent(network, parties={"responder": [ref]})
    done(network, "kowalska", exchange, "withdraw", REQUESTER, reason="No longer needed.")
    assert exchange_page(observer, exchange.number, NOW).state == "withdrawn"
    seats = stored("select name, authority_id from exchanges_party where until_n is null order by id")
    unrelate(national, asked(later(minutes=1)), ref, linked, RelationKind.LINKED, "pq")
    unrelate(national, asked(later(minutes=1)), ref, network.authorities["gb_health"], RelationKind.REQUEST, "pq")
    assert looked_at(exchange.ref)
    with pytest.raises(NotFound):
        exchange_page(observer, exchange.number, NOW)
    assert stored("select name, authority_id from exchanges_party where until_n is null order by id") == seats
    assert stored("select distinct open from exchanges_access") == [(False,)]


def area_coordinator(network: Network) -> tuple[UUID, Actor]:
    """A coordinator of an area that has none in Austria."""
    national = network.administrator_of("at_national")
    record = AuthorityRecord(
        member="AT", kind=AuthorityKind.AREA, names={"de": "Koordination"}, languages=("de",), city="Wien"
    )
    ref = register_authority(national, asked(), record)
    person = NewUser(f"area{next(network.numbers)}@newtown.example", "Area", "de", "Europe/Vienna")
    return ref, actor_for(enter_member(national, asked(), ref, person, [ADMINISTRATOR]), ref, NOW)


def test_a_new_coordinator_of_an_area_sees_what_is_under_way_in_its_area_and_member(
    network: Network, database: Server
) -> None:
    here, _ = network.newcomer("AT", ("pq", "authority"))
    exchange, elsewhere = sent(network, parties={"responder": [here]}), sent(network)
    looked_at(exchange.ref)
    ref, newcomer = area_coordinator(network)
    looked_at(exchange.ref)
    assert late_ones(newcomer) == set()
    grant_access(network.administrator_of("at_national"), asked(), ref, "pq", "coordinator")
    assert looked_at(exchange.ref)
    assert not looked_at(elsewhere.ref)
    assert late_ones(newcomer) == {exchange.number}
    suspend_access(network.administrator_of("at_national"), asked(), ref, "pq", "coordinator")
    assert looked_at(exchange.ref)
    assert late_ones(newcomer) == set()


def test_an_ordinary_authority_that_comes_makes_nobody_look(network: Network, database: Server) -> None:
    exchange = sent(network)
    looked_at(exchange.ref)
    network.newcomer("GB", ("pq", "authority"))
    assert not looked_at(exchange.ref)
