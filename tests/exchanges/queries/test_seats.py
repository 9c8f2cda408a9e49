"""Seats of a party, some at a time: only for whom the exchange lets in."""

from __future__ import annotations

import pytest

from counterpart.exchanges.queries import seats
from counterpart.exchanges.queries.seats import seats_of
from counterpart.exchanges.queries.views import SeatView
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.exchanges.stories import accepted
from tests.network import Network

LET_IN = "exists(select 1 from exchanges_access x where x.exchange_id = e.id and x.authority_id = %s)"


def read(network: Network, who: str, party: str = "responder", first: int = 0) -> list[SeatView]:
    return seats_of(network.actor(who), accepted(network).ref, party, first, 10)


def test_who_takes_part_reads_who_else_does_and_which_is_their_own(network: Network, database: Server) -> None:
    [seat] = read(network, "kowalska")
    assert (seat.member, seat.mine) == ("GB", False)
    assert seat.authority == network.authority("gb_pharmacists")
    assert read(network, "taylor")[0].mine
    assert read(network, "kowalska", first=1) == []
    assert read(network, "kowalska", "nobody") == []


def test_a_stranger_reads_nothing_and_would_without_either_guard(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, stranger = accepted(network), network.actor("garcia")
    assert seats_of(stranger, exchange.ref, "responder", 0, 10) == []
    with as_worker():  # to whom the policies of the tables show everything
        assert seats_of(stranger, exchange.ref, "responder", 0, 10) == []
        assert LET_IN in seats.SEATS
        monkeypatch.setattr(seats, "SEATS", seats.SEATS.replace(LET_IN, "%s is not null"))
        assert len(seats_of(stranger, exchange.ref, "responder", 0, 10)) == 1
