"""One search over everything that somebody may see: what finds an exchange, and whom it is found by."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import Invalid, Refused
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.queries.searching import search
from counterpart.exchanges.search.sought import Given, Phase, Sought
from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.exchanges.stories import (
    NOW,
    REQUESTER,
    RESPONDER,
    SUBJECT,
    accepted,
    asked,
    done,
    drafted,
    later,
    sent,
    stored,
)
from tests.network import Network


def numbers(actor: Actor, sought: Sought, at: dt.datetime = NOW) -> list[str]:
    """What somebody finds, the newest first."""
    return [one.number for one in search(actor, sought, at).found]


def test_everything_of_an_authority_is_found_the_newest_first(network: Network, database: Server) -> None:
    first, second = sent(network), sent(network)
    for who in ("kowalska", "taylor"):
        assert numbers(network.actor(who), Sought()) == [second.number, first.number]
    assert numbers(network.actor("stoyanova"), Sought()) == []


def test_a_number_finds_its_exchange_whole_or_by_the_beginning_of_either_half(
    network: Network, database: Server
) -> None:
    one, other = sent(network), sent(network)
    taylor = network.actor("taylor")
    for typed in (one.number, one.number.lower().replace("-", " "), one.number[:3], one.number[5:8], one.number[:7]):
        found = numbers(taylor, Sought(number=typed))
        assert one.number in found
        assert other.number not in found or typed[:3] in {other.number[:3], other.number[5:8]}
    assert numbers(taylor, Sought(number=one.number)) == [one.number]
    assert numbers(network.actor("stoyanova"), Sought(number=one.number)) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("7F", "number_short"), ("Kowalska!", "number_character"), ("7F3K-92QMX", "number_length")],
)
def test_what_is_no_piece_of_a_number_is_said_to_be_none(
    network: Network, database: Server, typed: str, code: str
) -> None:
    with pytest.raises(Invalid) as problem:
        search(network.actor("taylor"), Sought(number=typed), NOW)
    assert (problem.value.code, problem.value.field) == (code, "number")


def test_filters_narrow_what_is_found(network: Network, database: Server) -> None:
    begun, running = sent(network), accepted(network)
    taylor, kowalska = network.actor("taylor"), network.actor("kowalska")
    both = [running.number, begun.number]
    for sought, found in (
        (Sought(module="pq"), both),
        (Sought(module="services"), []),
        (Sought(module="pq", procedure="request"), both),
        (Sought(module="pq", procedure="request", state="sent"), [begun.number]),
        (Sought(phase=Phase.OPEN), both),
        (Sought(phase=Phase.ENDED), []),
        (Sought(member="PL"), both),
        (Sought(member="DE"), []),
        (Sought(since=NOW.date(), until=NOW.date()), both),
        (Sought(since=NOW.date() + dt.timedelta(days=1)), []),
        (Sought(until=NOW.date() - dt.timedelta(days=1)), []),
        (Sought(late=True), []),
        (Sought(given=Given.NOBODY), both),
        (Sought(given=Given.ME), []),
    ):
        assert numbers(taylor, sought) == found, sought
    assert numbers(kowalska, Sought(member="GB")) == both
    assert numbers(kowalska, Sought(member="PL")) == []
    assert running.number in numbers(taylor, Sought(late=True), later(days=200))


def test_what_was_given_to_a_colleague_is_found_as_that(network: Network, database: Server) -> None:
    mine, theirs = accepted(network), accepted(network)
    taylor, hughes = network.actor("taylor"), network.actor("hughes")
    for exchange, who in ((mine, taylor), (theirs, network.actor("patel"))):
        assert who.user_id is not None
        allocate(hughes, asked(), exchange.ref, RESPONDER, [who.user_id])
    assert numbers(taylor, Sought(given=Given.ME)) == [mine.number]
    assert numbers(taylor, Sought(given=Given.COLLEAGUE)) == [theirs.number]


def about_two(network: Network) -> tuple[Written, Written]:
    """A request about Siobhán Brennan, and one about Jürgen Müller-Weiß, born the same day."""
    brennan = sent(network, subject=SUBJECT | {"birth_date": "1976-12-15"})
    weiss = sent(network, subject=SUBJECT | {"surname": "Müller-Weiß", "birth_date": "1976-12-15"})
    return brennan, weiss


def test_somebody_is_found_by_name_and_day_of_birth_however_they_are_spelt(network: Network, database: Server) -> None:
    brennan, weiss = about_two(network)
    born = {"15 12 1976": "1976-12-15"}
    for sought, found in (
        (Sought(value="Brennan"), [brennan.number]),
        (Sought(value="  BRENNAN "), [brennan.number]),
        (Sought(value="muller weiss"), [weiss.number]),
        (Sought(value="Weiß"), [weiss.number]),
        (Sought(value="Brennan Weiß"), []),
        (Sought(value="15 12 1976", days=born), [weiss.number, brennan.number]),
        (Sought(value="1976-12-15"), [weiss.number, brennan.number]),
        (Sought(value="Brennan, 15 12 1976", days=born), [brennan.number]),
        (Sought(value="Murphy; 15 12 1976", days=born), []),
        (Sought(value="Brenn"), []),
        (Sought(value="Brennan", module="pq", procedure="alert"), []),
        (Sought(value="Brennan", number=brennan.number), [brennan.number]),
        (Sought(value="Brennan", number=weiss.number), []),
    ):
        for who in ("kowalska", "taylor"):
            assert numbers(network.actor(who), sought) == found, sought
        assert numbers(network.actor("ioannou"), sought) == []


def test_where_somebody_may_read_nothing_they_are_told_why_they_find_nobody(network: Network, database: Server) -> None:
    about_two(network)
    for who, module in (("nowak", ""), ("kowalska", "services")):
        with pytest.raises(Refused, match="not_this_right"):
            search(network.actor(who), Sought(value="Brennan", module=module), NOW)
    assert len(numbers(network.actor("nowak"), Sought())) == 2
    assert [one.label for one in search(network.actor("nowak"), Sought(), NOW).found] == [(), ()]


def test_an_exchange_is_still_found_by_name_years_later(network: Network, database: Server) -> None:
    brennan, _ = about_two(network)
    assert numbers(network.actor("taylor"), Sought(value="Brennan"), later(days=5 * 365)) == [brennan.number]


def test_a_draft_is_found_by_its_own_authority_only(network: Network, database: Server) -> None:
    draft = drafted(network)
    assert numbers(network.actor("kowalska"), Sought(value="Brennan")) == [draft.number]
    for sought in (Sought(value="Brennan"), Sought(), Sought(number=draft.number)):
        assert numbers(network.actor("taylor"), sought) == []


def test_what_is_found_says_what_it_is_about_with_whom_and_whose_move_it_is(network: Network, database: Server) -> None:
    sent(network)
    [hit] = search(network.actor("taylor"), Sought(), NOW).found
    assert dict(hit.label)["surname"] == "Brennan"
    assert (hit.other_member, hit.other and hit.other.id) == ("PL", network.authority("pl_pharmacists").id)
    [watched] = search(network.actor("wojcik"), Sought(), NOW).found
    assert (watched.other_member, watched.label) == ("GB", ())
    assert hit.mover is not None
    assert (hit.mover.mine, hit.mover.member, hit.state) == (True, "GB", "sent")


def test_every_search_is_told_to_the_access_log_and_names_no_value(network: Network, database: Server) -> None:
    sent(network)
    before = stored("select count(*) from foundation_access")[0][0]
    taylor = network.actor("taylor")
    search(taylor, Sought(value="Brennan"), NOW)
    search(network.actor("wojcik"), Sought(), NOW)
    told = stored(
        "select what, classes, by_right, stream from foundation_access order by at, by_right offset %s", [before]
    )
    assert sorted(told) == [(3, 0, 3, None), (3, 1, 1, None)]


def test_the_newest_is_what_began_last_whatever_was_written_first(network: Network, database: Server) -> None:
    kowalska, ten_days_ago = network.actor("kowalska"), later(days=-10)
    younger = sent(network)
    begun = Begun(parties={"responder": [network.authorities["gb_pharmacists"]]}, subject=SUBJECT)
    older = open_exchange(kowalska, asked(ten_days_ago), "pq", "request", begun)
    assert numbers(kowalska, Sought()) == [younger.number, older.number]
    assert numbers(kowalska, Sought(until=ten_days_ago.date())) == [older.number]


def test_what_is_blocked_is_found_by_number_and_not_by_name_also_before_the_worker_comes(
    network: Network, database: Server
) -> None:
    exchange = sent(network)
    done(network, "kowalska", exchange, "withdraw", REQUESTER, reason="The wrong person.")
    kowalska, at = network.actor("kowalska"), later(days=30)
    assert numbers(kowalska, Sought(value="Brennan"), at) == [exchange.number]
    [before] = search(kowalska, Sought(number=exchange.number), at).found
    assert (before.blocked, dict(before.label)["surname"]) == (False, "Brennan")
    at = later(days=190)
    assert numbers(kowalska, Sought(value="Brennan"), at) == []
    [after] = search(kowalska, Sought(number=exchange.number), at).found
    assert (after.blocked, after.label) == (True, ())
