"""A hundred thousand entries: a search touches pages for what it shows and counts, not for what there ever was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.entries import SEARCHES, lay_entries
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.repositories.permissions import repository_of
from counterpart.repositories.queries import searching
from counterpart.repositories.queries.searching import MOST_COUNTED, PAGE
from counterpart.repositories.search.wanted import Sought, wanted
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.stories import NOW, stored
from tests.exchanges.touched import pages
from tests.network import Network

PER_ENTRY = 12
"""For each entry that is counted or shown: those that are passed by on the way, each with its place and its row."""
AROUND = 500
"""The ways down, and the lists of rare terms."""
AUTHORITY = ("registers", "authority")


@pytest.fixture(scope="module")
def grown(network: Network, migrated: Server) -> Iterator[Network]:
    """A hundred thousand entries as the worker leaves them."""
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        try:
            lay_entries(owner, NOW)
            yield network
        finally:
            clear(migrated)


@pytest.fixture(scope="module")
def reader(grown: Network) -> Actor:
    """Somebody who may search the directory of registers."""
    return grown.newcomer("GR", AUTHORITY)[1]


def touched(actor: Actor, sought: Sought, after: int | None = None) -> int:
    """How many pages a search touches."""
    repository = repository_of(actor, "registers", "entry")
    with as_actor([actor.authority_id or 0], read_only=True):
        meant = wanted(repository.pin, sought)
    values: dict[str, Any] = searching._values(meant) | {"module": "registers", "procedure": "entry"}
    values |= {"states": list(repository.states), "most": MOST_COUNTED + 1, "page": PAGE + 1, "after": after}
    return pages(actor.authority_id or 0, searching.statement_of(meant, after), values)


@pytest.mark.slow
@pytest.mark.parametrize("what", SEARCHES)
def test_a_search_touches_what_it_counts_and_shows(what: str, reader: Actor) -> None:
    assert touched(reader, SEARCHES[what]) < PER_ENTRY * (MOST_COUNTED + PAGE) + AROUND


@pytest.mark.slow
def test_a_further_page_touches_less(reader: Actor) -> None:
    [(middle,)] = stored("select id from repositories_entry order by id offset 50000 limit 1")
    assert touched(reader, Sought(text="register"), middle) < PER_ENTRY * PAGE + AROUND


@pytest.mark.slow
def test_without_the_index_of_terms_a_search_would_touch_everything(reader: Actor, migrated: Server) -> None:
    rare = SEARCHES["a rare word"]
    before = touched(reader, rare)
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        [(made,)] = owner.execute("select pg_get_indexdef('repositories_found_by_terms'::regclass)").fetchall()
        owner.execute("drop index repositories_found_by_terms")
    try:
        assert touched(reader, rare) > 10 * before
    finally:
        with sign_in(migrated.parameters(Role.OWNER)) as owner:
            owner.execute(str(made).encode())
