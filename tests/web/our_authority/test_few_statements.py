"""A page of an authority takes few statements, for its own people and for who looks after it, however many they are."""

from __future__ import annotations

import pytest

from tests.database.servers import Server
from tests.network import Network
from tests.web.our_authority.offices import Office, office
from tests.web.test_statements import MOST, taken
from tests.web.visitors import visitor

PAGES = ("care", "data", "competences", "people", "people/new", "coordinators", "access", "switches")
OF_COORDINATORS = (*PAGES, "ending", "coordinators/access-pq", "coordinators/linked-pq")


@pytest.fixture
def here(people: Network, database: Server) -> Office:
    return office(people, database, ("pq", "authority"), ("services", "authority"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_one_s_own_authority_takes_few_statements(here: Office, page: str) -> None:
    found = taken(here.client, here.own(page))
    assert len(found) <= MOST, found


@pytest.mark.parametrize("page", OF_COORDINATORS)
def test_a_page_of_an_authority_in_one_s_care_takes_few_statements(here: Office, page: str) -> None:
    found = taken(visitor(here.people, "wojcik"), here.of("wojcik", page))
    assert len(found) <= MOST, found


def test_the_page_in_the_directory_takes_few_statements(here: Office) -> None:
    found = taken(visitor(here.people, "kowalska"), here.of("kowalska", ""))
    assert len(found) <= MOST, found


def test_more_people_cost_no_statement_more(here: Office) -> None:
    client, place = here.client, here.own("people")
    few = len(taken(client, place))
    for name in ("One", "Two", "Three"):
        here.colleague(name)
    assert len(taken(client, place)) == few


def test_a_search_with_every_filter_takes_few_statements(here: Office) -> None:
    query = "authorities?q=krakow&country=PL&region=PL-12&area=pq&reads=pl"
    acting = here.people.actor("kowalska").authority_id
    found = taken(visitor(here.people, "kowalska"), f"/for/{acting}/{query}")
    assert len(found) <= MOST, found
