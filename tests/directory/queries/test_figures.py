"""The counts of the directory over the network of 2011 are figure 2 of the annual report, exactly."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.directory.actions.laying import lay_network
from counterpart.directory.queries.activity import MemberCounts, counts
from counterpart.operations.demonstration.laying import SEED, laid
from counterpart.operations.demonstration.names import countries as sheets
from counterpart.operations.demonstration.planning import network_plan
from tests.database.servers import Server
from tests.directory.laid import forgotten_above, highest
from tests.directory.search.test_rates import beside_the_cast
from tests.network import OPERATOR, Network, asked

FIGURES = Path(sheets.__file__).parent / "figures-2011.csv"
AREAS = {"pq": "professional_qualifications", "services": "services", "posting": "posting_of_workers"}
IN_ALL = 6_802


def by_member(network: Network) -> dict[str, MemberCounts]:
    return {one.member: one for one in counts(network.actor("nowak"))}


@pytest.fixture(scope="module")
def before_and_after(
    network: Network, migrated: Server
) -> Iterator[tuple[dict[str, MemberCounts], dict[str, MemberCounts]]]:
    """What is counted before the network of 2011 is laid down beside the cast, and what then."""
    most, before = highest(migrated), by_member(network)
    try:
        lay_network(OPERATOR, asked(), [beside_the_cast(one) for one in laid(list(network_plan(SEED)), [])])
        yield before, by_member(network)
    finally:
        forgotten_above(migrated, most)


@pytest.mark.slow
def test_every_country_has_the_figures_of_the_report_and_who_is_in_several_areas_counts_once(
    before_and_after: tuple[dict[str, MemberCounts], dict[str, MemberCounts]],
) -> None:
    before, after = before_and_after
    nobody = MemberCounts("", {}, 0)
    totals = 0
    with FIGURES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            was, now = before.get(row["country"], nobody), after[row["country"]]
            came = {figure: now.modules[module] - was.modules.get(module, 0) for module, figure in AREAS.items()}
            assert came == {figure: int(row[figure]) for figure in AREAS.values()}, row["country"]
            assert now.total - was.total == int(row["total"]), row["country"]
            totals += now.total - was.total
    assert totals == IN_ALL
