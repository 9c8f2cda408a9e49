"""What the simulator plays, the tables play: every scenario that ships, compared after every step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from counterpart.core.errors import Conflict
from counterpart.core.findings import Findings
from counterpart.core.simulation.stories import stories_of
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.operations.policy_areas.loading import Shelves
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.playing import Played
from tests.network import OPERATOR, Network, asked

SHELVES = Shelves()
TRIALS = ("card", "children", "public-documents", "technical-rules", "votes")
"""Areas of the tests that hold what no shipped one has: children, votes, rounds, entries."""

PATHS = [*sorted((ROOT / "areas").iterdir()), *(ROOT / "tests" / "areas" / name for name in TRIALS)]
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
    """The areas of the tests, installed; another module of tests may have done it before."""
    paths = [ROOT / "tests" / "areas" / name for name in TRIALS]
    with suppress(Conflict):
        install(OPERATOR, asked(), trusted_consignment(*paths))


@pytest.fixture
def alone(trials: None, database: Server) -> Iterator[Server]:
    """The directory as if only the authorities of the scenario were there."""
    with sign_in(database.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
        owner.execute("update directory_access set state = state + 100")
    yield database
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_switch")
        owner.execute("delete from directory_chase")  # a clock that is moved by years asks whether records are right
        for table, column in (("access", "authority_id"), ("relation", "authority_id"), ("authority", "id")):
            owner.execute(f"delete from directory_{table} where {column} > %s", [most])
        owner.execute("update directory_access set state = state - 100")


@pytest.mark.slow
@pytest.mark.parametrize(("area", "story"), STORIES, ids=[f"{area.name}-{story.name}" for area, story in STORIES])
def test_a_scenario_goes_in_the_tables_as_on_the_stage(area: object, story: object, alone: Server) -> None:
    Played(alone, area, story).play()  # type: ignore[arg-type]  # parameters of pytest have no types
