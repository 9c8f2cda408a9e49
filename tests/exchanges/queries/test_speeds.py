"""How fast exchanges went: counted by the worker as they move, each once, and said of no fewer than five."""

from __future__ import annotations

import datetime as dt

import orjson
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.desk import Share, Speed, speeds
from counterpart.exchanges.queries.speeds import usual_speeds
from counterpart.exchanges.speeds import count_speeds
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row
from counterpart.foundation.facts import FactRow, feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.exchanges.stories import RESPONDER, asked, done, later, sent, stored
from tests.network import Network

load_handlers()
IN_TIME, TOO_LATE = later(days=3), later(days=10)
END = later(days=40)


def accepted_at(network: Network, *moments: dt.datetime) -> None:
    """Requests to the British register, accepted at these moments; the worker has heard of all."""
    for at in moments:
        done(network, "taylor", sent(network), "accept", RESPONDER, at=at)
    heard()


def replied(network: Network, exchange: Written, at: dt.datetime) -> None:
    answer(network.actor("taylor"), asked(at), exchange.ref, RESPONDER, Answers({"established": "no"}))
    act(network.actor("taylor"), asked(at), exchange.ref, "reply", RESPONDER)


def heard(at: dt.datetime = END) -> None:
    sequence_facts(at)
    feed_consumers(at)


def fact_of(found: Row) -> FactRow:
    seq, id_, at, type_, v, stream, n, dims = found
    return FactRow(seq, id_, at, type_, v, stream, n, orjson.loads(dims))


def named(actor: Actor, name: str, at: dt.datetime = END) -> Speed | None:
    return next((one for one in speeds(actor, at) if one.name == name), None)


def test_the_share_of_ones_own_member_stands_beside_that_of_all(network: Network, database: Server) -> None:
    accepted_at(network, *[IN_TIME] * 4, TOO_LATE)
    there, here = network.administrator_of("gb_health"), network.administrator_of("pl_health")
    found = named(there, "accepted_within_week")
    assert found is not None
    assert (found.own, found.all) == (Share(4, 5), Share(4, 5))
    assert found.own is not None
    assert (found.own.percent, found.module, found.address) == (80, "pq", "statistic.accepted_within_week")
    elsewhere = named(here, "accepted_within_week")
    assert elsewhere is not None
    assert (elsewhere.own, elsewhere.all) == (None, Share(4, 5))


def test_of_fewer_than_five_nothing_is_said(network: Network, database: Server) -> None:
    accepted_at(network, *[IN_TIME] * 4)
    found = named(network.administrator_of("gb_health"), "accepted_within_week")
    assert found is not None
    assert (found.own, found.all) == (None, None)
    accepted_at(network, IN_TIME)
    found = named(network.administrator_of("gb_health"), "accepted_within_week")
    assert found is not None
    assert found.own == Share(5, 5)


def test_what_is_older_than_twelve_months_is_not_in_it(network: Network, database: Server) -> None:
    accepted_at(network, *[IN_TIME] * 5)
    there = network.administrator_of("gb_health")
    for years, all_of_them in ((0, Share(5, 5)), (1, None)):
        found = named(there, "accepted_within_week", dt.datetime(2027 + years, 2, 20, tzinfo=dt.UTC))
        assert (found.all if found is not None else None) == all_of_them


def test_answers_are_measured_by_two_weeks_and_by_the_date_that_was_promised(
    network: Network, database: Server
) -> None:
    for days in (5, 5, 5, 13, 20):
        exchange = done(network, "taylor", sent(network), "accept", RESPONDER, at=IN_TIME)
        replied(network, exchange, later(days=days))
    heard()
    there = network.administrator_of("gb_health")
    took, promised = named(there, "time_to_reply"), named(there, "answered_on_time")
    assert took is not None
    assert promised is not None
    assert (took.own, took.within) == (Share(4, 5), "14 days")
    assert promised.own == Share(4, 5)


def test_nobody_is_counted_twice_however_often_the_facts_are_told(network: Network, database: Server) -> None:
    accepted_at(network, *[IN_TIME] * 5)
    told = stored("select seq, id, at, type, v, stream, n, dims from foundation_fact order by seq")
    with as_worker(), as_actor([]):
        count_speeds([fact_of(one) for one in told], END)
    found = named(network.administrator_of("gb_health"), "accepted_within_week")
    assert found is not None
    assert found.own == Share(5, 5)


def test_an_authority_has_a_speed_of_its_own(network: Network, database: Server) -> None:
    register = network.authority("gb_pharmacists").id
    accepted_at(network, *[IN_TIME] * 4)
    with as_actor([], read_only=True):
        assert usual_speeds([register], END) == {register: ()}
    accepted_at(network, IN_TIME)
    with as_actor([], read_only=True):
        [speed] = usual_speeds([register, network.authority("pl_pharmacists").id], END)[register]
    assert (speed.name, speed.own, speed.all) == ("accepted_within_week", Share(5, 5), None)


def test_a_request_costs_a_fixed_number_of_statements_however_many_there_were(
    network: Network, database: Server
) -> None:
    accepted_at(network, *[IN_TIME] * 6)
    there = network.administrator_of("gb_health")
    speeds(there, END)
    with CaptureQueriesContext(connections["default"]) as seen:
        speeds(there, END)
    assert len(seen) <= 6
    assert not [one for one in seen if "exchanges_exchange" in one["sql"]]
    assert len(stored("select 1 from exchanges_speed where authority_id = 0")) < 6
