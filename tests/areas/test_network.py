"""The profile of the network that ships: its members, groups, calendars and limits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counterpart.core.composing.profile import load_network, members_named
from counterpart.core.deadlines.public_holidays import holiday_codes, public_holidays
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Findings

AREAS = Path(__file__).parents[2] / "areas"
EFTA = {"IS", "LI", "NO"}


@pytest.fixture(scope="module")
def network() -> NetworkDefinition:
    findings = Findings()
    loaded = load_network(AREAS / "network.yaml", findings)
    assert loaded is not None
    assert not findings.errors
    return loaded


def test_it_has_the_thirty_members_of_the_area_and_the_united_kingdom(network: NetworkDefinition) -> None:
    assert len(network.members) == 31
    assert {"GB", "GR"} <= set(network.members)
    assert not {"UK", "EL"} & set(network.members)


def test_the_united_kingdom_was_a_member_until_the_end_of_2020(network: NetworkDefinition) -> None:
    assert "GB" in members_named(network, [], on=date(2020, 12, 31))
    assert "GB" not in members_named(network, [], on=date(2021, 1, 1))
    assert "GB" not in members_named(network, ["EU"], on=date(2020, 2, 1))


@pytest.mark.parametrize(
    ("day", "members"), [("2003-01-01", 15), ("2005-01-01", 25), ("2011-06-01", 27), ("2026-01-01", 27)]
)
def test_the_union_had_as_many_members_as_it_had(network: NetworkDefinition, day: str, members: int) -> None:
    assert len(members_named(network, ["EU"], on=date.fromisoformat(day))) == members


def test_the_area_is_the_union_and_three_of_the_association(network: NetworkDefinition) -> None:
    today = date(2026, 3, 2)
    union, area = (set(members_named(network, [group], on=today)) for group in ("EU", "EEA"))
    assert area == union | EFTA == set(members_named(network, [], on=today))
    assert set(network.groups["EFTA"].members) == EFTA


def test_every_member_has_a_calendar_that_knows_its_new_year_and_a_time_zone(network: NetworkDefinition) -> None:
    for code, member in network.members.items():
        assert member.calendar in holiday_codes()
        assert date(2026, 1, 1) in public_holidays(str(member.calendar), 2026), code
        assert ZoneInfo(member.time_zone).key == member.time_zone
        assert member.iso == code


def test_the_languages_are_the_official_ones_and_those_of_iceland_and_norway(network: NetworkDefinition) -> None:
    spoken = {language for member in network.members.values() for language in member.languages}
    assert len(network.languages) == 26
    assert spoken == set(network.languages)


def test_periods_are_counted_as_the_regulation_of_1971_says(network: NetworkDefinition) -> None:
    counting = network.counting
    assert (counting.first_day, counting.end_on_day_off, counting.least_working_days) == (
        "excluded",
        "next_working_day",
        2,
    )
    assert "1182/71" in counting.reference


def test_the_limits_of_the_law_are_those_of_article_14(network: NetworkDefinition) -> None:
    blocking, erasure = network.limits["blocking"], network.limits["erasure"]
    assert (blocking.block_after, erasure.erase_after) == ("at most 6 months", "at most 3 years")
    assert blocking.longer is not None
    assert blocking.longer.block_after == "at most 18 months"
    assert "1024/2012" in blocking.basis
