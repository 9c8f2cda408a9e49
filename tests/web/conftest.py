from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from counterpart.foundation.clock import MovableClock
from counterpart.web.session import arriving, knocking
from counterpart.web.session.sign_in import Attempts
from tests.database.servers import Server
from tests.exchanges.stories import NOW, later
from tests.network import Network
from tests.web.door import Door
from tests.web.site import Site, running_browser, running_site
from tests.web.visitors import give_passwords


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong codes and forgotten passwords are counted by the process, and all tests come from one place."""
    monkeypatch.setattr(knocking, "CODES", Attempts())
    monkeypatch.setattr(knocking, "LINKS", Attempts())


@pytest.fixture
def door(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The web door, an hour after the stories begin."""
    clock = MovableClock(later(hours=1))
    monkeypatch.setattr(arriving, "clock_of", lambda: clock)
    return Door(network, clock)


@pytest.fixture
def people(network: Network, database: Server) -> Network:
    """The network with everybody able to sign in."""
    give_passwords(database)
    return network


@pytest.fixture(scope="session")
def site(network: Network, migrated: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A web server on the database of the tests."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running_site(folder, NOW) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with running_browser() as running:
        yield running
