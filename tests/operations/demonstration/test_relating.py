from __future__ import annotations

from collections import Counter

import pytest

from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.relating import coordinators_of
from tests.operations.demonstration.plans import by_key, large_network, network


def of_kind(one: PlannedAuthority, kind: RelationKind, module: str) -> list[str]:
    return [relation.coordinator for relation in one.relations if (relation.kind, relation.module) == (kind, module)]


def test_nobody_coordinates_a_national_coordinator() -> None:
    assert all(not one.relations for one in network() if one.kind is AuthorityKind.NATIONAL)


def test_everybody_else_has_one_validating_coordinator_and_one_that_gives_access_to_each_area() -> None:
    for one in large_network():
        if one.kind is AuthorityKind.NATIONAL:
            continue
        assert len(of_kind(one, RelationKind.VALIDATING, "")) == 1
        for module in one.areas:
            assert len(of_kind(one, RelationKind.ACCESS, module)) == 1
            chosen = [relation for relation in one.relations if relation.module == module and relation.chosen]
            assert [relation.kind for relation in chosen] == [RelationKind.REQUEST]


def test_a_coordinator_is_named_in_the_plan_before_those_whom_it_coordinates() -> None:
    seen: set[str] = set()
    for one in large_network():
        assert {relation.coordinator for relation in one.relations} <= seen
        seen.add(one.key)


def test_a_coordinator_is_of_the_same_member_more_powerful_and_in_the_area() -> None:
    for one in large_network():
        for relation in one.relations:
            coordinator = by_key()[relation.coordinator]
            assert coordinator.member == one.member
            assert coordinator.kind < one.kind or coordinator.kind is AuthorityKind.DELEGATED < one.kind
            assert relation.module in {"", *coordinator.areas}
            assert coordinator.region in {None, one.region}


def test_no_relation_is_said_twice() -> None:
    for one in large_network():
        said = Counter((relation.kind, relation.module, relation.coordinator) for relation in one.relations)
        assert set(said.values()) <= {1}


@pytest.mark.parametrize(
    ("key", "validating", "access"),
    [
        ("de/kreis/rosenheim", "de/stmwi/bayern", "de/stmwi/bayern"),  # the coordinator of its Land
        ("gb/council/leeds", "gb/dbt", "gb/dbt"),  # one for the whole country
        ("pl/miasto/poznan", "pl/mrit", "pl/wojewoda/wielkopolski"),  # a delegated one in its region
        ("nl/cibg", "nl/ez", "nl/duo"),  # the coordinator of the area
    ],
)
def test_the_nearest_coordinator_gives_access(key: str, validating: str, access: str) -> None:
    one = by_key()[key]
    assert of_kind(one, RelationKind.VALIDATING, "") == [validating]
    assert of_kind(one, RelationKind.ACCESS, one.areas[0]) == [access]


def test_the_coordinator_of_an_area_is_asked_where_another_is_nearer() -> None:
    chamber = by_key()["de/zahnaerztekammer/nordrhein"]
    assert of_kind(chamber, RelationKind.REQUEST, "pq") == ["de/mwike/nordrhein-westfalen", "de/zab"]
    assert of_kind(chamber, RelationKind.LINKED, "pq") == ["de/bva"]


def test_coordinators_are_found_again_in_a_plan() -> None:
    assert set(coordinators_of(network())) == {one.member for one in network()}
