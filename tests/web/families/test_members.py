"""The page of an alert to every member: how many are how far, a map of squares, and one line for each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.modules.memory import steady
from counterpart.web.showing.exchange.side import SEATS
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.web.families.everywhere import EVERY, OTHERS, desks, does, warned
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage

SVG = "{http://www.w3.org/2000/svg}"
MOST = 10
DONE = ("BE", "BG", "CY", "CZ", "DK")


@pytest.fixture(scope="module")
def everywhere(services: Offices, migrated: Server) -> Iterator[None]:
    """A desk in every member that has nobody."""
    with desks(migrated, OTHERS):
        yield


@pytest.fixture
def alert(stage: Stage, services: Offices, everywhere: None) -> Stage:
    """The stage with those who warn and are warned."""
    stage.door.others.update(services.actors)
    return stage


def acknowledged(stage: Stage) -> Written:
    """Five have acknowledged; Belgium dealt with it, Bulgaria has no use for it, Denmark passed it on to its board."""
    exchange = warned(stage)
    for member in DONE:
        does(stage, exchange, member, "acknowledge")
    does(stage, exchange, "BE", "settle")
    does(stage, exchange, "BG", "find_not_relevant", reason="no tours here")
    board = stage.door.others["dk_board"].authority_ref
    return does(stage, exchange, "DK", "disseminate", choose=[board])


def page_of(stage: Stage, who: str, exchange: Written, tail: str = "", language: str = "en") -> str:
    told = stage.door.look(who, exchange, tail, language=language)
    assert told.status == 200
    return told.page


def lines(page: str) -> list[str]:
    """The lines of the list, as they are read."""
    table = page.partition('class="worklist members"')[2].partition("</table>")[0]
    rows = table.partition("<tbody")[2].split("<tr ")[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", f"<{row}").split()) for row in rows]


def svg_of(page: str, kind: str) -> ET.Element:
    found = re.search(rf'<svg class="{kind}".*?</svg>', page, re.DOTALL)
    assert found is not None, f"no {kind}"
    return ET.fromstring(found[0].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def words_of(element: ET.Element, name: str) -> str:
    found = element.find(f"{SVG}{name}")
    assert found is not None
    return "".join(found.itertext())


def test_it_says_in_words_how_many_are_how_far_and_each_count_chooses_them(alert: Stage) -> None:
    exchange = acknowledged(alert)
    page = page_of(alert, "se_coordinator", exchange)
    counts = re.findall(r'href="\?show=([\w.]+)#h-members"[^>]*>.*?</svg> ([^<]+)</a>', page)
    assert counts == [
        ("delivery.received", "Received: 24 of 29"),
        ("delivery.acknowledged", "Acknowledged: 2 of 29"),
        ("delivery.disseminated", "Passed on to authorities: 1 of 29"),
        ("delivery.settled", "Dealt with: 1 of 29"),
        ("delivery.not_relevant", "Not relevant here: 1 of 29"),
    ]
    chosen = page_of(alert, "se_coordinator", exchange, "?show=delivery.acknowledged")
    assert [line.split()[:2] for line in lines(chosen)] == [["CY", "Cyprus"], ["CZ", "Czechia"]]
    assert "Only 2 of them are shown." in chosen
    assert 'aria-current="true"' in chosen


def test_a_long_list_is_a_click_away_and_one_asked_for_what_there_is_not_shows_all_or_nothing(alert: Stage) -> None:
    exchange = acknowledged(alert)
    assert lines(page_of(alert, "se_coordinator", exchange)) == []
    assert "One line for each of the 29" in page_of(alert, "se_coordinator", exchange)
    assert len(lines(page_of(alert, "se_coordinator", exchange, "?show=all"))) == len(EVERY)
    for nonsense in ("?show=delivery.nowhere", "?show=question.asked", "?show=nothing.received", "?show=x", "?from=99"):
        assert lines(page_of(alert, "se_coordinator", exchange, nonsense)) == []
    assert lines(page_of(alert, "se_coordinator", exchange, "?show=all&from=9999999")) != []


def test_each_line_has_state_and_dates_of_every_track_in_the_order_of_the_readers_alphabet(alert: Stage) -> None:
    exchange = acknowledged(alert)
    forms = {"closing_proposal": {"grounds": "The provider has given up rafting."}}
    alert.done("se_coordinator", exchange, "propose_closing_as_sender", Capacity("gatekeeper"), forms=forms)
    found = lines(page_of(alert, "se_coordinator", exchange, "?show=all"))
    assert found[0].startswith("AT Austria")
    assert found[1].startswith("BE Belgium Alert desk of BE Dealt with since Mon 2 Mar May object since")
    assert "Passed on to authorities since Mon 2 Mar" in found[6]
    assert "Passed on to 1 authority" in found[6]
    german = [line.split()[0] for line in lines(page_of(alert, "se_coordinator", exchange, "?show=all", "de"))]
    assert german[:6] == ["BE", "BG", "DK", "DE", "EE", "FI"]
    assert sorted(german) == sorted(EVERY)


def test_a_recipient_finds_its_own_line_first_and_the_calculation_of_dates_is_not_repeated(alert: Stage) -> None:
    exchange = acknowledged(alert)
    page = page_of(alert, "fi_coordinator", exchange)
    assert [line.split()[:2] for line in lines(page)] == [["FI", "Finland"]]
    whole = page_of(alert, "fi_coordinator", exchange, "?show=all")
    assert "Your authority" in lines(whole)[0]
    table = whole.partition('class="worklist members"')[2].partition("</table>")[0]
    assert "How this date was calculated" not in table
    assert "How this date was calculated" in whole


def test_who_takes_no_part_finds_nothing_whatever_they_ask_for(alert: Stage) -> None:
    exchange = acknowledged(alert)
    for tail in ("?show=all", "?show=delivery.received", "/procedure", "/parties/recipients", "/parties/informed"):
        for who in ("se_stranger", "fi_board"):
            told = alert.door.look(who, exchange, tail)
            assert told.status == 404
            assert "Alert desk of" not in told.text


def test_the_map_has_a_square_for_each_member_and_says_the_same_in_words(alert: Stage) -> None:
    exchange = acknowledged(alert)
    alert.door.clock.move(dt.timedelta(days=2))
    drawn = svg_of(page_of(alert, "se_coordinator", exchange), "squares")
    assert drawn.get("role") == "img"
    assert words_of(drawn, "title") == "Map: Delivery to one recipient"
    said = words_of(drawn, "desc")
    assert "Dealt with: Belgium." in said
    assert "Acknowledged: Cyprus, Czechia." in said
    squares = {words_of(one, "text"): one for one in drawn.findall(f"{SVG}g")}
    assert squares.keys() == {*EVERY, "SE"}
    kinds = {code: (one.get("class") or "").split() for code, one in squares.items()}
    assert (kinds["SE"], kinds["BE"], kinds["BG"], kinds["AT"]) == (["none", "mine"], ["good"], ["plain"], ["open"])
    signs = {code: one.find(f"{SVG}g") for code, one in squares.items()}
    shapes = {code: "".join(path.get("d") or "" for path in one) for code, one in signs.items() if one is not None}
    assert len({shapes[code] for code in ("AT", "CY", "DK", "BE", "BG")}) == 5  # each state has a sign of its own
    assert "SE" not in shapes
    late = [code for code, one in squares.items() if any(path.get("class") == "lateness" for path in one)]
    assert sorted(late) == sorted(set(EVERY) - set(DONE))


def test_the_page_of_an_alert_to_all_takes_no_more_statements_than_any(alert: Stage) -> None:
    exchange = acknowledged(alert)
    for tail in ("", "?show=all", "/procedure", "/parties/recipients"):
        for _ in range(2):
            page_of(alert, "se_coordinator", exchange, tail)
        vault = connections["vault"]
        with steady(), CaptureQueriesContext(connections["default"]) as tables, CaptureQueriesContext(vault):
            page_of(alert, "se_coordinator", exchange, tail)
        assert len(tables) <= MOST, tail


def test_thousands_to_whom_it_was_passed_on_are_counted_and_stand_on_pages_of_their_own(
    alert: Stage, migrated: Server
) -> None:
    exchange = acknowledged(alert)
    with desks(migrated, ["DK"] * 300, role="authority") as ids:
        chosen = [ref for (ref,) in stored("select ref from directory_authority where id = any(%s)", [ids])]
        does(alert, exchange, "DK", "disseminate", choose=chosen)
        for who in ("se_coordinator", "dk_board"):
            page = page_of(alert, who, exchange, "?show=delivery.disseminated")
            assert page.count("Alert desk of DK") == SEATS - 1  # beside the board, which was the first
            assert f"and {301 - SEATS} more" in page
            assert "Passed on to 301 authorities" in lines(page)[0]
        first = page_of(alert, "se_coordinator", exchange, "/parties/informed")
        assert first.count("Alert desk of DK") == 99
        last = page_of(alert, "se_coordinator", exchange, "/parties/informed?from=300")
        assert last.count("Alert desk of DK") == 1
        assert "?from=200" in last
        assert alert.door.look("se_coordinator", exchange, "/parties/nobody").status == 404
