from __future__ import annotations

import pytest

from tests.database.servers import Server
from tests.network import Network
from tests.web.visitors import give_passwords


@pytest.fixture
def people(network: Network, database: Server) -> Network:
    """The network with everybody able to sign in."""
    give_passwords(database)
    return network
