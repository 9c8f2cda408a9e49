"""Who read what is told in one insert, kept in months, and found again for those who may know."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Invalid, Refused
from counterpart.foundation.access import (
    AUDIT,
    ByRight,
    Reading,
    What,
    make_months,
    readings_by,
    readings_of,
    record_reading,
)
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass
from tests.database.servers import Server
from tests.foundation.events import stored

NOW = dt.datetime(2026, 1, 31, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
EXCHANGE, OTHER = new_ref(NOW), new_ref(NOW)
BRENNAN = Actor(
    ActorKind.PERSON, new_ref(NOW), authority_ref=new_ref(NOW), authority_id=1, on_behalf_of=UUID(int=9), user_id=1
)
OPERATOR = Actor(ActorKind.OPERATOR, UUID(int=1))
SPREAD = """
select tableoid::regclass::text, count(*) from foundation_access group by 1 order by 1
"""


def read(stream: UUID | None = EXCHANGE, at: dt.datetime = NOW, classes: frozenset[KeyClass] = frozenset()) -> None:
    record_reading(BRENNAN, UUID(int=5), stream, What.EXCHANGE, classes, ByRight.PARTY, at)


def of_exchange(actor: Actor = OPERATOR, most: int = 500) -> tuple[Reading, ...]:
    return readings_of(actor, EXCHANGE, NOW - DAY, NOW + DAY, most)


def test_a_reading_is_found_again_as_it_was_told(database: Server) -> None:
    opened = frozenset({KeyClass.PERSONAL, KeyClass.MESSAGES, KeyClass.INSIDE})
    read(classes=opened)
    assert BRENNAN.ref
    assert of_exchange() == (
        Reading(
            at=NOW,
            actor_ref=BRENNAN.ref,
            authority_ref=BRENNAN.authority_ref,
            for_user_ref=UUID(int=9),
            stream=EXCHANGE,
            what=What.EXCHANGE,
            classes=opened,
            by_right=ByRight.PARTY,
            request_id=UUID(int=5),
        ),
    )


def test_readings_come_last_first_for_one_exchange_and_one_time(database: Server) -> None:
    for hours in (0, 2, 1, 48):
        read(at=NOW + hours * DAY / 24)
    read(OTHER)
    read(None)
    assert [reading.at.hour for reading in of_exchange()] == [11, 10, 9]
    assert [reading.at.hour for reading in of_exchange(most=1)] == [11]


def test_a_reading_costs_one_statement_and_so_does_the_question(database: Server) -> None:
    with CaptureQueriesContext(connection) as written:
        read()
    assert len(written) == 1
    with CaptureQueriesContext(connection) as asked:
        of_exchange()
    assert [query["sql"] for query in asked if "foundation_access" in query["sql"]] == [asked[-2]["sql"]]


def test_a_reading_told_while_something_is_written_is_undone_with_it(database: Server) -> None:
    def read_and_fail() -> None:
        with as_actor([]):
            read()
            raise Refused("not_today")

    with pytest.raises(Refused):
        read_and_fail()
    assert of_exchange() == ()


def test_only_those_who_may_learn_who_read(database: Server) -> None:
    read()
    auditor = Actor(ActorKind.PERSON, new_ref(NOW), rights=frozenset({Right("", AUDIT)}))
    assert len(of_exchange(auditor)) == 1
    of_one_area = Actor(ActorKind.PERSON, new_ref(NOW), rights=frozenset({Right("permits", AUDIT)}))
    for actor in (BRENNAN, of_one_area):
        with pytest.raises(Refused, match="access_log_closed"):
            of_exchange(actor)


def test_everybody_may_learn_what_they_read_themselves(database: Server) -> None:
    read()
    assert BRENNAN.ref
    assert len(readings_by(BRENNAN, BRENNAN.ref, NOW - DAY, NOW + DAY)) == 1
    assert readings_by(OPERATOR, UUID(int=3), NOW - DAY, NOW + DAY) == ()
    with pytest.raises(Refused):
        readings_by(BRENNAN, UUID(int=3), NOW - DAY, NOW + DAY)


def test_the_clock_reads_nothing(database: Server) -> None:
    with pytest.raises(Invalid, match="access_reader"):
        record_reading(Actor(ActorKind.CLOCK, None), None, EXCHANGE, What.FILE, [], ByRight.PARTY, NOW)


def test_months_are_made_ahead_and_take_what_was_read_before_they_were_made(database: Server) -> None:
    far = NOW.replace(year=2041)  # tests of the worker make months of their own
    for days in (0, 1, 40, 200):
        read(at=far + days * DAY)
    assert stored(SPREAD) == [("foundation_access_rest", 4)]
    with as_worker():
        make_months(far)
        make_months(far)
    try:
        read(at=far + 2 * DAY)
        assert stored(SPREAD) == [
            ("foundation_access_204101", 1),
            ("foundation_access_204102", 2),
            ("foundation_access_204103", 1),
            ("foundation_access_rest", 1),
        ]
    finally:
        with sign_in(database.parameters(Role.OWNER)) as owner:
            owner.execute("drop table foundation_access_204101, foundation_access_204102, foundation_access_204103")


def test_a_month_begins_at_midnight_in_utc_whatever_zone_the_moment_has(database: Server) -> None:
    east = dt.timezone(dt.timedelta(hours=14))
    with as_worker():
        make_months(dt.datetime(2031, 5, 1, 3, tzinfo=east))  # still April
    try:
        read(at=dt.datetime(2031, 4, 30, 23, 59, 59, 999999, tzinfo=dt.UTC))
        read(at=dt.datetime(2031, 5, 1, tzinfo=dt.UTC))
        assert stored(SPREAD) == [("foundation_access_203104", 1), ("foundation_access_203105", 1)]
    finally:
        with sign_in(database.parameters(Role.OWNER)) as owner:
            owner.execute("drop table foundation_access_203104, foundation_access_203105, foundation_access_203106")
