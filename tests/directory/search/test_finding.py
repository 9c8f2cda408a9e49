"""One box finds the right authority, says why, and a change is found at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Invalid
from counterpart.directory.actions.registering import change_record, register_authority
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.finding import record_of
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.search import indexing
from counterpart.directory.search.asking import find
from counterpart.directory.search.vocabulary import Vocabulary, vocabulary
from counterpart.directory.search.wanted import LONGEST_TEXT, Field, Hit, How, Wanted
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows, run
from tests.database.servers import Server
from tests.network import OPERATOR, Network, asked

HELD = "select count(*) from pg_locks where locktype = 'advisory' and objid::bigint = %s and pid = pg_backend_pid()"


def named(name: str) -> AuthorityRecord:
    return AuthorityRecord(member="PL", kind=AuthorityKind.AUTHORITY, names={"pl": name}, languages=("pl",))


def first(network: Network, text: str) -> Hit:
    return find(network.actor("nowak"), Wanted(text)).found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saloniki", "gr_pharmacists"),
        ("Солун", "gr_pharmacists"),
        ("farmacist saloniki", "gr_pharmacists"),
        ("Cracovie", "pl_krakow"),
        ("izba aptekarska krakuw", "pl_krakow"),
        ("aptekrska krakow", "pl_krakow"),
        ("turystyka lloret", "es_lloret"),
        ("Λλορετ Βισταλέγρε", "es_lloret"),
        ("здравеопазването", "bg_health"),
    ],
)
def test_the_right_one_stands_first(network: Network, text: str, expected: str) -> None:
    assert first(network, text).ref == network.authorities[expected]


def test_a_hit_says_which_words_it_was_found_by_and_how(network: Network) -> None:
    hit = first(network, "farmaceuta saloniki")
    profession, place = hit.why
    assert (profession.field, profession.typed, profession.how) == (Field.COMPETENCE, "farmaceuta", How.EXACT)
    assert profession.code == ("pq", "professions", "pharmacist")
    assert (place.typed, place.how) == ("saloniki", How.NAMED)
    assert hit.competent
    [misspelled] = first(network, "Krakw").why
    assert (misspelled.typed, misspelled.how) == ("Krakw", How.SPELLING)


def test_those_who_are_competent_come_before_those_who_are_only_called_so(network: Network) -> None:
    found = find(network.actor("nowak"), Wanted("", "pq", list="professions", code="pharmacist")).found
    competent = [one for one in found if one.competent]
    assert competent
    assert all(
        one.competent for one in find(network.actor("nowak"), Wanted("pharmacist", "pq")).found[: len(competent)]
    )


def test_filters_leave_out_whoever_does_not_fit(network: Network) -> None:
    nowak = network.actor("nowak")
    for wanted in (Wanted(members=("GR",)), Wanted("farmak", members=("GR",)), Wanted("Grecja")):
        found = find(nowak, wanted).found
        assert found
        assert {one.member for one in found} == {"GR"}
    assert {one.region for one in find(nowak, Wanted(region="ES-IB")).found} == {"ES-IB"}
    assert all("el" in one.languages for one in find(nowak, Wanted(languages=("el",))).found)
    assert {one.kind for one in find(nowak, Wanted(kind=AuthorityKind.NATIONAL)).found} == {AuthorityKind.NATIONAL}


def test_where_nobody_is_registered_the_coordinator_responsible_is_offered(network: Network) -> None:
    hits = find(network.actor("nowak"), Wanted("zzzzzz", "pq", members=("BG",)))
    assert hits.found == ()
    assert network.authorities["bg_health"] in {one.ref for one in hits.offered}
    assert {one.member for one in hits.offered} == {"BG"}
    assert find(network.actor("nowak"), Wanted("zzzzzz")).offered == ()


def test_what_is_renamed_is_found_in_the_next_search_by_its_new_name_and_formerly_by_its_old_one(
    network: Network, database: Server
) -> None:
    act = network.actor("dabrowska")
    ref = register_authority(act, asked(), named("Urząd Morski Hel"))
    assert first(network, "urzad morski hel").ref == ref
    stored = record_of(OPERATOR, ref)
    renamed = replace(stored.record, names={"pl": "Kapitanat Ustrzyki"}, keywords={"en": ("quay",)})
    change_record(act, asked(), ref, renamed, stored.version)
    assert first(network, "kapitanat").ref == ref
    assert first(network, "quay").ref == ref
    [hit] = find(network.actor("nowak"), Wanted("morski")).found
    [why] = hit.why
    assert (hit.ref, why.field, why.found) == (ref, Field.FORMER, "Urząd Morski Hel")


def test_a_process_that_was_asleep_reads_the_words_that_came_meanwhile(network: Network, database: Server) -> None:
    asleep = Vocabulary()
    known = vocabulary()
    find(network.actor("nowak"), Wanted("x"))
    with as_actor([], read_only=True):
        assert known.codes is not None
        asleep.read_what_is_new(known.codes)
    before = dict(asleep.numbers)
    register_authority(network.actor("dabrowska"), asked(), named("Gwarostwo Qwertz"))
    with as_actor([], read_only=True), CaptureQueriesContext(connection) as asked_of:
        asleep.read_what_is_new(known.codes)
    assert len(asked_of) == 1
    assert {"qwertz", "gwarostwo"} <= asleep.numbers.keys() - before.keys()


def test_numbers_of_words_are_given_under_a_lock_that_is_held_to_the_commit(network: Network, database: Server) -> None:
    ref = register_authority(network.actor("dabrowska"), asked(), named("Urząd Xylofon"))
    with as_actor([]):
        [(number,)] = rows("select id from directory_authority where ref = %s", [ref])
        indexing.index_authorities([number])
        assert row(HELD, [indexing.WORDS_LOCK]) == (0,)
        run("update directory_authority set acronym = 'UXYL' where id = %s", [number])
        indexing.index_authorities([number])
        assert row(HELD, [indexing.WORDS_LOCK]) == (1,)
    assert first(network, "uxyl").ref == ref


def test_without_laying_words_anew_a_change_would_not_be_found(network: Network, database: Server) -> None:
    ref = register_authority(network.actor("dabrowska"), asked(), named("Urząd Cichy"))
    with as_actor([]):
        run('update directory_authority set names = \'{"pl": "Szeptun"}\' where ref = %s', [ref])
    assert find(network.actor("nowak"), Wanted("szeptun")).found == ()
    with as_actor([]):
        indexing.index_all()
    assert first(network, "szeptun").ref == ref


def test_too_much_text_and_a_role_of_nothing_are_refused(network: Network) -> None:
    for wanted, code in (
        (Wanted("x" * (LONGEST_TEXT + 1)), "text_long"),
        (Wanted(role="authority"), "role_without_module"),
        (Wanted(list="professions", code="nurse"), "role_without_module"),
    ):
        with pytest.raises(Invalid, match=code):
            find(network.actor("nowak"), wanted)


def test_a_search_costs_the_same_statements_for_one_hit_and_for_many(network: Network) -> None:
    nowak = network.actor("nowak")
    find(nowak, Wanted("x"))
    counts = []
    for text in ("lloret", "izba aptekarska", "krakow zzz"):
        with CaptureQueriesContext(connection) as asked_of:
            find(nowak, Wanted(text))
        counts.append(len(asked_of))
    assert max(counts) - min(counts) <= 1
