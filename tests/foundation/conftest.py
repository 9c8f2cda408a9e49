"""The database for tests of rooms with tables: one server for all of them, and one pair of guarded tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.foundation.database.servers import Server, running_server


@pytest.fixture(scope="session")
def server(django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """A prepared server; Django speaks to it as the role app. Tests clean up after themselves."""
    with django_db_blocker.unblock(), running_server() as running:
        yield running
