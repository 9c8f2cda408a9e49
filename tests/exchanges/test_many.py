"""Thirteen thousand authorities: statements in proportion to exchanges, not to rows."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Conflict
from counterpart.directory.queries.desk import Counted
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.chasing import remind
from counterpart.exchanges.actions.moving import NOTHING_GIVEN, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.actions.ringing import CLOCK, ring
from counterpart.exchanges.queries.desk import MOST, After, Late, late
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, later, stored
from tests.network import OPERATOR, Network

MANY = 13_000
MAKE = """
with made as (
  insert into directory_authority(ref, country, tz, kind, state, names, titles, acronym, langs, street, postcode, city,
    phone, email, website, opening, description, keywords, territory, public_contact, record_version,
    registered_at, changed_at)
  select gen_random_uuid(), (array['DE','FR','PL','IT','ES'])[1 + i %% 5], 'Europe/Berlin', 5, 1,
    '{"en": "One of many"}', '{}', '', '{en}', '', '', '', '', '', '', '{}', '{}', '{}', '{}', false, 1, %s, %s
  from generate_series(1, %s) i returning id)
insert into directory_access(module, role, authority_id, state, since)
select 'circular', 'authority', id, 1, %s from made
"""


@pytest.fixture
def many(network: Network, database: Server) -> Iterator[UUID]:
    """The area of circulars, installed, with very many authorities; the ref of one of them."""
    with suppress(Conflict):  # by another test
        install(OPERATOR, asked(), trusted_consignment(ROOT / "tests" / "exchanges" / "circular"))
    with sign_in(database.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
        owner.execute(MAKE, [NOW, NOW, MANY, NOW])
        owner.execute("analyze directory_authority, directory_access, directory_relation")
        [ref] = owner.execute("select ref from directory_authority order by id desc limit 1").fetchone() or (None,)
    assert isinstance(ref, UUID)
    yield ref
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_access where authority_id > %s", [most])
        owner.execute("delete from directory_authority where id > %s", [most])


def _one_of(ref: UUID) -> Actor:
    [(id_,)] = stored("select id from directory_authority where ref = %s", [ref])
    return Actor(ActorKind.PERSON, new_ref(NOW), ref, id_, user_id=1, rights=frozenset({Right("circular", "handler")}))


@pytest.mark.slow
def test_thirteen_thousand_rows_due_in_one_second_are_one_step(many: UUID) -> None:
    asker = _one_of(many)
    begun = Begun(subject={"matter": "Who knows the firm?"})
    exchange = open_exchange(asker, asked(), "circular", "circular", begun)
    with CaptureQueriesContext(connections["default"]) as sending:
        act(asker, asked(), exchange.ref, "send", Capacity("asker"), NOTHING_GIVEN, expected=exchange.version)
    assert stored("select count(*) from exchanges_track where state = 'open'") == [(MANY,)]
    assert stored("select count(*) from exchanges_turn") == [(MANY + 1,)]

    assert len(sending) <= 14
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with as_worker(), CaptureQueriesContext(connections["default"]) as ringing:
        ring(CLOCK, asked(later(days=1, seconds=1)), exchange.ref)
    assert stored("select count(*) from exchanges_track where state = 'silent'") == [(MANY,)]
    assert stored("select count(*) from exchanges_deadline where track = 'reply'") == [(0,)]
    assert stored("select count(*) from foundation_log_entry where stream = %s", [exchange.ref]) == [(3,)]

    assert len(ringing) <= 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000


@pytest.mark.slow
def test_thirteen_thousand_late_rows_are_one_line_of_a_desk_and_reminded_at_once(many: UUID, network: Network) -> None:
    asker = _one_of(many)
    exchange = open_exchange(asker, asked(), "circular", "circular", Begun(subject={"matter": "Who knows the firm?"}))
    act(asker, asked(), exchange.ref, "send", Capacity("asker"), NOTHING_GIVEN, expected=exchange.version)
    national, then = network.administrator_of("de_national"), later(days=1, seconds=1)
    for which in (Late.OURS, Late.OTHERS):
        page = late(national, which, then)
        [row] = page.rows
        assert (row.number, row.also, page.following) == (exchange.number, MOST, After(row.due_at or then, 1))
        assert page.counts[which] == Counted(1, more=True)
        assert late(national, which, then, after=page.following).rows == ()
    with CaptureQueriesContext(connections["default"]) as reminding:
        remind(national, asked(then), exchange.number)
    assert len(reminding) <= 14
    late_ones = "select count(*) from exchanges_turn where reminded = 1 and due_at < %s"
    assert stored(late_ones, [then]) == [(MANY,)]
