"""Twenty times as many exchanges: the same statements, and each use of an index costs at most two pages more.

Nothing here looks at a clock. `make bench` measures the same four lines at 100,000 exchanges (benchmarks/README.md).
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice, pairwise

import pytest
from django.db import connections

from benchmarks.exchanges.filling import fill, finished, told
from benchmarks.exchanges.lines import QUERIES, Line, Target
from benchmarks.exchanges.measuring import targets_of
from benchmarks.exchanges.moulds import Owner
from benchmarks.exchanges.network import FIRST, Place, laid, lay_authorities
from benchmarks.exchanges.recording import ALIASES, recorded
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.vault.at_hand import keyring
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.network import Network

FEW = 1_000
MANY = 20_000
VERY_MANY = 100_000
AUTHORITIES = 600
TIMES = 9
MOST_MORE = 2
DEPTH = 3.0
"""Pages from the root of an index to a row, when there are many: root, branch and leaf."""

OPEN_MOVES = (4, 10)
"""A work list is measured where it has so many rows: a longer one costs more, with however many exchanges."""

USED = """
select i.indexrelname, io.idx_blks_hit + io.idx_blks_read, i.idx_scan,
  2 * (t.n_tup_ins + t.n_tup_upd - t.n_tup_hot_upd)
from pg_stat_all_indexes i join pg_statio_all_indexes io using (indexrelid)
join pg_stat_all_tables t on t.relid = i.relid where i.schemaname in ('public', 'vault')
"""
"""Pages, searches, and for rows that are written two more: a place is looked for, then taken."""
SCANNED = "select coalesce(sum(seq_tup_read), 0)::bigint from pg_stat_all_tables where relname ~ '^(exchanges|key)'"
BUSY = """
select authority_id from exchanges_turn group by 1 having count(*) between %s and %s
"""
EDITION = "modules_edition"
"""Whether a policy area was installed meanwhile is asked once in a while, whatever is being done."""
FLUSH = "select pg_stat_force_next_flush()"
FORGET = (
    "delete from directory_access where authority_id > %s",
    "delete from directory_relation where authority_id > %s",
    "delete from directory_authority where id > %s",
)
STATEMENTS = {
    "step": {"default": 5, "vault": 0},
    "read": {"default": 3, "vault": 1},
    "work": {"default": 4, "vault": 1},
    "create": {"default": 23, "vault": 3},
}
"""At most, on the data and on the keys. A step opens nothing that its conditions do not ask for: no key here."""

Uses = dict[str, tuple[int, int]]
"""Of each index the pages and the uses until now."""


@dataclass(frozen=True)
class Measured:
    """One line: statements of each time, pages of a use of each index, rows that were read one after the other."""

    statements: Sequence[Counter[str]]
    pages: dict[str, float]
    scanned: float


@dataclass(frozen=True)
class Grown:
    few: dict[str, Measured]
    many: dict[str, Measured]


@pytest.fixture(scope="module")
def grown(network: Network, migrated: Server) -> Iterator[Grown]:
    """Every line with few exchanges in the tables, and with many; the policy areas of `network` are installed."""
    with grown_to(migrated, MANY) as found:
        yield found


@contextmanager
def grown_to(server: Server, many: int) -> Iterator[Grown]:
    with sign_in(server.superuser) as owner:
        places = lay_authorities(owner, AUTHORITIES)
        try:
            casts = told(owner, places, closed_on=4, open_on=2)
            fill(owner, places, casts, range(1, FEW + 1))
            few = _measured(owner, places)
            [(last,)] = owner.execute("select max(id) from exchanges_matter").fetchall()
            fill(owner, places, casts, range(int(str(last)) + 1, many + 1))
            yield Grown(few, _measured(owner, places))
        finally:
            for statement in FORGET:
                owner.execute(statement, [FIRST])
            clear(server)


def _measured(owner: Owner, places: list[Place]) -> dict[str, Measured]:
    finished(owner)
    targets = targets_of(owner, places, random.Random(5))
    busy = {id_ for (id_,) in owner.execute(BUSY, OPEN_MOVES).fetchall()}
    looking = [targets.some[0]._replace(responder=place) for place in places if place.id in busy]
    lots = {name: targets.take(line, 2 * TIMES) for name, line in QUERIES.items()}
    lots["work"] = list(islice(cycle(looking), 2 * TIMES))
    return {name: _line(owner, line, lots[name]) for name, line in QUERIES.items()}


def _line(owner: Owner, line: Line, lot: list[Target]) -> Measured:
    """Do a line some times; before that until everything is loaded and planned, which is no part of it."""
    for target in lot[:TIMES]:
        _said(line, target)
    said, counted, scanned = [], [_used(owner)], [_scanned(owner)]
    for target in lot[TIMES:]:
        said.append(_said(line, target))
        counted.append(_used(owner))
        scanned.append(_scanned(owner))
    steps = [_between(before, after) for before, after in pairwise(counted)]
    names = {name for step in steps for name in step}
    pages = {name: statistics.median(step.get(name, 0.0) for step in steps) for name in names}
    return Measured(said, pages, statistics.median(after - before for before, after in pairwise(scanned)))


def _said(line: Line, target: Target) -> Counter[str]:
    """Do a line once, with no key at hand, and count what it says."""
    keyring()._opened.clear()
    with recorded(undo=False) as said:
        line.do(target)
    return Counter(one.alias for one in said if EDITION not in one.statement)


def _used(owner: Owner) -> Uses:
    for alias in ALIASES:
        with connections[alias].cursor() as cursor:
            cursor.execute(FLUSH)
    return {name: (pages, searches + written) for name, pages, searches, written in owner.execute(USED).fetchall()}


def _scanned(owner: Owner) -> int:
    [(rows,)] = owner.execute(SCANNED).fetchall()
    return int(rows)


def _between(before: Uses, after: Uses) -> dict[str, float]:
    """The pages of one use of each index that was used."""
    used = {name: (pages - before[name][0], uses - before[name][1]) for name, (pages, uses) in after.items()}
    return {name: pages / max(1, uses) for name, (pages, uses) in used.items() if pages}


def too_much(few: Measured, many: Measured) -> dict[str, tuple[float, float]]:
    """The indexes of which a use costs more than it may; one that only many rows are worth may cost its own depth."""
    return {
        name: (few.pages.get(name, 0.0), pages)
        for name, pages in many.pages.items()
        if pages - few.pages.get(name, 0.0) > (MOST_MORE if name in few.pages else DEPTH)
    }


@pytest.mark.slow
def test_twenty_times_as_many_exchanges_cost_two_pages_more_in_an_index(grown: Grown) -> None:
    for line in QUERIES:
        few, many = grown.few[line], grown.many[line]
        assert many.pages
        assert (line, too_much(few, many)) == (line, {})


@pytest.mark.slow
def test_no_table_of_exchanges_is_read_from_end_to_end(grown: Grown) -> None:
    assert {line: grown.many[line].scanned for line in QUERIES} == dict.fromkeys(QUERIES, 0)


@pytest.mark.slow
def test_the_statements_are_counted_and_do_not_grow(grown: Grown) -> None:
    for measured in (grown.few, grown.many):
        for line, statements in STATEMENTS.items():
            said = measured[line].statements
            assert (line, {alias: max(one[alias] for one in said) for alias in ALIASES}) == (line, statements)


@pytest.mark.slow
def test_what_reads_more_the_more_there_is_would_be_noticed(grown: Grown, migrated: Server) -> None:
    with sign_in(migrated.superuser) as owner:
        lot = targets_of(owner, laid(owner), random.Random(5)).some[: 2 * TIMES]
        along = _line(owner, Line("along", "along an index", read_along), lot)
        through = _line(owner, Line("through", "through a table", read_through), lot)
    assert "exchanges_turn_authority" in too_much(grown.few["work"], along)
    assert through.scanned > FEW


def read_along(target: Target) -> None:
    """Read a whole index: what a work list without its range would do."""
    with as_actor([target.responder.id]):
        run("set local enable_seqscan = off")
        run("set local enable_bitmapscan = off")
        rows("select authority_id, due_at from exchanges_turn order by authority_id, due_at, exchange_id limit 3000")


def read_through(target: Target) -> None:
    """Read a whole table."""
    with as_actor([target.responder.id]):
        rows("select 1 from exchanges_turn where number = 'none'")


@pytest.mark.campaign
def test_a_hundred_times_as_many_cost_two_pages_more_in_an_index(network: Network, migrated: Server) -> None:
    with grown_to(migrated, VERY_MANY) as found:
        assert [too_much(found.few[line], found.many[line]) for line in QUERIES] == [{}] * len(QUERIES)
        assert all(found.many[line].scanned == 0 for line in QUERIES)
