"""The second barrier: with all permissions of the program switched off, the database shows nothing to strangers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError

from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.row_security import LOCKED
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import Row, rows, run
from tests.database.servers import Server
from tests.exchanges.stories import REQUESTER, RESPONDER, asked, done, drafted, sent, stored
from tests.network import Network

FILLED = ("access", "content", "deadline", "exchange", "facet", "blind", "matter", "party", "question", "turn")
"""Tables that hold something as soon as a request has been sent."""

INSIDE = 6


def told(network: Network) -> None:
    """A request that was sent, with a message, and a note inside each house."""
    exchange = sent(network)
    message(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, "Can you answer by Friday?")
    note(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, "Third request about her.")
    note(network.actor("taylor"), asked(), exchange.ref, RESPONDER, "Ask the archive.")


def seen_by(network: Network, authority: str, table: str, where: str = "") -> list[Row]:
    """What somebody would see who asked the database without any other condition."""
    with as_actor([network.authority(authority).id], read_only=True):
        return rows(f"select 1 from exchanges_{table} {where}")


@contextmanager
def switched_off(server: Server, statement: str, back: str) -> Iterator[None]:
    """A guard taken away, and put back."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute(statement)
    try:
        yield
    finally:
        with sign_in(server.parameters(Role.OWNER)) as owner:
            owner.execute(back)


@pytest.mark.parametrize("table", FILLED)
def test_a_stranger_sees_no_row_until_the_guard_of_the_table_is_switched_off(
    network: Network, database: Server, table: str
) -> None:
    told(network)
    assert stored(f"select 1 from exchanges_{table}")
    assert seen_by(network, "bg_construction", table) == []
    guard = f"alter table exchanges_{table} {{}} row level security"
    with switched_off(database, guard.format("disable"), guard.format("enable")):
        assert seen_by(network, "bg_construction", table)


def test_notes_inside_an_authority_are_hidden_from_the_other_side_by_the_policy_itself(
    network: Network, database: Server
) -> None:
    told(network)
    notes = f"where kind = {INSIDE}"
    assert len(seen_by(network, "pl_pharmacists", "content", notes)) == 1
    assert len(seen_by(network, "gb_pharmacists", "content", notes)) == 1
    [(rule,)] = stored("select qual from pg_policies where tablename = 'exchanges_content' and policyname = 'sees'")
    without = str(rule).rpartition(" AND ((inside_authority_id")[0] + ")"
    change = "alter policy sees on exchanges_content using ({})"
    with switched_off(database, change.format(without), change.format(rule)):
        assert len(seen_by(network, "gb_pharmacists", "content", notes)) == 2


def test_a_coordinator_that_only_watches_sees_the_overview_and_no_content(network: Network, database: Server) -> None:
    told(network)
    national = "pl_national"
    assert seen_by(network, national, "exchange") == [(1,)]
    for table in ("content", "question", "facet", "blind"):
        assert seen_by(network, national, table) == []


def test_a_draft_is_hidden_from_whom_it_is_addressed_to_by_the_database(network: Network, database: Server) -> None:
    exchange = drafted(network)
    assert seen_by(network, "gb_pharmacists", "exchange") == []
    done(network, "kowalska", exchange, "send", REQUESTER)
    assert seen_by(network, "gb_pharmacists", "exchange") == [(1,)]


def test_who_handed_a_request_on_is_let_in_no_longer(network: Network, database: Server) -> None:
    exchange = sent(network)
    ref, _ = network.newcomer("GB", ("pq", "authority"))
    done(network, "taylor", exchange, "forward", RESPONDER, choose=[ref])
    assert seen_by(network, "gb_pharmacists", "content") == []
    assert seen_by(network, "pl_pharmacists", "content")


def test_nobody_writes_an_exchange_that_they_have_not_locked(network: Network, database: Server) -> None:
    sent(network)
    [(id_,)] = stored("select id from exchanges_exchange")
    own = network.authority("pl_pharmacists").id
    let_in = "insert into exchanges_access(exchange_id, authority_id, level) values (%s, %s, 2)"
    with pytest.raises(DatabaseError, match="row-level security"), as_actor([own]):
        run(let_in, [id_, network.authority("bg_construction").id])
    with as_actor([own]):
        assert run("update exchanges_turn set state = 'closed'") == 0
        assert run("delete from exchanges_content") == 0
        rows(f"select set_config('{LOCKED}', %s, true)", [str(id_)])
        assert run("update exchanges_turn set urgent = true") == 1


def test_who_acts_for_nobody_sees_nothing(network: Network, database: Server) -> None:
    told(network)
    with as_actor([], read_only=True):
        for table in FILLED:
            assert rows(f"select 1 from exchanges_{table}") == []
