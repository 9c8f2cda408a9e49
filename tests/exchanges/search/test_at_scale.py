"""A hundred thousand exchanges: a search touches pages for what it shows and looks at, not for what there ever was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.queries import searching
from counterpart.exchanges.queries.searching import PAGE, search
from counterpart.exchanges.search.asking import LOOK, MOST, STANDINGS, page_statement
from counterpart.exchanges.search.sought import Given, Phase, Sought
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows
from counterpart.foundation.refs import new_ref
from counterpart.modules.memory import steady
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.stories import NOW, stored
from tests.exchanges.test_lists_at_scale import PROCEDURE
from tests.exchanges.touched import pages
from tests.network import Network

EXCHANGES = 100_000
MEMBERS = 25
PER_LOOK = 36
"""For each exchange that is looked at: its row and place in the index, who may see it, and what a filter asks.

The PostgreSQL that comes along needs 22, the oldest one that is supported a third more.
"""
PER_ROW = 120
"""For each row that is shown: seats, names, whose move it is, to whom it was given, each with who may see it."""
AROUND = 400
"""The ways down into indexes, and so many entries of the authority's own list as one walk goes through."""

FILL = """
create temporary table laid as
select i, 1 + i %% %(members)s as a, 1 + (i / %(members)s) %% %(members)s as b, (i / 25) %% 10 = 0 as open,
  %(now)s - (%(exchanges)s - i) * interval '10 minutes' as at from generate_series(1, %(exchanges)s) i;
insert into exchanges_matter(id, number, next_part) select i, 'M' || i, 2 from laid;
insert into exchanges_exchange(id, ref, matter_id, part, number, procedure_id, module, format, child, family, state,
  entered_at, version, log_n, urgent, copied, created_at, closed_at, outcome, machine, retention)
select i, gen_random_uuid(), i, 1, upper(lpad(to_hex(i * 7919 %% 65536), 4, '0') || '-' || lpad(to_hex(i / 7), 4, '0')),
  %(procedure)s, 'pq', 1, '', false, case when open then 'sent' else 'closed' end, at, 1, 1, false, false, at,
  case when not open then at end, '', '{}', '{}' from laid;
insert into exchanges_access(exchange_id, authority_id, level, open, begun_at)
select i, 1000000 + a, 2, open, at from laid union select i, 2000000 + b, 2, open, at from laid
union select i, %(all)s, 1, open, at from laid;
insert into exchanges_party(exchange_id, name, authority_id, member, zone, through, since_n)
select i, 'requester', 1000000 + a, 'M' || a, 'UTC', '', 1 from laid
union all select i, 'responder', 2000000 + b, 'N' || b, 'UTC', '', 1 from laid;
insert into exchanges_turn(exchange_id, place, party, authority_id, member, module, procedure_id, exchange_ref, number,
  state, other_member, other_authority_id, urgent, due_at, since, coordinates)
select i, '', 'responder', 2000000 + b, 'N' || b, 'pq', %(procedure)s, gen_random_uuid(), 'N' || i, 'sent', 'M' || a,
  1000000 + a, false, at + interval '30 days', at, false from laid where open;
insert into exchanges_blind(token, exchange_id, module, epoch, field)
select 1000 + i %% 5000, i, 'pq', 1, 'subject.surname' from laid
union all select 1, i, 'pq', 1, 'subject.surname' from laid where i %% 1000 = 3;
insert into exchanges_allocation(exchange_id, authority_id, user_id, since)
select i, 1000000 + a, 1, at from laid where i %% 500 = 3;
analyze exchanges_access; analyze exchanges_turn; analyze exchanges_exchange; analyze exchanges_party;
analyze exchanges_blind; analyze exchanges_allocation
"""
LONG_AGO = NOW.date() - dt.timedelta(days=400)
ALL, ONE = 3_000_000, 1_000_004
"""A coordinator that watches all of them, and an authority that takes part in one of 25."""


@pytest.fixture(scope="module")
def grown(network: Network, migrated: Server) -> Iterator[Network]:
    """The rows that a search reads, as one hundred thousand exchanges leave them."""
    [(procedure,)] = stored(PROCEDURE)
    values = {"members": MEMBERS, "exchanges": EXCHANGES, "now": NOW, "procedure": procedure, "all": ALL}
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        try:
            for statement in filter(str.strip, FILL.split(";\n")):
                owner.execute(statement.encode(), values)
            yield network
        finally:
            clear(migrated)


def somebody(network: Network, authority: int) -> Actor:
    rights = network.actor("kowalska").rights
    return Actor(ActorKind.PERSON, new_ref(NOW), new_ref(NOW), authority, user_id=1, rights=rights)


