"""Two at once, twice the same, too late: everybody is told what happened, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from counterpart.core.errors import Conflict, CounterpartError, Refused
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import NOTHING_GIVEN, Given, act
from counterpart.exchanges.actions.opening import open_exchange
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.modules.actions.retiring import retire
from tests.database.servers import Server
from tests.exchanges.stories import REQUESTER, RESPONDER, accepted, asked, done, drafted, later, sent, stored
from tests.network import OPERATOR, Network

QUESTIONS = ["established", "self_employed", "regulated", "national"]


def together(*calls: Callable[[], Written]) -> list[Written | CounterpartError]:
    """The outcomes of calls that are made at the same moment, each on a connection of its own."""

    def one(call: Callable[[], Written]) -> Written | CounterpartError:
        try:
            return call()
        except CounterpartError as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def done_of(outcomes: Sequence[Written | CounterpartError]) -> list[Written]:
    return [one for one in outcomes if isinstance(one, Written)]


def test_of_two_who_act_at_once_one_is_told_that_it_has_moved(network: Network, database: Server) -> None:
    exchange = sent(network)
    taylor, kowalska = network.actor("taylor"), network.actor("kowalska")
    outcomes = together(
        lambda: act(taylor, asked(), exchange.ref, "accept", RESPONDER, NOTHING_GIVEN, expected=exchange.version),
        lambda: act(
            kowalska,
            asked(),
            exchange.ref,
            "withdraw",
            REQUESTER,
            Given(reason="By mistake"),
            expected=exchange.version,
        ),
    )
    [winner] = done_of(outcomes)
    [late] = [one for one in outcomes if isinstance(one, Conflict)]
    assert late.code == "exchange_moved"
    assert late.parameters["state"] == winner.state
    assert stored("select count(*) from foundation_log_entry where stream = %s", [exchange.ref]) == [(3,)]


def test_colleagues_on_different_questions_never_collide(network: Network, database: Server) -> None:
    exchange = accepted(network, ask=QUESTIONS)
    actors = [network.actor("taylor"), network.actor("patel")] * 2

    def call(number: int) -> Callable[[], Written]:
        one = Answers({QUESTIONS[number]: "yes"})
        return lambda: answer(actors[number], asked(), exchange.ref, RESPONDER, one, seen={})

    assert len(done_of(together(*(call(number) for number in range(4))))) == 4
    answers = "select slot from exchanges_content where kind = 3 and ended_n is null order by slot"
    assert [slot for (slot,) in stored(answers)] == sorted(QUESTIONS)


def test_the_second_to_answer_the_same_question_is_told_the_version_there_is(
    network: Network, database: Server
) -> None:
    exchange = accepted(network)
    answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "yes"}), seen={})
    with pytest.raises(Conflict) as told:
        answer(network.actor("patel"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}), seen={})
    assert (told.value.code, told.value.parameters["version"]) == ("written_meanwhile", 1)


def test_the_same_request_twice_at_once_happens_once(network: Network, database: Server) -> None:
    exchange = sent(network)
    once, taylor = asked(), network.actor("taylor")
    outcomes = together(*[lambda: act(taylor, once, exchange.ref, "accept", RESPONDER)] * 4)
    assert {one.state for one in done_of(outcomes)} == {"accepted"}
    assert len(done_of(outcomes)) == 4
    assert stored("select count(*) from foundation_fact where stream = %s", [exchange.ref]) == [(3,)]


def test_the_same_request_id_for_something_else_is_a_conflict(network: Network, database: Server) -> None:
    exchange = sent(network)
    once, taylor = asked(), network.actor("taylor")
    message(taylor, once, exchange.ref, RESPONDER, "Which archive?")
    with pytest.raises(Conflict, match="request_other_body"):
        message(taylor, once, exchange.ref, RESPONDER, "Which register?")


def test_a_deadline_that_two_workers_reach_at_once_happens_once(network: Network, database: Server) -> None:
    exchange = drafted(network)

    def call() -> Written:
        fire_deadlines(later(days=70))
        return exchange

    together(call, call, call)
    assert stored("select count(*) from foundation_fact where stream = %s", [exchange.ref]) == [(2,)]


def test_a_module_that_is_retired_begins_nothing_and_what_is_open_goes_on(network: Network, database: Server) -> None:
    exchange = sent(network)
    [(state,)] = stored("select distinct state from modules_version where module = 'pq'")
    retire(OPERATOR, asked(), "pq")
    try:
        with pytest.raises(Refused, match="module_retired"):
            open_exchange(network.actor("kowalska"), asked(), "pq", "request")
        assert done(network, "taylor", exchange, "accept", RESPONDER).state == "accepted"
    finally:
        with sign_in(database.parameters(Role.OWNER)) as owner:
            owner.execute("update modules_version set state = %s where module = 'pq'", [state])
