"""One function does every action of every procedure."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.writing import Answers, answer, ask, edit
from tests.database.servers import Server
from tests.exchanges.stories import (
    NOW,
    REQUESTER,
    RESPONDER,
    accepted,
    asked,
    done,
    drafted,
    later,
    sent,
    stored,
)
from tests.network import Network


def test_a_request_goes_from_draft_to_closed(network: Network, database: Server) -> None:
    exchange = accepted(network)
    assert exchange.state == "accepted"
    answered = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "yes"}))
    with pytest.raises(Refused, match="needs"):
        done(network, "taylor", answered, "reply", RESPONDER)
    since = Answers({"established_since": "2019-05-01"})
    answered = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, since)
    replied = done(network, "taylor", answered, "reply", RESPONDER)
    assert replied.state == "answered"
    closed = done(network, "kowalska", replied, "close", REQUESTER)
    assert closed.state == "closed"
    assert stored("select state, outcome, closed_at, block_at from exchanges_exchange") == [
        ("closed", "success", NOW, dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC))
    ]
    assert stored("select count(*) from exchanges_turn") == [(0,)]
    assert stored("select count(*) from exchanges_deadline") == [(0,)]


def test_steps_acknowledged_are_entries_of_the_log_are_facts(network: Network, database: Server) -> None:
    exchange = accepted(network)
    log = "select n, action, from_state, to_state from foundation_log_entry where stream = %s order by n"
    assert stored(log, [exchange.ref]) == [
        (1, "open", None, "draft"),
        (2, "send", "draft", "sent"),
        (3, "accept", "sent", "accepted"),
    ]
    facts = "select n, type, dims ->> 'state' from foundation_fact where stream = %s order by n"
    assert stored(facts, [exchange.ref]) == [
        (1, "exchange.opened", "draft"),
        (2, "exchange.moved", "sent"),
        (3, "exchange.moved", "accepted"),
    ]


def test_an_open_move_stands_in_the_list_of_whoever_has_to_make_it(network: Network, database: Server) -> None:
    exchange = sent(network)
    turns = "select authority_id, party, state, other_member, label is not null from exchanges_turn"
    register = network.authority("gb_pharmacists").id
    assert stored(turns) == [(register, "responder", "sent", "PL", True)]
    done(network, "taylor", exchange, "accept", RESPONDER)
    assert stored(turns) == [(register, "responder", "accepted", "PL", True)]


def test_who_looked_at_an_older_state_is_told_where_it_stands_now(network: Network, database: Server) -> None:
    exchange = sent(network)
    done(network, "taylor", exchange, "accept", RESPONDER)
    with pytest.raises(Conflict) as told:
        done(network, "patel", exchange, "accept", RESPONDER)
    assert told.value.code == "exchange_moved"
    assert told.value.parameters["state"] == "accepted"


def test_what_cannot_be_done_says_why(network: Network, database: Server) -> None:
    exchange = sent(network)
    with pytest.raises(OutOfTurn, match="not_in_this_state"):
        done(network, "taylor", exchange, "reply", RESPONDER)
    with pytest.raises(Refused, match="did you mean 'accept'"):
        done(network, "taylor", exchange, "acept", RESPONDER)
    with pytest.raises(Refused, match="not_seated"):
        done(network, "kowalska", exchange, "accept", RESPONDER)
    with pytest.raises(Refused, match="not_yours"):
        done(network, "kowalska", exchange, "accept", REQUESTER)
    with pytest.raises(Refused, match="not_this_right"):
        done(network, "nowak", exchange, "withdraw", REQUESTER, reason="wrong person")
    with pytest.raises(Invalid, match="field_unknown"):
        done(network, "taylor", exchange, "accept", RESPONDER, forms={"acceptance": {"othr_date": "2026-03-20"}})
    assert stored("select count(*) from foundation_log_entry where stream = %s", [exchange.ref]) == [(2,)]


def test_an_exchange_of_others_and_one_that_does_not_exist_are_told_the_same(
    network: Network, database: Server
) -> None:
    exchange = sent(network)
    stranger = network.actor("doyle")
    for ref in (exchange.ref, network.authorities["gb_pharmacists"]):
        with pytest.raises(NotFound, match="exchange_unknown"):
            act(stranger, asked(), ref, "accept", RESPONDER)


def test_a_draft_is_not_there_for_whom_it_is_addressed_to(network: Network, database: Server) -> None:
    exchange = drafted(network)
    with pytest.raises(NotFound):
        done(network, "taylor", exchange, "accept", RESPONDER)


def test_a_forwarded_request_has_another_responder_and_keeps_its_start(network: Network, database: Server) -> None:
    exchange = sent(network)
    ref, newcomer = network.newcomer("GB", ("pq", "authority"))
    due = "select due_at from exchanges_turn"
    before = stored(due)
    moved = done(network, "taylor", exchange, "forward", RESPONDER, at=later(days=2), choose=[ref])
    assert (moved.state, stored(due)) == ("sent", before)
    with pytest.raises(NotFound):
        done(network, "taylor", moved, "accept", RESPONDER)
    seats = "select name, authority_ref, until_n from exchanges_party where name = 'responder' order by id"
    assert stored(seats) == [("responder", network.authorities["gb_pharmacists"], 3), ("responder", ref, None)]
    assert act(newcomer, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"


def test_what_the_clock_does_happens_once(network: Network, database: Server) -> None:
    exchange = drafted(network)
    assert fire_deadlines(later(days=10)) == 0
    assert fire_deadlines(later(days=70)) == 1
    assert fire_deadlines(later(days=70)) == 0
    state = "select state from exchanges_exchange where ref = %s"
    assert stored(state, [exchange.ref]) == [("discarded",)]


def test_a_working_copy_takes_effect_with_its_action(network: Network, database: Server) -> None:
    exchange = sent(network)
    kowalska = network.actor("kowalska")
    edit(kowalska, asked(), exchange.ref, REQUESTER, "subject", {"surname": "Brenan"})
    ask(kowalska, asked(), exchange.ref, REQUESTER, ["self_employed"])
    kinds = "select kind, count(*) from exchanges_content where ended_n is null group by kind order by kind"
    assert (4, 1) in stored(kinds)
    questions = "select code, asked_n is not null from exchanges_question where ended_n is null order by code"
    assert stored(questions) == [("established", True), ("self_employed", False)]
    done(network, "kowalska", exchange, "amend", REQUESTER)
    assert (4, 1) not in stored(kinds)
    assert stored(questions) == [("established", True), ("self_employed", True)]


def test_nobody_writes_over_what_they_have_not_seen(network: Network, database: Server) -> None:
    exchange = drafted(network)
    kowalska, lewandowski = network.actor("kowalska"), network.actor("lewandowski")
    [(slot,)] = stored("select slot from exchanges_content where kind = 1 and slot like '%%personal%%' limit 1")
    edit(kowalska, asked(), exchange.ref, REQUESTER, "subject", {"surname": "Brennan-Ward"}, seen={slot: 1})
    with pytest.raises(Conflict) as told:
        edit(lewandowski, asked(), exchange.ref, REQUESTER, "subject", {"surname": "Brannan"}, seen={slot: 1})
    assert told.value.parameters["version"] == 2


def test_an_answer_is_for_the_party_whose_turn_it_is(network: Network, database: Server) -> None:
    exchange = accepted(network)
    with pytest.raises(Refused, match="not_to_answer"):
        answer(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, Answers({"established": "yes"}))
    with pytest.raises(NotFound, match="question_unknown"):
        answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"estblished": "yes"}))


def test_coordinators_come_with_whom_they_coordinate(network: Network, database: Server) -> None:
    drafted(network)
    seats = "select p.name, p.authority_id from exchanges_party p where p.name like '%%coordinator' order by p.name"
    health = [network.authority(key).id for key in ("pl_health", "gb_health")]
    assert [authority for _, authority in stored(seats)] == health


def test_a_part_of_the_questions_goes_to_another_authority(network: Network, database: Server) -> None:
    exchange = accepted(network, ask=["established", "self_employed"])
    ref, newcomer = network.newcomer("GB", ("pq", "authority"))
    split = done(network, "taylor", exchange, "split", RESPONDER, choose=[ref], questions=["self_employed"])
    part = Capacity("contributors", "part", str(ref))
    assert stored("select key, state from exchanges_track") == [(str(ref), "open")]
    answer(newcomer, asked(), exchange.ref, part, Answers({"self_employed": "yes"}))
    assert split.version == 4


def test_who_acts_in_a_row_of_their_own_is_not_disturbed_by_other_rows(network: Network, database: Server) -> None:
    exchange = accepted(network, ask=["established", "self_employed"])
    one, first = network.newcomer("GB", ("pq", "authority"))
    two, second = network.newcomer("GB", ("pq", "authority"))
    split = done(network, "taylor", exchange, "split", RESPONDER, choose=[one], questions=["self_employed"])
    split = done(network, "taylor", split, "split", RESPONDER, choose=[two], questions=["established"])
    rows = [Capacity("contributors", "part", str(ref)) for ref in (one, two)]
    act(first, asked(), exchange.ref, "take", rows[0], expected=split.version)
    act(second, asked(), exchange.ref, "take", rows[1], expected=split.version)
    with pytest.raises(Conflict, match="exchange_moved"):
        act(second, asked(), exchange.ref, "take", rows[1], expected=split.version)
