from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.findings import Severity
from tests.core.checking.data_areas import NETWORK, found, messages, said

CALL = {"call": {"operation": "desk.get", "on": "answerer"}}
DESK: dict[str, Any] = {
    "interfaces.desk": {"title": "Desk", "provided_by": "authority", "operations": {
        "get": {"title": "Get", "request": "refusal", "response": "person", "within": "10 seconds",
                "rate": "50 per second", "legacy": "GDLD"}}},
    "procedures.request.states.sent.effects": [CALL],
}  # fmt: skip
GET = "interfaces.desk.operations.get"


def test_a_language_is_one_of_the_network() -> None:
    assert said({"languages": ["en", "fr", "xx"]}) == [("B001", "languages.2")]
    assert said({"languages": ["en", "xx"]}, network=None) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"languages": ["en", "en"]}, "languages.1"),
        ({"countries": ["NOR", "SUD", "NOR"]}, "countries.2"),
        ({"statistics.sent.by": ["year", "year"]}, "statistics.sent.by.1"),
        ({"procedures.request.questions": ["work", "work"]}, "procedures.request.questions.1"),
    ],
)
def test_nothing_is_listed_twice(changes: dict[str, Any], place: str) -> None:
    assert said(changes) == [("B002", place)]


def test_an_act_is_named_as_the_network_names_acts() -> None:
    changes = {"legal_basis": [{"act": "Act 7"}, {"act": "Some rule"}]}
    assert said(changes) == [("B003", "legal_basis.1.act")]
    assert {finding.severity for finding in found(changes)} == {Severity.WARNING}
    assert said(changes, network=None) == []


def test_a_scheme_that_cannot_be_read_or_takes_for_ever_doubts_no_act() -> None:
    network = NETWORK.model_copy(update={"legal_references": ("Act (", "(a+)+")})
    assert said({"legal_basis": [{"act": "a" * 200 + "!"}]}, network=network) == []


def test_an_act_with_a_name_without_end_is_doubted_in_little_time() -> None:
    network = NETWORK.model_copy(update={"legal_references": (r"[^/]*\d/\d.*", r".*\d/.*")})
    changes = {"legal_basis": [{"act": "1" * 200_000}]}
    assert said(changes, network=network) == [("B003", "legal_basis.0.act")]
    assert found(changes, network=network)[0].message.endswith("is longer than 200 characters")


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "valid_to"),
        ({"valid_to": "2026-02-30"}, "valid_to"),
        ({"valid_from": "1 May"}, "valid_from"),
    ],
)
def test_a_code_can_be_chosen_at_some_time(dates: dict[str, str], key: str) -> None:
    place = "codelists.grounds.old"
    assert said({place: {"label": "Old", **dates}}) == [("C007", f"{place}.{key}")]
    fine = {"label": "Old", "valid_from": "2026-01-31", "valid_to": "2026-01-31"}
    assert said({place: fine}) == []


def test_a_role_names_a_list_and_a_role_that_exist() -> None:
    assert said({"roles.authority.competence": "profesions"}) == [("R001", "roles.authority.competence")]
    assert said({"roles.authority.registered_by": "inspektor"}) == [("R001", "roles.authority.registered_by")]


def test_a_switch_is_set_by_a_role_that_exists() -> None:
    switch: dict[str, Any] = {"policies.loud": {"title": "Loud", "default": "on", "set_by": "inspektor"}}
    assert said(switch) == [("U005", "policies.loud"), ("R001", "policies.loud.set_by")]


@pytest.mark.parametrize("minimum", ["one per country", "3 per member", "one per competence per country"])
def test_how_many_there_must_be_can_be_counted(minimum: str) -> None:
    assert said({"roles.authority.minimum": minimum}) == []


@pytest.mark.parametrize("minimum", ["one for each country", "one per competnce per country", "0 per country"])
def test_how_many_there_must_be_is_written_so_that_it_can_be_counted(minimum: str) -> None:
    assert said({"roles.authority.minimum": minimum}) == [("O001", "roles.authority.minimum")]


def test_who_has_no_competence_is_not_counted_by_it() -> None:
    assert said({"roles.inspector.minimum": "one per competence per country"}) == [("O002", "roles.inspector.minimum")]


def test_people_take_part_through_the_portal_and_authorities_do_not() -> None:
    party = "procedures.request.parties.asker"
    assert said({f"{party}.external": True}) == [("O003", f"{party}.external")]
    citizen: dict[str, Any] = {"roles.citizen": {"title": "Citizen", "kind": "citizen"}, f"{party}.role": "citizen"}
    then = {"procedures.register.lookups.recorded.then": {"start": "register", "parties": {"keeper": "actor"}}}
    assert said(citizen, then) == [("O003", f"{party}.role")]
    assert said(citizen, then, {f"{party}.external": True}) == []


def test_a_machine_is_a_register() -> None:
    party = "procedures.request.parties.answerer"
    assert said({f"{party}.system": True}) == [("O003", f"{party}.system")]
    register = {"roles.register": {"title": "Register", "kind": "register"}, f"{party}.role": ["register", "authority"]}
    assert said(register, {f"{party}.system": True}) == []


def test_an_interface_that_is_called_is_fine() -> None:
    assert said(DESK) == []


def test_a_rate_can_be_understood() -> None:
    assert said(DESK, {f"{GET}.rate": "50 a second"}) == [("W001", f"{GET}.rate")]
    assert said(DESK, {f"{GET}.rate": "1 per day"}) == []


def test_a_legacy_name_stands_for_one_operation() -> None:
    operation = {"title": "Put", "request": "refusal", "response": "person", "within": "1 minutes", "legacy": "GDLD"}
    calls = [CALL, {"call": {"operation": "desk.put", "on": "answerer"}}]
    changes = {
        **DESK,
        "interfaces.desk.operations.put": operation,
        "procedures.request.states.sent.effects": calls,
    }
    assert said(changes) == [("W002", "interfaces.desk.operations.put.legacy")]
    assert said(changes, {"interfaces.desk.operations.put.legacy": "PDLD"}) == []


def test_a_message_holds_only_what_may_leave_the_system() -> None:
    assert said({"messages.done.body": "Ask about {person}."}) == [("G001", "messages.done.body")]
    assert messages({"messages.done.body": "{numbr}"}) == ["message done: may not hold '{numbr}'"]
    assert said({"messages.done.body": "{number} of {sender_member}: {due}, {supervisor}"}) == []


@pytest.mark.parametrize(
    "place",
    [
        "procedures.request.states.sent.title",
        "procedures.request.actions.reply.needs.answered.message",
        "forms.person.fields.surname.label",
        "statistics.sent.title",
    ],
)
def test_other_texts_name_only_what_the_network_is_called(place: str) -> None:
    assert said({place: "About {person}"}) == [("G002", place)]
    assert said({place: "In your {member}, says the {supervisor}"}) == []
