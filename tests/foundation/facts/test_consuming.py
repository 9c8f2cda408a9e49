"""Consumers read every fact once, in order, in the transaction of their own work; one that fails stops alone."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence

import pytest

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.database.statements import run
from counterpart.foundation.facts import CONSUMERS, FactRow, consumer, feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import PAUSES
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, STREAM, asked, posted, stamp, stamped, stored


@pytest.fixture(autouse=True)
def _own_consumers() -> Iterator[None]:
    with CONSUMERS.only():
        yield


class Reader:
    """Remembers what it was given; fails at what it cannot digest."""

    def __init__(self, poison: int | None = None) -> None:
        self.poison = poison
        self.read: list[int] = []
        self.facts: list[FactRow] = []

    def __call__(self, facts: Sequence[FactRow], now: dt.datetime) -> None:
        if any(fact.dims["times"] == self.poison for fact in facts):
            raise ValueError("the letter of Zofia Nowak-Lindqvist")
        self.facts += facts
        self.read += [fact.dims["times"] for fact in facts]


def feed(now: dt.datetime = NOW) -> int:
    sequence_facts(now)
    return feed_consumers(now)


def standing(name: str) -> tuple[int, int, bool, str | None]:
    [found] = stored("select seq, tries, held_at is not null, error from foundation_consumer where name = %s", name)
    seq, tries, held, error = found
    return seq, tries, held, error


def test_a_consumer_is_given_every_fact_once_and_in_order(database: Server) -> None:
    reader = Reader()
    consumer("trial")(reader)
    stamped(1, 2, 3)
    assert feed() == 3
    assert feed() == 0
    stamped(4)
    assert feed() == 1
    assert reader.read == [1, 2, 3, 4]


def test_a_fact_says_where_it_comes_from_and_who_asked(database: Server) -> None:
    reader, once = Reader(), asked()
    consumer("trial")(reader)
    stamp(BRENNAN, once, STREAM, 5)
    feed()
    [fact] = reader.facts
    assert (fact.seq, fact.type, fact.v, fact.stream, fact.n) == (1, "trial.stamped", 1, STREAM, 1)
    assert (fact.at, fact.dims, fact.request) == (NOW, {"times": 5}, once.id)


def test_a_consumer_gets_the_types_it_wants_and_passes_by_the_others(database: Server) -> None:
    reader = Reader()
    consumer("trial", "trial.posted")(reader)
    stamped(1)
    posted(2)
    stamped(3)
    assert feed() == 1
    assert reader.read == [2]
    assert standing("trial") == (3, 0, False, None)


def test_a_fact_is_read_only_when_it_has_its_number(database: Server) -> None:
    reader = Reader()
    consumer("trial")(reader)
    stamped(1)
    assert feed_consumers(NOW) == 0
    assert feed() == 1


def test_what_a_consumer_writes_is_committed_with_its_cursor_or_not_at_all(database: Server) -> None:
    def write_and_fail(facts: Sequence[FactRow], now: dt.datetime) -> None:
        run("update foundation_consumer set error = 'written' where name = 'other'")
        raise LookupError

    consumer("other", "none")(Reader())
    consumer("trial")(write_and_fail)
    stamped(1)
    feed()
    assert standing("other") == (1, 0, False, None)
    assert standing("trial")[:3] == (0, 1, False)


def test_a_poisoned_fact_stops_its_consumer_alone_and_just_before_it(database: Server) -> None:
    weak, strong = Reader(poison=3), Reader()
    consumer("weak")(weak)
    consumer("strong")(strong)
    stamped(1, 2, 3, 4)
    assert feed() == 6
    assert weak.read == [1, 2]
    assert strong.read == [1, 2, 3, 4]
    assert standing("weak")[:3] == (2, 1, False)


def test_a_consumer_is_tried_again_after_growing_pauses_and_then_held(
    database: Server, caplog: pytest.LogCaptureFixture
) -> None:
    reader, now = Reader(poison=1), NOW
    consumer("weak")(reader)
    stamped(1)
    with caplog.at_level(logging.ERROR):
        feed(now)
        for pause in PAUSES:
            feed(now + pause - dt.timedelta(milliseconds=1))
            assert standing("weak")[2] is False
            now += pause
            feed(now)
    assert standing("weak")[:3] == (0, len(PAUSES) + 1, True)
    assert [record.message for record in caplog.records] == ["a consumer failed"] * 4 + ["a consumer is held"]
    reader.poison = None
    assert feed(now + dt.timedelta(days=9)) == 0


def test_a_consumer_that_has_recovered_goes_on_in_large_bites(database: Server) -> None:
    reader = Reader(poison=1)
    consumer("weak")(reader)
    stamped(1, 2, 3)
    feed()
    reader.poison = None
    assert feed(NOW + PAUSES[0]) == 3
    assert standing("weak") == (3, 0, False, None)


def test_an_error_is_kept_by_its_kind_and_place_and_never_with_its_message(
    database: Server, caplog: pytest.LogCaptureFixture
) -> None:
    consumer("weak")(Reader(poison=1))
    stamped(1)
    with caplog.at_level(logging.ERROR):
        feed()
    error = standing("weak")[3]
    assert error is not None
    assert error.startswith("ValueError at ")
    assert "Nowak" not in error
    assert all("Nowak" not in repr(vars(record)) for record in caplog.records)


def test_two_consumers_of_one_name_are_a_mistake_of_the_program() -> None:
    consumer("trial")(Reader())
    with pytest.raises(ValueError, match="trial"):
        consumer("trial")(Reader())


def test_feeding_stops_between_two_bites_when_it_is_told_to(database: Server) -> None:
    reader = Reader()
    consumer("trial")(reader)
    stamped(1)
    sequence_facts(NOW)
    assert feed_consumers(NOW, stop=lambda: True) == 0
    assert feed_consumers(NOW) == 1


def test_facts_wait_while_another_process_is_the_sequencer(database: Server) -> None:
    stamped(1)
    with OwnConnection() as other, other.lock("sequencer") as ours:
        assert ours
        assert sequence_facts(NOW) == 0
    assert sequence_facts(NOW) == 1
