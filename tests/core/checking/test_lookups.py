from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.findings import Severity
from tests.core.checking.data_areas import GONE, field, found, messages, said

HERE = "procedures.register.lookups.recorded"
NUMBER = {"forms.person.fields.card": field("identifier", "yes", search=True)}


def asking(**ask: str) -> dict[str, Any]:
    return {f"{HERE}.ask": ask}


def test_what_is_asked_for_is_a_field_of_the_entry() -> None:
    assert said(asking(surnam="similar", born_on="exact")) == [("K001", f"{HERE}.ask.surnam")]
    assert found(asking(surnam="similar", born_on="exact"))[0].hint == "did you mean 'surname'?"
    assert said(asking()) == [("K001", f"{HERE}.ask")]


def test_what_is_asked_for_is_searched() -> None:
    assert said({"forms.person.fields.born_on.search": False}) == [("K002", f"{HERE}.ask.born_on")]


@pytest.mark.parametrize(
    ("name", "way", "fine"),
    [
        ("surname", "similar", True),
        ("surname", "same_or_later", False),
        ("born_on", "similar", False),
        ("founded_on", "same_or_later", True),
        ("born_on", "same_or_later", False),
    ],
)
def test_values_are_compared_as_their_type_allows(name: str, way: str, fine: bool) -> None:
    date = {"forms.person.fields.founded_on": field("date", search=True)}
    ask = {"surname": "exact", "born_on": "exact", name: way}
    assert said(date, asking(**ask)) == ([] if fine else [("K003", f"{HERE}.ask.{name}")])


@pytest.mark.parametrize("name", ["number", "state", "keeper.member", "keeper.country", "profession"])
def test_what_is_given_exists(name: str) -> None:
    assert said({f"{HERE}.gives": [name]}) == []


def test_what_does_not_exist_cannot_be_given() -> None:
    assert said({f"{HERE}.gives": ["number", "keeper.membr"]}) == [("K004", f"{HERE}.gives.1")]
    assert found({f"{HERE}.gives": ["keeper.membr"]})[0].hint == "did you mean 'keeper.member'?"


def test_nothing_is_given_that_the_role_may_not_see() -> None:
    hidden = {"procedures.register.visible_to": {"personal": {"keeper": "always"}}}
    gives = {f"{HERE}.gives": ["surname"]}
    assert said(gives) == []
    assert said(gives, hidden) == [("K005", f"{HERE}.gives.0")]
    assert messages(gives, hidden)[0].endswith("gives 'surname', which inspector may not see")


def test_the_role_sees_it_in_a_state_that_is_searched() -> None:
    later = {"procedures.register.visible_to": {"personal": {"keeper": "always", "reader": ["gone"]}}}
    assert said({f"{HERE}.gives": ["surname"]}, later) == [("K005", f"{HERE}.gives.0")]
    assert said({f"{HERE}.gives": ["surname"], f"{HERE}.in": ["held", "gone"]}, later) == []


def test_a_role_that_plays_no_party_is_told_nothing_personal() -> None:
    stranger = {f"{HERE}.by": "authority", f"{HERE}.gives": ["surname"]}
    assert said(stranger) == [("K005", f"{HERE}.gives.0")]
    assert said(stranger, {f"{HERE}.gives": ["profession"]}) == []


def test_the_public_is_told_what_is_public_and_gets_no_entries() -> None:
    public: dict[str, Any] = {**NUMBER, f"{HERE}.public": True, f"{HERE}.by": [], f"{HERE}.then": GONE,
                              **asking(card="exact"), f"{HERE}.gives": ["profession"]}  # fmt: skip
    unread = ("U006", "roles.inspector")
    assert [each for each in said(public) if each != unread] == [("K005", f"{HERE}.gives.0")]
    shown = {"forms.person.fields.profession.public": True}
    assert [each for each in said(public, shown) if each != unread] == []
    entries = {f"{HERE}.answer": "entry"}
    assert [each for each in said(public, shown, entries) if each != unread] == [("K005", f"{HERE}.answer")]


def test_a_search_for_people_has_a_purpose_from_a_list() -> None:
    assert said({f"{HERE}.purpose": GONE}) == [("K006", HERE)]
    assert said({f"{HERE}.purpose": "grunds"}) == [("R001", f"{HERE}.purpose")]
    things = {"forms.person.fields.plate": field("identifier", search=True), f"{HERE}.purpose": GONE}
    assert said(things, asking(plate="exact")) == []


