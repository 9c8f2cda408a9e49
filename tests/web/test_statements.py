"""How many statements a page takes, once definitions, texts and keys are at hand: a round trip more is noticed here.

Of each page two are the session and the visitor with their rights, three the transaction around what is read.
"""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.arranging import allocate
from counterpart.modules.memory import steady
from tests.exchanges.stories import RESPONDER, accepted, asked, drafted
from tests.network import Network
from tests.web.visitors import at, visitor

MOST = 10
PAGES = {
    "work": MOST,
    "work/mine": MOST,
    "work/others": MOST,
    "new": MOST,
    "help": MOST,
    "our-authority": MOST,
    "authorities": MOST,
    "authorities?q=pharm": MOST,
}
OF_EXCHANGE = {"": MOST, "/history": MOST, "/message": MOST, "/note": MOST, "/do/withdraw": MOST, "/reports": MOST}
OF_DRAFT = {"": MOST, "/write": MOST, "/check": MOST, "/do/send": MOST}


def taken(client: Client, address: str) -> list[str]:
    """The statements of a page that was looked at before."""
    for _ in range(2):
        assert client.get(address).status_code in {200, 409}, address
    with steady(), CaptureQueriesContext(connections["default"]) as tables, CaptureQueriesContext(connections["vault"]):
        client.get(address)
    return [one["sql"] for one in tables.captured_queries]


def _said(statements: list[str]) -> str:
    return "\n".join(" ".join(one.split())[:150] for one in statements)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_lists_takes_few_statements(people: Network, page: str) -> None:
    accepted(people)
    found = taken(visitor(people, "taylor"), at(people, "taylor", page))
    assert len(found) <= PAGES[page], _said(found)


@pytest.mark.parametrize("page", OF_EXCHANGE)
def test_a_page_of_an_exchange_takes_few_statements(people: Network, page: str) -> None:
    exchange = accepted(people)
    who = "kowalska" if page.startswith("/do") else "taylor"
    found = taken(visitor(people, who), at(people, who, f"exchanges/{exchange.number}{page}"))
    assert len(found) <= OF_EXCHANGE[page], _said(found)


@pytest.mark.parametrize("page", OF_DRAFT)
def test_a_page_of_a_draft_takes_few_statements(people: Network, page: str) -> None:
    draft = drafted(people)
    found = taken(visitor(people, "kowalska"), at(people, "kowalska", f"exchanges/{draft.number}{page}"))
    assert len(found) <= OF_DRAFT[page], _said(found)


def test_colleagues_who_have_it_in_hand_cost_no_statement_of_their_own(people: Network) -> None:
    exchange, taylor = accepted(people), people.actor("taylor")
    client, place = visitor(people, "taylor"), at(people, "taylor", f"exchanges/{exchange.number}")
    before = taken(client, place)
    assert taylor.user_id is not None
    allocate(people.actor("hughes"), asked(), exchange.ref, RESPONDER, [taylor.user_id])
    after = taken(client, place)
    assert len(before) == len(after)
    assert people.people["taylor"].name in client.get(place).content.decode()
