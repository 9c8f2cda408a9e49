"""What the simulator plays, the tables play: every scenario that ships, compared after every step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from counterpart.core.errors import Conflict
from counterpart.core.findings import Findings
from counterpart.core.simulation.stories import stories_of
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.operations.policy_areas.loading import Shelves
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.alone import alone_in
from tests.exchanges.playing import Played
from tests.network import OPERATOR, Network, asked

SHELVES = Shelves()
TRIALS = ("card", "children", "public-documents", "votes")
"""Areas of the tests that hold what no shipped one has: children, votes, rounds, entries."""

NOT_SHIPPED = (
    *(ROOT / "tests" / "areas" / name for name in TRIALS),
    *sorted((ROOT / "examples" / "areas").iterdir()),
)

PATHS = [*sorted((ROOT / "areas").iterdir()), *NOT_SHIPPED]
AREAS = [
    area
    for path in PATHS
    if (path / "module.yaml").is_file()
    and (area := SHELVES.load(path, Findings())) is not None
    and not area.definition.library
]
STORIES = [(area, story) for area in AREAS for story in stories_of(area, Findings())]


@pytest.fixture(scope="module")
def trials(network: Network) -> None:
    """The areas that do not ship, installed; another module of tests may have done it before."""
    for path in NOT_SHIPPED:
        with suppress(Conflict):
            install(OPERATOR, asked(), trusted_consignment(path))


@pytest.fixture
def alone(trials: None, database: Server) -> Iterator[Server]:
    """The directory as if only the authorities of the scenario were there."""
    with alone_in(database):
        yield database


@pytest.mark.slow
@pytest.mark.parametrize(("area", "story"), STORIES, ids=[f"{area.name}-{story.name}" for area, story in STORIES])
def test_a_scenario_goes_in_the_tables_as_on_the_stage(area: object, story: object, alone: Server) -> None:
    Played(alone, area, story).play()  # type: ignore[arg-type]  # parameters of pytest have no types
