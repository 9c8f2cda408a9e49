"""What a coordinator watches: what is late, by whose move, without anything of what it is about."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Invalid
from counterpart.directory.actions.switching import set_switch_of_authority
from counterpart.directory.queries.desk import Counted
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.queries import desk
from counterpart.exchanges.queries.desk import Late, LateRow, decisions, late
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, asked, done, drafted, later, sent
from tests.network import OPERATOR, Network

THEN = later(days=9)
"""The request should have been accepted within a week."""


def sent_for_approval(network: Network) -> tuple[Written, UUID]:
    """A request of a Polish chamber whose coordinator sees requests before they leave, and that chamber."""
    chamber, clerk = network.newcomer("PL", ("pq", "authority"), by="pl_health")
    coordinator = network.administrator_of("pl_health")
    set_switch_of_authority(coordinator, asked(), chamber, "pq", "requests_via_coordinator", value=True)
    to = {"responder": [network.authorities["gb_pharmacists"]]}
    begun = Begun(to, subject=SUBJECT, ask=["established"], cover=Cover(wanted_on=dt.date(2026, 3, 16)))
    draft = open_exchange(clerk, asked(), "pq", "request", begun)
    return act(clerk, asked(), draft.ref, "send", REQUESTER), chamber


def test_a_request_that_nobody_accepts_is_late_on_the_desks_of_both_sides(network: Network, database: Server) -> None:
    exchange = sent(network)
    there, here = network.administrator_of("gb_health"), network.administrator_of("pl_health")
    assert late(there, Late.OURS, later(days=6)).rows == ()
    [ours], [others] = late(there, Late.OURS, THEN).rows, late(here, Late.OTHERS, THEN).rows
    assert ours.number == others.number == exchange.number
    assert (ours.module, ours.procedure, ours.state, ours.track, ours.mine) == ("pq", "request", "sent", "", False)
    assert (ours.mover_party, ours.mover_member, ours.other_member) == ("responder", "GB", "PL")
    assert ours.mover is not None
    assert ours.mover.ref == others.mover.ref == network.authorities["gb_pharmacists"]  # type: ignore[union-attr]
    assert ours.due_at is not None
    assert (ours.since, ours.due_at.date()) == (NOW, dt.date(2026, 3, 9))
    assert late(here, Late.OURS, THEN).rows == late(there, Late.OTHERS, THEN).rows == ()
    assert late(here, Late.OURS, THEN).counts == {which: Counted(which is Late.OTHERS) for which in Late}


def test_national_coordinators_see_it_too_and_those_of_others_do_not(network: Network, database: Server) -> None:
    sent(network)
    for key, which in (("gb_national", Late.OURS), ("pl_national", Late.OTHERS)):
        assert len(late(network.administrator_of(key), which, THEN).rows) == 1
    for key in ("ie_health", "de_national", "bg_national"):
        assert not any(late(network.administrator_of(key), which, THEN).rows for which in Late)


def test_what_has_gone_on_or_ended_is_late_no_more(network: Network, database: Server) -> None:
    there, exchange = network.administrator_of("gb_health"), sent(network)
    assert late(there, Late.OURS, THEN).rows
    done(network, "kowalska", exchange, "withdraw", REQUESTER, at=THEN, reason="No longer needed.")
    assert not any(late(there, which, later(days=90)).counts[which].number for which in Late)


def test_a_draft_is_nobody_elses_business_however_late(network: Network, database: Server) -> None:
    drafted(network)
    for key in ("pl_health", "pl_national", "gb_health"):
        counts = late(network.administrator_of(key), Late.OURS, later(days=59)).counts
        assert set(counts.values()) == {Counted(0)}


def test_thirty_days_without_a_move_are_told_whatever_is_due(network: Network, database: Server) -> None:
    exchange = sent(network)
    accepted = done(
        network, "taylor", exchange, "accept", RESPONDER, forms={"acceptance": {"other_date": "2026-06-30"}}
    )
    there, here = network.administrator_of("gb_health"), network.administrator_of("pl_health")
    assert not any(late(there, Late.STILL, later(days=30)).rows)
    for actor in (there, here):
        [still] = late(actor, Late.STILL, later(days=31)).rows
        assert (still.number, still.state) == (accepted.number, "accepted")
        assert late(actor, Late.OURS, later(days=31)).rows == ()


def test_what_waits_for_an_approval_is_a_decision_and_when_late_the_coordinators_own_move(
    network: Network, database: Server
) -> None:
    exchange, chamber = sent_for_approval(network)
    assert exchange.state == "send_approval"
    here = network.administrator_of("pl_health")
    [decision] = decisions(here, NOW)
    assert (decision.number, decision.state, decision.party) == (
        exchange.number,
        "send_approval",
        "requester_coordinator",
    )
    assert decision.actions == ("release", "send_back")
    assert decision.origin is not None
    assert decision.origin.ref == chamber
    [own] = late(here, Late.COORDINATORS, THEN).rows
    [seen] = late(network.administrator_of("pl_national"), Late.COORDINATORS, THEN).rows
    assert (own.mine, seen.mine) == (True, False)
    assert late(here, Late.OURS, THEN).rows == ()
    assert decisions(network.actor("kowalska"), NOW) == decisions(network.administrator_of("gb_health"), NOW) == ()


def test_one_area_can_be_looked_at_alone(network: Network, database: Server) -> None:
    sent(network)
    there = network.administrator_of("gb_national")
    assert len(late(there, Late.OURS, THEN, module="pq").rows) == 1
    assert late(there, Late.OURS, THEN, module="services").counts[Late.OURS] == Counted(0)


def test_the_longest_late_comes_first_a_page_at_a_time(network: Network, database: Server) -> None:
    numbers = [sent(network).number for _ in range(5)]
    there, found, after = network.administrator_of("gb_health"), list[str](), None
    for _ in range(3):
        page = late(there, Late.OURS, THEN, after=after, limit=2)
        found, after = [*found, *(one.number for one in page.rows)], page.following
        assert page.counts[Late.OURS] == Counted(5)
    assert (found, after) == (numbers, None)


def test_a_count_stops_where_it_is_told_to(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        sent(network)
    monkeypatch.setattr(desk, "MOST", 2)
    there, found, after = network.administrator_of("gb_health"), set[str](), None
    for _ in range(3):
        page = late(there, Late.OURS, THEN, after=after)
        assert page.counts[Late.OURS].more
        found, after = found | {one.number for one in page.rows}, page.following
        if after is None:
            break
    assert len(found) == 4


def test_nothing_tells_what_it_is_about(network: Network, database: Server) -> None:
    sent(network)
    there = network.administrator_of("gb_health")
    with CaptureQueriesContext(connections["default"]) as asked_of, CaptureQueriesContext(connections["vault"]) as keys:
        shown = [late(there, which, later(days=40)) for which in Late]
    assert len(keys) == 0
    assert not [one for one in asked_of if "exchanges_content" in one["sql"] or "label" in one["sql"]]
    rows_ = [row for page in shown for row in page.rows]
    assert rows_
    said = repr([getattr(row, name) for row in rows_ for name in LateRow.__slots__ if name != "pin"])
    for personal in (SUBJECT["given_names"], SUBJECT["surname"], SUBJECT["profession"]):
        assert personal not in said


def seen(statement: str, actor: Actor) -> int:
    """How many rows a list has for somebody, with the values of `late`."""
    assert actor.authority_id is not None
    values = desk._values(actor, actor.authority_id, THEN, "", 20) | desk._behind(desk.START)
    return len(rows(statement, values | {"member": "GB"}))


def test_each_of_two_barriers_keeps_exchanges_of_others_back(network: Network, database: Server) -> None:
    sent(network)
    stranger = network.administrator_of("ie_health")
    barred = desk.PAGES[Late.OURS]
    unbarred = barred.replace(desk.SEEN, "true")
    assert unbarred != barred
    with as_actor([stranger.authority_id or 0], read_only=True):
        assert (seen(barred, stranger), seen(unbarred, stranger)) == (0, 0)
    with as_worker(), as_actor([], read_only=True):
        assert (seen(barred, stranger), seen(unbarred, stranger)) == (0, 1)


def test_who_acts_for_nobody_has_no_desk(network: Network, database: Server) -> None:
    for ask in (lambda: late(OPERATOR, Late.OURS, NOW), lambda: decisions(OPERATOR, NOW)):
        with pytest.raises(Invalid, match="actor_without_authority"):
            ask()
