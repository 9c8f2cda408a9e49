"""The examples run through every page: along each scenario, everybody opens whatever the pages lead to.

Nothing in the product knows these areas: they are read from `examples/areas`, and what a page shows follows from them.
"""

from __future__ import annotations

from contextlib import suppress

import pytest

from counterpart.core.composing.area import Area
from counterpart.core.errors import Conflict
from counterpart.core.findings import Findings
from counterpart.core.simulation.stories import stories_of
from counterpart.foundation.clock import MovableClock
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.operations.policy_areas.loading import Shelves
from counterpart.web.session import arriving
from tests.architecture.guards.files import ROOT
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.alone import alone_in
from tests.exchanges.playing import Played
from tests.network import OPERATOR, Network, asked
from tests.web.examples.walking import Seen, Walk

SHELVES = Shelves()
PATHS = sorted((ROOT / "examples" / "areas").iterdir())
AREAS = [area for path in PATHS if (area := SHELVES.load(path, Findings())) is not None]


EVERYWHERE = {
    "",
    "/history",
    "/reports",
    "/reports/now",
    "/do",
    "/write",
    "/check",
    "/message",
    "/note",
    "work",
    "search",
    "new",
}
"""Kinds of pages that every example leads to."""


@pytest.fixture
def installed(network: Network, database: Server) -> Server:
    """The examples installed; another module of tests may have done it before."""
    for path in PATHS:
        with suppress(Conflict):
            install(OPERATOR, asked(), trusted_consignment(path))
    return database


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS, ids=[one.name for one in AREAS])
def test_everybody_opens_every_page_along_each_scenario_of_an_example(
    area: Area, installed: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen()
    for story in stories_of(area, Findings()):
        with alone_in(installed):
            played = Played(installed, area, story)
            clock = MovableClock(played.now)
            monkeypatch.setattr(arriving, "clock_of", lambda clock=clock: clock)
            Walk(played, network, clock, seen).go()
            clear(installed)
    assert seen.wrong == {}
    assert seen.pages.keys() >= EVERYWHERE
    looked_up = [name for each in area.definition.procedures.values() for name in each.lookups]
    assert any(f"/{area.name}/" in kind for kind in seen.pages) == bool(looked_up)
