"""How far everything after the commit has come, as the database has it: for health and for the metrics."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.deliveries import ChannelKind, DeliveryState, counts

FACTS = "select count(*), min(at) from foundation_fact where seq is null"
CONSUMERS = """
select c.name, greatest((select coalesce(max(seq), 0) from foundation_fact) - c.seq, 0), c.tries, c.held_at, c.error
from foundation_consumer c order by 1
"""
DUTIES = "select name, ran_at, took, tries, error from foundation_duty order by 1"
JOBS = """
select status::text, count(*) from procrastinate_jobs where status in ('todo', 'doing', 'failed') group by 1 order by 1
"""
ANCHOR = "select at from foundation_anchor order by n desc limit 1"
DEAD_SINCE = "select min(next_at) from foundation_delivery where state = any(%s::smallint[])"


@dataclass(frozen=True, slots=True)
class ConsumerStanding:
    """A consumer: how many numbers it is behind, how often the next fact has failed, since when it is held."""

    name: str
    behind: int
    tries: int
    held_at: dt.datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A duty: when it last ran to its end, the seconds that took, how often it has failed since."""

    name: str
    ran_at: dt.datetime | None
    took: float
    tries: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at one moment. `oldest_fact` is the moment of the oldest fact without a number."""

    unnumbered: int
    oldest_fact: dt.datetime | None
    consumers: tuple[ConsumerStanding, ...]
    deliveries: dict[tuple[ChannelKind, DeliveryState], int]
    oldest_due: dt.datetime | None
    duties: tuple[DutyStanding, ...]
    jobs: dict[str, int]
    anchored_at: dt.datetime | None


def standing() -> Standing:
    """Read it, in one transaction of any role. Sent deliveries and finished jobs are not counted: they grow."""
    with as_actor([], read_only=True):
        [(unnumbered, oldest)] = rows(FACTS)
        [(oldest_due,)] = rows(DEAD_SINCE, [[int(DeliveryState.DUE)]])
        anchor = row(ANCHOR)
        return Standing(
            unnumbered,
            oldest,
            tuple(ConsumerStanding(*found) for found in rows(CONSUMERS)),
            dict(counts()),
            oldest_due,
            tuple(DutyStanding(*found) for found in rows(DUTIES)),
            dict(rows(JOBS)),
            None if anchor is None else anchor[0],
        )
