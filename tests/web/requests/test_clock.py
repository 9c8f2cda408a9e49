"""Rows 28 to 31, and what the clock does in the place of who is late: as the pages tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.exchanges.actions.expiring import keep_terms
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.storage.held import Held
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.serving import as_worker
from tests.exchanges.stories import REQUESTER, stored
from tests.web.door import Door
from tests.web.requests.paths import brought

OVERDUE = (
    ("draft", 66, "discarded", "is done by the clock", None),
    ("send_approval", 15, "sent", "“Approve and send” is done by the clock", None),
    ("date_asked", 15, "accepted", "“Keep the date” is done by the clock", None),
    ("reply_approval", 15, "answered", "“Approve the reply” is done by the clock", None),
    ("answered", 31, "closed", "“Accept the reply and close” is done by the clock", "Closed"),
    ("more_declined", 31, "closed", "“Accept the reply and close” is done by the clock", "Closed"),
    ("with_own_coordinator", 20, "answered", "“The reply is sufficient” is done by the clock", None),
    ("with_their_coordinator", 20, "to_complete", "“The reply must be completed” is done by the clock", None),
    ("answered_finally", 31, "closed", "“Close” is done by the clock", "Closed"),
    ("refused", 31, "closed_refused", "“Close” is done by the clock", "Closed without information"),
)


def ring(door: Door, **period: float) -> None:
    door.move_clock(**period)
    with as_worker():
        fire_deadlines(door.clock.now())


@pytest.mark.parametrize(("state", "days", "to", "words", "after"), OVERDUE, ids=[one[0] for one in OVERDUE])
def test_row_30_what_nobody_does_in_time_is_done_by_the_clock_and_was_foretold(
    door: Door, state: str, days: int, to: str, words: str, after: str | None
) -> None:
    with brought(door.people, state) as exchange:
        assert words in door.look("kowalska", exchange).text
        ring(door, days=days)
        assert door.state(exchange) == to
        page = door.look("kowalska", exchange).text
        assert "By the clock" in page or "The system" in page
        assert after is None or after in page


@pytest.mark.parametrize("state", ["sent", "accepted", "answered", "more_wanted", "to_complete", "reconsidered"])
def test_row_29_reminders_are_foretold_and_move_nothing(door: Door, state: str) -> None:
    with brought(door.people, state) as exchange:
        page = door.look("kowalska", exchange).text
        assert "Reminders" in page
        before = len(stored("select 1 from exchanges_deadline"))
        ring(door, days=13)
        assert door.state(exchange) == state
        assert len(stored("select 1 from exchanges_deadline")) < before


def test_row_28_a_request_is_reopened_within_thirty_days_and_not_later(door: Door) -> None:
    with brought(door.people, "closed") as exchange:
        door.move_clock(days=31)
        told = door.do("kowalska", exchange, "reopen", REQUESTER, {"reason": "One more thing.", "lang": "en"})
        assert (told.status, "This was possible until Wed 1 Apr." in told.text) == (422, True)
        assert "This was possible until Wed 1 Apr." in door.look("kowalska", exchange).text
        assert door.state(exchange) == "closed"


@pytest.mark.parametrize("state", ["closed", "closed_refused", "withdrawn"])
def test_row_31_half_a_year_after_its_end_nobody_reads_or_writes_in_it(
    door: Door, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with brought(door.people, state) as exchange:
        [(closed, personal)] = stored("select closed_at, retention -> 'personal' from exchanges_exchange")
        assert str(closed + dt.timedelta(days=365 * 3))[:4] in str(personal)
        assert "Brennan" in door.look("kowalska", exchange).text
        door.move_clock(days=200)
        for who in ("kowalska", "taylor"):
            page = door.look(who, exchange).text
            assert "Brennan" not in page
            assert "The data of this exchange have been blocked" in page
            assert door.look(who, exchange, "/message").status == 404
        monkeypatch.setattr(Held, "is_blocked", lambda *_: False)
        assert "Brennan" in door.look("kowalska", exchange).text


def worked(door: Door, **period: float) -> None:
    """Time passes, and the worker does what is due."""
    door.move_clock(**period)
    keep_terms(door.clock.now())
    with as_worker():
        sequence_facts(door.clock.now())
        feed_consumers(door.clock.now())


def test_row_31_each_kind_of_data_goes_when_its_time_is_over_and_the_page_says_so(door: Door) -> None:
    with brought(door.people, "closed") as exchange:
        assert "Not shown any more" not in door.look("kowalska", exchange).text
        worked(door, days=40)
        page = door.look("kowalska", exchange).text
        assert "Not shown any more, as its time is over: Sensitive data" in page
        assert "Erased, as its time was over: Working copies" in page
        assert "The keys were destroyed: Working copies" in page
        assert "Brennan" in page
        worked(door, days=160)
        page = door.look("kowalska", exchange).text
        assert "Blocked, as its time was over: Data about people, Sensitive data, Answers, Documents, Messages" in page
        assert "Brennan" not in page
        worked(door, days=1_000)
        for who in ("kowalska", "taylor"):
            assert door.look(who, exchange).status == 404
            assert exchange.number not in door.open(who, "search").text
