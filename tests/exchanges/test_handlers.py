"""What the worker does after the commit: deliveries that are queued, successors, other coordinators."""

from __future__ import annotations

import pytest

from counterpart.core.errors import NotFound
from counterpart.directory.actions.ending import succeed
from counterpart.directory.actions.giving_access import relate
from counterpart.directory.kinds import RelationKind, SuccessionKind
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.succeeding import renew_all, succeed_in_all
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from tests.database.servers import Server
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, done, drafted, sent, stored
from tests.network import Network

load_handlers()

SEAT = "select authority_ref from exchanges_party where name = %s and until_n is null"


def fed() -> None:
    """All facts so far, handed to everybody who wants them."""
    sequence_facts(NOW)
    feed_consumers(NOW)


def jobs() -> list[str]:
    return [name for (name,) in stored("select task_name from procrastinate_jobs order by id")]


def test_a_document_that_a_step_wants_is_queued_once(network: Network, database: Server) -> None:
    exchange = accepted(network)
    values = Answers({"established": "no"})
    last = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, values)
    done(network, "taylor", last, "reply", RESPONDER)
    fed()
    fed()
    [(dims,)] = stored("select dims -> 'effects' from foundation_fact where dims ->> 'state' = 'answered'")
    assert '"document": "report"' in dims
    queued = "select channel, state, body ->> 'document' from foundation_delivery where body ->> 'n' = '5'"
    assert stored(queued) == [(5, 2, "report")]


def test_who_goes_on_with_an_authority_has_its_seats_and_its_work(network: Network, database: Server) -> None:
    before, _ = network.newcomer("GB", ("pq", "authority"))
    after, heir = network.newcomer("GB", ("pq", "authority"))
    exchange = sent(network, parties={"responder": [before]})
    succeed(network.administrator_of("gb_national"), asked(), before, SuccessionKind.MERGED, {"": after})
    fed()
    assert "exchanges.succeed" in jobs()
    assert succeed_in_all([exchange.ref], before, after, NOW) == 1
    assert succeed_in_all([exchange.ref], before, after, NOW) == 0
    assert stored(SEAT, ["responder"]) == [(after,)]
    history = "select authority_ref from exchanges_party where name = 'responder' order by id"
    assert stored(history) == [(before,), (after,)]
    assert act(heir, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"


def test_other_coordinators_take_their_place_in_what_is_open(network: Network, database: Server) -> None:
    ref, _ = network.newcomer("GB", ("pq", "authority"))
    exchange = drafted(network, parties={"responder": [ref]})
    national, health = network.administrator_of("gb_national"), network.authorities["gb_health"]
    assert stored(SEAT, ["responder_coordinator"]) != [(health,)]
    relate(national, asked(), ref, health, RelationKind.REQUEST, "pq", chosen=True)
    fed()
    assert "exchanges.recoordinate" in jobs()
    assert renew_all([exchange.ref], NOW) == 1
    assert renew_all([exchange.ref], NOW) == 0
    assert stored(SEAT, ["responder_coordinator"]) == [(health,)]


def test_what_is_gone_is_passed_by(network: Network, database: Server) -> None:
    nowhere = network.authorities["gb_health"]
    assert renew_all([nowhere], NOW) == 0
    with pytest.raises(NotFound):
        act(network.actor("taylor"), asked(), nowhere, "accept", RESPONDER)
