"""A hundred thousand exchanges: a list touches pages for what it shows, not for what there ever was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.queries import desk, work
from counterpart.exchanges.queries import speeds as speeds_of
from counterpart.exchanges.queries.desk import Late, decisions, late
from counterpart.exchanges.queries.work import Wanted, Whose
from counterpart.exchanges.speeds import WHOLE_MEMBER
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.refs import new_ref
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.stories import NOW, stored
from tests.exchanges.touched import AROUND, PER_MOVE, pages
from tests.network import Network

EXCHANGES = 100_000
MEMBERS = 25
OPEN_ONE_IN = 10
FILL = """
create temporary table laid as
select i, 1 + i %% %(members)s as a, 1 + (i / %(members)s) %% %(members)s as b, (i / 3) %% %(one_in)s = 0 as open,
  1000000 + 1000 * (1 + i %% %(members)s) + (i / 7) %% 40 as mover,
  1000000 + 1000 * (1 + (i / %(members)s) %% %(members)s) + (i / 11) %% 40 as other,
  %(now)s + ((i / 30) %% 400 - 40) * interval '1 day' as due from generate_series(1, %(exchanges)s) i;
insert into exchanges_access(exchange_id, authority_id, level, open)
select i, mover, 2, open from laid union select i, other, 2, open from laid
union select i, case a when 7 then %(pl)s else 2000000 + a end, 1, open from laid
union select i, case b when 7 then %(pl)s else 2000000 + b end, 1, open from laid;
insert into exchanges_turn(exchange_id, place, party, authority_id, member, module, procedure_id, exchange_ref, number,
  state, other_member, other_authority_id, urgent, due_at, since, coordinates)
select i, '', 'responder', mover, case a when 7 then 'PL' else 'M' || a end, 'pq', %(procedure)s, gen_random_uuid(),
  'N' || i, 'sent', case b when 7 then 'PL' else 'M' || b end, other, false, due, due - interval '7 days', i %% 37 = 0
from laid where open;
insert into exchanges_speed(module, figure, member, authority_id, month, item, n, total)
select 'pq', 'accepted_within_week', 'M' || m, a, (%(now)s - k * interval '31 days')::date, '', 1, 2
from generate_series(1, %(members)s) m, generate_series(0, 400) a, generate_series(0, 11) k;
analyze exchanges_access; analyze exchanges_turn; analyze exchanges_speed
"""
PROCEDURE = """
select p.id from modules_procedure p join modules_version v on v.id = p.version_id
where v.module = 'pq' and p.key = 'request' order by p.id desc limit 1
"""
TAKES_PART = 1_000_000 + 1000 * 8 + 26
"""An authority that takes part in some hundred exchanges, some of them open."""


@pytest.fixture(scope="module")
def grown(network: Network, migrated: Server) -> Iterator[Network]:
    """The rows that the lists read, as one hundred thousand exchanges leave them."""
    [(procedure,)] = stored(PROCEDURE)
    values = {"members": MEMBERS, "one_in": OPEN_ONE_IN, "exchanges": EXCHANGES, "now": NOW, "procedure": procedure}
    values["pl"] = network.authority("pl_national").id
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        try:
            for statement in filter(str.strip, FILL.split(";\n")):
                owner.execute(statement.encode(), values)
            yield network
        finally:
            clear(migrated)


def values_of(actor: Actor) -> dict[str, Any]:
    authority = actor.authority_id or 0
    with as_actor([authority], read_only=True):
        return desk._values(actor, authority, NOW, "", 20) | desk._behind(desk.START)


def national(network: Network) -> Actor:
    return network.administrator_of("pl_national")


@pytest.mark.slow
@pytest.mark.parametrize("which", Late)
def test_a_coordinators_list_touches_pages_for_what_is_late(grown: Network, which: Late) -> None:
    actor = national(grown)
    assert actor.authority_id is not None
    page = late(actor, which, NOW)
    walked = min(page.counts[which].number, desk.MOST + 1)
    assert walked > (0 if which is Late.COORDINATORS else 20)
    assert pages(actor.authority_id, desk.PAGES[which], values_of(actor)) < AROUND + PER_MOVE * walked


@pytest.mark.slow
def test_all_the_counts_together_touch_pages_for_what_is_late(grown: Network) -> None:
    actor = national(grown)
    assert actor.authority_id is not None
    counts = late(actor, Late.OURS, NOW).counts
    walked = sum(one.number for one in counts.values())
    assert walked > len(counts)
    assert pages(actor.authority_id, desk.COUNTS, values_of(actor)) < 4 * AROUND + PER_MOVE * walked


@pytest.mark.slow
def test_what_others_have_to_do_is_looked_for_where_something_is_open(grown: Network) -> None:
    [(ended,), (still,)] = stored(
        "select count(*) from exchanges_access where authority_id = %s group by open order by open", [TAKES_PART]
    )
    assert ended > 3 * still > 0
    values, statement = others_of(TAKES_PART), work.STATEMENTS[Whose.OTHERS]
    unhelped = statement.replace("a.open and", "")
    assert unhelped != statement
    assert pages(TAKES_PART, statement, values) < AROUND + PER_MOVE * still
    assert pages(TAKES_PART, unhelped, values) > AROUND + PER_MOVE * still + ended


@pytest.mark.slow
def test_how_fast_it_goes_is_read_from_sums(grown: Network) -> None:
    actor = national(grown)
    assert actor.authority_id is not None
    values = ["PL", "PL", WHOLE_MEMBER, speeds_of._since(NOW), "", ""]
    sums = stored("select count(*) from exchanges_speed where authority_id = 0")[0][0]
    everything = stored("select count(*) from exchanges_speed")[0][0]
    assert everything > 300 * sums
    assert pages(actor.authority_id, speeds_of.BY_MEMBER, values) < sums


@pytest.mark.slow
def test_a_page_of_the_desk_takes_a_few_statements(grown: Network) -> None:
    actor = national(grown)
    late(actor, Late.OURS, NOW)
    with CaptureQueriesContext(connections["default"]) as seen:
        late(actor, Late.OURS, NOW)
    assert len(seen) <= len(["begin", "whose rows", "member", "rows", "counts", "names", "end"])
    with CaptureQueriesContext(connections["default"]) as seen:
        decisions(actor, NOW)
    assert len(seen) <= len(["begin", "whose rows", "rows", "seats", "names", "end"])


def others_of(authority: int) -> dict[str, Any]:
    actor = Actor(ActorKind.PERSON, new_ref(NOW), new_ref(NOW), authority, user_id=1)
    return work._values(actor, Wanted(Whose.OTHERS))
