"""What nobody in a country is competent for, as its coordinators see it."""

from __future__ import annotations

import pytest

from counterpart.core.errors import Refused
from counterpart.directory.actions.ending import deactivate
from counterpart.directory.actions.giving_access import grant_access, set_competences, suspend_access
from counterpart.directory.areas import area
from counterpart.directory.queries.coverage import Gap, gaps
from tests.database.servers import Server
from tests.directory.asking import statements
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
NURSE = Gap("pq", "professions", "nurse")


def test_a_profession_is_a_gap_until_somebody_who_takes_part_has_it(database: Server, network: Network) -> None:
    place, official = network.newcomer("HU", PQ)
    hungary = network.administrator_of("hu_national")
    assert NURSE in gaps(hungary, limit=500)
    set_competences(official, asked(), place, "pq", "professions", ["nurse"])
    assert NURSE not in gaps(hungary, limit=500)
    suspend_access(hungary, asked(), place, "pq", "authority")
    assert NURSE in gaps(hungary, limit=500)
    grant_access(hungary, asked(), place, "pq", "authority")
    assert NURSE not in gaps(hungary, limit=500)
    deactivate(hungary, asked(), place)
    assert NURSE in gaps(hungary, limit=500)


def test_what_another_country_has_fills_no_gap_and_the_order_is_that_of_the_list(
    database: Server, network: Network
) -> None:
    network.newcomer("HU", PQ)
    hungary = network.administrator_of("hu_national")
    found = [gap.code for gap in gaps(hungary, limit=500) if gap.list == "professions" and gap.module == "pq"]
    listed = list(area("pq").codelists["professions"])
    assert found == [code for code in listed if code in found]
    assert "pharmacist" in found
    assert len(gaps(hungary, limit=3)) == 3


def test_a_coordinator_of_an_area_sees_the_gaps_of_that_area(database: Server, network: Network) -> None:
    dabrowska = network.actor("dabrowska")
    with statements() as asked_of:
        found = gaps(dabrowska, limit=500)
    assert len(asked_of) == 2
    assert {gap.module for gap in found} == {"pq"}
    assert Gap("pq", "professions", "pharmacist") not in found


def test_gaps_are_for_coordinators(database: Server, network: Network) -> None:
    for actor in (network.actor("kaczmarek"), network.actor("claes"), OPERATOR):
        with pytest.raises(Refused, match="not_a_coordinator"):
            gaps(actor)
