from __future__ import annotations

import pytest

from tests.database.servers import Server
from tests.network import Network
from tests.web.journeys.house import House
from tests.web.journeys.requests.neighbours import neighbours
from tests.web.visitors import give_passwords


@pytest.fixture(scope="package", autouse=True)
def reported(house: House, network: Network, migrated: Server) -> None:
    """Those whom the report of 2011 tells of work here, too."""
    neighbours(network)
    give_passwords(migrated)
