"""What people see of their own notices, and what they do about them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import NotFound, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.notices.actions import mark_read, mark_read_about, set_preferences, unsubscribe
from counterpart.notices.keeping import MAILS_KEPT, NOTICES_KEPT, forget_old
from counterpart.notices.kinds import DESK, MailChoice, NoticeKind
from counterpart.notices.queries import MOST_COUNTED, PAGE, mail_choice, notices_of, unread
from counterpart.notices.telling import Recipient
from counterpart.notices.tokens import token_of
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.notices.people import ABOUT, ANNA, DAY, JAN, NOW, STREAM, asked, person, recipient, telling, told

OPERATOR = Actor(ActorKind.OPERATOR, new_ref(NOW))


def test_somebody_sees_what_they_were_told_the_newest_first_a_page_at_a_time(database: Server) -> None:
    told([telling(fact) for fact in range(PAGE + 3)] + [telling(99, to=recipient(JAN))])
    first = notices_of(person())
    assert [notice.about for notice in first.notices[:2]] == [ABOUT, ABOUT]
    assert first.following is not None
    told([telling(1_000)])
    second = notices_of(person(), first.following)
    assert second.following is None
    ids = [notice.id for page in (first, second) for notice in page.notices]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == PAGE + 3
    assert (first.notices[0].kind, first.notices[0].stream, first.notices[0].number) == (
        NoticeKind.MESSAGE,
        STREAM,
        "7F3K-92QM",
    )


def test_for_another_authority_one_sees_what_one_was_told_there(database: Server) -> None:
    told([telling(1), telling(2, to=Recipient(ANNA, 1, 5, "UTC", JAN))])
    assert len(notices_of(person()).notices) == unread(person()) == 1
    [there] = notices_of(person(authority=5)).notices
    assert there.on_behalf_of == JAN
    assert notices_of(Actor(ActorKind.PERSON, ANNA)).notices == ()


def test_only_ones_own_notices_are_marked_as_read(database: Server) -> None:
    told([telling(1), telling(2), telling(1, to=recipient(JAN))])
    ids = [notice.id for notice in notices_of(person()).notices] + [one.id for one in notices_of(person(JAN)).notices]
    assert mark_read(person(), ids[:1] + ids[2:], NOW + DAY) == 1
    assert [notice.read_at for notice in notices_of(person()).notices] == [NOW + DAY, None]
    assert len(notices_of(person(), unread_only=True).notices) == unread(person()) == unread(person(JAN)) == 1
    assert mark_read(person(), ids, NOW + 2 * DAY) == 1
    assert notices_of(person()).notices[0].read_at == NOW + DAY


def test_who_opens_an_exchange_has_read_what_they_were_told_of_it(database: Server) -> None:
    told([telling(1), telling(2)])
    assert mark_read_about(person(), UUID(int=8), NOW) == 0
    assert mark_read_about(person(), STREAM, NOW) == 2
    assert unread(person()) == 0


def test_unread_notices_are_counted_up_to_a_hundred_in_one_statement(database: Server) -> None:
    told([telling(fact) for fact in range(MOST_COUNTED + 20)])
    with CaptureQueriesContext(connections["default"]) as seen:
        assert unread(person()) == MOST_COUNTED
    assert len([one for one in seen if "notices_notice" in one["sql"]]) == 1


def test_a_choice_is_kept_and_logged_and_the_last_one_counts(database: Server) -> None:
    assert mail_choice(person()) is MailChoice.AT_ONCE
    for choice in (MailChoice.WEEKLY, MailChoice.DAILY):
        set_preferences(person(), asked(), choice)
        assert mail_choice(person()) is choice
    assert mail_choice(person(JAN)) is MailChoice.AT_ONCE
    assert stored("select action, facts from foundation_log_entry order by n") == [
        ("set_preferences", '{"mail": "weekly", "by_link": false}'),
        ("set_preferences", '{"mail": "daily", "by_link": false}'),
    ]


def test_the_link_in_a_mail_stops_mails_without_signing_in_and_twice_does_no_harm(database: Server) -> None:
    for _ in range(2):
        unsubscribe(token_of(ANNA), asked())
    assert mail_choice(person()) is MailChoice.NONE
    assert mail_choice(person(JAN)) is MailChoice.AT_ONCE
    told([telling(), telling(2, NoticeKind.NEW_WORK)])
    assert stored("select fact_id from notices_mail") == [(2,)]
    assert len(notices_of(person()).notices) == 2
    with pytest.raises(NotFound):
        unsubscribe(token_of(ANNA)[:-1], asked())


def test_the_operator_reads_the_notices_of_the_desk_and_nobody_else_does(database: Server) -> None:
    told([telling(kind=NoticeKind.ESCALATION, to=Recipient(DESK, 0, 0, "UTC"))])
    [notice] = notices_of(OPERATOR).notices
    assert notices_of(person()).notices == ()
    assert mark_read(person(), [notice.id], NOW) == 0
    assert mark_read(OPERATOR, [notice.id], NOW) == 1
    assert unread(OPERATOR) == 0


def test_machines_have_no_notices(database: Server) -> None:
    client = Actor(ActorKind.CLIENT, ANNA, UUID(int=4), 4)
    for call in (notices_of, unread, mail_choice):
        with pytest.raises(Refused):
            call(client)
    with pytest.raises(Refused):
        set_preferences(client, asked(), MailChoice.NONE)


def test_old_notices_and_mails_are_forgotten_and_young_ones_kept(database: Server) -> None:
    told([telling(1)])
    told([telling(2)], NOW + DAY)
    for after, left in ((MAILS_KEPT, (2, 2)), (MAILS_KEPT + DAY / 2, (2, 1)), (NOTICES_KEPT + DAY / 2, (0, 0))):
        with as_worker():
            forget_old(NOW + after)
        counts = stored("select (select count(*) from notices_notice), (select count(*) from notices_mail)")
        assert counts == [left]
