"""Each guard of a search alone, switched off: then what it keeps back is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpart.core.errors import Refused
from counterpart.core.workflow import Rulebook
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.queries import rights, searching
from counterpart.exchanges.queries.searching import listed, search
from counterpart.exchanges.row_security import CONTENT, OVERVIEW
from counterpart.exchanges.search import asking
from counterpart.exchanges.search.sought import Sought
from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.exchanges.search.test_searching import numbers
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, sent
from tests.exchanges.test_row_security import switched_off
from tests.network import Network

TABLES = ("access", "blind", "exchange", "party", "turn", "track", "allocation")
BRENNAN = Sought(value="Brennan")


def test_a_stranger_finds_nothing_until_need_to_know_and_row_security_are_both_gone(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, stranger = sent(network), network.actor("ioannou")
    off, on = (
        ";".join(f"alter table exchanges_{name} {way} row level security" for name in TABLES)
        for way in ("disable", "enable")
    )
    assert numbers(stranger, Sought()) == []
    with switched_off(database, off, on):
        assert numbers(stranger, Sought()) == []
    careless = {name: walk.replace("a.authority_id = %(authority)s", "true") for name, walk in asking.WALKS.items()}
    assert careless != asking.WALKS
    monkeypatch.setattr(asking, "WALKS", careless)
    assert numbers(stranger, Sought()) == []
    with switched_off(database, off, on):
        assert set(numbers(stranger, Sought())) == {exchange.number}


def test_who_watches_finds_nobody_by_name_until_the_level_and_row_security_are_gone(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, coordinator = sent(network), network.actor("wojcik")
    assert numbers(coordinator, Sought()) == [exchange.number]
    assert numbers(coordinator, BRENNAN) == []
    monkeypatch.setattr(searching, "CONTENT", OVERVIEW)
    monkeypatch.setattr(searching, "fields_seen", lambda *_: frozenset({"subject.surname"}))
    assert numbers(coordinator, BRENNAN) == []
    guard = "alter table exchanges_blind {} row level security"
    with switched_off(database, guard.format("disable"), guard.format("enable")):
        assert numbers(coordinator, BRENNAN) == [exchange.number]
    assert CONTENT > OVERVIEW


def test_nobody_is_found_by_a_field_that_they_do_not_see_until_that_is_not_asked(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coordinator of one side takes part, may open content, and sees no data about people."""
    exchange, clarke = accepted(network), network.actor("clarke")
    assert numbers(clarke, Sought()) == [exchange.number]
    assert numbers(clarke, BRENNAN) == []
    monkeypatch.setattr(searching, "fields_seen", lambda *_: frozenset({"subject.surname"}))
    assert numbers(clarke, BRENNAN) == [exchange.number]


def test_what_was_given_to_colleagues_is_found_by_name_by_them_alone_until_the_right_is_not_asked(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, patel, taylor = accepted(network), network.actor("patel"), network.actor("taylor")
    assert patel.user_id is not None
    allocate(network.actor("hughes"), asked(), exchange.ref, RESPONDER, [patel.user_id])
    for who, found in ((patel, [exchange.number]), (network.actor("hughes"), [exchange.number]), (taylor, [])):
        assert numbers(who, BRENNAN) == found
    [hit] = search(taylor, Sought(), NOW).found
    assert hit.label == ()
    monkeypatch.setattr(searching, "why_closed", lambda *_, **__: "")
    assert numbers(taylor, BRENNAN) == [exchange.number]


def test_a_right_in_one_policy_area_looks_into_no_other_until_it_is_not_asked(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, kowalska = sent(network), network.actor("kowalska")
    elsewhere = replace(
        kowalska, rights=frozenset(one._replace(module="services") for one in kowalska.rights if one.module)
    )
    assert numbers(elsewhere, BRENNAN) == []
    with pytest.raises(Refused, match="not_this_right"):
        search(elsewhere, replace(BRENNAN, module="pq"), NOW)

    def anywhere(actor: Actor, rules: Rulebook, **_: Any) -> str:
        return rights.why_closed(kowalska, rules, takes_part=True, elsewhere=False)

    monkeypatch.setattr(searching, "why_closed", anywhere)
    assert numbers(elsewhere, BRENNAN) == [exchange.number]


def test_a_list_opens_no_label_until_it_is_asked_for_with_them(network: Network, database: Server) -> None:
    sent(network)
    taylor, asking_for = network.actor("taylor"), searching._values
    shown = searching._page(taylor, Sought(), asking_for(taylor, Sought(), NOW, None, 9, labels=False), 9)[1]
    assert [row[9] for row in shown] == [None]
    assert [one.label for one in listed(taylor, Sought(), NOW)] == [()]
    shown = searching._page(taylor, Sought(), asking_for(taylor, Sought(), NOW, None, 9, labels=True), 9)[1]
    assert [row[9] is None for row in shown] == [False]
