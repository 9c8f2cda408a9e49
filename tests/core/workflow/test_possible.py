"""What may be done, what may not, and why: as a page shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterpart.core.workflow import Standing, Verdict, possible
from tests.core.workflow.playing import Play, player
from tests.core.workflow.request import PARTIES, REQUEST
from tests.core.workflow.test_tracks import alert


def verdicts(play: Play, party: str, **more: Any) -> dict[str, Verdict]:
    found = possible(play.rules, play.situation, party, play.now, **more)
    return {one.action: one for one in found if not one.place.track}


def request(**known: Any) -> Play:
    return Play(REQUEST, PARTIES, **{"wanted_on": date(2026, 3, 20), "asked": ("born",), **known})


def test_an_action_with_unmet_needs_is_refused_with_all_its_messages() -> None:
    send = verdicts(request(wanted_on=None, asked=()), "asker")["send"]
    assert send.standing is Standing.REFUSED
    (obstacle,) = send.obstacles
    assert obstacle.code == "needs"
    assert [text.rpartition(".")[2] for text in obstacle.texts] == ["a_question", "a_date"]
    assert send.text == "procedure.test.action.send"


def test_what_is_possible_says_what_must_be_handed_in() -> None:
    play = request()
    assert verdicts(play, "asker")["send"].complete == ("subject",)
    play.do("send", "asker")
    assert verdicts(play, "asker")["urge"].reason == "required"
    mine = verdicts(play, "answerer")
    assert mine["hand_on"].chooses == ("answerer",)
    assert mine["reply"].forms == ("verdict",)


def test_a_need_that_only_the_form_can_tell_does_not_grey_the_button() -> None:
    play = request()
    play.do("send", "asker")
    assert verdicts(play, "answerer")["reply"].standing is Standing.ALLOWED


def test_what_is_not_offered_is_not_there_at_all() -> None:
    play = request()
    play.do("send", "asker")
    assert "rush" not in verdicts(play, "asker")
    hurried = request(urgent=True)
    hurried.do("send", "asker")
    assert verdicts(hurried, "asker")["rush"].standing is Standing.ALLOWED


def test_what_belongs_to_another_state_is_not_now() -> None:
    later = verdicts(request(), "asker")["reopen"]
    assert later.standing is Standing.NOT_NOW
    assert [obstacle.code for obstacle in later.obstacles] == ["not_in_this_state"]
    assert later.obstacles[0].sentence == "This is not possible in the state that the exchange is in."


def test_a_state_that_would_belong_to_nobody_is_said_beforehand() -> None:
    play = request()
    play.do("send", "asker")
    refer = verdicts(play, "asker")["refer"]
    assert [(one.code, one.parameters) for one in refer.obstacles] == [
        ("owner_missing", {"party": "asker_coordinator"})
    ]


def test_four_eyes_are_said_to_the_person_they_concern() -> None:
    parties = {**PARTIES, "asker_coordinator": "PL/c"}
    switches = {"PL": {"via_coordinator": True}}
    play = Play(REQUEST, parties, wanted_on=date(2026, 3, 20), asked=("born",), switches=switches)
    play.do("send", "asker", person="anna")
    mine = verdicts(play, "asker_coordinator", person="anna")["release"]
    assert [obstacle.code for obstacle in mine.obstacles] == ["four_eyes"]
    assert verdicts(play, "asker_coordinator", person="ben")["release"].standing is Standing.ALLOWED


def test_a_party_that_nobody_plays_has_no_verdicts() -> None:
    assert verdicts(request(), "asker_coordinator") == {}


def test_rows_are_listed_for_their_own_players_only() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK/d", "SE/s"])
    all_rows = possible(play.rules, play.situation, "recipients", play.now)
    assert {one.place.key for one in all_rows} == {"DK", "SE"}
    own = possible(play.rules, play.situation, "recipients", play.now, player=player("SE/s"))
    assert {one.place.key for one in own} == {"SE"}
    standing = {one.action: one.standing for one in own}
    assert standing == {
        "acknowledge": Standing.ALLOWED,
        "disseminate": Standing.NOT_NOW,
        "settle": Standing.NOT_NOW,
    }


def test_what_may_be_done_is_listed_shortly() -> None:
    play = request()
    assert play.may("asker") == ["discard", "send"]
    play.do("send", "asker")
    assert play.may("asker") == ["discard", "urge"]
    assert play.may("answerer") == ["hand_on", "reply"]
