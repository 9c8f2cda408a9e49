"""Who is told when an authority is asked to see to something, through the real consumers and duties of the worker."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import orjson
import pytest

from counterpart.accounts import actions as accounts
from counterpart.accounts.users import NewUser
from counterpart.directory import chasing, handlers
from counterpart.directory.actions.ending import deactivate
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import change_record
from counterpart.directory.actions.upkeep import chase, confirm_record
from counterpart.directory.concerns import Concern
from counterpart.directory.queries.desk import authorities_of_concern
from counterpart.directory.queries.finding import record_of
from counterpart.foundation.doing import Asked
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.periodic import DUTIES
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.notices.kinds import NoticeKind
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
DAY = dt.timedelta(days=1)
HALF_A_YEAR = NOW + 190 * DAY


def at(moment: dt.datetime) -> Asked:
    return Asked(new_ref(moment), moment)


def worked(now: dt.datetime = NOW) -> None:
    """Let the worker hand on what happened."""
    assert handlers.chasing is chasing
    sequence_facts(now)
    feed_consumers(now)


def told(stream: UUID) -> list[tuple[UUID, NoticeKind, str]]:
    found = stored("select user_ref, kind, about from notices_notice where stream = %s order by id", stream)
    return [(user, NoticeKind(kind), orjson.loads(about).get("message", "")) for user, kind, about in found]


def with_office(place: UUID) -> None:
    stored("update directory_authority set email = 'office@no.example' where ref = %s returning 1", place)


def ask_about_old_records(now: dt.datetime) -> None:
    with as_worker():
        DUTIES.all()["directory.ask_about_old_records"].work(now)


def test_administrators_are_told_and_the_office_too_as_long_as_nobody_ever_signed_in(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("NO", PQ)
    norway = network.administrator_of("no_national")
    assert official.ref is not None
    enter_member(official, asked(), place, NewUser(f"{new_ref(NOW)}@no.example", "Colleague", "nb", "UTC"))
    with_office(place)
    chase(norway, asked(), Concern.NEVER_SIGNED_IN, [place])
    worked()
    asked_of = [(official.ref, NoticeKind.CHASED, "never_signed_in"), (place, NoticeKind.CHASED, "never_signed_in")]
    assert told(place) == asked_of
    mails = "select m.user_ref from notices_mail m where m.user_ref = any(%s::uuid[]) order by m.id"
    assert [user for (user,) in stored(mails, [official.ref, place])] == [official.ref, place]
    accounts.record_sign_in(official, asked())
    chase(norway, asked(), Concern.ONE_USER, [place])
    worked()
    assert told(place) == [*asked_of, (official.ref, NoticeKind.CHASED, "one_user")]


def test_the_worker_asks_about_records_that_are_six_months_old_once_a_quarter(
    database: Server, network: Network
) -> None:
    place, official = network.newcomer("NO", PQ)
    fresh, other = network.newcomer("NO", PQ)
    confirm_record(other, at(HALF_A_YEAR - DAY), fresh)
    for days in (0, 1, 89):
        ask_about_old_records(HALF_A_YEAR + days * DAY)
    worked(HALF_A_YEAR)
    assert told(place) == [(official.ref, NoticeKind.STALE, "unconfirmed")]
    assert told(fresh) == []
    ask_about_old_records(HALF_A_YEAR + 90 * DAY)
    worked(HALF_A_YEAR + 90 * DAY)
    assert told(place) == [(official.ref, NoticeKind.STALE, "unconfirmed")] * 2
    [row] = [
        one
        for one in authorities_of_concern(
            network.administrator_of("no_national"), Concern.UNCONFIRMED, HALF_A_YEAR + 90 * DAY, limit=100
        ).rows
        if one.ref == place
    ]
    assert row.chased_at == HALF_A_YEAR + 90 * DAY


def test_nobody_is_asked_about_an_authority_that_has_ended_or_was_looked_through(
    database: Server, network: Network
) -> None:
    ended, _ = network.newcomer("NO", PQ)
    changed, official = network.newcomer("NO", PQ)
    deactivate(network.administrator_of("no_national"), asked(), ended)
    stands = record_of(OPERATOR, changed)
    change_record(official, at(HALF_A_YEAR), changed, stands.record, stands.version)
    ask_about_old_records(HALF_A_YEAR)
    worked(HALF_A_YEAR)
    assert (told(ended), told(changed)) == ([], [])


def test_no_name_and_no_address_is_in_what_the_log_and_the_facts_say(database: Server, network: Network) -> None:
    place, _ = network.newcomer("NO", PQ, name="Trøndelag fylkeskommune")
    with_office(place)
    chase(network.administrator_of("no_national"), asked(), Concern.ONE_USER, [place])
    worked()
    for table in ("foundation_log_entry", "foundation_fact", "notices_notice", "notices_mail", "directory_chase"):
        said = str(stored(f"select t::text from {table} t"))
        assert "fylkeskommune" not in said
        assert "office@" not in said


@pytest.mark.slow
def test_many_are_told_by_few_statements(database: Server, network: Network) -> None:
    places = [network.newcomer("NO", PQ)[0] for _ in range(20)]
    chase(network.administrator_of("no_national"), asked(), Concern.ONE_USER, places)
    worked()
    assert [len(told(place)) for place in places] == [1] * 20
