from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.database.servers import Server
from tests.network import Network
from tests.web.journeys.families.company import Office, company
from tests.web.journeys.house import House
from tests.web.visitors import give_passwords

Bring = Callable[..., None]


@pytest.fixture
def bring(house: House, network: Network, migrated: Server) -> Bring:
    """Have offices take part in a story: each story brings its own."""

    def brought(*offices: Office) -> None:
        company(network, *offices)
        give_passwords(migrated)

    return brought
