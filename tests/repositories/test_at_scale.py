"""A hundred thousand entries: a search touches pages for what it shows and counts, not for what there ever was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

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
from tests.exchanges.test_lists_at_scale import pages
from tests.network import Network

ENTRIES = 100_000
PER_ENTRY = 12
"""For each entry that is counted or shown: those that are passed by on the way, each with its place and its row."""
AROUND = 500
"""The ways down, and the lists of rare terms."""
PROCEDURE = """
select p.id from modules_procedure p join modules_version v on v.id = p.version_id
where v.module = 'registers' and p.key = 'entry' order by p.id desc limit 1
"""
FILL = """
create temporary table laid as select i, (array['PL','DE','FR','GR','BG'])[1 + i %% 5] as member,
  (array['companies','professionals','licences','vehicles'])[1 + i %% 4] as kind,
  'n' || (i %% 5000) as rare, 'w' || (i %% 7) as common from generate_series(1, %(entries)s) i;
insert into repositories_entry(exchange_ref, module, procedure, procedure_id, number, participants, public,
  published_at, made_at, changed_at, confirmed_at, state, keeper_id, member, language, shown)
select gen_random_uuid(), 'registers', 'entry', %(procedure)s, 'N' || i, true, true, %(now)s, %(now)s, %(now)s, %(now)s,
  'published', 0, member, '', jsonb_build_object('name', 'Register ' || rare || ' ' || common, 'kind', kind)
  from laid;
insert into repositories_found_by(entry_id, exchange_ref, module, procedure, state, terms, facets, tokens)
select e.id, e.exchange_ref, e.module, e.procedure, e.state,
  array['w:register', 'w:' || rare, 'w:' || common, 'f:kind=' || kind, 'k:' || l.member],
  array['f:kind=' || kind, 'k:' || l.member], array[l.i::bigint]
  from repositories_entry e join laid l on e.number = 'N' || l.i;
insert into repositories_word(module, procedure, word)
select distinct 'registers', 'entry', word from (select rare as word from laid union select common from laid
  union select 'register') as words;
analyze repositories_entry; analyze repositories_found_by
"""
AUTHORITY = ("registers", "authority")


@pytest.fixture(scope="module")
def grown(network: Network, migrated: Server) -> Iterator[Network]:
    """A hundred thousand entries as the worker leaves them."""
    [(procedure,)] = stored(PROCEDURE)
    values = {"entries": ENTRIES, "now": NOW, "procedure": procedure}
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        try:
            for statement in filter(str.strip, FILL.split(";\n")):
                owner.execute(statement.encode(), values)
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


SEARCHES = {
    "everything": Sought(),
    "a word of all": Sought(text="register"),
    "a rare word": Sought(text="n4711"),
    "two common words": Sought(text="register w3"),
    "a common and a rare word": Sought(text="register n4711"),
    "a kind": Sought(codes={"kind": "vehicles"}),
    "a kind in a country": Sought(codes={"kind": "vehicles"}, member="PL"),
    "a word and a kind and a country": Sought(text="w3", codes={"kind": "vehicles"}, member="PL"),
    "a beginning": Sought(text="n47"),
    "what cannot be": Sought(text="n4711 n4712"),
}


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
