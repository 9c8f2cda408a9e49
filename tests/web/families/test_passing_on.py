"""A coordinator passes an alert on to hundreds of authorities with one tick, where twelve stand on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.exchanges.actions.beginning import Written
from counterpart.web.showing.exchange import choosing
from counterpart.web.views import doing
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.web.families.everywhere import desks, does
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage, refs
from tests.web.families.test_services_alerts import DK, active

MANY = 430
INFORMED = """
select count(*), count(distinct p.authority_id), min(p.member), max(p.member) from exchanges_party p
join exchanges_exchange e on e.id = p.exchange_id where e.ref = %s and p.name = 'informed' and p.until_n is null
"""
TOLD = """
select jsonb_array_length(t -> 'authorities') from foundation_fact f, jsonb_array_elements(f.dims -> 'told') t
where f.stream = %s and t ->> 'party' = 'informed' order by f.id
"""


@pytest.fixture
def alert(stage: Stage, services: Offices, migrated: Server) -> Iterator[Stage]:
    """The stage with those who warn and are warned, and very many authorities in Denmark, some in Finland."""
    stage.door.others.update(services.actors)
    with desks(migrated, ["DK"] * MANY + ["FI"] * 20, role="authority"):
        yield stage


def acknowledged(stage: Stage) -> Written:
    return stage.done("dk_coordinator", active(stage), "acknowledge", DK)


def page_of(stage: Stage, exchange: Written) -> str:
    return stage.door.look("dk_coordinator", exchange, "/do/disseminate?track=delivery&key=DK&as=recipients").page


def test_one_tick_chooses_all_of_the_member_and_nobody_else(alert: Stage) -> None:
    exchange = acknowledged(alert)
    page = page_of(alert, exchange)
    assert f"All {MANY + 1} whom you can choose" in page  # the board of Denmark is there already
    assert page.count('name="choose"') == choosing.MOST
    alert.does("dk_coordinator", exchange, "disseminate", DK, {"everybody": "yes"})
    assert stored(INFORMED, [exchange.ref]) == [(MANY + 1, MANY + 1, "DK", "DK")]


def test_who_was_told_before_is_not_told_again(alert: Stage, services: Offices) -> None:
    exchange = acknowledged(alert)
    alert.does("dk_coordinator", exchange, "disseminate", DK, {"choose": refs(services.refs["dk_board"])})
    assert f"All {MANY} whom you can choose" in page_of(alert, exchange)
    alert.does("dk_coordinator", exchange, "disseminate", DK, {"everybody": "yes"})
    assert stored(TOLD, [exchange.ref]) == [(1,), (MANY,)]


def test_who_passes_it_on_twice_to_the_same_tells_nobody(alert: Stage, services: Offices) -> None:
    exchange = acknowledged(alert)
    board = services.refs["dk_board"]
    for _ in range(2):
        does(alert, exchange, "DK", "disseminate", choose=[board])
    told = "select f.dims -> 'told' from foundation_fact f where f.stream = %s order by f.id desc limit 1"
    assert stored(told, [exchange.ref])[0][0] in ([], "[]")


def test_more_than_may_be_chosen_at_once_are_not_offered_and_the_page_says_so(
    alert: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = acknowledged(alert)
    monkeypatch.setattr(choosing, "MOST_TOGETHER", MANY)
    monkeypatch.setattr(doing, "MOST_TOGETHER", MANY)
    page = page_of(alert, exchange)
    assert "whom you can choose<" not in page
    assert f"You cannot choose all of them at once: at most {MANY}." in page
    alert.refused("dk_coordinator", exchange, "disseminate", DK, "Choose who.", {"everybody": "yes"})


def test_nothing_chosen_and_no_tick_is_refused(alert: Stage) -> None:
    alert.refused("dk_coordinator", acknowledged(alert), "disseminate", DK, "Choose who.")
