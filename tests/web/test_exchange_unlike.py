"""Policy areas unlike those that ship go through the same pages: a board that votes, a file with its children."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.actor import Actor
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, stored
from tests.network import OPERATOR, Network
from tests.web.visitors import give_passwords, signed_in

DISPUTE = {"matter": "A search engine", "draft": "draft.pdf"}
COMPLAINT = {"matter": "Unwanted advertising", "controller": "Shop Ltd", "complainant": "Anne Dupont"}
STATE = "select state from exchanges_exchange order by id"

Taking = tuple[UUID, Actor, Client]


@pytest.fixture
def taking_part(people: Network, database: Server) -> Callable[..., dict[str, Taking]]:
    """Install an area of the tests, and bring authorities of some members with somebody at a browser each."""

    def come(area: str, *members: str) -> dict[str, Taking]:
        path, network = ROOT / "tests" / "areas" / area, ROOT / "areas" / "network.yaml"
        try:
            install(OPERATOR, asked(), trusted_consignment(path, network))
        except Conflict as already:
            assert already.code == "already_installed"
        found = {}
        for member in members:
            ref, actor = people.newcomer(member, (area, "authority"))
            give_passwords(database)
            found[member] = (ref, actor, signed_in(actor))
        return found

    return come


def hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def done(client: Client, link: str, **given: str) -> int:
    """Follow a link of the action bar, and press the one button; a page that checks first sends to the action's."""
    page = client.get(link).content.decode()
    sends = re.search(r'<form[^>]* action="([^"]*/do/[^"]*)"', page)
    given |= {name: hidden(page, name) for name in ("request", "expected")}
    return client.post(sends[1].replace("&amp;", "&") if sends else link, given).status_code


def link_to(page: str, title: str) -> str:
    found = re.search(f'href="([^"]*)">{title}(<small>[^<]*</small>)?</a>', page)
    assert found, f"no link {title}"
    return found[1].replace("&amp;", "&")


def test_a_board_votes_through_the_same_pages(taking_part: Callable[..., dict[str, Taking]]) -> None:
    board = taking_part("votes", "IE", "DE", "FR")
    _, actor, client = board["IE"]
    begun = Begun(parties={"members": [board["DE"][0], board["FR"][0]]}, subject=DISPUTE)
    exchange = open_exchange(actor, asked(NOW), "votes", "dispute", begun)
    place = f"/for/{actor.authority_id}/exchanges/{exchange.number}"
    page = client.get(place).content.decode()
    assert "A search engine" in page
    assert done(client, link_to(page, "Put to the vote")) == 302
    assert stored(STATE) == [("voting",)]
    assert "Vote of one member" in client.get(place).content.decode()
    for member in ("DE", "FR"):
        _, voter, browser = board[member]
        theirs = browser.get(f"/for/{voter.authority_id}/exchanges/{exchange.number}").content.decode()
        assert "Your move" in theirs
        assert done(browser, link_to(theirs, "In favour")) == 302
    assert stored(STATE) == [("adopted",)]
    assert "Adopted" in client.get(place).content.decode()


def test_a_file_with_children_shows_whose_move_it_is_in_each(taking_part: Callable[..., dict[str, Taking]]) -> None:
    both = taking_part("children", "FR", "IE")
    _, actor, client = both["FR"]
    ref, lead, browser = both["IE"]
    exchange = open_exchange(actor, asked(NOW), "children", "file", Begun(subject=COMPLAINT))
    place = f"/for/{actor.authority_id}/exchanges/{exchange.number}"
    assert done(client, link_to(client.get(place).content.decode(), "Ask who leads")) == 302
    page = client.get(place).content.decode()
    assert "Exchanges that belong to this one" in page
    child = re.search(r'class="do" href="([^"]*)">([^<]*)</a>', page)
    assert child
    theirs = client.get(child[1]).content.decode()
    assert "This exchange belongs to it" in theirs
    assert link_to(theirs, "Send") == f"{child[1]}/check"
    assert done(client, f"{child[1]}/do/ask?as=asker", choose=str(ref)) == 302
    assert stored(STATE) == [("identifying",), ("asked",)]
    at_lead = browser.get(f"/for/{lead.authority_id}/exchanges/{child[2]}").content.decode()
    assert done(browser, link_to(at_lead, "We lead")) == 302
    assert stored(STATE) == [("investigating",), ("accepted",)]
    assert "With the lead authority" in client.get(place).content.decode()