def test_the_log_of_searches_is_kept_by_a_rule() -> None:
    kinds = ("personal", "sensitive", "messages", "drafts", "answers")
    only = [{"data": kind, "block_after": "1 months", "erase_after": "1 years", "basis": "Act 1"} for kind in kinds]
    assert ("K007", HERE) in said({"retention": only})
    log = {"data": "log", "procedures": ["register"], "erase_after": "1 years", "basis": "Act 1"}
    assert ("K007", HERE) not in said({"retention": [*only, log]})


@pytest.mark.parametrize(
    ("ask", "fine"),
    [
        ({"surname": "similar"}, False),
        ({"surname": "exact"}, False),
        ({"surname": "exact", "born_on": "exact"}, True),
        ({"card": "exact"}, True),
        ({"card": "similar"}, False),
        ({"card": "similar", "surname": "similar"}, False),
    ],
)
def test_nobody_finds_a_person_by_guessing(ask: dict[str, str], fine: bool) -> None:
    assert said(NUMBER, asking(**ask)) == ([] if fine else [("K008", f"{HERE}.ask")])


def test_a_search_for_people_without_a_limit_is_a_doubt() -> None:
    assert said({f"{HERE}.at_most": GONE}) == [("K008", HERE)]
    assert [finding.severity for finding in found({f"{HERE}.at_most": GONE})] == [Severity.WARNING]


def test_a_lookup_looks_in_states() -> None:
    assert said({f"{HERE}.in": ["held", "heldd"]}) == [("K009", f"{HERE}.in.1")]
    assert said({f"{HERE}.in": []}) == [("K009", f"{HERE}.in")]
    assert said({f"{HERE}.in": ["held", "gone"]}) == []


def test_somebody_may_search() -> None:
    assert said({f"{HERE}.by": "inspectr"}) == [("R001", f"{HERE}.by")]
    assert ("K010", HERE) in said({f"{HERE}.by": []})
    assert ("K010", f"{HERE}.public") in said({f"{HERE}.public": True})


def test_no_search_at_all_is_no_limit() -> None:
    assert said({f"{HERE}.at_most": "0 per day"}) == [("K012", f"{HERE}.at_most")]
    assert said({f"{HERE}.at_most": "1 per month"}) == []


@pytest.mark.parametrize(
    ("then", "code", "place"),
    [
        ({"start": "reqest", "parties": {"asker": "actor"}}, "R001", "then.start"),
        ({"start": "request", "parties": {"askr": "keeper", "asker": "actor"}}, "K011", "then.parties.askr"),
        ({"start": "request", "parties": {"asker": "actor", "answerer": "keper"}}, "K011", "then.parties.answerer"),
        ({"start": "request", "parties": {"answerer": "keeper"}}, "K011", "then.parties"),
        ({"start": "request", "parties": {"answerer": "actor"}}, "K011", "then.parties"),
        ({"start": "request", "parties": {"asker": "actor", "answerer": "reader"}}, "K011", "then.parties.answerer"),
    ],
)
def test_what_follows_a_hit_can_be_started(then: dict[str, Any], code: str, place: str) -> None:
    assert {each for each in said({f"{HERE}.then": then}) if each[0] in ("K011", "R001")} == {(code, f"{HERE}.{place}")}


def test_the_searcher_may_choose_the_other_parties_in_a_draft() -> None:
    assert said({f"{HERE}.then": {"start": "request", "parties": {"asker": "actor"}}}) == []


def test_the_searcher_can_play_the_party_that_starts() -> None:
    party = "procedures.request.parties.asker"
    kind = {"title": "Citizen", "kind": "citizen"}
    citizens = {"roles.citizen": kind, f"{party}.role": "citizen", f"{party}.external": True}
    assert said(citizens) == [("K011", f"{HERE}.then.parties.asker")]


def test_the_public_starts_nothing() -> None:
    public = {**NUMBER, **asking(card="exact"), f"{HERE}.public": True, f"{HERE}.by": [], f"{HERE}.gives": []}
    assert ("K011", f"{HERE}.then") in said(public)
