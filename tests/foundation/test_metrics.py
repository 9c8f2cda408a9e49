"""The metrics are text that Prometheus reads, say what the database says, and name nobody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest
from prometheus_client.parser import text_string_to_metric_families

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.deliveries import CHANNELS, ChannelKind, Parcel, queue
from counterpart.foundation.facts import CONSUMERS, FactRow, consumer, feed_consumers, sequence_facts
from counterpart.foundation.metrics import metrics_text
from counterpart.foundation.observing import COUNTS
from counterpart.foundation.periodic import DUTIES, every, perform_due
from tests.database.servers import Server
from tests.foundation.events import NOW, stamped

NAME_OF_THE_PROGRAM = re.compile(r"[a-z][a-z0-9_.]*|\+Inf|[0-9.]+")


@pytest.fixture(autouse=True)
def _own_room() -> Iterator[None]:
    COUNTS.drain()
    with ExitStack() as alone:
        for registry in (CONSUMERS, DUTIES, CHANNELS):
            alone.enter_context(registry.only())
        yield


def samples(now: dt.datetime = NOW) -> dict[tuple[str, tuple[str, ...]], float]:
    families = text_string_to_metric_families(metrics_text(now))
    return {
        (sample.name, tuple(sample.labels.values())): sample.value for family in families for sample in family.samples
    }


def busy() -> None:
    """Have something of everything: facts, a consumer that stumbles, a duty, a delivery."""

    @consumer("trial.reader")
    def stumble(facts: Sequence[FactRow], now: dt.datetime) -> None:
        raise ValueError("Zofia Nowak")

    @every(seconds=60, name="trial.bell")
    def ring(now: dt.datetime) -> None:
        """Ring."""

    stamped(1, 2)
    sequence_facts(NOW)
    feed_consumers(NOW)
    stamped(3)
    perform_due(NOW)
    with as_actor([]):
        queue([Parcel(1, ChannelKind.MAIL, "Zofia Nowak <zofia@example.org>", {"to": "Zofia"})], NOW)


def test_a_quiet_installation_has_metrics_at_zero(database: Server) -> None:
    found = samples()
    assert found["counterpart_facts_unnumbered", ()] == 0
    assert found["counterpart_sequencer_lag_seconds", ()] == 0


def test_metrics_say_how_far_the_work_has_come(database: Server) -> None:
    busy()
    found = samples(NOW + dt.timedelta(minutes=5))
    assert found["counterpart_facts_unnumbered", ()] == 1
    assert found["counterpart_sequencer_lag_seconds", ()] == 300
    assert found["counterpart_consumer_lag_facts", ("trial.reader",)] == 2
    assert found["counterpart_consumer_held", ("trial.reader",)] == 0
    assert found["counterpart_deliveries", ("mail", "waiting")] == 1
    assert found["counterpart_duty_age_seconds", ("trial.bell",)] == 300


def test_metrics_count_actions_and_their_time_over_all_processes(database: Server) -> None:
    stamped(1, 2)
    samples()
    stamped(3)
    found = samples()
    assert found["counterpart_actions_total", ("events.stamp", "done")] == 3
    assert found["counterpart_action_seconds_count", ("events.stamp",)] == 3
    assert found["counterpart_action_seconds_bucket", ("events.stamp", "+Inf")] == 3
    assert found["counterpart_action_seconds_sum", ("events.stamp",)] > 0
    assert found["counterpart_action_statements_total", ("events.stamp",)] == 12
    buckets = [value for (name, _), value in found.items() if name == "counterpart_action_seconds_bucket"]
    assert buckets == sorted(buckets)


def test_no_label_and_no_line_holds_a_word_of_anybody(database: Server) -> None:
    busy()
    COUNTS.add("actions", action="Zofia Nowak", outcome="done")
    text = metrics_text(NOW)
    labels = re.findall(r'="([^"]*)"', text)
    assert len(labels) > 20
    assert [label for label in labels if not NAME_OF_THE_PROGRAM.fullmatch(label)] == []
    assert not re.search(r"zofia|nowak|@", text, re.IGNORECASE)
