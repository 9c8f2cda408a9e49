"""Notices are stored once for a fact and a person, with the mail that follows, however many people there are."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.deliveries import DeliveryState
from counterpart.foundation.serving import as_worker
from counterpart.notices.actions import set_preferences
from counterpart.notices.kinds import AT_ONCE, FIRST, OF_NETWORK, MailChoice, NoticeKind
from counterpart.notices.telling import MAILS_AT_ONCE, MOST_AT_ONCE, SUMMARY_HOUR, Telling, next_summary, tell
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.notices.people import ANNA, DAY, JAN, NOW, asked, person, recipient, telling, told

ZONES = ["Europe/Warsaw", "Europe/London", "Atlantic/Azores", "Europe/Athens", "UTC"]
MANY = 13_000


def mailed() -> list[tuple[int, UUID]]:
    return [(fact, user) for fact, user in stored("select fact_id, user_ref from notices_mail order by id")]


def test_who_is_told_has_a_notice_and_a_mail_that_is_due(database: Server) -> None:
    told([telling()])
    assert stored("select fact_id, user_ref, kind, number, read_at from notices_notice") == [
        (1, ANNA, NoticeKind.MESSAGE, "7F3K-92QM", None)
    ]
    [(mail,)] = stored("select id from notices_mail")
    waiting = "select fact_id, target, body, state from foundation_delivery"
    assert stored(waiting) == [(1, str(ANNA), f'{{"mail": {mail}}}', DeliveryState.WAITING)]


def test_what_is_told_again_changes_nothing(database: Server) -> None:
    told([telling(), telling()])
    told([telling(kind=NoticeKind.NEW_WORK)])
    assert stored("select kind from notices_notice") == [(NoticeKind.MESSAGE,)]
    assert len(mailed()) == 1
    assert stored("select count(*) from foundation_delivery") == [(1,)]


def test_of_two_things_that_a_step_tells_somebody_the_first_counts(database: Server) -> None:
    told([telling(kind=NoticeKind.NEW_WORK), telling(kind=NoticeKind.MESSAGE), telling(to=recipient(JAN))])
    assert stored("select user_ref, kind from notices_notice order by user_ref") == [
        (ANNA, NoticeKind.NEW_WORK),
        (JAN, NoticeKind.MESSAGE),
    ]
    assert mailed() == [(1, ANNA), (1, JAN)]


def test_every_kind_of_an_exchange_has_its_rank() -> None:
    assert sorted(FIRST) == sorted({*NoticeKind} - OF_NETWORK)


@pytest.mark.parametrize("choice", [MailChoice.DAILY, MailChoice.WEEKLY, MailChoice.NONE])
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_new_work_is_mailed_at_once_and_the_rest_as_somebody_chose(
    database: Server, kind: NoticeKind, choice: MailChoice
) -> None:
    set_preferences(person(), asked(), choice)
    told([telling(kind=kind)])
    assert len(mailed()) == (kind in AT_ONCE)
    [(digest_at,)] = stored("select digest_at from notices_notice")
    assert (digest_at is not None) == (kind not in AT_ONCE and choice is not MailChoice.NONE)


def test_nothing_is_stored_when_the_transaction_is_undone(database: Server) -> None:
    def half() -> Iterator[Telling]:
        yield from everybody(1, MOST_AT_ONCE + 1)
        raise KeyError

    with pytest.raises(KeyError):
        told(half())
    assert stored("select 1 from notices_notice union all select 1 from foundation_delivery") == []


@given(st.sampled_from(ZONES), st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)), st.booleans())
def test_a_summary_leaves_at_seven_by_its_readers_clock_and_soon(zone: str, moment: dt.datetime, weekly: bool) -> None:
    now, there = moment.replace(tzinfo=dt.UTC), ZoneInfo(zone)
    at = next_summary(MailChoice.WEEKLY if weekly else MailChoice.DAILY, there, now)
    assert at.astimezone(there).time() == SUMMARY_HOUR
    assert now < at <= now + (7 if weekly else 1) * DAY + dt.timedelta(hours=1)
    assert not weekly or at.astimezone(there).weekday() == 0


def everybody(fact: int, many: int) -> Iterator[Telling]:
    for number in range(many):
        yield telling(fact, NoticeKind.NEW_WORK, recipient(UUID(int=1_000 + number)))


@pytest.mark.slow
def test_thirteen_thousand_people_take_no_more_memory_than_two_thousand(database: Server) -> None:
    peaks = []
    for fact, many in ((1, 2_000), (2, MANY)):
        tracemalloc.start()
        told(everybody(fact, many))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert stored("select count(*) from notices_notice where fact_id = 2") == [(MANY,)]
    waiting = "select count(*), sum(jsonb_array_length(body -> 'mails')) from foundation_delivery where fact_id = 2"
    assert stored(waiting) == [(MANY // MAILS_AT_ONCE, MANY)]
    assert peaks[1] < peaks[0] * 1.3


def test_a_thousand_people_are_told_in_three_statements(database: Server) -> None:
    counts = []
    for fact, many in ((1, 1), (2, 1_000), (3, 1_001)):
        with as_worker(), as_actor([]), CaptureQueriesContext(connections["default"]) as seen:
            tell(everybody(fact, many), NOW)
        counts.append(len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]))
    assert counts == [3, 3, 6]
