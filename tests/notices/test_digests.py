"""Summaries: what somebody did not want at once comes in one mail at seven in their morning, each notice in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import pytest

from counterpart.foundation.serving import as_worker
from counterpart.notices import digests
from counterpart.notices.actions import mark_read, set_preferences
from counterpart.notices.digests import gather_summaries
from counterpart.notices.kinds import MailChoice, NoticeKind
from counterpart.notices.letters import MOST_IN_SUMMARY
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.notices.people import ANNA, DAY, EMAILS, HOUR, JAN, NOW, SOURCES, asked, person, recipient, telling, told
from tests.notices.post import Post, carried_out, post_office, text_of

SEVEN = NOW.replace(hour=6) + DAY
"""Seven o'clock in Warsaw, the day after."""


@pytest.fixture
def post(database: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office(monkeypatch, SOURCES) as office:
        yield office


def gathered(now: dt.datetime) -> int:
    with as_worker():
        made = gather_summaries(now)
    carried_out(now)
    return made


def test_a_day_is_one_mail_at_seven_and_then_no_more(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.DAILY)
    told([telling(1), telling(2, NoticeKind.REMINDER), telling(3, NoticeKind.WRITTEN)])
    assert gathered(SEVEN - dt.timedelta(seconds=1)) == 0
    assert gathered(SEVEN) == 1
    assert gathered(SEVEN + HOUR) == 0
    [mail] = post.to("anna")
    assert mail["Subject"] == "3 notices, 3 March 2026"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert text_of(mail).count("Open 7F3K-92QM:") == 3
    told([telling(4)], SEVEN)
    assert gathered(SEVEN + DAY) == 1
    assert [mail["Subject"] for mail in post.to("anna")][1] == "1 notice, 4 March 2026"


def test_new_work_does_not_wait_for_a_summary(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.WEEKLY)
    told([telling(1, NoticeKind.NEW_WORK), telling(2)])
    carried_out(NOW)
    assert [mail["Subject"] for mail in post.to("anna")] == ["7F3K-92QM: new task, Request"]


def test_a_week_is_one_mail_on_monday(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.WEEKLY)
    for day in range(5):
        told([telling(day)], NOW + day * DAY)
    assert [gathered(NOW.replace(hour=6) + day * DAY) for day in range(1, 8)] == [0, 0, 0, 0, 0, 0, 1]
    assert [mail["Subject"] for mail in post.to("anna")] == ["5 notices, 9 March 2026"]


def test_what_was_read_meanwhile_is_left_out_and_a_summary_of_nothing_is_not_sent(post: Post) -> None:
    for user in (ANNA, JAN):
        set_preferences(person(user), asked(), MailChoice.DAILY)
    told([telling(1), telling(2), telling(1, to=recipient(JAN))])
    [(first,), (jans,)] = stored("select id from notices_notice where fact_id = 1 order by id")
    assert mark_read(person(), [first], NOW) == mark_read(person(JAN), [jans], NOW) == 1
    assert gathered(SEVEN) == 1
    assert [mail["Subject"] for mail in post.to("anna")] == ["1 notice, 3 March 2026"]
    assert post.to("jan") == []
    assert stored("select count(*) from notices_notice where digest_at is not null") == [(0,)]


def test_who_wants_no_mails_any_more_gets_no_summary_of_what_waits(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.DAILY)
    told([telling()])
    set_preferences(person(), asked(), MailChoice.NONE)
    assert gathered(SEVEN) == 0
    assert post.mails == []


def test_a_long_summary_counts_what_it_leaves_out(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.DAILY)
    told([telling(fact) for fact in range(MOST_IN_SUMMARY + 2)])
    gathered(SEVEN)
    [mail] = post.to("anna")
    assert mail["Subject"] == "52 notices, 3 March 2026"
    assert text_of(mail).count("Open 7F3K-92QM:") == MOST_IN_SUMMARY
    assert "There are 2 more: you see them after signing in." in text_of(mail).replace("\n", " ")


def test_everybody_is_reached_some_at_a_time(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MOST_AT_ONCE", 2)
    users = [UUID(int=500 + number) for number in range(5)]
    for user in users:
        monkeypatch.setitem(EMAILS, user, f"u{int(user)}@chamber.example")
        set_preferences(person(user), asked(), MailChoice.DAILY)
    told([telling(fact, to=recipient(user)) for fact in (1, 2) for user in users])
    assert gathered(SEVEN) == 5
    assert post.readers() == {f"u{int(user)}" for user in users}


def test_a_summary_goes_out_once_when_its_worker_is_killed_after_making_it(post: Post) -> None:
    set_preferences(person(), asked(), MailChoice.DAILY)
    told([telling()])
    with as_worker():
        assert [gather_summaries(SEVEN), gather_summaries(SEVEN)] == [1, 0]
    carried_out(SEVEN)
    carried_out(SEVEN + HOUR)
    assert len(post.to("anna")) == 1
