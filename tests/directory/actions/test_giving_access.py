"""Access to policy areas, relations to coordinators, and competences."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.actions.giving_access import (
    choose_coordinator,
    grant_access,
    relate,
    set_competences,
    suspend_access,
    unrelate,
)
from counterpart.directory.kinds import RelationKind
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.network import Network, asked

PQ = ("pq", "authority")
LIVING = """
select r.kind, c.ref from directory_relation r join directory_authority c on c.id = r.coordinator_id
join directory_authority a on a.id = r.authority_id where a.ref = %s and r.module = %s and r.until is null
order by 1, r.id
"""
COMPETENCES = """
select c.code from directory_competence c join directory_authority a on a.id = c.authority_id
where a.ref = %s and c.module = %s and c.list = %s order by 1
"""


def living(authority: UUID, module: str = "pq") -> list[tuple[int, UUID]]:
    return [(kind, ref) for kind, ref in stored(LIVING, authority, module)]


def test_who_gives_access_becomes_access_and_request_coordinator(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL", by="pl_health")
    health = network.authorities["pl_health"]
    grant_access(network.actor("dabrowska"), asked(), place, "pq", "authority")
    assert living(place) == [(RelationKind.ACCESS, health), (RelationKind.REQUEST, health)]
    types = [type_ for type_, _ in facts_of(place)]
    assert types[-3:] == ["directory.access_changed", *["directory.relation_changed"] * 2]


def test_a_second_role_changes_no_coordinator(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL", PQ, by="pl_health")
    grant_access(network.actor("wojcik"), asked(), place, "pq", "coordinator")
    assert {ref for _, ref in living(place)} == {network.authorities["pl_health"]}


def test_access_is_suspended_and_given_again(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL", PQ, by="pl_health")
    act = network.actor("dabrowska")
    with pytest.raises(OutOfTurn, match="access_granted"):
        grant_access(act, asked(), place, "pq", "authority")
    suspend_access(act, asked(), place, "pq", "authority")
    with pytest.raises(OutOfTurn, match="access_none"):
        suspend_access(act, asked(), place, "pq", "authority")
    grant_access(act, asked(), place, "pq", "authority")
    dims = [dims for type_, dims in facts_of(place) if type_ == "directory.access_changed"]
    assert [("true" in said) for said in dims] == [True, False, True]


@pytest.mark.parametrize(
    ("module", "role", "code", "hint"),
    [
        ("pq", "authorty", "role_unknown", "did you mean 'authority'?"),
        ("servces", "authority", "module_unknown", "did you mean 'services'?"),
        ("std", "authority", "module_unknown", ""),
    ],
)
def test_a_role_that_the_area_does_not_know_is_refused(
    database: Server, network: Network, module: str, role: str, code: str, hint: str
) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        grant_access(network.actor("wojcik"), asked(), network.authorities["pl_krakow"], module, role)
    assert hint in str(refused.value.parameters["hint"])


@pytest.mark.parametrize(
    ("who", "authority", "module", "code"),
    [
        ("kaczmarek", "pl_pharmacists", "services", "not_your_authority"),
        ("kowalska", "pl_pharmacists", "services", "needs_right"),
        ("walker", "pl_pharmacists", "services", "not_your_authority"),
        ("dabrowska", "pl_pharmacists", "services", "not_your_area"),
        ("huber", "de_hesse", "services", "not_your_authority"),
        ("dimitrov", "bg_construction", "solvit", "not_your_authority"),
    ],
)
def test_access_is_given_by_who_coordinates_there_and_by_nobody_else(
    database: Server, network: Network, who: str, authority: str, module: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        grant_access(network.actor(who), asked(), network.authorities[authority], module, "authority")


def test_the_coordinator_of_an_area_gives_access_to_what_another_registered(database: Server, network: Network) -> None:
    place, _ = network.newcomer("BG")
    grant_access(network.actor("dimitrov"), asked(), place, "pq", "authority")
    assert {ref for _, ref in living(place)} == {network.authorities["bg_health"]}
    assert living(place, "") == [(RelationKind.VALIDATING, network.authorities["bg_national"])]


def test_a_national_coordinator_gives_itself_access(database: Server, network: Network) -> None:
    place = network.authorities["ie_national"]
    grant_access(network.actor("nolan"), asked(), place, "posting", "coordinator")
    assert living(place, "posting") == []
    suspend_access(network.actor("nolan"), asked(), place, "posting", "coordinator")


def test_another_validating_coordinator_takes_the_place_of_the_one_before(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL", PQ, by="pl_health")
    health, national = network.authorities["pl_health"], network.authorities["pl_national"]
    relate(network.actor("dabrowska"), asked(), place, national, RelationKind.VALIDATING)
    assert living(place, "") == [(RelationKind.VALIDATING, national)]
    told = [dims for type_, dims in facts_of(place) if type_ == "directory.relation_changed"][-2:]
    assert [str(health) in told[0], str(national) in told[1]] == [True, True]
    with pytest.raises(Refused, match="relation_needed"):
        unrelate(network.actor("wojcik"), asked(), place, national, RelationKind.VALIDATING)


def test_a_linked_authority_is_added_and_ended(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL", PQ, by="pl_health")
    act, council = network.actor("dabrowska"), network.authorities["pl_council"]
    relate(act, asked(), place, council, RelationKind.LINKED, "pq")
    with pytest.raises(OutOfTurn, match="related"):
        relate(act, asked(), place, council, RelationKind.LINKED, "pq")
    unrelate(act, asked(), place, council, RelationKind.LINKED, "pq")
    assert (RelationKind.LINKED, council) not in living(place)
    with pytest.raises(OutOfTurn, match="relation_none"):
        unrelate(act, asked(), place, council, RelationKind.LINKED, "pq")


@pytest.mark.parametrize(
    ("other", "kind", "module", "code"),
    [
        ("pl_pharmacists", RelationKind.REQUEST, "pq", "coordinator_itself"),
        ("pl_krakow", RelationKind.REQUEST, "pq", "coordinator_none"),
        ("gb_health", RelationKind.REQUEST, "pq", "coordinator_of_another"),
        ("pl_national", RelationKind.REQUEST, "", "module_missing"),
        ("pl_national", RelationKind.VALIDATING, "pq", "module_not_meant"),
        ("pl_council", RelationKind.LINKED, "pqq", "module_unknown"),
    ],
)
def test_a_relation_that_cannot_be_is_refused(
    database: Server, network: Network, other: str, kind: RelationKind, module: str, code: str
) -> None:
    place = network.authorities["pl_pharmacists"]
    with pytest.raises(Invalid, match=code):
        relate(network.actor("wojcik"), asked(), place, network.authorities[other], kind, module)


def test_an_authority_chooses_among_the_coordinators_that_it_has(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ, by="pl_health")
    with pytest.raises(OutOfTurn, match="relation_none"):
        choose_coordinator(newcomer, asked(), place, network.authorities["pl_national"], "pq")
    with pytest.raises(Refused, match="not_your_authority"):
        choose_coordinator(network.actor("kaczmarek"), asked(), place, network.authorities["pl_health"], "pq")
    choose_coordinator(newcomer, asked(), place, network.authorities["pl_health"], "pq")
    act, national = network.actor("wojcik"), network.authorities["pl_national"]
    relate(act, asked(), place, national, RelationKind.REQUEST, "pq", chosen=True)
    chosen = "select count(*) from directory_relation r join directory_authority a on a.id = r.authority_id"
    assert stored(f"{chosen} where a.ref = %s and r.chosen", place) == [(1,)]


def test_competences_are_the_codes_that_were_said_last(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ, by="pl_health")
    set_competences(newcomer, asked(), place, "pq", "professions", ["pharmacist", "nurse"])
    set_competences(network.actor("dabrowska"), asked(), place, "pq", "professions", ["nurse", "plumber"])
    assert stored(COMPETENCES, place, "pq", "professions") == [("nurse",), ("plumber",)]
    set_competences(newcomer, asked(), place, "pq", "professions", [])
    assert stored(COMPETENCES, place, "pq", "professions") == []


def test_a_competence_that_is_none_is_refused_with_the_nearest(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ, by="pl_health")
    with pytest.raises(Invalid, match="competence_unknown") as refused:
        set_competences(newcomer, asked(), place, "pq", "professions", ["nurse", "pharmcist"])
    assert refused.value.parameters["hint"] == "did you mean 'pharmacist'?"
    with pytest.raises(Invalid, match="competence_list_unknown"):
        set_competences(newcomer, asked(), place, "pq", "measures", ["nurse"])
    with pytest.raises(Refused, match="access_none"):
        set_competences(newcomer, asked(), place, "services", "sectors", ["tourism"])
    assert stored(COMPETENCES, place, "pq", "professions") == []
