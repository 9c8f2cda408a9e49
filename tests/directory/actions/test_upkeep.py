"""An authority confirms its record, a coordinator asks it to see to things, and who cannot be reached is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import orjson
import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions.ending import deactivate
from counterpart.directory.actions.people import add_member, correct_address, enter_member
from counterpart.directory.actions.registering import change_record, register_authority
from counterpart.directory.actions.upkeep import chase, confirm_record, mark_mail_failed, remind_stale
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.mailing import mail_ended
from counterpart.directory.queries.desk import authorities_of_concern
from counterpart.directory.queries.finding import record_of
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.notices.kinds import MailState, NoticeKind
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
DAY = dt.timedelta(days=1)
UNCONFIRMED = Concern.UNCONFIRMED


def at(moment: dt.datetime) -> Asked:
    return Asked(new_ref(moment), moment)


def needing(actor: Actor, concern: Concern, now: dt.datetime = NOW) -> dict[UUID, dt.datetime | None]:
    return {one.ref: one.chased_at for one in authorities_of_concern(actor, concern, now, limit=100).rows}


def test_one_click_says_that_everything_is_still_right_and_changes_nothing_else(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("SE", PQ)
    sweden, later = network.administrator_of("se_national"), NOW + 190 * DAY
    before = record_of(OPERATOR, place)
    assert place in needing(sweden, UNCONFIRMED, later)
    confirm_record(official, at(later), place)
    assert place not in needing(sweden, UNCONFIRMED, later)
    assert record_of(OPERATOR, place) == before
    assert facts_of(place)[-1] == ("directory.authority_confirmed", "{}")


def test_a_change_of_the_record_confirms_it_too(database: Server, network: Network) -> None:
    place, official = network.newcomer("SE", PQ)
    sweden, later = network.administrator_of("se_national"), NOW + 190 * DAY
    stands = record_of(OPERATOR, place)
    change_record(official, at(later), place, replace(stands.record, phone="+46 8 1234"), stands.version)
    assert place not in needing(sweden, UNCONFIRMED, later)


def test_only_who_manages_an_authority_confirms_its_record(database: Server, network: Network) -> None:
    place, _ = network.newcomer("SE", PQ)
    for actor, code in ((network.actor("walker"), "not_your_authority"), (network.actor("nowak"), "needs_right")):
        with pytest.raises(Refused, match=code):
            confirm_record(actor, asked(), place)
    with pytest.raises(NotFound, match="authority_unknown"):
        confirm_record(network.administrator_of("se_national"), asked(), new_ref(NOW))


def test_a_coordinator_asks_several_at_once_and_leaves_them_in_peace_for_a_week(
    database: Server, network: Network
) -> None:
    places = [network.newcomer("SE", PQ)[0] for _ in range(2)]
    sweden = network.administrator_of("se_national")
    assert chase(sweden, asked(), Concern.ONE_USER, places) == 2
    assert [needing(sweden, Concern.ONE_USER)[place] for place in places] == [NOW, NOW]
    assert needing(sweden, Concern.NEVER_SIGNED_IN)[places[0]] is None
    for place in places:
        type_, dims = facts_of(place)[-1]
        assert (type_, orjson.loads(dims)) == (
            "directory.authority_chased",
            {"concern": "one_user", "by_worker": False},
        )
    another = network.newcomer("SE", PQ)[0]
    with pytest.raises(OutOfTurn, match="chased_lately") as refused:
        chase(sweden, at(NOW + 7 * DAY - dt.timedelta(seconds=1)), Concern.ONE_USER, [another, places[0]])
    assert refused.value.parameters == {"authority": str(places[0]), "again": "2026-03-09"}
    assert needing(sweden, Concern.ONE_USER)[another] is None
    assert chase(sweden, at(NOW + 7 * DAY), Concern.ONE_USER, [places[0]]) == 1
    assert chase(sweden, asked(), Concern.NEVER_SIGNED_IN, places) == 2


def test_nobody_asks_authorities_that_they_do_not_look_after(database: Server, network: Network) -> None:
    place, official = network.newcomer("SE", PQ)
    for actor, code in (
        (network.actor("walker"), "not_your_authority"),
        (network.actor("dabrowska"), "not_your_authority"),
        (official, "not_a_coordinator"),
        (network.actor("nowak"), "not_a_coordinator"),
    ):
        with pytest.raises(Refused, match=code):
            chase(actor, asked(), Concern.ONE_USER, [place])
    sweden = network.administrator_of("se_national")
    with pytest.raises(Refused, match="not_your_authority"):
        chase(sweden, asked(), Concern.ONE_USER, [place, network.authorities["pl_krakow"]])
    assert needing(sweden, Concern.ONE_USER)[place] is None


def test_what_cannot_be_asked_is_said(database: Server, network: Network) -> None:
    place, _ = network.newcomer("SE", PQ)
    sweden = network.administrator_of("se_national")
    with pytest.raises(Invalid, match="concern_not_chased"):
        chase(sweden, asked(), Concern.INVITATIONS_ENDING, [place])
    with pytest.raises(Invalid, match="chase_nobody"):
        chase(sweden, asked(), Concern.ONE_USER, [])
    with pytest.raises(Invalid, match="chase_too_many"):
        chase(sweden, asked(), Concern.ONE_USER, [new_ref(NOW) for _ in range(101)])
    deactivate(sweden, asked(), place)
    with pytest.raises((OutOfTurn, Refused), match="authority_not_active"):
        chase(sweden, asked(), Concern.ONE_USER, [place])
    with pytest.raises(Refused, match="clock_only"):
        remind_stale(sweden, asked(), [place])


def test_the_mark_of_an_office_goes_when_its_address_changes_and_not_before(database: Server, network: Network) -> None:
    sweden = network.administrator_of(network.national("SE"))
    kind = AuthorityKind.AUTHORITY
    record = AuthorityRecord(
        member="SE", kind=kind, names={"sv": "Region"}, languages=("sv",), email="a@region.example"
    )
    place = register_authority(sweden, asked(), record)
    [(number,)] = stored("select id from directory_authority where ref = %s", place)
    with as_actor([]):
        assert mark_mail_failed([], NOW, authority=number) == 1
    assert place in needing(sweden, Concern.MAIL_FAILED)
    change_record(sweden, asked(), place, replace(record_of(OPERATOR, place).record, phone="112"), 1)
    assert place in needing(sweden, Concern.MAIL_FAILED)
    change_record(sweden, asked(), place, replace(record_of(OPERATOR, place).record, email="b@region.example"), 2)
    assert place not in needing(sweden, Concern.MAIL_FAILED)


@pytest.mark.parametrize("kind", [NoticeKind.CHASED, None])
def test_a_refused_mail_marks_the_office_or_the_person_that_it_went_to_and_a_sent_one_nobody(
    database: Server, network: Network, kind: NoticeKind | None
) -> None:
    place, official = network.newcomer("SE", PQ)
    office, _ = network.newcomer("SE", PQ)
    stored("update directory_authority set email = 'office@se.example' where ref = %s returning 1", office)
    sweden = network.administrator_of("se_national")
    assert official.ref is not None
    with as_actor([]):
        mail_ended(official.ref, kind, MailState.SENT, NOW)
        mail_ended(office, kind, MailState.DROPPED, NOW)
    assert not {place, office} & needing(sweden, Concern.MAIL_FAILED).keys()
    with as_actor([]):
        mail_ended(official.ref, kind, MailState.REFUSED, NOW)
        mail_ended(office, kind, MailState.REFUSED, NOW)
    assert {place, office} <= needing(sweden, Concern.MAIL_FAILED).keys()


def test_the_mark_of_a_person_goes_when_their_address_is_corrected(database: Server, network: Network) -> None:
    place, official = network.newcomer("SE", PQ)
    sweden = network.administrator_of("se_national")
    colleague = enter_member(official, asked(), place, NewUser(f"{new_ref(NOW)}@se.example", "Eva", "sv", "UTC"))
    with as_actor([]):
        mark_mail_failed([colleague], NOW)
    assert place in needing(sweden, Concern.MAIL_FAILED)
    corrected = f"eva{new_ref(NOW)}@se.example"
    correct_address(official, asked(), place, colleague, corrected)
    assert place not in needing(sweden, Concern.MAIL_FAILED)
    assert stored("select email from accounts_user where ref = %s", colleague) == [(corrected,)]
    assert corrected not in str(stored("select t::text from foundation_log_entry t"))
    with pytest.raises(Invalid, match="email_invalid"):
        correct_address(official, asked(), place, colleague, "nobody")
    with pytest.raises(Conflict, match="email_taken"):
        correct_address(official, asked(), place, colleague, "Kowalska@PL-pharmacists.example")


def test_an_address_is_not_corrected_by_who_manages_only_one_of_several_authorities(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("SE", PQ)
    other, colleague = network.newcomer("SE", PQ)
    assert colleague.ref is not None
    add_member(network.administrator_of("se_national"), asked(), place, colleague.ref)
    with pytest.raises(Refused, match="member_elsewhere"):
        correct_address(official, asked(), place, colleague.ref, "mine@se.example")
    with pytest.raises(Refused, match="not_your_authority"):
        correct_address(official, asked(), other, colleague.ref, "mine@se.example")
