"""A coordinator reminds whose move it is: its own authorities directly, those of another member by the one there."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.exchanges.actions.chasing import remind, remind_of_all
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.queries.desk import Late, LateRow, late
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor, Right
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.notices.kinds import NoticeKind
from tests.database.servers import Server
from tests.exchanges.stories import REQUESTER, RESPONDER, asked, done, later, sent, stored
from tests.network import Network

load_handlers()
NOTICES = """
select u.email, n.kind from notices_notice n join accounts_user u on u.ref = n.user_ref where n.id > %s
"""
THEN = later(days=9)
"""The request should have been accepted within a week."""


def told(at: dt.datetime) -> set[tuple[str, NoticeKind]]:
    """Who has been told of what since this was last asked."""
    before = stored("select coalesce(max(id), 0) from notices_notice")[0][0]
    sequence_facts(at)
    feed_consumers(at)
    return {(email.partition("@")[0], NoticeKind(kind)) for email, kind in stored(NOTICES, [before])}


def shown(actor: Actor, which: Late, at: dt.datetime) -> LateRow:
    [row] = late(actor, which, at).rows
    return row


def test_a_coordinator_reminds_its_own_authority_once_in_three_days(network: Network, database: Server) -> None:
    exchange, there = sent(network), network.administrator_of("gb_health")
    told(THEN)
    remind(there, asked(THEN), exchange.number)
    assert told(THEN) == {("patel", NoticeKind.REMINDER), ("taylor", NoticeKind.REMINDER)}
    assert (shown(there, Late.OURS, THEN).reminded, shown(there, Late.OURS, THEN).chased_at) == (1, THEN)
    with pytest.raises(OutOfTurn, match=r"reminded_lately\(.*until=2026-03-14"):
        remind(there, asked(later(days=11)), exchange.number)
    remind(there, asked(later(days=12)), exchange.number)
    assert shown(there, Late.OURS, later(days=12)).reminded == 2


def test_of_another_member_the_coordinator_there_is_told_and_nobody_else(network: Network, database: Server) -> None:
    exchange, here = sent(network), network.administrator_of("pl_health")
    told(THEN)
    remind(here, asked(THEN), exchange.number)
    assert told(THEN) == {("clarke", NoticeKind.ESCALATION)}
    assert shown(here, Late.OTHERS, THEN).reminded == 1


def test_where_the_other_member_has_no_coordinator_the_authority_itself_is_told(
    network: Network, database: Server
) -> None:
    ref, _ = network.newcomer("AT", ("pq", "authority"))
    exchange, here = sent(network, parties={"responder": [ref]}), network.administrator_of("pl_health")
    told(THEN)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute(
            "delete from directory_relation where authority_id = (select id from directory_authority where ref = %s)",
            [ref],
        )
    remind(here, asked(THEN), exchange.number)
    assert {kind for _, kind in told(THEN)} == {NoticeKind.REMINDER}


def test_reminders_by_the_clock_are_counted_and_a_move_begins_anew(network: Network, database: Server) -> None:
    exchange, there = sent(network), network.administrator_of("gb_health")
    fire_deadlines(later(days=6))
    fire_deadlines(later(days=10))
    remind(there, asked(later(days=10)), exchange.number)
    assert shown(there, Late.OURS, later(days=10)).reminded == 3
    accepted = done(network, "taylor", exchange, "accept", RESPONDER, at=later(days=11))
    again = shown(there, Late.OURS, later(days=60))
    assert (again.state, again.reminded, again.chased_at) == ("accepted", 0, None)
    done(network, "kowalska", accepted, "withdraw", REQUESTER, at=later(days=61), reason="No longer needed.")
    with pytest.raises(OutOfTurn, match="not_late"):
        remind(there, asked(later(days=62)), exchange.number)


def test_who_only_writes_a_draft_in_between_is_still_reminded(network: Network, database: Server) -> None:
    """What changes nothing of the move changes nothing of how often it was reminded."""
    exchange, there = sent(network), network.administrator_of("gb_health")
    remind(there, asked(THEN), exchange.number)
    done(network, "kowalska", exchange, "amend", REQUESTER, at=THEN)
    assert shown(there, Late.OURS, THEN).reminded == 1


def test_nothing_is_reminded_of_before_it_is_late_but_what_stood_still(network: Network, database: Server) -> None:
    exchange, there = sent(network), network.administrator_of("gb_health")
    with pytest.raises(OutOfTurn, match="not_late"):
        remind(there, asked(later(days=6)), exchange.number)
    form = {"acceptance": {"other_date": "2026-06-30"}}
    done(network, "taylor", exchange, "accept", RESPONDER, forms=form)
    with pytest.raises(OutOfTurn, match="not_late"):
        remind(there, asked(later(days=29)), exchange.number)
    remind(there, asked(later(days=31)), exchange.number)
    assert shown(there, Late.STILL, later(days=31)).reminded == 1


@pytest.mark.parametrize(
    ("who", "error", "code"),
    [
        ("taylor", Refused, "not_a_coordinator"),
        ("kowalska", Refused, "not_a_coordinator"),
        ("murray", NotFound, "exchange_unknown"),
        ("brandt", NotFound, "exchange_unknown"),
    ],
)
def test_only_a_coordinator_that_sees_the_exchange_reminds(
    network: Network, database: Server, who: str, error: type[Exception], code: str
) -> None:
    exchange = sent(network)
    with pytest.raises(error, match=code):
        remind(network.actor(who), asked(THEN), exchange.number)
    assert stored("select max(reminded) from exchanges_turn") == [(0,)]


def test_somebody_without_any_right_there_reminds_nobody(network: Network, database: Server) -> None:
    exchange, clarke = sent(network), network.actor("clarke")
    bare = Actor(clarke.kind, clarke.ref, clarke.authority_ref, clarke.authority_id, user_id=clarke.user_id)
    elsewhere = Actor(
        clarke.kind,
        clarke.ref,
        clarke.authority_ref,
        clarke.authority_id,
        user_id=clarke.user_id,
        rights=frozenset({Right("services", "handler")}),
    )
    for actor in (bare, elsewhere):
        with pytest.raises(Refused, match="not_this_right"):
            remind(actor, asked(THEN), exchange.number)


def test_reminding_opens_nothing_and_is_told_in_the_history(network: Network, database: Server) -> None:
    exchange, there = sent(network), network.administrator_of("gb_national")
    remind(there, asked(THEN), exchange.number)
    page = exchange_page(there, exchange.number, THEN)
    assert page.content is None
    assert (page.history[0].action, page.history[0].authority_ref) == ("remind", there.authority_ref)
    [(facts,)] = stored("select dims::text from foundation_fact where type = 'exchange.chased'")
    assert "Brennan" not in facts
    assert done(network, "taylor", exchange, "accept", RESPONDER, at=THEN).state == "accepted"


def test_the_same_click_reminds_once(network: Network, database: Server) -> None:
    exchange, there, click = sent(network), network.administrator_of("gb_health"), asked(THEN)
    assert remind(there, click, exchange.number) == remind(there, click, exchange.number)
    assert stored("select count(*) from foundation_fact where type = 'exchange.chased'") == [(1,)]


def test_all_that_a_list_shows_are_reminded_and_what_cannot_be_is_told(network: Network, database: Server) -> None:
    numbers = [sent(network).number for _ in range(3)]
    there, click = network.administrator_of("gb_health"), asked(THEN)
    remind(there, asked(THEN), numbers[1])
    for _ in range(2):
        found = remind_of_all(there, click, [*numbers, "0000-0000"])
        assert found.done == (numbers[0], numbers[2])
        assert {number: reason.code for number, reason in found.refused.items()} == {
            numbers[1]: "reminded_lately",
            "0000-0000": "exchange_unknown",
        }
    assert stored("select count(*) from foundation_fact where type = 'exchange.chased'") == [(3,)]
