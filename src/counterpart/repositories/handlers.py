"""What the worker does about repositories: publishes, renews and takes down entries as their exchanges move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from counterpart.exchanges.events import DataEnded, ExchangeMoved, ExchangeOpened
from counterpart.foundation.erasing import EraseDue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.jobs import job
from counterpart.foundation.periodic import every
from counterpart.repositories.actions import importing
from counterpart.repositories.keeping import forget_readers, keep_flags, renew_entries
from counterpart.repositories.linking import check_links

__all__ = ["follow", "forget", "importing", "renew"]

AT_ONCE = 100
"""Entries in one job."""
HOUR = 3_600


every(seconds=HOUR)(check_links)


@consumer("repositories.entries", ExchangeOpened.TYPE, ExchangeMoved.TYPE, DataEnded.TYPE)
def follow(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Take note of what was published or taken down, and have entries made anew of what moved."""
    del now
    moved = keep_flags(facts)
    for first in range(0, len(moved), AT_ONCE):
        renew.later(exchanges=moved[first : first + AT_ONCE])


@consumer("repositories.searchers", EraseDue.TYPE)
def forget(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Forget who it was that looked something up, when they are erased; that somebody did, stays."""
    del now
    forget_readers([UUID(fact.dims["ref"]) for fact in facts])


@job("repositories.renew")
def renew(exchanges: list[UUID], now: dt.datetime) -> None:
    """Make entries anew from their exchanges; harmless twice."""
    renew_entries(exchanges, now)
