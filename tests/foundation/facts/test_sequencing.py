"""Writers commit in any order; no reader loses a fact, and a stream is read in its own order."""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.facts import CONSUMERS, FactRow, Sequencer, consumer, feed_consumers, sequence_facts
from counterpart.foundation.refs import new_ref
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.foundation.events import NOW, stamped, stored

WRITE = """
insert into foundation_fact(at, type, v, stream, n, dims) values (%s, 'trial.stamped', 1, %s, %s, '{"times": 1}')
returning id
"""


@pytest.fixture(autouse=True)
def _own_consumers() -> Iterator[None]:
    with CONSUMERS.only():
        yield


class Writer:
    """A transaction with one fact, open for as long as a test likes."""

    def __init__(self, server: Server, stream: UUID, n: int) -> None:
        self.connection = psycopg.connect(**server.parameters(Role.APP))  # type: ignore[arg-type]
        row = self.connection.execute(WRITE, [NOW, stream, n]).fetchone()
        assert row
        self.id = int(row[0])

    def commit(self) -> None:
        self.connection.commit()
        self.connection.close()


class Naive:
    """What one would write first: a reader that asks for everything after the last id that it saw."""

    def __init__(self) -> None:
        self.last = 0
        self.read: list[int] = []

    def feed(self) -> None:
        for (id_,) in stored("select id from foundation_fact where id > %s order by id", self.last):
            self.read.append(id_)
            self.last = id_


def reader(name: str) -> list[FactRow]:
    read: list[FactRow] = []

    @consumer(name)
    def handle(facts: Sequence[FactRow], now: dt.datetime) -> None:
        read.extend(facts)

    return read


@given(order=st.permutations(range(5)), looks=st.sets(st.integers(0, 4)))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_consumer_loses_a_fact_whatever_the_order_of_commits(
    database: Server, order: list[int], looks: set[int]
) -> None:
    clear(database)
    with CONSUMERS.only():
        first, second = reader("first"), reader("second")
        writers = [Writer(database, new_ref(NOW), 1) for _ in range(5)]
        for turn, place in enumerate(order):
            writers[place].commit()
            if turn in looks:
                sequence_facts(NOW)
                feed_consumers(NOW)
        sequence_facts(NOW)
        feed_consumers(NOW)
        for read in (first, second):
            assert sorted(fact.id for fact in read) == [writer.id for writer in writers]
            assert [fact.seq for fact in read] == sorted(fact.seq for fact in read)


def test_a_reader_that_goes_by_the_id_loses_a_fact_which_the_sequencer_does_not(database: Server) -> None:
    naive, careful = Naive(), reader("careful")
    early, late = Writer(database, new_ref(NOW), 1), Writer(database, new_ref(NOW), 1)
    for writer in (late, early):
        writer.commit()
        naive.feed()
        sequence_facts(NOW)
        feed_consumers(NOW)
    assert naive.read == [late.id]
    assert [fact.id for fact in careful] == [late.id, early.id]


def test_writers_readers_and_two_sequencers_at_once_lose_nothing_and_keep_the_order_of_streams(
    database: Server,
) -> None:
    streams = [new_ref(NOW) for _ in range(3)]
    read, done = reader("careful"), threading.Event()

    def write(stream: UUID) -> None:
        with sign_in(database.parameters(Role.APP)) as connection:
            for _ in range(100):
                with connection.transaction():
                    connection.execute("select pg_advisory_xact_lock(%s)", [stream.int % 2**62])
                    row = connection.execute(
                        "select coalesce(max(n), 0) + 1 from foundation_fact where stream = %s", [stream]
                    ).fetchone()
                    assert row
                    connection.execute(WRITE, [NOW, stream, row[0]])

    def number() -> None:
        sequencer = Sequencer()
        while not done.is_set():
            sequencer.number()
        sequencer.close()

    sequencers = [threading.Thread(target=number) for _ in range(2)]
    writers = [threading.Thread(target=write, args=[stream]) for stream in streams * 2]
    with ExitStack() as joined:
        joined.callback(done.set)
        for thread in (*sequencers, *writers):
            thread.start()
        while any(thread.is_alive() for thread in writers):
            feed_consumers(NOW)
    for thread in sequencers:
        thread.join()
    sequence_facts(NOW)
    feed_consumers(NOW)
    assert len(read) == 600
    by_stream = defaultdict(list)
    for fact in read:
        by_stream[fact.stream].append(fact.n)
    assert all(numbers == list(range(1, 201)) for numbers in by_stream.values())


def test_numbers_are_given_once_and_grow(database: Server) -> None:
    stamped(1, 2)
    assert [sequence_facts(NOW), sequence_facts(NOW)] == [2, 0]
    stamped(3)
    sequence_facts(NOW)
    assert stored("select seq from foundation_fact order by id") == [(1,), (2,), (3,)]


def test_one_sequencer_takes_over_when_the_other_is_gone(database: Server) -> None:
    first, second = Sequencer(), Sequencer()
    stamped(1)
    assert [first.number(), second.number()] == [1, 0]
    stamped(2)
    assert second.number() == 0
    first.close()
    assert second.number() == 1
    second.close()
