"""Health says whether mail can leave, what was refused, and what only the operator is there for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.foundation.health.report import Level, Line
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.periodic import DUTIES
from counterpart.notices.actions import mark_read
from counterpart.notices.handlers import LATELY, look_at_desk, look_at_mail
from counterpart.notices.kinds import DESK, NoticeKind
from counterpart.notices.queries import notices_of
from counterpart.notices.telling import Recipient
from tests.database.servers import Server
from tests.network import OPERATOR
from tests.notices.people import ANNA, DAY, EMAILS, NOW, SOURCES, telling, told
from tests.notices.post import carried_out, post_office


def words_of(lines: object) -> list[tuple[Level, str]]:
    assert isinstance(lines, list)
    return [(line.level, line.sentence) for line in lines if isinstance(line, Line)]


def test_without_a_mail_server_all_is_well_until_a_mail_waits(database: Server) -> None:
    assert words_of(look_at_mail(NOW)) == [
        (Level.WELL, "no mail server is set (COUNTERPART_SMTP), and no mail waits for one")
    ]
    told([telling()])
    assert words_of(look_at_mail(NOW)) == [(Level.SOON, "no mail server is set (COUNTERPART_SMTP): 1 mail waits")]
    told([telling(2)])
    assert words_of(look_at_mail(NOW)) == [(Level.SOON, "no mail server is set (COUNTERPART_SMTP): 2 mails wait")]


def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_SMTP", "smtp://me:secret@mail.example")
    [(level, words)] = words_of(look_at_mail(NOW))
    assert (level, words) == (Level.WRONG, "COUNTERPART_FROM is not usable: it is not set")
    monkeypatch.setenv("COUNTERPART_SMTP", "me:secret@mail.example")
    [(level, words)] = words_of(look_at_mail(NOW))
    assert words.startswith("COUNTERPART_SMTP is not usable: ")
    assert "secret" not in words


def test_refused_addresses_are_counted_for_a_week(database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office(monkeypatch, SOURCES) as post:
        told([telling()])
        post.replies[EMAILS[ANNA]] = "550 5.1.1 No such user"
        carried_out(NOW)
        [leaves, refused] = words_of(look_at_mail(NOW + DAY))
        assert leaves[0] is Level.WELL
        assert leaves[1].startswith("leaves by 127.0.0.1:")
        assert refused == (Level.SOON, "1 mail of the last week refused: nobody has the address")
        assert len(look_at_mail(NOW + LATELY + DAY)) == 1


def test_what_nobody_oversees_is_named_for_a_month_or_until_the_operator_has_read_it(database: Server) -> None:
    assert [level for level, _ in words_of(look_at_desk(NOW))] == [Level.WELL]
    desk = Recipient(DESK, 0, 0, "UTC")
    told([replace(telling(fact, NoticeKind.ESCALATION, desk), number=f"7F3K-92Q{fact}") for fact in range(4)])
    told([replace(telling(9, NoticeKind.ESCALATION, desk), number="7F3K-92Q0")])
    [(level, words)] = words_of(look_at_desk(NOW + DAY))
    assert level is Level.SOON
    assert words == "4 exchanges overdue and nobody there to be told: 7F3K-92Q0, 7F3K-92Q3, 7F3K-92Q2, …"
    assert [level for level, _ in words_of(look_at_desk(NOW + 31 * DAY))] == [Level.WELL]
    mark_read(OPERATOR, [notice.id for notice in notices_of(OPERATOR).notices], NOW)
    assert [level for level, _ in words_of(look_at_desk(NOW))] == [Level.WELL]


def test_the_worker_gathers_summaries_and_forgets_by_itself() -> None:
    load_handlers()
    assert {"notices.gather_summaries", "notices.forget_old"} <= set(DUTIES.all())
