"""Who stands for a member in a party, where a field names the member and not an authority of it."""

from __future__ import annotations

from dataclasses import replace

from counterpart.core.workflow import Player
from counterpart.core.workflow.filling import standing_for
from counterpart.core.workflow.working import Working
from tests.areas.std.trial import play
from tests.core.workflow.playing import Play, at

FIRST, SECOND, OTHER = Player("DK", "first"), Player("DK", "second"), Player("NO", "other")


def working(alert: Play, *may: Player) -> Working:
    known = replace(alert.situation.known, candidates={"recipients": may})
    return Working(alert.rules, replace(alert.situation, known=known), at("2026-03-02 09:00"))


def alert() -> Play:
    return play("alert", {"initiator": "SE/a", "gatekeeper": "SE/c", "recipients": ["NO/seated"]})


def test_the_first_authority_that_may_play_a_party_stands_for_its_member() -> None:
    assert standing_for(working(alert(), FIRST, SECOND, OTHER), "recipients", Player("DK")) == FIRST


def test_whoever_plays_it_already_stands_for_the_member_before_all_others() -> None:
    assert standing_for(working(alert(), OTHER), "recipients", Player("NO")) == Player("NO", "seated")


def test_an_authority_that_is_named_stands_for_itself() -> None:
    assert standing_for(working(alert(), FIRST), "recipients", SECOND) == SECOND


def test_nobody_stands_for_a_member_of_which_nobody_may_play() -> None:
    assert standing_for(working(alert(), FIRST), "recipients", Player("FI")) is None


def test_a_member_stands_for_itself_while_nobody_has_said_who_may_play() -> None:
    work = Working(alert().rules, alert().situation, at("2026-03-02 09:00"))
    assert standing_for(work, "recipients", Player("FI")) == Player("FI")
