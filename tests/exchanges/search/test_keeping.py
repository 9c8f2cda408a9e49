"""Searches that somebody keeps: sealed, for some days or under a name, and gone with their account."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.accounts.actions import erase, leave
from counterpart.core.errors import Invalid, OutOfTurn
from counterpart.exchanges.search import keeping
from counterpart.exchanges.search.keeping import (
    LIFE,
    MOST_KEPT,
    expire_searches,
    keep_search,
    kept_search,
    own_searches,
    remove_search,
    save_search,
)
from counterpart.exchanges.search.sought import Given, Phase, Sought, parts_of
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, later, stored
from tests.network import OPERATOR, Network

WHOLE = Sought(
    number="7F3",
    module="pq",
    procedure="request",
    phase=Phase.OPEN,
    state="sent",
    member="GB",
    since=dt.date(2026, 1, 1),
    until=dt.date(2026, 3, 2),
    late=True,
    given=Given.ME,
    value="Brennan, 15 12 1976",
    days={"15 12 1976": "1976-12-15"},
)
COUNT = "select count(*) from exchanges_search"


def test_a_search_comes_back_as_it_was_kept(network: Network, database: Server) -> None:
    taylor = network.actor("taylor")
    ref = keep_search(taylor, WHOLE, NOW)
    found = kept_search(taylor, ref, NOW)
    assert found is not None
    assert (found.name, found.sought) == ("", WHOLE)
    assert own_searches(taylor, NOW) == ()


def test_a_search_is_kept_for_some_days_and_a_saved_one_until_it_is_removed(network: Network, database: Server) -> None:
    taylor = network.actor("taylor")
    keep_search(taylor, WHOLE, NOW)
    saved = save_search(taylor, "  About\n Brennan ", WHOLE, NOW)
    with as_worker():
        assert expire_searches(NOW + LIFE) == 0
        assert expire_searches(later(days=8)) == 1
    assert [one.name for one in own_searches(taylor, later(days=8))] == ["About Brennan"]
    assert remove_search(taylor, saved)
    assert not remove_search(taylor, saved)


def test_who_keeps_very_many_loses_the_oldest(network: Network, database: Server) -> None:
    taylor = network.actor("taylor")
    refs = [keep_search(taylor, Sought(value=f"n{one}"), later(minutes=one)) for one in range(MOST_KEPT + 2)]
    assert [kept_search(taylor, ref, NOW) is None for ref in refs] == [True, True] + [False] * MOST_KEPT


def test_a_name_is_asked_for_and_saves_once(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    taylor = network.actor("taylor")
    for name, code in ((" ", "search_nameless"), ("x" * 81, "search_name_long")):
        with pytest.raises(Invalid, match=code):
            save_search(taylor, name, WHOLE, NOW)
    for _ in range(2):
        save_search(taylor, "Mine", WHOLE, NOW)
    assert stored(COUNT) == [(1,)]
    monkeypatch.setattr(keeping, "MOST_SAVED", 1)
    save_search(taylor, "Mine", WHOLE, NOW)
    with pytest.raises(OutOfTurn, match="searches_many"):
        save_search(taylor, "Another", WHOLE, NOW)


def test_searches_go_with_the_account_of_whose_they_are(network: Network, database: Server) -> None:
    _, newcomer = network.newcomer("GB", ("pq", "authority"))
    assert newcomer.ref is not None
    save_search(newcomer, "About Brennan", WHOLE, NOW)
    save_search(network.actor("taylor"), "Mine", WHOLE, NOW)
    leave(OPERATOR, asked(), newcomer.ref)
    erase(OPERATOR, asked(), newcomer.ref)
    assert own_searches(newcomer, NOW)
    load_handlers()
    with as_worker():
        sequence_facts(NOW)
        feed_consumers(NOW)
    assert stored("select user_ref from exchanges_search") == [(network.users["taylor"],)]


@pytest.mark.parametrize(
    ("value", "parts"),
    [("", ()), (" , ; ", ()), ("Brennan", ("Brennan",)), ("Brennan,; 1976 ,Brennan", ("Brennan", "1976"))],
)
def test_values_stand_with_commas_between_them(value: str, parts: tuple[str, ...]) -> None:
    assert parts_of(value) == parts


def test_what_may_stand_in_an_address_holds_no_name() -> None:
    assert [Sought(number=one).tellable for one in ("", "7F3K", "Brandt", "MARIA")] == [True, True, False, False]
    assert not WHOLE.tellable
