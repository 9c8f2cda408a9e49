from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.competences import drawn, groups
from counterpart.operations.demonstration.names.countries import areas, countries
from counterpart.operations.demonstration.names.kinds import kinds
from tests.operations.demonstration.plans import network

AREAS = Path(__file__).parents[3] / "areas"


def codes(module: str, name: str) -> set[str]:
    with (AREAS / module / "codelists" / f"{name}.csv").open(encoding="utf-8") as file:
        return {line["code"] for line in csv.DictReader(file)}


def test_every_code_is_in_the_list_of_its_module() -> None:
    listed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for group in groups().values():
        for module, name, code in group:
            listed[module, name].add(code)
    assert set(listed) == {("pq", "professions"), ("services", "sectors")}
    for (module, name), used in listed.items():
        assert used <= codes(module, name)


def test_every_group_that_a_kind_names_exists_and_says_something_in_its_areas() -> None:
    for country in countries():
        for kind in kinds(country):
            with_lists = {
                module for module in kind.areas if any(code[0] == module for g in groups().values() for code in g)
            }
            if kind.role in {AuthorityKind.NATIONAL, AuthorityKind.REGIONAL}:
                assert not kind.competences
                continue
            found = drawn(kind.competences, kind.areas, Dice("any"))
            assert {module for module, _, _ in found} == with_lists, kind


def test_every_member_has_an_authority_for_every_profession() -> None:
    answered: dict[str, set[str]] = defaultdict(set)
    for one in network():
        answered[one.member] |= {code for module, _, code in one.competences if module == "pq"}
    every = codes("pq", "professions")
    missing = {member: every - found for member, found in answered.items() if member != "HR"}
    assert {member: found for member, found in missing.items() if found} == {}


def test_a_group_with_a_number_gives_so_many_codes_and_not_always_the_same() -> None:
    draws = {drawn([("local", 3)], ["services"], Dice(seed)) for seed in range(20)}
    assert {len(draw) for draw in draws} == {3}
    assert len(draws) > 5


def test_codes_of_other_areas_are_left_out() -> None:
    found = drawn([("architects", 0)], ["services"], Dice("any"))
    assert found == (("services", "sectors", "construction"),)


def test_the_roles_are_roles_of_the_modules() -> None:
    special = {role for area in areas().values() for role in area.first_roles}
    for module, area in areas().items():
        text = (AREAS / module / "roles.yaml").read_text(encoding="utf-8")
        for role in {*area.roles, *area.coordinator_roles, *area.first_roles}:
            assert f"\n  {role}:" in text, (module, role)
    assert special == {"alert_coordinator"}
