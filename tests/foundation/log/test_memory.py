"""Verifying takes as much memory for many streams as for few."""

from __future__ import annotations

import gc
import tracemalloc
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from counterpart.foundation.actions import action
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind, Head
from counterpart.foundation.log import store as log_store
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, asked
from tests.foundation.log.tampering import Tampered

HOURS, HOURLY = 6, 200
A_HEAD = 150
"""Bytes that a head takes in memory, at least."""
OFTEN = (500, 2, 2)
"""Objects between two looks for garbage, and how many looks until older objects are looked at as well."""


@action("trial.found")
def found(doing: Doing, streams: list[UUID]) -> None:
    for stream in streams:
        for _ in range(3):
            doing.log(stream, EntryKind.CREATED, action="found")


def peak_of(log: Tampered) -> int:
    """Let some hours pass, each with new streams and an anchor; return the most bytes that verifying then holds.

    Garbage is no part of it: Python looks for it so often that hardly any lies about.
    """
    for _ in range(HOURS):
        found(BRENNAN, asked(), [new_ref(NOW) for _ in range(HOURLY)])
        log.anchor()
    seldom = gc.get_threshold()
    gc.collect()
    gc.set_threshold(*OFTEN)
    tracemalloc.start()
    try:
        assert log.found() == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*seldom)


@pytest.mark.slow
def test_verifying_holds_no_more_for_many_streams_than_for_few(
    database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of each stream makes it grow each time; what is loaded once does not."""
    monkeypatch.setattr(log_store, "STREAMS_AT_ONCE", 50)
    monkeypatch.setattr(log_store, "AT_ONCE", 50)
    log = Tampered(database, tmp_path / "anchors")
    peaks = [peak_of(log) for _ in range(4)]
    grown = [(after - before) / (HOURS * HOURLY) for before, after in pairwise(peaks)]
    assert min(grown) < A_HEAD / 3, f"with {HOURS * HOURLY} streams more each time: {peaks} bytes"


def test_so_many_bytes_would_be_held_if_all_heads_were_kept() -> None:
    tracemalloc.start()
    try:
        kept = [Head(new_ref(NOW), 300 + n, bytes(32) + bytes([n % 256])) for n in range(1000)]
        assert tracemalloc.get_traced_memory()[0] > A_HEAD * len(kept)
    finally:
        tracemalloc.stop()
