"""What may be done, and every reason why it may not (grammar, section 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterpart.core.errors import CounterpartError, OutOfTurn, Refused
from counterpart.core.workflow import to_json
from counterpart.core.workflow.outcome import Note
from tests.core.workflow.playing import Play, player
from tests.core.workflow.request import PARTIES, REQUEST


def draft(parties: dict[str, str] | None = None, **known: Any) -> Play:
    known = {"wanted_on": date(2026, 3, 20), "asked": ("born",), **known}
    return Play(REQUEST, parties or PARTIES, **known)


def sent(**known: Any) -> Play:
    play = draft(**known)
    play.do("send", "asker")
    return play


def refused(play: Play, *given: Any, **more: Any) -> CounterpartError:
    """Return why something is refused; the situation must be as it was."""
    before = to_json(play.situation)
    with pytest.raises((Refused, OutOfTurn)) as caught:
        play.do(*given, **more)
    assert to_json(play.situation) == before
    assert isinstance(caught.value, CounterpartError)
    return caught.value


def test_unmet_needs_are_named_all_together() -> None:
    error = refused(draft(wanted_on=None, asked=()), "send", "asker")
    assert (error.code, type(error)) == ("needs", Refused)
    address = "procedure.test.action.send.needs"
    assert error.parameters["texts"] == (f"{address}.a_question", f"{address}.a_date")


def test_what_is_not_complete_is_refused_with_the_fields() -> None:
    error = refused(draft(), "send", "asker", incomplete=("person.name",))
    assert (error.code, error.parameters) == ("incomplete", {"fields": ("person.name",)})


def test_an_unknown_action_gets_the_nearest_spelling() -> None:
    error = refused(draft(), "sned", "asker")
    assert error.parameters["hint"] == "did you mean 'send'?"


def test_the_right_action_in_the_wrong_state_is_out_of_turn() -> None:
    error = refused(draft(), "reply", "answerer")
    assert (error.code, type(error)) == ("not_in_this_state", OutOfTurn)


def test_an_action_of_another_party_is_refused() -> None:
    assert refused(sent(), "reply", "asker").code == "not_yours"


def test_a_party_that_nobody_plays_can_do_nothing() -> None:
    play = sent()
    assert refused(play, "release", "asker_coordinator").code == "not_seated"


def test_an_authority_that_does_not_play_the_party_is_refused() -> None:
    assert refused(sent(), "urge", "asker", by="PL/other", reason="late").code == "not_seated"


def test_a_required_reason_must_be_given() -> None:
    play = sent()
    assert refused(play, "urge", "asker", reason="  ").code == "reason_missing"
    play.do("urge", "asker", reason="late")


def test_what_may_be_done_twice_may_not_be_done_a_third_time() -> None:
    play = sent()
    play.do("urge", "asker", reason="late")
    play.do("urge", "asker", reason="later")
    error = refused(play, "urge", "asker", reason="latest")
    assert (error.code, error.parameters) == ("used_up", {"at_most": 2})


def test_what_is_not_offered_is_refused() -> None:
    assert refused(sent(), "rush", "asker").code == "not_offered"
    sent(urgent=True).do("rush", "asker")


def test_a_form_must_be_filled_in_and_filled_in_well() -> None:
    play = sent()
    assert refused(play, "reply", "answerer").code == "form_missing"
    error = refused(play, "reply", "answerer", form={"verdict": {"sure": "perhaps", "days": 12}})
    assert (error.code, error.parameters["problems"]) == ("form_wrong", ("sure: wrong_kind", "days: too_large"))
    error = refused(play, "reply", "answerer", form={"verdict": {"sure": True, "days": 9}})
    assert error.parameters["texts"] == ("form.verdict.rule.short",)


def test_a_form_that_the_action_does_not_have_is_refused() -> None:
    error = refused(sent(), "reply", "answerer", form={"verdit": {}})
    assert error.parameters["hint"] == "did you mean 'verdict'?"


def test_a_need_may_read_the_form_that_is_handed_in() -> None:
    play = sent()
    error = refused(play, "reply", "answerer", form={"verdict": {"sure": False}})
    assert error.parameters["texts"] == ("procedure.test.action.reply.needs.sure",)
    play.do("reply", "answerer", form={"verdict": {"sure": True}})
    assert play.state == "closed"


def test_who_comes_next_must_be_chosen_and_must_fit() -> None:
    play = sent()
    assert refused(play, "hand_on", "answerer").code == "choice_missing"
    error = refused(play, "hand_on", "answerer", choose=["PL/x"])
    assert (error.code, error.parameters["player"]) == ("choice_unfit", "PL/x")
    play.do("hand_on", "answerer", choose=["GB/c"])
    assert play.situation.players("answerer") == (player("GB/c"),)


def test_a_state_that_would_belong_to_nobody_is_not_entered() -> None:
    error = refused(draft({"asker": "PL/a"}), "send", "asker")
    assert (error.code, error.parameters) == ("owner_missing", {"party": "answerer"})
    assert refused(sent(), "refer", "asker").code == "owner_missing"


def test_the_switch_of_a_member_decides_the_branch() -> None:
    parties = {**PARTIES, "asker_coordinator": "PL/c"}
    play = draft(parties, switches={"PL": {"via_coordinator": True}})
    play.do("send", "asker")
    assert play.state == "approval"


def test_the_switch_of_one_authority_wins_over_that_of_its_member() -> None:
    parties = {**PARTIES, "asker_coordinator": "PL/c"}
    play = draft(parties, switches={"PL": {"via_coordinator": True}, "PL/a": {"via_coordinator": False}})
    play.do("send", "asker")
    assert play.state == "sent"


def test_where_no_coordinator_exists_the_branch_is_not_taken_and_the_log_says_so() -> None:
    play = draft(switches={"PL": {"via_coordinator": True}})
    play.do("send", "asker")
    assert play.state == "sent"
    note = Note("branch_not_taken", {"state": "approval", "party": "asker_coordinator"})
    assert play.outcome.moves[0].notes == (note,)


def test_four_eyes_want_another_person() -> None:
    parties = {**PARTIES, "asker_coordinator": "PL/c"}
    play = draft(parties, switches={"PL": {"via_coordinator": True}})
    play.do("send", "asker", person="anna")
    assert refused(play, "release", "asker_coordinator").code == "person_unknown"
    assert refused(play, "release", "asker_coordinator", person="anna").code == "four_eyes"
    play.do("release", "asker_coordinator", person="ben")
    assert play.state == "sent"


def test_several_authorities_of_a_party_must_say_for_whom_they_act() -> None:
    play = Play(REQUEST, {"asker": ["PL/a", "PL/b"], "answerer": "GB/b"}, wanted_on=date(2026, 3, 20), asked=("born",))
    assert refused(play, "send", "asker").code == "player_unclear"
    play.do("send", "asker", by="PL/b")
    assert play.outcome.moves[0].player == player("PL/b")


def test_the_system_does_what_is_the_systems_without_form_and_reason() -> None:
    play = sent()
    play.wait(days=10)
    assert play.state == "discarded"
    assert play.situation.outcome == "neutral"
