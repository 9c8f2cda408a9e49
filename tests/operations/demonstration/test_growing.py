from __future__ import annotations

from collections import Counter

import pytest

from counterpart.core.errors import Invalid
from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.planned import PlannedAuthority
from tests.operations.demonstration.plans import LARGE, SEED, large_network, network


def of(*members: str) -> list[PlannedAuthority]:
    return [one for one in network() if one.member in members]


def test_the_larger_network_begins_with_the_smaller_one_unchanged() -> None:
    assert len(large_network()) == LARGE
    assert large_network()[: len(network())] == network()


def test_keys_and_addresses_stay_unique_when_it_grows() -> None:
    for field in ("key", "email"):
        found = Counter(getattr(one, field) for one in large_network())
        assert [value for value, count in found.items() if count > 1] == []


def test_only_competent_authorities_are_added() -> None:
    assert not any(one.coordinates for one in large_network()[len(network()) :])


def test_every_member_grows_as_far_as_its_sheets_go() -> None:
    small, large = (Counter(one.member for one in plan) for plan in (network(), large_network()))
    assert all(large[member] > small[member] for member in small)
    assert large["DE"] > large["LU"] * 10


def test_a_plan_is_cut_where_fewer_are_wanted() -> None:
    assert list(scaled(network(), 100, SEED)) == list(network()[:100])
    assert list(scaled(network(), len(network()), SEED)) == list(network())


def test_only_members_of_the_plan_grow() -> None:
    grown = list(scaled(of("SI", "SK"), 200, SEED))
    assert len(grown) == 200
    assert {one.member for one in grown} == {"SI", "SK"}


def test_more_than_the_sheets_hold_is_refused_with_how_many_they_hold() -> None:
    plan = of("LU")
    with pytest.raises(Invalid) as caught:
        list(scaled(plan, 1_000, SEED))
    most = caught.value.parameters["most"]
    assert isinstance(most, int)
    assert len(list(scaled(plan, len(plan) + most, SEED))) == len(plan) + most


UNION = frozenset("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())  # noqa: SIM905


def test_names_stand_in_the_24_languages_of_the_union_and_those_of_iceland_and_norway() -> None:
    spoken = {language for one in large_network() for language in one.names}
    assert spoken >= UNION | {"is", "nb"}


def test_no_two_authorities_of_a_country_are_called_alike() -> None:
    called = Counter((one.member, one.name.casefold()) for one in large_network())
    assert [name for name, count in called.items() if count > 1] == []
