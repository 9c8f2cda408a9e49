"""What is wrong with a row is said by column, all of it at once, with what is near; and nothing was done."""

from __future__ import annotations

import pytest

from counterpart.core.errors import Refused
from counterpart.directory.bulk.importing import Tally
from counterpart.foundation.actor import Actor
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.directory.bulk.lists import as_csv, codes, do, look, of_row, ref_of, town
from tests.network import OPERATOR, Network

SECTORS = "competences:services.sectors"


def test_everything_wrong_with_a_row_is_said_at_once(coordinator: Actor) -> None:
    row = town(1, kind="autority", languages="", website="villette", email="nobody", time_zone="Europe/Villette")
    assert set(codes(look(coordinator, as_csv([row])))) == {
        ("kind_unknown", 2, "kind"),
        ("languages_missing", 2, "languages"),
        ("time_zone_unknown", 2, "time_zone"),
        ("website_invalid", 2, "website"),
        ("email_invalid", 2, "email"),
    }


def test_the_nearest_spelling_is_proposed(coordinator: Actor) -> None:
    row = town(1, kind="autority", **{SECTORS: "turism", "roles:services": "autority"})
    hints = [str(one.parameters["hint"]) for one in look(coordinator, as_csv([row])).findings]
    assert [hint.partition("'")[2].partition("'")[0] for hint in hints] == ["authority"]
    right = town(1, **{SECTORS: "turism", "roles:services": "autority"})
    assert codes(look(coordinator, as_csv([right]))) == [
        ("role_unknown", 2, "roles:services"),
        ("competence_unknown", 2, SECTORS),
    ]


@pytest.mark.parametrize(
    ("heading", "code", "hint"),
    [
        ("emial", "column_misspelt", "email"),
        ("favourite colour", "column_unknown", ""),
        ("name", "column_needs_language", ""),
        ("name:xx", "language_unknown", ""),
        ("roles:servces", "module_unknown", "services"),
        ("competences:services.sector", "competence_list_unknown", "sectors"),
    ],
)
def test_a_heading_that_nobody_knows_is_found(coordinator: Actor, heading: str, code: str, hint: str) -> None:
    report = look(coordinator, as_csv([town(1) | {heading: "x"}]))
    [finding] = [one for one in report.findings if one.row == 1]
    assert (finding.code, finding.column) == (code, heading)
    assert hint in str(finding.parameters.get("hint", finding.parameters.get("near", "")))


def test_a_row_without_a_key_and_one_that_comes_twice_are_found(coordinator: Actor) -> None:
    report = look(coordinator, as_csv([town(1), town(2, external_id=""), town(1), town(3) | {"member": "XX"}]))
    assert codes(report) == [
        ("row_without_key", 3, "external_id"),
        ("row_twice", 4, "external_id"),
        ("member_unknown", 5, "member"),
    ]
    assert report.findings[1].parameters == {"first": 2}


def test_a_coordinator_reaches_for_no_other_country(coordinator: Actor) -> None:
    report = do(coordinator, as_csv([town(1), town(2, member="BE")]))
    assert codes(report) == [("not_your_member", 3, "")]
    assert not report.done


def test_what_belongs_to_others_may_stand_in_a_list_unchanged(coordinator: Actor, network: Network) -> None:
    ref = network.authorities["gb_pharmacists"]
    rows = [{"ref": ref, "city": "London"}]
    assert look(coordinator, as_csv(rows)).tally == Tally(same=1)
    assert codes(look(coordinator, as_csv([{"ref": ref, "city": "Oxford"}]))) == [("not_your_authority", 2, "")]
    assert codes(look(coordinator, as_csv([{"ref": ref, "roles:services": "authority"}]))) == [
        ("not_your_authority", 2, "roles:services")
    ]


def test_an_authority_brings_its_own_data_but_not_its_official_name(network: Network, database: Server) -> None:
    ref, administrator = network.newcomer("FR", name="Town of lists")
    assert look(administrator, as_csv([{"ref": ref, "phone": "+33 1"}])).tally == Tally(changed=1)
    report = look(administrator, as_csv([{"ref": ref, "name:en": "City of lists"}]))
    assert codes(report) == [("official_field", 2, "name")]
    assert codes(look(administrator, as_csv([{"ref": ref, "kind": "national"}]))) == [("fixed_field", 2, "kind")]


