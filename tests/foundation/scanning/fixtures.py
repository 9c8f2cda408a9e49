"""A scanner for tests: one real clamd for a whole run of pytest, set for those that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.foundation.scanning.setting import SECONDS, VARIABLE
from tests.foundation.scanning.scanner import Scanner, running_scanner


@pytest.fixture(scope="session")
def clamd() -> Iterator[Scanner]:
    """A real clamd that runs, of which nobody is told."""
    with running_scanner() as running:
        yield running


@pytest.fixture
def scanner(clamd: Scanner, monkeypatch: pytest.MonkeyPatch) -> Scanner:
    """The scanner, set for this test."""
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    return clamd


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A scanner is set, and nobody is there."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nobody"))
    monkeypatch.setenv(SECONDS, "1")
