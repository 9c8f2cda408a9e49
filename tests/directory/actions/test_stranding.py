"""Suspended, deactivated, merged, left, erased: whatever ends in the directory, no exchange is left to nobody."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest

from counterpart.accounts import actions as accounts
from counterpart.accounts.users import NewUser
from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions.ending import deactivate, succeed
from counterpart.directory.actions.giving_access import suspend_access
from counterpart.directory.actions.people import end_membership, enter_member
from counterpart.directory.asks import allocations_of_leaver, open_work_of
from counterpart.directory.kinds import SuccessionKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.finding import find_authorities
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.queries.history import history
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.work import Whose, work_list
from counterpart.foundation.actor import Actor, Right
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.job_running import run_jobs
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.exchanges.stories import RESPONDER, SUBJECT, sent, stored
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
PQ_HANDLER = Right("pq", "handler")

load_handlers()


def worked() -> None:
    """Let the worker do what follows: hand on facts, run jobs."""
    sequence_facts(NOW)
    feed_consumers(NOW)
    run_jobs(threading.Event(), wait=False)


def asked_of(network: Network, place: UUID) -> Written:
    return sent(network, parties={"responder": [place]})


def waiting(actor: Actor) -> list[str]:
    return [move.number for move in work_list(actor, Whose.OURS, NOW).moves]


def colleague(official: Actor, place: UUID, *rights: Right) -> Actor:
    user = enter_member(official, asked(), place, NewUser(f"{new_ref(NOW)}@gb.example", "Beth", "en", "UTC"), rights)
    return actor_for(user, place, NOW)


def test_a_suspended_authority_goes_on_with_what_is_open_and_begins_nothing(database: Server, network: Network) -> None:
    place, official = network.newcomer("GB", PQ, name="Podiatry Council of Elgin")
    exchange = asked_of(network, place)
    suspend_access(network.actor("walker"), asked(), place, "pq", "authority")
    assert act(official, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"
    assert exchange_page(official, exchange.number, NOW).state == "accepted"
    begun = Begun(parties={"responder": [network.authorities["pl_krakow"]]}, subject=SUBJECT, cover=Cover())
    with pytest.raises((Refused, Invalid, NotFound, OutOfTurn)):
        open_exchange(official, asked(), "pq", "request", begun)
    assert find_authorities(official, "pq", "authority", text="elgin").found == ()
    with pytest.raises((Refused, Invalid, NotFound, OutOfTurn)):
        asked_of(network, place)


def test_with_open_work_an_authority_is_not_deactivated_and_merging_moves_the_work(
    database: Server, network: Network
) -> None:
    before, official = network.newcomer("GB", PQ, name="Podiatry Council of Forres")
    after, heir = network.newcomer("GB", PQ, name="Podiatry Council of Moray")
    walker, exchange = network.actor("walker"), asked_of(network, before)
    with pytest.raises(OutOfTurn, match="work_open") as refused:
        deactivate(walker, asked(), before)
    assert refused.value.parameters["exchanges"] == 1
    with pytest.raises(OutOfTurn, match="work_open"):
        succeed(walker, asked(), before, SuccessionKind.CLOSED, {"": None})
    succeed(walker, asked(), before, SuccessionKind.MERGED, {"": after})
    worked()
    assert exchange.number in waiting(heir)
    assert official.ref is not None
    moved = actor_for(official.ref, after, NOW)
    assert act(moved, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"
    seats = "select authority_ref from exchanges_party where name = 'responder' order by id"
    assert stored(seats) == [(before,), (after,)]
    page = exchange_page(network.actor("kowalska"), exchange.number, NOW)
    assert page.state == "accepted"
    assert sum(open_work_of(next(number for (number,) in stored(NUMBER, [before])))) == 0


NUMBER = "select id from directory_authority where ref = %s"


def test_who_leaves_hands_what_was_given_to_them_to_a_colleague(database: Server, network: Network) -> None:
    place, official = network.newcomer("GB", PQ)
    leaver, heir = (colleague(official, place, PQ_HANDLER) for _ in range(2))
    exchange = asked_of(network, place)
    allocate(official, asked(), exchange.ref, RESPONDER, [leaver.user_id or 0])
    assert leaver.ref is not None
    with pytest.raises(Invalid, match="successor_self"):
        end_membership(official, asked(), place, leaver.ref, leaver.ref)
    with pytest.raises(NotFound, match="member_unknown"):
        end_membership(official, asked(), place, leaver.ref, network.users["nowak"])
    end_membership(official, asked(), place, leaver.ref, heir.ref)
    assert given_to(exchange) == [heir.user_id]
    assert act(heir, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"
    assert '"passed_on": 1' in str(stored(ENTRIES, [place]))


ENTRIES = "select facts::text from foundation_log_entry where stream = %s order by n"


def given_to(exchange: Written) -> list[int]:
    living = "select a.user_id from exchanges_allocation a join exchanges_exchange e on e.id = a.exchange_id"
    return [user for (user,) in stored(f"{living} where e.ref = %s and a.until is null", [exchange.ref])]


def test_without_a_successor_it_is_anybodys_again_and_who_allocates_is_told(database: Server, network: Network) -> None:
    place, official = network.newcomer("GB", PQ)
    leaver, other = (colleague(official, place, PQ_HANDLER) for _ in range(2))
    exchange = asked_of(network, place)
    allocate(official, asked(), exchange.ref, RESPONDER, [leaver.user_id or 0])
    worked()
    assert leaver.ref is not None
    told = "select count(*) from notices_notice where user_ref = %s and stream = %s"
    [(before,)] = stored(told, [official.ref, exchange.ref])
    end_membership(official, asked(), place, leaver.ref)
    worked()
    assert given_to(exchange) == []
    [(after,)] = stored(told, [official.ref, exchange.ref])
    assert after == before + 1
    assert act(other, asked(), exchange.ref, "accept", RESPONDER).state == "accepted"


def test_nobody_leaves_while_no_room_says_what_becomes_of_their_work(database: Server, network: Network) -> None:
    place, official = network.newcomer("GB", PQ)
    leaver = colleague(official, place, PQ_HANDLER)
    exchange = asked_of(network, place)
    allocate(official, asked(), exchange.ref, RESPONDER, [leaver.user_id or 0])
    assert leaver.ref is not None
    with allocations_of_leaver.answers.only():
        allocations_of_leaver.answered("trial", lambda *_: 0)  # the room above does nothing about it
        end_membership(official, asked(), place, leaver.ref)
    assert given_to(exchange) == [leaver.user_id]  # stranded with somebody who is gone: what the real answer prevents


def test_when_a_user_is_erased_the_history_stays_readable(database: Server, network: Network) -> None:
    place, official = network.newcomer("GB", PQ)
    leaver = colleague(official, place, PQ_HANDLER)
    exchange = asked_of(network, place)
    act(leaver, asked(), exchange.ref, "accept", RESPONDER)
    assert leaver.ref is not None
    end_membership(official, asked(), place, leaver.ref)
    accounts.erase(OPERATOR, asked(), leaver.ref)
    assert stored("select name, email from accounts_user where ref = %s", [leaver.ref]) == [("", "")]
    entries = history(official, exchange.ref, NOW).entries
    [accepted] = [one for one in entries if one.action == "accept"]
    assert accepted.person == leaver.ref
    assert exchange_page(official, exchange.number, NOW).state == "accepted"
    assert exchange_page(network.actor("kowalska"), exchange.number, NOW).state == "accepted"
