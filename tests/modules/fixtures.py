"""Fixtures of everybody who installs modules in a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.modules import memory
from tests.database.servers import Server
from tests.modules.laying_aside import laid_aside
from tests.modules.permits import written


@pytest.fixture
def modules(database: Server) -> Iterator[Server]:
    """The database with nothing installed; what a session laid down once comes back afterwards."""
    with laid_aside(database):
        memory.forget()
        yield database
    memory.forget()


@pytest.fixture
def areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an invented network, a library and the area `permits`, which uses it; the test works in it."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)
