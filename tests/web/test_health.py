"""The page of health: a status for machines, a sentence for everybody, the details for who runs the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from counterpart.foundation.health import CHECKS, Level, Line
from counterpart.web.views import health
from tests.network import Network
from tests.web.visitors import visitor

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@contextmanager
def standing(level: Level) -> Iterator[None]:
    """An installation in which one thing is as said, and nothing else is looked at."""
    health.checks_loaded()
    with CHECKS.only():
        CHECKS.add("disk", lambda now: [Line(level, "disk", "0.1 GB are left", "make room")])
        health.report_of.cache_clear()
        yield
    health.report_of.cache_clear()


@pytest.mark.parametrize(
    ("level", "status", "said"),
    [
        (Level.WELL, 200, "Everything works"),
        (Level.SOON, 200, "Everything works; something needs attention"),
        (Level.WRONG, 503, "Something does not work"),
    ],
)
def test_anybody_is_told_in_a_sentence(people: Network, level: Level, status: int, said: str) -> None:
    with standing(level):
        answer = visitor(people).get("/health")
    assert answer.status_code == status
    assert f"<h1>{said}</h1>" in answer.content.decode()
    assert "0.1 GB" not in answer.content.decode()


def test_details_are_for_who_runs_the_network(people: Network) -> None:
    with standing(Level.WRONG):
        assert "0.1 GB are left" not in visitor(people, "kowalska").get("/health").content.decode()
        page = visitor(people, "claes").get("/health").content.decode()
    assert "0.1 GB are left" in page
    assert "make room" in page


def test_what_is_looked_at_is_what_really_is_there(people: Network) -> None:
    health.report_of.cache_clear()
    page = visitor(people, "claes").get("/health").content.decode()
    assert "are those of this release" in page


def test_nobody_keeps_the_database_busy_by_asking() -> None:
    health.report_of.cache_clear()
    asked_at = [health.report_of(int(NOW.timestamp()) // health.KEPT) for _ in range(3)]
    assert health.report_of.cache_info().misses == 1
    assert {report.at for report in asked_at} == {NOW}
    health.report_of.cache_clear()
