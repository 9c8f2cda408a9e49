"""What all tests share: how hypothesis and Python's collector run here, the database, and the scanner."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterpart.foundation.collecting import collect_seldom
from tests.database.fixtures import database, migrated, server
from tests.foundation.scanning.fixtures import away, clamd, scanner
from tests.network import network

__all__ = ["away", "clamd", "database", "migrated", "network", "scanner", "server"]

# No deadline: how long one example takes says more about the machine than about the code. A run from nothing (`CI`)
# takes the same examples every time; at home new ones are tried, and those that failed are tried first.
settings.register_profile("home", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("home"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

WHOLLY_CAMPAIGN = "pytestmark = pytest.mark.campaign"

# Nearly everything that comes while tests are collected stays: looking for what does not took a fifth of that time.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on it is as in a process that serves: what lives already is not looked at again."""
    collect_seldom()
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files of which no test would be run: those of the campaign read whole areas to say their names."""
    if config.option.markexpr != "not campaign" or not collection_path.name.startswith("test_"):
        return None
    return True if WHOLLY_CAMPAIGN in collection_path.read_text(encoding="utf-8").splitlines() else None
