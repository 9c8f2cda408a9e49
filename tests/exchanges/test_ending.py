"""An exchange that ends is blocked and erased some day; one that is opened again is not."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import OutOfTurn
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, later, stored
from tests.network import Network

TERMS = "select closed_at, block_at, erase_at, retention -> 'personal' ->> 1 from exchanges_exchange"


def closed(network: Network) -> Written:
    exchange = accepted(network)
    answered = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}))
    replied = done(network, "taylor", answered, "reply", RESPONDER)
    return done(network, "kowalska", replied, "close", REQUESTER)


def test_every_kind_of_data_has_its_terms_from_the_end_on(network: Network, database: Server) -> None:
    closed(network)
    [(at, block_at, erase_at, personal)] = stored(TERMS)
    assert at == NOW
    assert block_at == dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)
    assert erase_at == dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)
    assert personal.startswith("2029-03-02")


def test_what_is_opened_again_has_no_terms(network: Network, database: Server) -> None:
    exchange = closed(network)
    again = done(network, "kowalska", exchange, "reopen", REQUESTER, at=later(days=3), reason="One more thing")
    assert again.state not in ("closed", "discarded")
    assert stored(TERMS) == [(None, None, None, None)]
    assert stored("select count(*) from exchanges_turn") == [(1,)]


def test_nobody_writes_in_what_is_blocked(network: Network, database: Server) -> None:
    exchange = closed(network)
    message(network.actor("kowalska"), asked(later(days=3)), exchange.ref, REQUESTER, "Thank you.")
    with pytest.raises(OutOfTurn, match="blocked"):
        message(network.actor("kowalska"), asked(later(days=300)), exchange.ref, REQUESTER, "Thank you again.")
