from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterpart.core.composing import Area, Source, load_network, members_named
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Findings
from tests.core.composing.packages import composed, line_of, module, write

# A federation that does not exist: its codes are no countries, and one of its states has left.
NETWORK = """\
format: 2
network: islands
title: The Islands
languages: [en, fr]
words: {member: island, members: islands, supervisor: Council of the Islands}
counting: {reference: Treaty of the Islands}
members:
  NORTH: {name: North Island, time_zone: Pacific/Auckland, languages: [en]}
  SOUTH: {name: South Island, time_zone: Pacific/Auckland, languages: [en, fr]}
  REEF: {name: The Reef, time_zone: Pacific/Fiji, languages: [fr], membership: {until: 2020-06-30}}
groups:
  LARGE: {title: Large islands, members: {SOUTH: {since: 2015-01-01}, NORTH: {}}}
  ALL: {title: All, members: [NORTH, SOUTH, REEF]}
person_form:
  clan: {label: Clan, type: text, max: 40, personal: yes}
"""


def network(folder: Path) -> NetworkDefinition:
    findings = Findings()
    found = load_network(write(folder, "network", NETWORK), findings)
    assert [finding.message for finding in findings] == []
    assert found is not None
    return found


def area_of(folder: Path, body: str) -> Area:
    write(folder, "network", NETWORK)
    return composed(folder, module(body)).whole


def test_a_profile_is_read_from_its_file_or_its_folder(tmp_path: Path) -> None:
    assert network(tmp_path).network == "islands"
    assert load_network(tmp_path, Findings()) == network(tmp_path)


def test_a_profile_that_is_none_gives_findings(tmp_path: Path) -> None:
    findings = Findings()
    assert load_network(write(tmp_path, "network", NETWORK.replace("members:\n", "membrs:\n", 1)), findings) is None
    assert {finding.code for finding in findings} >= {"S010", "S012"}
    assert load_network(tmp_path / "nowhere", findings) is None


@pytest.mark.parametrize(
    ("names", "members"),
    [
        ((), ("NORTH", "SOUTH", "REEF")),
        (("LARGE",), ("NORTH", "SOUTH")),
        (("REEF", "LARGE"), ("NORTH", "SOUTH", "REEF")),
        (("SOUTH", "LARGE", "SOUTH"), ("NORTH", "SOUTH")),
        (("ATOLL",), ()),
    ],
)
def test_groups_and_codes_stand_for_members_each_once(
    tmp_path: Path, names: tuple[str, ...], members: tuple[str, ...]
) -> None:
    assert members_named(network(tmp_path), names) == members


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2014, 12, 31), ("NORTH",)),
        (date(2015, 1, 1), ("NORTH", "SOUTH")),
    ],
)
def test_a_group_may_have_dates(tmp_path: Path, day: date, members: tuple[str, ...]) -> None:
    assert members_named(network(tmp_path), ["LARGE"], on=day) == members


def test_who_has_left_the_network_has_left_its_groups(tmp_path: Path) -> None:
    found = network(tmp_path)
    assert "REEF" in members_named(found, ["ALL"], on=date(2020, 6, 30))
    assert "REEF" not in members_named(found, ["ALL"], on=date(2020, 7, 1))


def test_an_area_knows_its_participants_and_the_words_of_the_network(tmp_path: Path) -> None:
    area = area_of(tmp_path, "countries: [LARGE]\n")
    assert area.participants == ("NORTH", "SOUTH")
    assert area.words == {"member": "island", "members": "islands", "supervisor": "Council of the Islands"}


def test_an_area_without_a_network_has_neither(tmp_path: Path) -> None:
    area = composed(tmp_path, module("countries: [LARGE]\n")).whole
    assert area.network is None
    assert area.participants == ()
    assert area.words == {}


def test_a_participant_that_the_network_does_not_have_is_found(tmp_path: Path) -> None:
    write(tmp_path, "network", NETWORK)
    text = module("countries:\n  - NORTH\n  - SOTH\n")
    finding = composed(tmp_path, text).only("X017")
    assert finding.message == "the network 'islands' has no member or group 'SOTH'"
    assert finding.hint == "did you mean 'SOUTH'?"
    assert finding.position.line == line_of(text, "SOTH")


def test_a_participant_that_resembles_nothing_is_told_the_groups(tmp_path: Path) -> None:
    write(tmp_path, "network", NETWORK)
    assert composed(tmp_path, module("countries: [X]\n")).only("X017").hint == "groups: LARGE, ALL"


def test_the_network_adds_what_it_asks_of_a_person(tmp_path: Path) -> None:
    area = area_of(tmp_path, "forms: {worker: {extends: lib/person, title: Worker}}\n")
    clan = area.definition.forms["worker"].fields["clan"]
    assert (clan.label, clan.max, clan.personal) == ("Clan", 40, "yes")
    label = ("forms", "worker", "fields", "clan", "label")
    assert area.source(label) == Source(("person_form", "clan", "label"), "islands", "islands")


def test_only_a_form_of_a_person_gets_the_fields_of_the_network(tmp_path: Path) -> None:
    area = area_of(tmp_path, "forms: {shop: {title: Shop, core: 'http://www.w3.org/ns/legal#LegalEntity'}}\n")
    assert area.definition.forms["shop"].fields == {}


def test_a_module_may_do_without_a_field_of_the_network(tmp_path: Path) -> None:
    area = area_of(tmp_path, "forms: {worker: {extends: lib/person, remove: [fields.clan]}}\n")
    assert "clan" not in area.definition.forms["worker"].fields
