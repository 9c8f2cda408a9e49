"""An official asks a register by page; where no machine answers at once, whoever keeps it answers by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from counterpart.exchanges.actions import opening
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.web.views import asking_at_once
from tests.exchanges.stories import stored
from tests.web.families.offices import ALERTS, HANDLES, Offices
from tests.web.families.stage import NEWEST, Stage
from tests.web.filling import text_of

ASK = "ask/driving-licence/details"
BY_HAND = Capacity("keeper")
QUESTION = {"f-issued_by": "ES", "f-number": "12345678-Z", "f-reason": "exchange"}
LICENCE = {
    "f0-number": "12345678-Z", "f0-issued_by": "ES", "f0-surname": "Smith", "f0-given_names": "John",
    "f0-birth_date": "15 12 1976", "f0-status": "suspended", "f0-issued_on": "1 2 2020", "f0-expires_on": "1 2 2030",
}  # fmt: skip
EXCHANGES = "select count(*) from exchanges_exchange"


def request_of(client: Client, address: str) -> str:
    """The id that the form carries."""
    found = re.search(r'name="request" value="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def sent(stage: Stage, fields: dict[str, Any], *, who: str = "pt_licensing", language: str = "en") -> Any:
    """The answer to a question that somebody sends."""
    client, address = stage.door.client(who, language), stage.door.at(who, ASK)
    return client.post(address, {"request": request_of(client, address), **fields})


def lacking(stage: Stage, fields: dict[str, Any]) -> str:
    """What somebody reads who is told what is wrong; nothing was asked, and nothing typed is lost."""
    answer = sent(stage, fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert stored(EXCHANGES) == [(0,)]
    assert all(str(value) in page for name, value in fields.items() if name == "f-number")
    return text_of(page)


@pytest.fixture
def two_keepers(others: Stage, granting: Offices) -> Stage:
    """In Greece two registers are kept."""
    for name, role in (("gr_register", "register"), ("gr_other_register", "register"), ("gr_licensing", "authority")):
        if name not in granting.refs:
            granting.office(name, "GR", "driving-licence", role, HANDLES)
    others.door.others.update(granting.actors)
    return others


def test_an_official_asks_and_who_keeps_the_register_answers_by_hand(others: Stage) -> None:
    assert f'href="{others.door.at("pt_licensing", ASK)}"' in others.door.open("pt_licensing", "new").page
    answer = sent(others, QUESTION)
    assert answer.status_code == 302
    assert "12345678" not in answer.headers["Location"]
    exchange = Written(*stored(NEWEST)[0])
    assert "Question sent" in others.read("pt_licensing", exchange)
    others.closed_to(exchange, "kowalska", "lv_bank")
    assert not others.door.do("es_licensing", exchange, "answer_by_hand", BY_HAND, LICENCE).done
    others.wait(seconds=11)
    assert others.door.state(exchange) == "in_progress"
    assert others.told("es_licensing", exchange)
    others.does("es_licensing", exchange, "answer_by_hand", BY_HAND, LICENCE)
    assert "Smith" in others.read("pt_licensing", exchange)
    assert others.told("pt_licensing", exchange)


def test_what_is_missing_or_wrong_is_said_at_its_field(others: Stage) -> None:
    page = lacking(others, {"f-number": "§"})
    assert "There are 3 things to correct" in page
    assert "Issued by" in page
    assert "There is 1 thing to correct" in lacking(others, QUESTION | {"f-number": "no letter ß"})


def test_of_several_registers_one_is_chosen(two_keepers: Stage, granting: Offices) -> None:
    to_greece = QUESTION | {"f-issued_by": "GR"}
    page = lacking(two_keepers, to_greece)
    assert "Register that is asked: Choose who." in page
    assert "Gr Other Register" in page
    assert "Choose who." in lacking(two_keepers, to_greece | {"party-register": str(granting.refs["es_register"])})
    chosen = to_greece | {"party-register": str(granting.refs["gr_other_register"])}
    assert sent(two_keepers, chosen).status_code == 302
    exchange = Written(*stored(NEWEST)[0])
    assert two_keepers.door.look("gr_other_register", exchange).status == 200
    two_keepers.closed_to(exchange, "gr_register", "es_register")


def test_pressed_twice_it_is_asked_once(others: Stage) -> None:
    client, address = others.door.client("pt_licensing"), others.door.at("pt_licensing", ASK)
    form = QUESTION | {"request": request_of(client, address)}
    first, second = (client.post(address, form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert stored(EXCHANGES) == [(1,)]


def test_it_reads_in_the_language_of_who_asks(others: Stage) -> None:
    address = others.door.at("pt_licensing", ASK)
    german = text_of(others.door.client("pt_licensing", "de").get(address).content.decode())
    assert "Jetzt fragen" in german
    answer = sent(others, {"f-number": "§"}, language="el")
    assert 'lang="el"' in answer.content.decode()


def test_who_holds_no_right_finds_no_button_and_is_refused(
    others: Stage, granting: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "pt_clerk" not in granting.refs:
        granting.office("pt_clerk", "PT", "driving-licence", "authority", ALERTS)
    others.door.others.update(granting.actors)
    assert "Details of a driving licence" not in others.door.open("pt_clerk", "new").text
    client, address = others.door.client("pt_clerk"), others.door.at("pt_clerk", ASK)
    form = QUESTION | {"request": request_of(others.door.client("pt_licensing"), others.door.at("pt_licensing", ASK))}
    assert client.get(address).status_code == 403
    assert client.post(address, form).status_code == 403
    monkeypatch.setattr(asking_at_once, "must_hold_right", lambda *_: None)
    assert client.post(address, form).status_code == 422  # the room below refuses as well
    monkeypatch.setattr(opening, "must_hold_right", lambda *_, **__: None)
    assert client.post(address, form).status_code == 302


def test_what_goes_to_all_registers_is_for_machines(others: Stage) -> None:
    assert "Search for the licences of a person" not in others.door.open("pt_licensing", "new").text
    assert others.door.open("pt_licensing", "ask/driving-licence/search").status == 404
    assert others.door.open("pt_licensing", "ask/pq/request").status == 404
