"""A coordinator hands in a list: it is looked at, imported as a whole, and the same again changes nothing."""

from __future__ import annotations

from uuid import UUID

from counterpart.directory.bulk.importing import Tally, imported
from counterpart.directory.bulk.progress import Stage
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.finding import find_authorities
from counterpart.foundation.actor import Actor
from tests.cast import NOW
from tests.directory.asking import stored
from tests.directory.bulk.lists import as_csv, as_xlsx, codes, do, look, ref_of, town
from tests.network import asked


def test_a_list_that_is_only_looked_at_changes_nothing(coordinator: Actor) -> None:
    report = look(coordinator, as_csv([town(1), town(2)]))
    assert (report.well, report.done, report.tally.new) == (True, False, 2)
    assert stored("select 1 from directory_authority where external_id like 'lu-%%'") == []


def test_who_was_imported_is_registered_coordinated_competent_and_found(coordinator: Actor) -> None:
    report = do(coordinator, as_csv([town(1), town(2)]))
    assert (report.done, report.tally) == (True, Tally(new=2, granted=2))
    [hit] = find_authorities(coordinator, "services", "authority", "LU", "villette 2").found
    assert hit.ref == ref_of("lu-2")
    relations = stored(
        "select kind, module from directory_relation where authority_id = %s and coordinator_id = %s order by 1",
        hit.id,
        coordinator.authority_id,
    )
    assert relations == [
        (RelationKind.VALIDATING, ""),
        (RelationKind.ACCESS, "services"),
        (RelationKind.REQUEST, "services"),
    ]
    assert stored("select code from directory_competence where authority_id = %s order by 1", hit.id) == [
        ("crafts",),
        ("tourism",),
    ]


def test_the_same_list_again_changes_nothing(coordinator: Actor) -> None:
    rows = [town(1), town(2)]
    do(coordinator, as_csv(rows))
    before = stored("select ref, record_version from directory_authority order by id")
    again = do(coordinator, as_csv(rows))
    assert again.tally == Tally(same=2)
    assert stored("select ref, record_version from directory_authority order by id") == before


def test_a_row_that_differs_is_a_change_with_a_version(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1), town(2)]))
    report = do(coordinator, as_csv([town(1), town(2, name__fr="Ville Nouvelle", city="Ville Nouvelle")]))
    assert report.tally == Tally(changed=1, same=1)
    [(version, city)] = stored("select record_version, city from directory_authority where external_id = 'lu-2'")
    assert (version, city) == (2, "Ville Nouvelle")
    assert [hit.ref for hit in find_authorities(coordinator, member="LU", text="nouvelle").found] == [ref_of("lu-2")]


def test_the_first_person_administers_the_authority(coordinator: Actor) -> None:
    rows = [town(1, user_name="Josiane Wagner", user_email="josiane.wagner@villette1.example")]
    assert do(coordinator, as_csv(rows)).tally.people == 1
    [(user,)] = stored("select ref from accounts_user where email like 'josiane%%'")
    assert actor_for(user, ref_of("lu-1"), NOW).may("data_administrator", module="")
    assert do(coordinator, as_csv(rows)).tally == Tally(same=1)


def test_one_bad_row_stops_all(coordinator: Actor) -> None:
    report = do(coordinator, as_csv([town(1), town(2, languages="")]))
    assert not report.done
    assert stored("select 1 from directory_authority where external_id like 'lu-%%'") == []
    assert ("languages_missing", 3, "languages") in codes(report)


def test_a_column_that_is_missing_is_left_alone_and_an_empty_cell_empties(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1, keywords__fr="vin; fromage")]))
    report = do(coordinator, as_csv([{"member": "LU", "external_id": "lu-1", "city": ""}]))
    assert report.tally == Tally(changed=1)
    [(city, email, keywords)] = stored(
        "select city, email, keywords->'fr' from directory_authority where external_id = 'lu-1'"
    )
    assert (city, email, keywords) == ("", "info@villette1.example", '["vin", "fromage"]')


def test_a_role_that_a_cell_no_longer_names_is_suspended_and_comes_back(coordinator: Actor) -> None:
    key = {"member": "LU", "external_id": "lu-1"}
    do(coordinator, as_csv([town(1)]))
    assert do(coordinator, as_csv([key | {"roles:services": ""}])).tally == Tally(changed=1, suspended=1)
    assert ref_of("lu-1") not in in_services(coordinator)
    assert do(coordinator, as_csv([key | {"roles:services": "authority"}])).tally == Tally(changed=1, granted=1)
    assert ref_of("lu-1") in in_services(coordinator)


def in_services(coordinator: Actor) -> list[UUID]:
    """Who is found in the policy area there; other stories may have brought more."""
    return [hit.ref for hit in find_authorities(coordinator, "services", "authority", "LU").found]


def test_each_authority_has_its_log_and_its_facts(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1), town(2)]))
    do(coordinator, as_csv([town(1), town(2, city="Ville Nouvelle")]))
    ref = ref_of("lu-2")
    entries = stored("select n, action, facts->>'fields' from foundation_log_entry where stream = %s order by n", ref)
    assert entries == [(1, "import_authority", None), (2, "import_authority", '["city"]')]
    assert [type_ for (type_,) in stored("select type from foundation_fact where stream = %s order by id", ref)] == [
        "directory.authority_registered",
        "directory.access_changed",
        "directory.authority_changed",
    ]


def test_an_old_name_is_kept_when_a_list_brings_a_new_one(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1)]))
    do(coordinator, as_csv([town(1, name__fr="Ville Nouvelle")]))
    kept = stored(
        "select f.names->>'fr' from directory_former_name f join directory_authority a on a.id = f.authority_id "
        "where a.external_id = 'lu-1'"
    )
    assert kept == [("Commune de Villette 1",)]


def test_the_same_request_again_gives_the_same_report(coordinator: Actor) -> None:
    once, file = asked(), as_csv([town(1)])
    first = imported(coordinator, once, file, dry_run=False)
    assert imported(coordinator, once, file, dry_run=False) == first
    assert first.tally.new == 1


def test_an_xlsx_list_says_the_same_as_a_csv_list(coordinator: Actor) -> None:
    do(coordinator, as_csv([town(1, postcode=""), town(2, postcode=1234)]))
    assert do(coordinator, as_xlsx([town(1, postcode=""), town(2, postcode=1234)])).tally == Tally(same=2)


def test_it_is_told_how_far_an_import_has_come(coordinator: Actor) -> None:
    told: list[tuple[Stage, int, int]] = []
    rows = as_csv([town(number) for number in range(1, 4)])
    imported(coordinator, asked(), rows, dry_run=False, progress=lambda *how_far: told.append(how_far))
    assert told[0] == (Stage.READING, 1, 0)
    assert (Stage.CHECKING, 3, 3) in told
    assert told[-1] == (Stage.WRITING, 6, 6)
