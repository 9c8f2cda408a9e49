from __future__ import annotations

import csv
import itertools
from collections import Counter
from pathlib import Path

import pytest

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.names import countries as sheets
from counterpart.operations.demonstration.names.countries import areas, countries, needs
from counterpart.operations.demonstration.planning import network_plan
from tests.operations.demonstration.plans import SEED, network

FIGURES = Path(sheets.__file__).parent / "figures-2011.csv"
IN_ALL_AREAS = 89
COORDINATING_A_MEMBER_OR_REGION = 72


def figures() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_thirty_countries_have_6802_authorities_and_the_31st_two_more() -> None:
    assert len(network()) == 6804
    assert len(figures()) == 30
    assert sum(authority.member != "HR" for authority in network()) == 6802


@pytest.mark.parametrize("row", figures(), ids=lambda row: row["country"])
def test_a_country_has_the_figures_of_the_report_in_every_area_and_in_total(row: dict[str, str]) -> None:
    mine = [authority for authority in network() if authority.member == row["country"]]
    counted = Counter(module for authority in mine for module in authority.areas)
    assert len(mine) == int(row["total"])
    assert {area.figure: counted[module] for module, area in areas().items()} == {
        figure: int(count) for figure, count in row.items() if figure not in {"country", "total"}
    }


@pytest.mark.parametrize("row", figures(), ids=lambda row: row["country"])
def test_an_authority_in_several_areas_counts_once(row: dict[str, str]) -> None:
    assert sum(needs(row["country"]).values()) == int(row["total"])


def test_as_many_are_in_all_areas_and_coordinate_as_the_report_says() -> None:
    everywhere = [one for one in network() if len(one.areas) == len(areas()) and one.member != "HR"]
    assert len(everywhere) == IN_ALL_AREAS
    above = [one for one in everywhere if one.kind in {AuthorityKind.NATIONAL, AuthorityKind.REGIONAL}]
    assert len(above) == COORDINATING_A_MEMBER_OR_REGION


def test_the_figures_hold_for_another_seed_and_other_towns_take_part() -> None:
    other = network(SEED + 1)
    assert Counter((one.member, one.areas) for one in other) == Counter((one.member, one.areas) for one in network())
    assert {one.key for one in other} != {one.key for one in network()}


def test_the_same_seed_draws_the_same_network() -> None:
    assert tuple(itertools.islice(network_plan(SEED), 700)) == network()[:700]


def test_every_member_has_one_national_coordinator_and_at_most_one_coordinator_of_an_area() -> None:
    kinds = Counter((one.member, one.kind, one.areas) for one in network())
    for country in countries():
        assert (
            sum(n for (member, kind, _), n in kinds.items() if (member, kind) == (country, AuthorityKind.NATIONAL)) == 1
        )
    of_areas = {key: n for key, n in kinds.items() if key[1] is AuthorityKind.AREA}
    assert set(of_areas.values()) == {1}
    assert all(len(modules) == 1 for _, _, modules in of_areas)


def test_thirteen_members_use_coordinators_of_areas() -> None:
    assert len({one.member for one in network() if one.kind is AuthorityKind.AREA}) == 13


def test_a_region_has_at_most_one_regional_and_one_delegated_coordinator() -> None:
    for kind in (AuthorityKind.REGIONAL, AuthorityKind.DELEGATED):
        regions = Counter(one.region for one in network() if one.kind is kind)
        assert regions
        assert None not in regions
        assert set(regions.values()) == {1}


def test_what_counts_for_the_whole_member_is_in_no_region() -> None:
    national = {AuthorityKind.NATIONAL, AuthorityKind.AREA}
    assert {one.region for one in network() if one.kind in national} == {None}


def test_a_coordinator_of_alerts_is_named_once_in_every_member() -> None:
    (special,) = {role for area in areas().values() for role in area.first_roles}
    holders = Counter(one.member for one in network() for _, role in one.roles if role == special)
    assert holders == Counter(dict.fromkeys(countries(), 1))


def test_national_and_regional_coordinators_claim_no_competence() -> None:
    above = [one for one in network() if one.kind in {AuthorityKind.NATIONAL, AuthorityKind.REGIONAL}]
    assert all(
        not one.competences and {role for _, role in one.roles} <= {"coordinator", "alert_coordinator"} for one in above
    )


def test_big_cities_take_part_whatever_the_seed() -> None:
    cities = {"Stuttgart", "Sevilla", "Wrocław", "Θεσσαλονίκη", "Brno", "Ljubljana", "København", "Aarhus", "София"}
    for seed in (SEED, SEED + 1):
        assert cities <= {one.city for one in network(seed) if one.region}


def test_a_member_is_drawn_when_it_is_reached() -> None:
    first = next(network_plan(SEED))
    assert (first.member, first.kind) == (next(iter(countries())), AuthorityKind.NATIONAL)
