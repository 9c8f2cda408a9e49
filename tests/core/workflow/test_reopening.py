"""Final states, and the one way to leave them (grammar, section 7: `reopens`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterpart.core.errors import OutOfTurn
from tests.core.workflow.playing import Play
from tests.core.workflow.request import PARTIES, REQUEST


def closed() -> Play:
    play = Play(REQUEST, PARTIES, wanted_on=date(2026, 3, 20), asked=("born",))
    play.do("send", "asker")
    play.do("reply", "answerer", form={"verdict": {"sure": True}})
    return play


def test_closing_records_when_and_how() -> None:
    play = closed()
    assert (play.situation.closed_at, play.situation.outcome) == (play.now, "success")
    assert play.situation.due is None


def test_an_exchange_is_reopened_inside_its_window() -> None:
    play = closed()
    play.wait(days=30)
    play.do("reopen", "asker")
    assert play.state == "sent"
    assert (play.situation.closed_at, play.situation.outcome) == (None, "")


def test_the_window_ends_on_a_working_day_of_who_reopens() -> None:
    play = closed()  # 2 March and thirty days: 1 April, a Wednesday
    play.until("2026-04-01 21:59")
    play.do("reopen", "asker")


def test_after_the_window_it_stays_closed() -> None:
    play = closed()
    play.wait(days=31)
    with pytest.raises(OutOfTurn, match="window_over") as caught:
        play.do("reopen", "asker")
    assert caught.value.parameters["until"] == "2026-04-01"


def test_after_blocking_it_stays_closed() -> None:
    play = closed()
    play.situation = replace(play.situation, blocked_at=play.now)
    with pytest.raises(OutOfTurn, match="blocked"):
        play.do("reopen", "asker")


def test_nothing_else_leaves_a_final_state() -> None:
    play = closed()
    assert play.may("asker") == ["reopen"]
    assert play.may("answerer") == []
    with pytest.raises(OutOfTurn, match="ended"):
        play.do("discard", "asker")


def test_reopened_and_closed_again_the_closing_counts_anew() -> None:
    play = closed()
    play.wait(days=3)
    play.do("reopen", "asker")
    play.do("reply", "answerer", form={"verdict": {"sure": True}})
    assert play.situation.closed_at == play.now