def cost(network: Network, authority: int, sought: Sought, **given: Any) -> tuple[int, int]:
    """How many pages a search touches, and how many rows it shows."""
    actor = somebody(network, authority)
    values = searching._values(actor, sought, NOW, None, PAGE, labels=False) | given
    extra = 0
    if sought.personal:
        extra = pages(authority, STANDINGS, values)
        with as_actor([authority], read_only=True):
            values |= searching._seen(actor, [one for (one,) in rows(STANDINGS, values)])
    statement = page_statement(sought)
    with as_actor([authority], read_only=True):
        shown = sum(1 for one in rows(statement, values) if one[4] is not None)
    return extra + pages(authority, statement, values), shown


LAST = MOST + 1
"""Exchanges that are looked at where every one of them fits: one more than are counted."""
SEARCHES = {
    "everything": (Sought(), LAST),
    "what is open": (Sought(phase=Phase.OPEN), LAST),
    "what is late": (Sought(late=True), LOOK),
    "what has ended in a procedure": (Sought(module="pq", procedure="request", state="closed"), 2 * LAST),
    "what is with one member": (Sought(member="N3"), LOOK),
    "what began long ago": (Sought(until=NOW.date() - dt.timedelta(days=300)), LAST),
    "what began on a day": (Sought(since=LONG_AGO, until=LONG_AGO), 3 * 144),
    "what was given to me": (Sought(given=Given.ME), 200),
    "the beginning of a number": (Sought(number="7F3"), 20),
    "the beginning of its second half": (Sought(number="3A7"), 200),
    "a whole piece of a number": (Sought(number="5CCD-00"), 20),
    "what is nowhere": (Sought(state="nowhere"), LOOK),
}
"""What is looked for, and at how many exchanges at most for it."""


@pytest.mark.slow
@pytest.mark.parametrize("authority", [ALL, ONE])
@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_touches_pages_for_what_it_looks_at(grown: Network, name: str, authority: int) -> None:
    sought, looked_at = SEARCHES[name]
    touched, shown = cost(grown, authority, sought)
    assert (shown > 0) is (name != "what is nowhere" and (name, authority) != ("what was given to me", ALL))
    assert touched < AROUND + PER_LOOK * looked_at + PER_ROW * shown


@pytest.mark.slow
def test_somebody_is_looked_for_among_those_of_their_name(grown: Network) -> None:
    for token, namesakes in ((1, EXCHANGES // 1000), (1003, EXCHANGES // 5000)):
        typed = {"tokens": [token], "parts": [0], "ways": [0], "words": [0]}
        touched, shown = cost(grown, ONE, Sought(value="Brennan"), **typed)
        assert shown > 0 or token == 1
        assert touched < AROUND + 8 * PER_LOOK * namesakes + PER_ROW * shown
        assert cost(grown, ALL, Sought(value="Brennan"), **typed)[1] == 0


@pytest.mark.slow
def test_a_day_long_ago_is_found_without_walking_there(grown: Network) -> None:
    found = search(somebody(grown, ALL), Sought(since=LONG_AGO, until=LONG_AGO), NOW)
    assert (found.count, found.more, found.looked_at) == (144, False, 0)


@pytest.mark.slow
def test_pages_lead_through_everything_once(grown: Network) -> None:
    actor, after, seen = somebody(grown, ONE), None, list[int]()
    for _ in range(5):
        page = search(actor, Sought(), NOW, after=after)
        seen += [one.id for one in page.found]
        after = page.following
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 5 * PAGE


@pytest.mark.slow
def test_what_lies_beyond_the_walk_is_found_by_going_on(grown: Network, migrated: Server) -> None:
    actor, after, pages_seen = somebody(grown, ALL), None, 0
    [(oldest, number)] = stored("select id, number from exchanges_exchange order by id limit 1")
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        owner.execute("update exchanges_exchange set state = 'one_of_a_kind' where id = %s", [oldest])
    while True:
        page = search(actor, Sought(state="one_of_a_kind"), NOW, after=after)
        pages_seen += 1
        if page.found or page.following is None:
            break
        assert page.looked_at == LOOK
        after = page.following
    assert [one.number for one in page.found] == [number]
    assert pages_seen == EXCHANGES // LOOK


@pytest.mark.slow
def test_a_search_takes_one_statement_and_one_by_value_two(grown: Network) -> None:
    actor = somebody(grown, ONE)
    around = ["begin", "whose rows", "end", "told to the access log"]
    for sought, most in ((Sought(member="N3"), 1), (Sought(value="Brennan"), 2)):
        search(actor, sought, NOW)
        with steady(), CaptureQueriesContext(connections["default"]) as seen:
            search(actor, sought, NOW)
        assert len(seen) <= len(around) + most
