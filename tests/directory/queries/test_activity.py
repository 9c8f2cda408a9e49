"""How many authorities there are, and how many nobody ever signed in for: figures 2 and 4 of the report of 2011."""

from __future__ import annotations

from counterpart.accounts import actions as accounts
from counterpart.directory.actions.ending import deactivate
from counterpart.directory.actions.giving_access import suspend_access
from counterpart.directory.queries.activity import MemberActivity, MemberCounts, counts, never_active
from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.directory.asking import statements
from tests.network import Network, asked

PQ, SERVICES = ("pq", "authority"), ("services", "authority")


def active(actor: Actor, member: str) -> MemberActivity:
    return next(one for one in never_active(actor) if one.member == member)


def counted(actor: Actor, member: str) -> MemberCounts:
    return next(one for one in counts(actor) if one.member == member)


def test_an_authority_leaves_the_list_when_the_first_of_its_people_signs_in(database: Server, network: Network) -> None:
    _, official = network.newcomer("CZ", PQ)
    before = active(official, "CZ")
    accounts.record_sign_in(official, asked())
    after = active(official, "CZ")
    assert (after.authorities, after.never_active) == (before.authorities, before.never_active - 1)


def test_an_authority_of_several_areas_is_counted_in_each_and_once_in_the_total(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("CZ", PQ, SERVICES)
    czechia = network.administrator_of("cz_national")
    before = counted(official, "CZ")
    network.newcomer("CZ", PQ)
    suspend_access(czechia, asked(), place, "services", "authority")
    after = counted(official, "CZ")
    assert after.total == before.total + 1
    assert after.modules["pq"] == before.modules["pq"] + 1
    assert after.modules["services"] == before.modules["services"] - 1
    deactivate(czechia, asked(), place)
    assert counted(official, "CZ").total == before.total


def test_a_national_coordinator_counts_in_every_area_by_what_it_is(database: Server, network: Network) -> None:
    network.national("SK")
    slovakia = counted(network.administrator_of("sk_national"), "SK")
    assert slovakia.total >= 1
    assert {"pq", "services", "posting"} <= set(slovakia.modules)


def test_both_are_one_statement_and_name_members_only(database: Server, network: Network) -> None:
    nowak = network.actor("nowak")
    for read in (counts, never_active):
        with statements() as asked_of:
            found = read(nowak)
        assert len(asked_of) == 1
        assert "" not in {one.member for one in found}
