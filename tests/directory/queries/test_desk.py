"""What a coordinator's desk counts, and which authorities stand behind each number."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from counterpart.accounts import actions as accounts
from counterpart.accounts.users import NewUser
from counterpart.core.errors import Invalid, Refused
from counterpart.directory.actions.giving_access import suspend_access
from counterpart.directory.actions.people import end_membership, enter_member, set_absence
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.actions.upkeep import mark_mail_failed
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import BY_OPERATOR, AccessState, AuthorityKind, AuthorityState
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.desk import authorities_of_concern, care, overview
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import statements
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
DAY = dt.timedelta(days=1)
LATER = NOW + 200 * DAY


def person(name: str = "Aino Virtanen") -> NewUser:
    return NewUser(f"p{new_ref(NOW).hex}@care.example", name, "fi", "Europe/Helsinki")


def coordinator(network: Network, member: str) -> Actor:
    return network.administrator_of(network.national(member))


def numbers(actor: Actor, now: dt.datetime = NOW) -> dict[Concern, int]:
    return {concern: care(actor, now).of(concern).number for concern in Concern}


def refs(actor: Actor, concern: Concern, now: dt.datetime = NOW) -> list[UUID]:
    return [one.ref for one in authorities_of_concern(actor, concern, now).rows]


def test_a_new_authority_with_one_user_who_has_not_signed_in_needs_care_until_a_second_one_is_there(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("FI", PQ)
    finland = coordinator(network, "FI")
    assert place in refs(finland, Concern.NEVER_SIGNED_IN)
    assert place in refs(finland, Concern.ONE_USER)
    accounts.record_sign_in(official, asked())
    assert place not in refs(finland, Concern.NEVER_SIGNED_IN)
    assert place in refs(finland, Concern.ONE_USER)
    second = enter_member(official, asked(), place, person())
    assert place not in refs(finland, Concern.ONE_USER)
    [row] = [one for one in overview(finland, NOW).rows if one.ref == place]
    assert (row.users, row.last_sign_in, row.access) == (2, NOW, {"pq": AccessState.GRANTED})
    accounts.block(OPERATOR, asked(), second, "misuse")
    assert place in refs(finland, Concern.ONE_USER)


def test_a_record_is_stale_six_months_after_somebody_last_looked_at_it(database: Server, network: Network) -> None:
    place, _ = network.newcomer("FI", PQ)
    finland = coordinator(network, "FI")
    september = dt.datetime(2026, 9, 2, 9, tzinfo=dt.UTC)
    assert place not in refs(finland, Concern.UNCONFIRMED, september)
    assert place in refs(finland, Concern.UNCONFIRMED, september + dt.timedelta(seconds=1))


def test_who_is_away_with_nobody_there_is_shown_whether_nobody_was_named_or_the_substitute_is_away_too(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("FI", PQ)
    finland, today = coordinator(network, "FI"), NOW.date()
    assert official.ref is not None
    colleague = enter_member(official, asked(), place, person())
    set_absence(official, asked(), place, official.ref, colleague, today, today + 3 * DAY)
    assert place not in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE)
    set_absence(official, asked(), place, colleague, None, today + DAY, today + DAY)
    assert place not in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE)
    assert place in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE, NOW + DAY)
    assert place not in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE, NOW + 2 * DAY)
    end_membership(official, asked(), place, colleague)
    assert place in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE, NOW + 2 * DAY)
    assert place not in refs(finland, Concern.ABSENT_WITHOUT_SUBSTITUTE, NOW + 4 * DAY)


def test_mails_that_come_back_from_a_person_or_the_office_are_shown(database: Server, network: Network) -> None:
    one, official = network.newcomer("FI", PQ)
    finland = coordinator(network, "FI")
    assert official.ref is not None
    assert one not in refs(finland, Concern.MAIL_FAILED)
    with as_actor([]):
        assert mark_mail_failed([official.ref], NOW) == 1
        assert mark_mail_failed([official.ref], LATER) == 0
    [found] = [row for row in authorities_of_concern(finland, Concern.MAIL_FAILED, NOW).rows if row.ref == one]
    assert (found.since, found.chased_at) == (NOW, None)


def test_what_is_counted_is_what_is_listed_and_each_is_two_statements(database: Server, network: Network) -> None:
    network.newcomer("FI", PQ)
    finland = coordinator(network, "FI")
    for now in (NOW, LATER):
        with statements() as asked_of:
            counted = numbers(finland, now)
        assert len(asked_of) == 2 * len(Concern)
        assert counted == {concern: len(refs(finland, concern, now)) for concern in Concern}
    with statements() as asked_of:
        overview(finland, NOW, text="newcomer")
    assert len(asked_of) == 2


def test_a_list_is_read_page_by_page_without_a_gap(database: Server, network: Network) -> None:
    finland = coordinator(network, "FI")
    for _ in range(3):
        network.newcomer("FI", PQ)
    everybody = refs(finland, Concern.NEVER_SIGNED_IN)
    assert len(everybody) >= 3
    found, after = [], 0
    while True:
        page = authorities_of_concern(finland, Concern.NEVER_SIGNED_IN, NOW, after=after, limit=1)
        found += [one.ref for one in page.rows]
        if page.after is None:
            break
        after = page.after
    assert found == everybody
    with pytest.raises(Invalid, match="page_too_long"):
        authorities_of_concern(finland, Concern.ONE_USER, NOW, limit=101)


def test_each_coordinator_sees_its_own_and_nobody_elses(database: Server, network: Network) -> None:
    seen = {key: {one.ref for one in overview(network.actor(key), NOW, limit=100).rows} for key in ("huber", "brandt")}
    bavarian, hessian = network.authorities["de_upper_palatinate"], network.authorities["de_hesse"]
    assert bavarian in seen["huber"]
    assert hessian not in seen["huber"]
    assert {bavarian, hessian, network.authorities["de_bavaria"]} <= seen["brandt"]
    of_health = {one.ref for one in overview(network.actor("dabrowska"), NOW, limit=100).rows}
    assert network.authorities["pl_pharmacists"] in of_health
    assert network.authorities["pl_national"] not in of_health
    assert not of_health & {network.authorities["gb_pharmacists"], hessian}
    supervised = {one.kind for one in overview(network.actor("claes"), NOW, limit=100).rows}
    assert AuthorityKind.NATIONAL in supervised <= BY_OPERATOR


def test_the_desk_is_for_administrators_of_coordinators(database: Server, network: Network) -> None:
    _, official = network.newcomer("FI", PQ)
    for actor, code in ((official, "not_a_coordinator"), (OPERATOR, "not_a_coordinator")):
        with pytest.raises(Refused, match=code):
            care(actor, NOW)
    place = network.authorities[network.national("FI")]
    plain = enter_member(coordinator(network, "FI"), asked(), place, person())
    without = actor_for(plain, place, NOW)
    for read in (care, overview):
        with pytest.raises(Refused, match="needs_right"):
            read(without, NOW)


def test_an_overview_is_searched_by_the_beginning_of_words_and_by_area(database: Server, network: Network) -> None:
    finland = coordinator(network, "FI")
    place, _ = network.newcomer("FI", PQ, name="Rovaniemen kaupunki")
    other, _ = network.newcomer("FI", name="Rovaniemen seurakunta")
    assert [one.ref for one in overview(finland, NOW, text="rovan").rows] == [place, other]
    assert [one.ref for one in overview(finland, NOW, text="rovan KAUP").rows] == [place]
    assert [one.ref for one in overview(finland, NOW, text="rovan", module="pq").rows] == [place]
    assert overview(finland, NOW, text="kaupunki oulu").rows == ()
    suspend_access(finland, asked(), place, "pq", "authority")
    [row] = overview(finland, NOW, text="kaup", module="pq").rows
    assert (row.access, row.state) == ({"pq": AccessState.SUSPENDED}, AuthorityState.REGISTERED)


def test_who_registered_an_authority_looks_after_it_whatever_its_region(database: Server, network: Network) -> None:
    record = AuthorityRecord(
        member="DE",
        kind=AuthorityKind.AUTHORITY,
        names={"de": "Landratsamt Neu-Ulm"},
        languages=("de",),
        region="DE-BY",
    )
    ref = register_authority(network.actor("huber"), asked(), record)
    assert ref in refs(network.actor("huber"), Concern.NEVER_SIGNED_IN)
