"""An alert to every member, passed on to thirteen thousand authorities: few rows for each, and steps that do not grow.

How long it takes is measured by `benchmarks/wide.py`; here statements, rows and pages of the database are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from psycopg import Connection

from benchmarks.exchanges.alerts import (
    GATEKEEPER,
    INFORMATION,
    RECIPIENTS,
    Received,
    Wide,
    actor_at,
    lay_wide,
    passed_on,
    received,
    rows_there,
    step,
    tell_everybody,
    warned,
)
from counterpart.exchanges.actions import moving
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given
from counterpart.exchanges.queries import work
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.sight import reading
from counterpart.exchanges.storage.loading import MOST_SEATS, load
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.notices.telling import MAILS_AT_ONCE
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.alone import CLEARED
from tests.exchanges.stories import NOW, stored
from tests.exchanges.touched import AROUND, PER_MOVE, pages
from tests.network import Network

MANY = 13_000
MOST_ROWS = 4
STATEMENTS_TO_PASS_ON = 24
"""For acknowledging and passing on together, whatever the number of authorities."""
STATEMENTS_OF_STEP = 9
WRITTEN = """
select (select count(*) from exchanges_access a where a.exchange_id = e.id and a.xmin::text::bigint >= %s),
  (select count(*) from exchanges_party p where p.exchange_id = e.id and p.xmin::text::bigint >= %s)
from exchanges_exchange e where e.ref = %s
"""
"""Rows of who is let in and who has a seat that were written since a transaction."""
NEXT = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
TOLD = """
select sum(jsonb_array_length(t -> 'authorities'))::int from foundation_fact f, jsonb_array_elements(f.dims -> 'told') t
where f.stream = %s and f.n = (select max(n) from foundation_fact where stream = %s) and t ->> 'party' = 'informed'
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Told:
    """The alert when everybody has it; what it took to pass it on by how many, and the rows of each table for it."""

    wide: Wide
    alert: Written
    narrow: Written
    by: dict[str, Received]
    statements: dict[int, int]
    rows: dict[str, int]
    owner: Connection[tuple[object, ...]]


def rows_written(alert: Written, since: int) -> tuple[int, int]:
    [(let_in, seated)] = stored(WRITTEN, [since, since, alert.ref])
    return let_in, seated


def statements(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connections["default"]) as seen:
        call()
    return len(seen)


@pytest.fixture(scope="module")
def told(network: Network, migrated: Server) -> Iterator[Told]:
    """Thirteen thousand authorities of every member, and an alert that was passed on to all of them."""
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
        [last] = owner.execute("select max(id) from accounts_user").fetchone() or (0,)
        owner.commit()
        owner.autocommit = True
        try:
            yield _told(owner)
        finally:
            clear(migrated)
            for table, which in CLEARED:
                owner.execute(f"delete from directory_{table} where {which}", {"most": most})
            owner.execute("delete from accounts_user where id > %s", [last])


def _told(owner: Connection[tuple[object, ...]]) -> Told:
    wide = lay_wide(owner, MANY)
    narrow, alert = warned(wide, NOW), warned(wide, NOW)
    tell_everybody(NOW)
    before = rows_there(owner)
    by = {one.member: one for one in received(owner, alert) if one.member != wide.first.member}
    taken = {
        len(wide.places[member]): statements(partial(passed_on, wide, alert, one, NOW)) for member, one in by.items()
    }
    tell_everybody(NOW)
    owner.execute("analyze")  # as a server does within a minute; what it remembers is of tests before this one
    added = {name: number - before[name] for name, number in rows_there(owner).items() if number > before[name]}
    return Told(wide, alert, narrow, by, taken, added, owner)


