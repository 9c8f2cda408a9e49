"""The picture of a procedure: where the exchange and the reader's own parts of it stand, and a table behind it."""

from __future__ import annotations

import re

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage
from tests.web.families.test_members import page_of

ALERT = {
    "caused_by_service": True, "risk_is_current": True, "cross_border": True, "provider_kind": "company",
    "company_name": "Rope and Rock", "sector": "leisure", "service": "rafting and climbing tours", "harm": ["safety"],
    "damage": "very_serious", "likelihood": "high", "description": "Without safety equipment.", "warned": ["DK", "FI"],
}  # fmt: skip


@pytest.fixture
def alert(stage: Stage, services: Offices) -> Stage:
    """The stage with those who warn and are warned."""
    stage.door.others.update(services.actors)
    return stage


def acknowledged(stage: Stage) -> Written:
    """Denmark and Finland are warned; Denmark has acknowledged."""
    draft = stage.begun("se_board", "services", "alert", ALERT)
    exchange = stage.done("se_board", draft, "submit", Capacity("initiator"))
    exchange = stage.done("se_coordinator", exchange, "broadcast", Capacity("gatekeeper"))
    return stage.done("dk_coordinator", exchange, "acknowledge", Capacity("recipients", "delivery", "DK"))


def states(page: str, track: str) -> dict[str, list[str]]:
    """The table of a machine: by state who moves, by when, and what stands there now."""
    section = page.partition(f'aria-labelledby="h-{track}">')[2].partition("</section>")[0]
    rows = section.partition("<tbody")[2].split("<tr ")[1:]
    cells = ([re.sub(r"<[^>]+>", " ", one) for one in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows)
    return {cell[0].strip(): [" ".join(one.split()) for one in cell[1:]] for cell in cells}


def picture(page: str, track: str) -> str:
    section = page.partition(f'aria-labelledby="h-{track}">')[2].partition("</section>")[0]
    return section.partition("<svg")[2].partition("</svg>")[0]


def here(drawn: str) -> list[str]:
    return re.findall(r'<g data-state="(\w+)"><rect class="[^"]*\bhere\b', drawn)


def test_a_recipient_sees_where_it_stands_itself_and_how_many_others_are_where(alert: Stage) -> None:
    exchange = acknowledged(alert)
    page = page_of(alert, "dk_coordinator", exchange, "/procedure")
    assert (here(picture(page, "main")), here(picture(page, "delivery"))) == (["active"], ["received", "acknowledged"])
    assert "Yours is here" in picture(page, "delivery")
    delivery = states(page, "delivery")
    assert delivery["Acknowledged"] == [
        "Alert coordinators of the recipients",
        "5 working days Mon 9 Mar",
        "Yours is here",
    ]
    assert delivery["Received"] == ["Alert coordinators of the recipients", "1 working day", "1 is here"]
    assert delivery["Dealt with"] == ["", "", ""]
    assert states(page, "main")["Active"][2] == "Now here"
    assert page_of(alert, "dk_coordinator", exchange).count('/procedure">How the procedure goes</a>') == 1


def test_it_is_in_the_readers_language_deadlines_too(alert: Stage) -> None:
    page = page_of(alert, "dk_coordinator", acknowledged(alert), "/procedure", language="de")
    assert "5 Arbeitstage" in picture(page, "delivery")
    assert "5 working days" not in page
    assert "Dealt with" not in states(page, "delivery")


def test_several_pictures_on_a_page_carry_no_style_of_their_own_and_share_no_names(alert: Stage) -> None:
    page = page_of(alert, "se_coordinator", acknowledged(alert), "/procedure")
    assert "<style" not in page
    assert "style=" not in page
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))
    for track in ("main", "delivery", "objection"):
        assert f"url(#tip-{track})" in picture(page, track)


def test_whoever_takes_no_part_finds_no_picture(alert: Stage) -> None:
    exchange = acknowledged(alert)
    assert alert.door.look("se_stranger", exchange, "/procedure").status == 404
    assert alert.door.look("se_board", exchange, "/procedure").status == 200