def test_whoever_has_no_right_to_data_imports_nothing(network: Network, database: Server) -> None:
    handler = network.actor("kowalska")
    rows = [town(1, member="PL")]
    assert codes(look(handler, as_csv(rows))) == [("needs_right", 2, "")]
    with pytest.raises(Refused, match="acts_for_nobody"):
        look(Actor(handler.kind, handler.ref), as_csv(rows))


def test_an_authority_that_is_not_there_or_has_ended_is_not_changed(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1)]))
    unknown = {"ref": "00000000-0000-8000-8000-000000000099", "city": "X"}
    assert codes(look(coordinator, as_csv([unknown, {"ref": "17", "city": "X"}]))) == [
        ("authority_unknown", 2, "ref"),
        ("ref_invalid", 3, "ref"),
    ]


def test_a_person_has_one_account(coordinator: Actor, network: Network) -> None:
    mail = "josiane@villette.example"
    rows = [town(n, user_name="Josiane Wagner", user_email=mail) for n in (1, 2)]
    [twice] = look(coordinator, as_csv(rows)).findings
    assert (twice.code, twice.row, twice.parameters) == ("user_twice", 3, {"first": 2})
    [(taken,)] = stored("select email from accounts_user where ref = %s", network.users["kowalska"])
    rows = [town(1, user_name="Anna Kowalska", user_email=taken.upper())]
    assert codes(look(coordinator, as_csv(rows))) == [("email_taken", 2, "user_email")]
    assert codes(look(coordinator, as_csv([town(1, user_name="", user_email="x")]))) == [
        ("email_invalid", 2, "user_email")
    ]


def test_somebody_named_for_an_authority_that_has_people_is_a_note(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1, user_name="Josiane Wagner", user_email="josiane@villette.example")]))
    report = do(coordinator, as_csv([town(1, user_name="Marc Weber", user_email="marc@villette.example")]))
    assert (report.well, report.done, report.notes) == (True, True, 1)
    assert codes(report) == [("user_not_entered", 2, "user_email")]
    assert stored("select 1 from accounts_user where email = 'marc@villette.example'") == []


def test_what_is_found_about_people_says_nothing_of_them(coordinator: Actor) -> None:
    row = town(1, user_name="Josiane Wagner", user_email="josiane @ villette", user_language="xx")
    for finding in of_row(look(coordinator, as_csv([row])), 2):
        assert not any("osiane" in str(value) for value in finding.parameters.values())


def test_competences_need_access_to_the_area(coordinator: Actor) -> None:
    row = town(1, **{"roles:services": ""})
    assert codes(look(coordinator, as_csv([row]))) == [("access_none", 2, SECTORS)]


def test_the_operator_imports_for_every_member_and_whoever_is_above_coordinates(
    coordinator: Actor, network: Network, database: Server
) -> None:
    network.national("LU")
    assert do(OPERATOR, as_csv([town(1)])).done
    [(validating,)] = stored(
        "select r.coordinator_id from directory_relation r join directory_authority a on a.id = r.authority_id "
        "where a.external_id = 'lu-1' and r.kind = 1"
    )
    assert validating == coordinator.authority_id
    assert codes(look(OPERATOR, as_csv([town(2, member="MT")]))) == [("coordinator_missing", 2, "member")]
    assert codes(look(OPERATOR, as_csv([town(3, kind="national")]))) == [("national_exists", 2, "kind")]


def test_nothing_is_older_than_the_list(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1)]))
    [(registered, confirmed)] = stored(
        "select registered_at, confirmed_at from directory_authority where external_id = 'lu-1'"
    )
    assert registered == confirmed == NOW


def test_an_external_id_belongs_to_one_authority(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1), town(2)]))
    [first, second] = (ref_of(key) for key in ("lu-1", "lu-2"))
    taken = [{"ref": first, "member": "LU", "external_id": "lu-2"}]
    assert codes(look(coordinator, as_csv(taken))) == [("external_id_taken", 2, "external_id")]
    twice = [{"ref": ref, "member": "LU", "external_id": "lu-3"} for ref in (first, second)]
    assert codes(look(coordinator, as_csv(twice))) == [("row_twice", 3, "external_id")]
    free = [{"ref": first, "member": "LU", "external_id": "lu-3"}]
    assert do(coordinator, as_csv(free)).tally == Tally(changed=1)
    assert codes(look(coordinator, as_csv([{"ref": first, "external_id": "lu-3"}]))) == [
        ("column_member_missing", 1, "")
    ]