def test_each_authority_has_at_most_four_rows_and_its_mail_leaves_with_those_of_others(told: Told) -> None:
    many = len(told.wide.told)
    of_each = {name: number // many for name, number in told.rows.items() if number >= many}
    assert of_each == {"exchanges_party": 1, "exchanges_access": 1, "notices_notice": 1, "notices_mail": 1}
    assert sum(of_each.values()) <= MOST_ROWS
    assert sum(told.rows.values()) < (MOST_ROWS + 0.1) * many
    assert told.rows["foundation_delivery"] < 2 * many / MAILS_AT_ONCE


def test_passing_it_on_takes_as_many_statements_for_thousands_as_for_a_hundred(told: Told) -> None:
    assert max(told.statements) > 3_000
    assert min(told.statements) < 200
    assert max(told.statements.values()) <= STATEMENTS_TO_PASS_ON


def test_the_inbox_of_each_shows_it_and_touches_few_pages(told: Told) -> None:
    for one in (told.wide.told[0], told.wide.told[-1]):
        actor = actor_at(one.id, one.ref)
        [found] = work.work_lists(actor, [work.Wanted(work.Whose.OTHERS)], NOW)
        moves = [move for move in found.moves if move.number == told.alert.number]
        assert len(moves) > len(told.by)
        values = work._values(actor, work.Wanted(work.Whose.OTHERS))
        assert pages(one.id, work.STATEMENTS[work.Whose.OTHERS], values) < AROUND + PER_MOVE * len(moves)


def test_a_step_of_one_member_reads_few_seats_and_writes_nothing_for_the_others(told: Told) -> None:
    one, [(since,)] = told.by["SE"], stored(NEXT)
    with as_actor([one.actor.authority_id or 0]):
        held = load(told.alert.ref, whole=False).one
    assert held.unread == {"informed"}
    assert sum(seat.party == "informed" for seat in held.seats) <= MOST_SEATS
    assert sum(held.seated["informed"].values()) == len(told.wide.told)
    assert statements(lambda: step(one.actor, told.alert, "settle", one.capacity, NOW)) <= STATEMENTS_OF_STEP
    assert rows_written(told.alert, since) == (0, 0)


def test_information_of_one_coordinator_tells_everybody_and_lets_nobody_in_again(told: Told) -> None:
    one, [(since,)] = told.by["SK"], stored(NEXT)
    step(one.actor, told.alert, "add_information", Capacity(RECIPIENTS), NOW, INFORMATION)
    assert stored(TOLD, [told.alert.ref, told.alert.ref]) == [(len(told.wide.told),)]
    assert rows_written(told.alert, since) == (0, 0)


def test_a_step_that_tells_a_party_of_which_it_read_a_part_is_done_again_with_all_of_it(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    gatekeeper = actor_at(told.wide.first.coordinator, told.wide.first.coordinator_ref)
    [most] = [one for one in received(told.owner, told.narrow) if one.member == "AT"]
    passed_on(told.wide, told.narrow, most, NOW)
    because = Given(reason="There is no danger.")
    with monkeypatch.context() as off:
        off.setattr(moving, "touches", lambda _: False)
        step(gatekeeper, told.narrow, "withdraw", Capacity(GATEKEEPER), NOW, because)
    assert stored(TOLD, [told.narrow.ref, told.narrow.ref])[0][0] <= MOST_SEATS
    step(gatekeeper, told.alert, "withdraw", Capacity(GATEKEEPER), NOW, because)
    assert stored(TOLD, [told.alert.ref, told.alert.ref]) == [(len(told.wide.told),)]


def test_who_reads_it_sees_how_many_have_it_and_the_database_touches_no_more_pages(told: Told) -> None:
    for reader in (told.wide.first, told.wide.told[-1]):
        actor = actor_at(reader.id, reader.ref)
        page = exchange_page(actor, told.alert.number, NOW, whole=False)
        assert page.content is not None
        assert sum(page.counted["informed"].values()) == len(told.wide.told)
        assert len(page.seats) < 100
        assert statements(partial(exchange_page, actor, told.alert.number, NOW, whole=False)) <= 5
    warner = told.wide.first
    statement = reading(overseen=False, whole=False)
    wide, narrow = (pages(warner.id, statement, [warner.id, one.number]) for one in (told.alert, told.narrow))
    assert wide < 3 * narrow
