"""Who may take part, who coordinates and oversees whom, and whom to tell: one statement each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from counterpart.accounts import actions as accounts
from counterpart.core.errors import Invalid
from counterpart.directory.actions.giving_access import choose_coordinator, relate, suspend_access
from counterpart.directory.actions.switching import set_switch, set_switch_of_authority
from counterpart.directory.kinds import AuthorityState, RelationKind
from counterpart.directory.queries import players
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.refs import new_ref
from tests.cast import NOW, email_of
from tests.database.servers import Server
from tests.directory.asking import one_statement
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")


def keys(network: Network, numbers: frozenset[int] | set[int]) -> set[str]:
    """Return the names in the cast of authorities, by their numbers."""
    named = {network.authority(key).id: key for key in network.authorities}
    return {named.get(number, str(number)) for number in numbers}


def test_authorities_are_told_with_names_zone_and_languages(network: Network) -> None:
    with one_statement():
        found = players.participants_by_ref([network.authorities["gr_pharmacists"], new_ref(NOW)])
    [(ref, one)] = found.items()
    assert ref == one.ref == network.authorities["gr_pharmacists"]
    assert one.names == {"el": "Φαρμακευτικός Σύλλογος Θεσσαλονίκης"}
    assert (one.member, one.zone, one.region) == ("GR", "Europe/Athens", "GR-B")
    assert (one.languages, one.state) == (("el", "en"), AuthorityState.REGISTERED)
    with one_statement():
        assert players.participants([one.id, 0]) == {one.id: one}


def test_queries_may_be_asked_inside_of_a_transaction_that_acts_for_somebody(network: Network) -> None:
    place = network.authority("pl_pharmacists")
    with as_actor([place.id], read_only=True):
        assert players.participants([place.id]) == {place.id: place}
        assert players.may_play("pq", "authority", place.id)


def test_candidates_are_those_with_access_by_member(network: Network) -> None:
    with one_statement():
        found = players.candidates("pq", "alert_coordinator", ["PL", "GB", "DE", "AT"])
    assert {member: [one.ref for one in them] for member, them in found.items()} == {
        member: [network.authorities[key]]
        for member, key in {"PL": "pl_health", "GB": "gb_health", "DE": "de_national"}.items()
    }
    polish = {one.ref for one in players.candidates("pq", "authority", ["PL"])["PL"]}
    assert {network.authorities[key] for key in ("pl_pharmacists", "pl_krakow", "pl_council")} <= polish
    assert network.authorities["pl_health"] not in polish


def test_a_suspended_authority_begins_nothing_and_is_no_candidate(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("AT", PQ)
    assert newcomer.authority_id is not None
    assert players.may_play("pq", "authority", newcomer.authority_id)
    suspend_access(network.actor("gruber"), asked(), place, "pq", "authority")
    assert not players.may_play("pq", "authority", newcomer.authority_id)
    assert not players.roles_of(newcomer.authority_id).plays("pq", "authority")
    assert place not in [one.ref for one in players.candidates("pq", "authority", ["AT"]).get("AT", ())]


def test_coordinators_of_all_areas_may_play_without_being_given_a_role(network: Network) -> None:
    for key, role, may in (
        ("pl_pharmacists", "authority", True),
        ("pl_pharmacists", "coordinator", False),
        ("bg_construction", "authority", False),
        ("pl_national", "authority", True),
        ("de_bavaria", "coordinator", True),
        ("pl_health", "authority", False),
    ):
        number = network.authority(key).id
        players.may_play("pq", role, number)
        with one_statement():
            assert players.may_play("pq", role, number) is may, (key, role)
        assert players.roles_of(number).plays("pq", role) is may, (key, role)
    assert not players.may_play("services", "supervisor", network.authority("pl_national").id)
    assert not players.may_play("pq", "authority", 0)
    with pytest.raises(Invalid, match="module_unknown"):
        players.may_play("pqq", "authority", 1)


def test_request_coordinators_come_with_access_and_the_chosen_one_stands_first(
    database: Server, network: Network
) -> None:
    place, newcomer = network.newcomer("PL", PQ, by="pl_health")
    number, health, national = (
        newcomer.authority_id or 0,
        network.authority("pl_health"),
        network.authority("pl_national"),
    )
    with one_statement():
        assert players.coordinators("pq", [number]) == {number: (health,)}
    act = network.actor("dabrowska")
    relate(act, asked(), place, national.ref, RelationKind.REQUEST, "pq")
    assert players.coordinators("pq", [number]) == {number: (health, national)}
    choose_coordinator(newcomer, asked(), place, national.ref, "pq")
    assert players.coordinators("pq", [number]) == {number: (national, health)}
    choose_coordinator(newcomer, asked(), place, health.ref, "pq")
    assert players.coordinators("pq", [number]) == {number: (health, national)}
    assert players.coordinators("services", [number, national.id]) == {}


def test_the_overview_is_for_linked_authorities_and_for_the_coordinators_above(network: Network) -> None:
    polish, british, palatinate, hessian = (
        network.authority(key).id for key in ("pl_pharmacists", "gb_pharmacists", "de_upper_palatinate", "de_hesse")
    )
    with one_statement():
        found = players.overseers("pq", [polish, british, palatinate, hessian])
    assert keys(network, found[polish]) == {"pl_health", "pl_national", "pl_council"}
    assert keys(network, found[british]) == {"gb_health", "gb_national"}
    assert keys(network, found[palatinate]) == {"de_bavaria", "de_national"}
    assert keys(network, found[hessian]) == {"de_national"}


def test_the_coordinator_of_one_area_oversees_nothing_in_another(network: Network) -> None:
    place = network.authority("pl_pharmacists").id
    assert keys(network, players.overseers("services", [place])[place]) == {"pl_national"}
    supervisor = network.authority("commission").id
    assert players.overseers("pq", [supervisor]) == {supervisor: frozenset()}


def test_those_who_hold_the_right_are_told_in_their_own_language(network: Network) -> None:
    place = network.authority("pl_pharmacists").id
    with one_statement():
        found = players.handlers("pq", [place], "handler", NOW)
    assert [(one.user_ref, one.email, one.language, one.on_behalf_of) for one in found] == [
        (network.users[key], email_of(key), "pl", None) for key in ("kowalska", "lewandowski")
    ]
    assert {one.authority_id for one in found} == {place}
    assert players.handlers("services", [place], "handler", NOW) == []


def test_for_one_who_is_away_the_substitute_is_told(network: Network) -> None:
    place = network.authority("ie_pharmacists").id
    away = players.handlers("pq", [place], "handler", NOW)
    assert {one.user_ref: one.on_behalf_of for one in away} == {
        network.users["doyle"]: None,
        network.users["kelly"]: network.users["byrne"],
    }
    back = players.handlers("pq", [place], "handler", dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC))
    assert {one.user_ref for one in back} == {network.users["doyle"], network.users["byrne"]}


def test_a_substitute_who_holds_the_right_anyway_is_told_once(database: Server, network: Network) -> None:
    places = [network.authority(key).id for key in ("ie_pharmacists", "gb_pharmacists")]
    found = players.handlers("pq", places, "allocator", NOW)
    assert [one.user_ref for one in found] == [network.users["hughes"], network.users["doyle"]]


def test_a_blocked_official_is_not_told(database: Server, network: Network) -> None:
    _, newcomer = network.newcomer("AT", PQ)
    assert newcomer.ref is not None
    places = [newcomer.authority_id or 0]
    assert [one.user_ref for one in players.handlers("pq", places, "handler", NOW)] == [newcomer.ref]
    accounts.block(OPERATOR, asked(), newcomer.ref, "lost_device")
    assert players.handlers("pq", places, "handler", NOW) == []


@pytest.mark.usefixtures("choices_taken_back")
def test_switches_stand_as_their_member_chose_and_one_authority_wins(database: Server, network: Network) -> None:
    key, day = "replies_via_coordinator", dt.timedelta(days=1)
    place, newcomer = network.newcomer("AT", PQ)
    number, gruber = newcomer.authority_id or 0, network.actor("gruber")
    set_switch(gruber, asked(), "AT", "pq", key, value=True)
    set_switch_of_authority(gruber, asked(NOW + day), place, "pq", key, value=False)
    with one_statement():
        found = players.switches("pq", ["AT", "GR"], [number], NOW + day)
    assert found == {"AT": {key: True}, f"AT/{place}": {key: False}}
    assert players.switches("pq", ["AT"], [number], NOW) == {"AT": {key: True}}
    assert players.switches("pq", ["AT"], [], NOW + day) == {"AT": {key: True}}
    assert players.switches("pq", ["AT"], [], NOW - day) == {}
    set_switch_of_authority(gruber, asked(NOW + 2 * day), place, "pq", key, value=None)
    set_switch(gruber, asked(NOW + 2 * day), "AT", "pq", key, value=None)
    assert players.switches("pq", ["AT"], [number], NOW + 2 * day) == {}
    assert players.switches("services", ["AT"], [number], NOW + day) == {}


def test_nothing_asked_is_nothing_found(network: Network) -> None:
    assert players.participants([]) == {} == players.participants_by_ref([])
    assert players.coordinators("pq", []) == {} == players.overseers("pq", [])
    assert players.candidates("pq", "authority", []) == {} == players.switches("pq", [], [], NOW)
    assert players.handlers("pq", [], "handler", NOW) == []


def test_a_reader_calls_an_authority_by_its_name_or_short_title_in_their_language_else_in_english(
    network: Network,
) -> None:
    chamber = network.authority("pl_pharmacists")
    assert chamber.called("pl") == (chamber.names["pl"], "pl")
    assert chamber.called("en") == ("Warsaw Chamber of Pharmacists", "en")
    assert chamber.called("el") == ("Warsaw Chamber of Pharmacists", "en")
    assert chamber.own_name == ("pl", chamber.names["pl"])
    bare = replace(chamber, titles={}, names={"pl": "Izba"})
    assert bare.called("el") == ("Izba", "pl")
