"""The desk of a coordinator that looks after 13,000 authorities: what it costs, however many there are."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from counterpart.directory.concerns import Concern
from counterpart.directory.queries.activity import counts, never_active
from counterpart.directory.queries.coverage import gaps
from counterpart.directory.queries.desk import authorities_of_concern, care, overview
from tests.cast import NOW
from tests.directory.asking import statements, stored
from tests.directory.test_size import AUTHORITIES, grown
from tests.network import Network

__all__ = ["grown"]

BUSIEST = "select c.ref from directory_authority c where c.kind = 1 order by c.id limit 1"
MOST_SECONDS = 1.0
"""Far above what it takes (60 ms at most on two cores, 2026): so that a busy machine breaks no test."""


def took(read: Callable[[], object]) -> float:
    began = time.perf_counter()
    read()
    return time.perf_counter() - began


@pytest.mark.slow
def test_the_desk_of_thirteen_thousand_authorities_is_two_statements_for_each_of_its_parts(grown: Network) -> None:
    [(busiest,)] = stored(BUSIEST)
    key = next(key for key, ref in grown.authorities.items() if ref == busiest)
    actor = grown.administrator_of(key)
    reads: dict[str, Callable[[], object]] = {
        "care": lambda: care(actor, NOW),
        **{
            concern.value: lambda concern=concern: authorities_of_concern(actor, concern, NOW)  # type: ignore[misc]
            for concern in Concern
        },
        "overview": lambda: overview(actor, NOW),
        "overview by text": lambda: overview(actor, NOW, text="urzad 12"),
        "gaps": lambda: gaps(actor),
        "never_active": lambda: never_active(actor),
        "counts": lambda: counts(actor),
    }
    for name, read in reads.items():
        read()
        with statements() as asked_of:
            read()
        assert len(asked_of) <= 2, name
        fastest = min(took(read) for _ in range(3))
        assert fastest < MOST_SECONDS, name
    counted = care(actor, NOW)
    assert (counted.never_signed_in.number, counted.never_signed_in.more) == (1_000, True)
    assert len(authorities_of_concern(actor, Concern.NEVER_SIGNED_IN, NOW).rows) == 50
    assert sum(one.authorities for one in never_active(actor)) > AUTHORITIES
