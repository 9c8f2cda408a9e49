"""How many statements each thing takes: a round trip more on every step is noticed here."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import open_exchange
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from tests.database.servers import Server
from tests.exchanges.stories import REQUESTER, RESPONDER, accepted, asked, drafted, sent
from tests.network import Network

AROUND = 3
"""`begin`, for whom it acts, `commit`."""

TABLES = ("default", "vault")


def taken(call: Callable[[], object]) -> dict[str, int]:
    """How many statements a call takes: on the tables (without those around every transaction), on the keys."""
    with CaptureQueriesContext(connections["default"]) as tables, CaptureQueriesContext(connections["vault"]) as keys:
        call()
    return {"tables": len(tables) - AROUND, "keys": len(keys)}


def test_a_step_asks_for_its_request_loads_saves_and_records(network: Network, database: Server) -> None:
    taylor = network.actor("taylor")
    act(taylor, asked(), sent(network).ref, "accept", RESPONDER)
    exchange = sent(network)
    assert taken(lambda: act(taylor, asked(), exchange.ref, "accept", RESPONDER)) == {"tables": 4, "keys": 0}


def test_a_step_that_opens_content_and_lets_others_in_takes_four_more(network: Network, database: Server) -> None:
    kowalska, exchange = network.actor("kowalska"), drafted(network)
    count = taken(lambda: act(kowalska, asked(), exchange.ref, "send", REQUESTER))
    assert count == {"tables": 8, "keys": 0}  # and switches, sealed pieces, who oversees, access


def test_answers_and_messages_take_no_more_than_a_step(network: Network, database: Server) -> None:
    taylor, exchange = network.actor("taylor"), accepted(network)
    one = Answers({"established": "yes"})
    answer(taylor, asked(), accepted(network).ref, RESPONDER, one)  # the texts of the policy area are at hand
    assert taken(lambda: answer(taylor, asked(), exchange.ref, RESPONDER, one))["tables"] <= 5
    assert taken(lambda: message(taylor, asked(), exchange.ref, RESPONDER, "Soon."))["tables"] == 4


def test_beginning_an_exchange_takes_a_fixed_number(network: Network, database: Server) -> None:
    drafted(network)
    kowalska = network.actor("kowalska")
    count = taken(lambda: open_exchange(kowalska, asked(), "pq", "request"))
    assert count["tables"] <= 15
    assert count["keys"] <= 3
