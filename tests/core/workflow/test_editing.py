"""Which forms a party may edit, and when it edits a working copy (grammar, section 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterpart.core.workflow import Editable, editable
from tests.core.workflow.playing import Play
from tests.core.workflow.request import PARTIES, REQUEST


def request() -> Play:
    return Play(REQUEST, PARTIES, wanted_on=date(2026, 3, 20), asked=("born",))


def test_the_owner_edits_the_draft_that_nobody_else_sees() -> None:
    play = request()
    forms = editable(REQUEST, play.situation, "asker")
    assert forms == (Editable("subject", working_copy=False), Editable("questions", working_copy=False))
    assert editable(REQUEST, play.situation, "answerer") == ()


def test_in_a_state_that_others_see_it_is_a_working_copy() -> None:
    play = request()
    play.do("send", "asker")
    assert editable(REQUEST, play.situation, "asker") == (Editable("subject", working_copy=True),)
    assert editable(REQUEST, play.situation, "answerer") == ()


def test_a_locked_form_is_not_edited_under_either_name() -> None:
    play = request()
    for name in ("subject", "person"):
        locked = replace(play.situation, locked=(name,))
        assert editable(REQUEST, locked, "asker") == (Editable("questions", working_copy=False),)


def test_nothing_is_edited_in_a_row_that_is_not_there() -> None:
    assert editable(REQUEST, request().situation, "asker", ("part", "x")) == ()
