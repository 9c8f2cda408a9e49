"""What is done for the log and beside it, again and again."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.foundation import log_keeping
from counterpart.foundation.doing import Asked
from counterpart.foundation.log_keeping import REPEATED_WITHIN, forget_old_requests
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, STREAM, stamp, stored

DAY = dt.timedelta(days=1)
LEFT = "select outcome::text from foundation_request order by at"


def test_requests_are_forgotten_when_nobody_repeats_them_any_more_and_their_log_stays(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_keeping, "AT_ONCE", 2)
    for days in range(6):
        stamp(BRENNAN, Asked(new_ref(NOW), NOW + days * DAY), STREAM, days)
    with as_worker():
        forget_old_requests(NOW + REPEATED_WITHIN + 5 * DAY)
    assert stored(LEFT) == [("5",)]
    assert stored("select count(*) from foundation_log_entry") == [(6,)]


def test_a_request_that_may_still_be_repeated_is_kept(database: Server) -> None:
    once = Asked(new_ref(NOW), NOW)
    stamp(BRENNAN, once, STREAM, 7)
    with as_worker():
        forget_old_requests(NOW + REPEATED_WITHIN)
    assert stamp(BRENNAN, once, STREAM, 7) == 7
    assert stored("select count(*) from foundation_log_entry") == [(1,)]
