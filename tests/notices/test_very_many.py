"""An exchange that reaches thirteen thousand authorities: told set by set, in memory that does not grow with them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import orjson
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import NOTHING_GIVEN, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.handlers import CALLS_AT_ONCE, notify
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.facts import FactRow
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.notices.telling import MAILS_AT_ONCE
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, stored
from tests.exchanges.test_many import MAKE, MANY
from tests.network import OPERATOR, Network

PEOPLE = """
with people as (
  insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at)
  select gen_random_uuid(), 'many' || a.id || '@many.example', 'many' || a.id || '@many.example', 'M', 'en', 'UTC', '',
    %s from directory_authority a where a.id > %s returning id, email),
members as (
  insert into directory_membership(user_id, authority_id, since)
  select people.id, a.id, %s from people join directory_authority a on people.email = 'many' || a.id || '@many.example'
  returning id)
insert into directory_right(membership_id, module, "right") select id, 'circular', 'handler' from members
"""


@pytest.fixture
def sent_to_all(network: Network, database: Server) -> Iterator[UUID]:
    """A circular that one of very many authorities sent to all others, each with somebody who handles circulars."""
    with suppress(Conflict):  # another test has installed it
        install(OPERATOR, asked(), trusted_consignment(ROOT / "tests" / "exchanges" / "circular"))
    with sign_in(database.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
        [last] = owner.execute("select max(id) from accounts_user").fetchone() or (0,)
        [seat] = owner.execute("select max(id) from directory_membership").fetchone() or (0,)
        owner.execute(MAKE, [NOW, NOW, MANY, NOW])
        owner.execute(PEOPLE, [NOW, most, NOW])
        owner.execute("analyze directory_authority, directory_access, directory_membership, directory_right")
    [(ref, id_)] = stored("select ref, id from directory_authority order by id desc limit 1")
    asker = Actor(ActorKind.PERSON, new_ref(NOW), ref, id_, user_id=1, rights=frozenset({Right("circular", "handler")}))
    begun = Begun(subject={"matter": "Who knows the firm?"})
    exchange = open_exchange(asker, asked(), "circular", "circular", begun)
    act(asker, asked(), exchange.ref, "send", Capacity("asker"), NOTHING_GIVEN, expected=exchange.version)
    yield exchange.ref
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_right where membership_id > %s", [seat])
        owner.execute("delete from directory_membership where id > %s", [seat])
        owner.execute("delete from accounts_user where id > %s", [last])
        owner.execute("delete from directory_access where authority_id > %s", [most])
        owner.execute("delete from directory_authority where id > %s", [most])


def fact_of(exchange: UUID, told: int) -> FactRow:
    """The fact that the circular was sent, as if only so many had been told of it."""
    select = "select id, at, type, v, n, dims from foundation_fact where stream = %s order by id desc limit 1"
    [(id_, at, type_, v, n, dims)] = stored(select, [exchange])
    found = orjson.loads(dims)
    [everybody] = [one for one in found["told"] if one["kind"] == "new_work"]
    everybody["authorities"] = everybody["authorities"][:told]
    return FactRow(1, id_, at, type_, v, exchange, n, found)


@pytest.mark.slow
def test_thirteen_thousand_authorities_are_told_in_steps_of_a_thousand(sent_to_all: UUID) -> None:
    few, all_of_them = fact_of(sent_to_all, 2 * CALLS_AT_ONCE), fact_of(sent_to_all, MANY)
    peaks, counts = [], []
    for fact in (few, all_of_them):
        with as_worker(), as_actor([]):
            tracemalloc.start()
            notify([fact], NOW)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    with as_worker(), as_actor([]), CaptureQueriesContext(connections["default"]) as seen:
        notify([all_of_them], NOW)
        counts.append(len(seen))
    assert stored("select count(*), count(distinct user_ref) from notices_notice") == [(MANY - 1, MANY - 1)]
    waiting = "select count(*), sum(jsonb_array_length(body -> 'mails')) from foundation_delivery where channel = 1"
    assert stored(waiting) == [(MANY // MAILS_AT_ONCE, MANY - 1)]
    assert counts[0] <= 10 * (MANY // CALLS_AT_ONCE + 1)
    assert peaks[1] < 2 * peaks[0]
