from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.network import Network
from tests.web.journeys.house import House, running_house
from tests.web.journeys.newcomers import settle, take_choices_back
from tests.web.journeys.officials import Official, arriving
from tests.web.visitors import give_passwords

Arrive = Callable[..., Official]


@pytest.fixture(scope="package")
def house(network: Network, migrated: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Web server, worker and mail server, for all journeys: each tells of exchanges of its own."""
    settle(network)
    give_passwords(migrated)
    with running_house(network, tmp_path_factory.mktemp("house")) as running:
        yield running
    take_choices_back(network, migrated)
    clear(migrated)


@pytest.fixture
def arrive(house: House, browser: Browser) -> Iterator[Arrive]:
    """Have people of the cast come to work; when they leave, no console has complained."""
    with ExitStack() as everybody:
        yield lambda who, language, **options: everybody.enter_context(
            arriving(house, browser, who, language, **options)
        )
