"""Metrics in the text format of Prometheus: what all processes have counted, and how far the work has come.

Everything is read from the database, so any process may be asked. Labels are names of the program: actions, consumers,
duties, channels and states; nothing personal and no text of anybody can be in them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.observing import BUCKETS, publish
from counterpart.foundation.standing import Standing, standing

COUNTS = "select name, labels, value from foundation_count order by 1, 2"

Sums = Mapping[str, Mapping[str, float]]


def metrics_text(now: dt.datetime) -> str:
    """Return all metrics. What this process has counted is published first, so that it is in them."""
    publish()
    counted: dict[str, dict[str, float]] = defaultdict(dict)
    with as_actor([], read_only=True):
        for name, labels, value in rows(COUNTS):
            counted[name][labels] = value
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Once([*_of_actions(counted), *_of_work(standing(), now)]))
    return generate_latest(registry).decode()


class _Once(Collector):
    """What prometheus_client asks for metrics."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _of_actions(counted: Sums) -> Iterator[Metric]:
    """What actions have done since the installation began."""
    actions = CounterMetricFamily("counterpart_actions", "Runs of actions.", labels=["action", "outcome"])
    for labels, value in counted.get("actions", {}).items():
        actions.add_metric([_part(labels, "action"), _part(labels, "outcome")], value)
    yield actions
    yield _durations(counted)
    statements = CounterMetricFamily("counterpart_action_statements", "Statements of actions.", labels=["action"])
    seconds = CounterMetricFamily(
        "counterpart_action_statement_seconds", "Seconds that actions waited for their statements.", labels=["action"]
    )
    for family, name in ((statements, "statements"), (seconds, "statement_seconds")):
        for labels, value in counted.get(name, {}).items():
            family.add_metric([_part(labels, "action")], value)
        yield family


def _durations(counted: Sums) -> Metric:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for labels, value in counted.get("action_seconds_bucket", {}).items():
        found[_part(labels, "action")][_part(labels, "le")] = value
    histogram = HistogramMetricFamily("counterpart_action_seconds", "How long actions take.", labels=["action"])
    bounds = [*(str(bound) for bound in BUCKETS), "+Inf"]
    for action, buckets in sorted(found.items()):
        total, growing = 0.0, []
        for bound in bounds:
            total += buckets.get(bound, 0)
            growing.append((bound, total))
        histogram.add_metric([action], growing, counted["action_seconds_sum"].get(f"action={action}", 0))
    return histogram


def _of_work(work: Standing, now: dt.datetime) -> Iterator[Metric]:
    """How far everything after the commit has come."""
    yield _gauge("counterpart_facts_unnumbered", "Facts that wait for the sequencer.", work.unnumbered)
    yield _gauge("counterpart_sequencer_lag_seconds", "Age of the oldest of them.", _age(work.oldest_fact, now))
    yield _labelled(
        "counterpart_consumer_lag_facts",
        "Facts that a consumer has not read.",
        {one.name: one.behind for one in work.consumers},
        "consumer",
    )
    yield _labelled(
        "counterpart_consumer_held",
        "1: the consumer is held and waits for an operator.",
        {one.name: int(one.held_at is not None) for one in work.consumers},
        "consumer",
    )
    deliveries = GaugeMetricFamily("counterpart_deliveries", "Not sent yet.", labels=["channel", "state"])
    for (channel, state), number in sorted(work.deliveries.items()):
        deliveries.add_metric([channel.name.lower(), state.name.lower()], number)
    yield deliveries
    yield _gauge("counterpart_delivery_lag_seconds", "How long the oldest is due.", _age(work.oldest_due, now))
    yield _labelled(
        "counterpart_duty_age_seconds",
        "Since a duty last ran to its end.",
        {one.name: _age(one.ran_at, now) for one in work.duties if one.ran_at},
        "duty",
    )
    yield _labelled(
        "counterpart_duty_seconds", "How long it took.", {one.name: one.took for one in work.duties}, "duty"
    )
    yield _labelled("counterpart_jobs", "Jobs that are not finished, or have failed.", work.jobs, "status")
    if work.anchored_at:
        yield _gauge("counterpart_anchor_age_seconds", "Since the log was anchored.", _age(work.anchored_at, now))


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _labelled(name: str, about: str, values: Mapping[str, float], label: str) -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for said, value in values.items():
        family.add_metric([said], value)
    return family


def _age(moment: dt.datetime | None, now: dt.datetime) -> float:
    return max((now - moment).total_seconds(), 0) if moment else 0.0


def _part(labels: str, name: str) -> str:
    """Return one label out of the text that `observing.labels_of` made."""
    return dict(part.split("=", 1) for part in labels.split(","))[name]
