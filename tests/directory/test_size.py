"""The directory holds 13,000 authorities and 35,000 users: what a request asks reads a few pages of it, not all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.directory.kinds import EVERY_AREA
from counterpart.directory.queries import acting, players
from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.queries.overseeing import overseers_as_json
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import one_statement, stored
from tests.network import Network

AUTHORITIES = 13_000
USERS = 35_000
MOST_STATEMENTS = 6
"""Begin, whose rows, the edition, new words, who is found, end: and nothing for each hit."""
MEMBERS = "array['AT','BE','BG','CZ','DE','DK','ES','FI','FR','GR','HU','IE','IT','LT','NL','PL','PT','RO','SE','SK']"

GROW = f"""
insert into directory_authority(ref, country, tz, kind, state, names, titles, acronym, langs, street, postcode, city,
  phone, email, website, opening, description, keywords, territory, public_contact, record_version,
  registered_at, changed_at)
select gen_random_uuid(), ({MEMBERS})[1 + mod(i, 20)], 'Europe/Warsaw', 5, 1,
  jsonb_build_object('pl', 'Urząd Gminy ' || i), '{{}}', '', array['pl'], '', '', 'Grown', '', '', '', '{{}}', '{{}}',
  '{{}}', '{{}}', false, 1, %(now)s, %(now)s
from generate_series(1, {AUTHORITIES}) i;
insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at)
select gen_random_uuid(), i || '@grown.example', i || '@grown.example', 'G', 'pl', 'Europe/Warsaw', '', %(now)s
from generate_series(1, {USERS}) i;
analyze directory_authority;
analyze accounts_user;
insert into directory_access(module, role, authority_id, state, since)
select m, 'authority', id, 1, %(now)s from directory_authority, unnest(array['pq', 'services']) m where city = 'Grown';
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
select x.authority_id, x.module, k, (select min(id) from directory_authority c where c.kind = 1), k = 3, %(now)s
from directory_access x join directory_authority a on a.id = x.authority_id, unnest(array[2, 3]) k
where a.city = 'Grown';
analyze directory_access;
insert into directory_membership(user_id, authority_id, since)
select u.id, a.id, %(now)s from (select id, row_number() over (order by id) n from accounts_user where name = 'G') u
join (select id, row_number() over (order by id) n from directory_authority where city = 'Grown') a
  on a.n = 1 + mod(u.n, {AUTHORITIES});
analyze directory_membership;
insert into directory_right(membership_id, module, "right")
select m.id, 'pq', r from directory_membership m join accounts_user u on u.id = m.user_id,
  unnest(array['handler', 'allocator']) r where u.name = 'G';
"""
GROWN = "select id from directory_authority where city = 'Grown'"
SHRINK = f"""
delete from directory_right where membership_id in (
  select m.id from directory_membership m join accounts_user u on u.id = m.user_id where u.name = 'G');
delete from directory_membership where user_id in (select id from accounts_user where name = 'G');
delete from accounts_user where name = 'G';
delete from directory_relation where authority_id in ({GROWN});
delete from directory_access where authority_id in ({GROWN});
delete from directory_posting where authority_id in ({GROWN});
delete from directory_authority where city = 'Grown';
"""


@pytest.fixture(scope="module")
def grown(migrated: Server, network: Network) -> Iterator[Network]:
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        try:
            spoken(owner, GROW)
            for table in ("authority", "access", "relation", "membership", "right"):
                owner.execute(f"analyze directory_{table}".encode())
            owner.execute("analyze accounts_user")
            yield network
        finally:
            spoken(owner, SHRINK)


def spoken(owner: psycopg.Connection[Any], script: str) -> None:
    for statement in filter(str.strip, script.split(";\n")):
        owner.execute(statement.encode(), {"now": NOW})


def pages(statement: str, *values: object) -> int:
    """Return how many pages of the database a statement touches."""
    [(plan,)] = stored("explain (analyze, buffers, format json) " + statement, *values)
    root = (orjson.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return int(root["Shared Hit Blocks"] + root["Shared Read Blocks"])


def some(count: int) -> list[int]:
    return [id_ for (id_,) in stored(f"{GROWN} order by id limit %s", count)]


@pytest.mark.slow
def test_the_questions_of_one_request_touch_few_pages(grown: Network, migrated: Server) -> None:
    [one] = some(1)
    user, authority = grown.users["kowalska"], grown.authorities["pl_pharmacists"]
    assert pages(acting.ACTING, None, NOW, user, authority, None) < 40
    assert pages(players.BY_ID, [one]) < 10
    assert pages(players.MAY_PLAY, "pq", "authority", 1, list(EVERY_AREA), True, one, 1) < 15
    assert pages(players.COORDINATORS, [one], "pq", 3, 1) < 20
    assert pages(players.HANDLERS, "pq", "handler", NOW, [one]) < 60
    overseen = "select " + overseers_as_json(f"select {one}", "'pq'")
    assert pages(overseen) < 60
    with sign_in(migrated.parameters(Role.OWNER)) as owner:  # without its index, all of its member are looked at
        owner.execute("drop index directory_authority_above")
        plan: Any = (owner.execute(f"explain (analyze, buffers, format json) {overseen}".encode()).fetchone() or [[]])[
            0
        ]
        owner.rollback()
    assert plan[0]["Plan"]["Shared Hit Blocks"] > 60


@pytest.mark.slow
def test_many_at_once_are_one_statement_each(grown: Network) -> None:
    everybody = some(AUTHORITIES)
    assert len(everybody) == AUTHORITIES
    with one_statement():
        assert len(players.participants(everybody)) == AUTHORITIES
    with one_statement():
        assert len(players.coordinators("pq", everybody)) == AUTHORITIES
    with one_statement():
        assert len(players.handlers("pq", everybody, "handler", NOW)) == USERS
    with one_statement():
        found = players.candidates("pq", "authority", ["PL", "DE", "FR"])
    assert sum(map(len, found.values())) >= 3 * AUTHORITIES // 20
    with one_statement():
        assert all(players.overseers("pq", everybody).values())


@pytest.mark.slow
def test_what_is_asked_of_many_costs_no_more_pages_each_than_of_one(grown: Network) -> None:
    everybody = some(AUTHORITIES)
    assert pages(players.BY_ID, everybody) < AUTHORITIES
    assert pages(players.COORDINATORS, everybody, "pq", 3, 1) < 10 * AUTHORITIES
    assert pages(players.HANDLERS, "pq", "handler", NOW, everybody) < 10 * USERS


@pytest.mark.slow
def test_an_authority_is_found_among_all_of_them_by_few_statements(grown: Network) -> None:
    with as_actor([]):
        index_authorities([id_ for (id_,) in rows(GROWN)])
    nowak = grown.actor("nowak")
    assert len(find_authorities(nowak, "pq", "authority", text="gminy 1299").found) == 11
    with CaptureQueriesContext(connection) as asked_of:
        [hit] = find_authorities(nowak, "pq", "authority", text="urzad gminy 12990").found
    assert hit.names["pl"] == "Urząd Gminy 12990"
    assert len(asked_of) <= MOST_STATEMENTS
