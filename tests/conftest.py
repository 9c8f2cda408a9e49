"""What all tests share: how hypothesis runs here, the database, and the scanner."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.database.fixtures import database, migrated, server
from tests.foundation.scanning.fixtures import away, clamd, scanner
from tests.network import network

__all__ = ["away", "clamd", "database", "migrated", "network", "scanner", "server"]

# No deadline: how long one example takes says more about the machine than about the code. A run from nothing (`CI`)
# takes the same examples every time; at home new ones are tried, and those that failed are tried first.
settings.register_profile("home", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("home"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")
