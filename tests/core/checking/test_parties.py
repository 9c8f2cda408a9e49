from __future__ import annotations

from counterpart.core.definitions.network import NetworkDefinition
from tests.core.checking.areas import found, messages, said

NETWORK = NetworkDefinition.model_validate(
    {
        "format": 2,
        "network": "three",
        "title": "Three states",
        "languages": ["en"],
        "members": {"A1": {"name": "Aland", "time_zone": "UTC", "languages": ["en"]}},
        "groups": {"North": {"title": "North", "members": ["A1"]}},
        "words": {"member": "State", "members": "States", "supervisor": "Board"},
        "counting": {"reference": "Treaty"},
    }
)


def test_a_country_is_relative_to_who_starts() -> None:
    for country in ("any", "own", "other", "all", "none"):
        assert said({"parties.responder.country": country}) == []


def test_a_misspelt_country_is_found() -> None:
    changes = {"parties.responder.country": "othr"}
    assert said(changes) == [("P001", "parties.responder.country")]
    assert found(changes)[0].hint == "did you mean 'other'?"


def test_a_country_may_be_a_field() -> None:
    host = {"label": "Host", "type": "member", "personal": "no"}
    assert said({"/forms.person.fields.host": host, "parties.responder.country": "subject.host"}) == []
    assert said({"parties.responder.country": "subject.surname"}) == [("P001", "parties.responder.country")]


def test_a_field_of_several_members_is_for_a_party_of_many() -> None:
    changes = {"parties.responder.country": "subject.hosts"}
    assert said(changes) == [("P001", "parties.responder.country")]
    assert said(changes, {"parties.responder.many": True}) == []


def test_a_party_may_come_from_where_another_comes_from() -> None:
    assert said({"parties.coordinator.country": "same as responder"}) == []
    changes = {"parties.coordinator.country": "same as respnder"}
    assert said(changes) == [("P001", "parties.coordinator.country")]
    assert found(changes)[0].hint == "did you mean 'responder'?"
    assert said({"parties.coordinator.country": "same as coordinator"}) == [("P001", "parties.coordinator.country")]


def test_parties_that_come_from_each_other_are_found_once() -> None:
    changes = {"parties.requester.country": "same as responder", "parties.responder.country": "same as requester"}
    assert said(changes) == [("P002", "parties.requester.country")]


def test_a_coordinator_is_of_a_party() -> None:
    changes = {"parties.coordinator.of": "respnder"}
    assert said(changes) == [("M005", "parties.coordinator.of")]
    assert messages(changes) == ["request.coordinator: of 'respnder' is not a party"]


def test_a_coordinator_is_not_its_own() -> None:
    assert said({"parties.coordinator.of": "coordinator"}) == [("P002", "parties.coordinator.of")]


def test_a_coordinator_has_the_role_of_one() -> None:
    assert said({"parties.coordinator.role": "authority"}) == [("P003", "parties.coordinator.role")]
    assert said({"parties.coordinator.role": ["authority", "coordinator"]}) == []


def test_a_role_that_does_not_exist_is_reported_once() -> None:
    assert said({"parties.coordinator.role": "cordinator"}) == [("R001", "parties.coordinator.role")]


def test_a_group_is_one_of_the_network() -> None:
    assert said({"parties.responder.within": "North"}, network=NETWORK) == []
    assert said({"parties.responder.within": "Nord"}, network=NETWORK) == [("P004", "parties.responder.within")]


def test_without_a_network_nothing_is_said_of_groups() -> None:
    assert said({"parties.responder.within": "Nord"}) == []
