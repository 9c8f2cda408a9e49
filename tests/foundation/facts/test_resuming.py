"""An operator has a consumer go on that is held: with the fact that it stumbled over, or past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import pytest

from counterpart.core.errors import NotFound, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.facts import CONSUMERS, FactRow, consumer, feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import PAUSES
from counterpart.foundation.facts.resuming import resume_consumer
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, asked, posted, stamped, stored

OPERATOR = Actor(ActorKind.OPERATOR, new_ref(NOW))
seen: list[int] = []


@pytest.fixture(autouse=True)
def _stumbling(database: Server) -> Iterator[None]:
    """Have a consumer of stamped letters that cannot digest the second, and is held."""
    seen.clear()
    with CONSUMERS.only():

        @consumer("trial", "trial.stamped")
        def read(facts: Sequence[FactRow], now: dt.datetime) -> None:
            if any(fact.dims["times"] == 2 for fact in facts) and "mended" not in CONSUMERS.all():
                raise ValueError
            seen.extend(fact.dims["times"] for fact in facts)

        stamped(1)
        posted(9)
        stamped(2, 3)
        now = NOW
        feed(now)
        for pause in PAUSES:
            now += pause
            feed(now)
        yield


def feed(now: dt.datetime) -> None:
    sequence_facts(now)
    feed_consumers(now)


def resume(actor: Actor = OPERATOR, name: str = "trial", *, past_it: bool = False) -> int:
    with as_worker():
        return resume_consumer(actor, asked(), name, past_it=past_it)


def test_a_mended_consumer_goes_on_with_the_fact_that_it_stumbled_over() -> None:
    consumer("mended", "none")(lambda facts, now: None)
    feed(NOW)
    assert seen == [1]
    assert resume() == 1
    feed(NOW)
    assert seen == [1, 2, 3]


def test_a_consumer_can_go_on_past_it_and_the_log_says_so() -> None:
    assert resume(past_it=True) == 3
    feed(NOW)
    assert seen == [1, 3]
    [(action, facts)] = stored("select action, facts from foundation_log_entry where kind = 10")
    assert (action, facts) == ("resume_consumer", '{"after": 3, "consumer": "trial", "passed_by": true}')


def test_a_consumer_that_does_not_stumble_cannot_be_resumed() -> None:
    resume(past_it=True)
    with pytest.raises(NotFound):
        resume()
    with pytest.raises(NotFound):
        resume(name="nobody")


def test_nobody_but_an_operator_resumes() -> None:
    with pytest.raises(Refused):
        resume(BRENNAN)
