"""Where something may still move is said beside who may come in: lists of what waits walk past nothing else."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.succeeding import succeed_in_all
from counterpart.exchanges.queries.work import Whose, work_list
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, asked, done, later, sent, stored
from tests.exchanges.test_begun_by_another import between_two
from tests.exchanges.test_ending import closed
from tests.network import Network

OPEN = (
    "select distinct a.open from exchanges_access a join exchanges_exchange e on e.id = a.exchange_id where e.ref = %s"
)


def is_open(ref: UUID) -> bool:
    """Whether an exchange is open, for all whom it lets in alike."""
    [(found,)] = stored(OPEN, [ref])
    return bool(found)


def numbers(network: Network, who: str) -> list[str]:
    return [move.number for move in work_list(network.actor(who), Whose.OTHERS, NOW).moves]


def test_what_ends_is_open_no_more_and_what_is_reopened_is_again(network: Network, database: Server) -> None:
    exchange: Written = sent(network)
    assert is_open(exchange.ref)
    assert numbers(network, "kowalska") == [exchange.number]
    ended = closed(network)
    assert not is_open(ended.ref)
    assert numbers(network, "kowalska") == [exchange.number]
    done(network, "kowalska", ended, "reopen", REQUESTER, at=later(days=1), reason="Something was missing.")
    assert is_open(ended.ref)
    assert numbers(network, "taylor") == [ended.number]


def test_whoever_comes_in_after_the_end_finds_it_ended(network: Network, database: Server) -> None:
    before, _ = network.newcomer("GB", ("pq", "authority"))
    after, _ = network.newcomer("GB", ("pq", "authority"))
    exchange = sent(network, parties={"responder": [before]})
    done(network, "kowalska", exchange, "withdraw", REQUESTER, reason="No longer needed.")
    assert succeed_in_all([exchange.ref], before, after, NOW) == 1
    let_in = (
        "select count(*) from exchanges_access x join directory_authority a on a.id = x.authority_id where a.ref = %s"
    )
    assert stored(let_in, [after]) == [(1,)]
    assert not is_open(exchange.ref)


def test_a_parent_that_has_ended_leaves_its_child_open(network: Network, database: Server) -> None:
    asker, answerer, case = between_two(network)
    act(answerer, asked(), case.ref, "look", Capacity("answerer"))
    act(asker, asked(), case.ref, "end", Capacity("asker"))
    [(child,)] = stored("select ref from exchanges_exchange where part = 2")
    assert (is_open(case.ref), is_open(child)) == (False, True)


def test_rows_of_before_the_column_are_taken_for_open_and_nothing_is_lost(network: Network, database: Server) -> None:
    """An exchange that ended before this was written down costs a look, and shows no move."""
    ended = closed(network)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("update exchanges_access set open = true")
    assert is_open(ended.ref)
    assert numbers(network, "kowalska") == []


@pytest.mark.parametrize("who", ["kowalska", "taylor"])
def test_a_move_counts_for_the_other_side_alone(network: Network, database: Server, who: str) -> None:
    exchange = sent(network)
    done(network, "taylor", exchange, "accept", RESPONDER)
    assert numbers(network, who) == ([exchange.number] if who == "kowalska" else [])
