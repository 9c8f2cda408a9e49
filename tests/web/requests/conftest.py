from __future__ import annotations

import pytest

from counterpart.foundation.clock import MovableClock
from counterpart.web.session import arriving
from tests.database.servers import Server
from tests.exchanges.stories import later
from tests.network import Network
from tests.web.requests.door import Door


@pytest.fixture
def door(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The web door, an hour after the stories begin."""
    clock = MovableClock(later(hours=1))
    monkeypatch.setattr(arriving, "clock_of", lambda: clock)
    return Door(network, clock)
