"""The sequencer: gives committed facts their number, so that readers can ask for everything after the last they saw.

A fact's `id` is given when it is written and is seen when it is committed, and these are not the same order: whoever
reads `id > last` passes by one that is committed late. So one process at a time, under a lock, numbers what it can see;
a number is given once, after the commit, and the next one is given later.
"""

from __future__ import annotations

import datetime as dt

from counterpart.foundation.advisory import OwnConnection

LOCK = "sequencer"
AT_ONCE = 2_000
"""Facts numbered in one transaction."""

NUMBER = """
with waiting as materialized (select id from foundation_fact where seq is null order by id limit %s),
numbered as materialized (select id, nextval('foundation_fact_seq') as seq from waiting)
update foundation_fact set seq = numbered.seq from numbered where foundation_fact.id = numbered.id
"""
"""Ids grow within a stream, as its head is locked while they are given: so the order within a stream is kept."""


class Sequencer:
    """Numbers facts while it holds the lock; beside another one it does nothing until that one is gone."""

    def __init__(self) -> None:
        """Wait to be asked."""
        self._own = OwnConnection()

    def number(self) -> int:
        """Number what is committed, in one transaction, and return how many facts that were; 0 without the lock.

        Lock and work are on one connection: if it breaks, the server ends the work before it gives the lock away.
        Raises DatabaseTrouble or psycopg's errors when the database is not there.
        """
        if not self._own.holds(LOCK) and not self._own.take(LOCK):
            return 0
        numbered, _ = self._own.run(NUMBER, [AT_ONCE])
        return numbered

    def close(self) -> None:
        """Let another process do it."""
        self._own.close()


def sequence_facts(now: dt.datetime) -> int:  # noqa: ARG001  called like everything that the worker does
    """Number all facts that are committed, unless another process is at it; return how many."""
    sequencer = Sequencer()
    try:
        total = 0
        while numbered := sequencer.number():
            total += numbered
        return total
    finally:
        sequencer.close()
