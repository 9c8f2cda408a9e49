"""The information request: agreed date, forwarding, splitting, referral, reopening."""

from __future__ import annotations

from datetime import date

import pytest

from counterpart.core.errors import CounterpartError, OutOfTurn, Refused
from tests.areas.std.trial import play
from tests.core.workflow.playing import Play

PARTIES = {"requester": "PL/a", "responder": "GR/b", "requester_coordinator": "PL/c", "responder_coordinator": "GR/d"}


def sent(**known: object) -> Play:
    request = play("request", {**PARTIES}, asked=("one",), wanted_on=date(2026, 3, 20), **known)
    request.do("send", "requester")
    return request


def accepted(other_date: str = "") -> Play:
    request = sent()
    request.do("accept", "responder", form={"acceptance": {"other_date": other_date} if other_date else {}})
    return request


def answered() -> Play:
    request = accepted()
    request.know(answered=("one",))
    request.do("reply", "responder")
    return request


def test_a_request_is_sent_only_with_a_question_and_a_date() -> None:
    for known in ({"asked": ("one",)}, {"wanted_on": date(2026, 3, 20)}):
        request = play("request", {**PARTIES}, **known)
        with pytest.raises(CounterpartError):
            request.do("send", "requester")
        assert request.state == "draft"


def test_a_forwarded_request_keeps_its_start() -> None:
    request = sent()
    before = request.due()
    request.wait(days=3)
    request.do("forward", "responder", choose=["GR/e"])
    assert (request.state, request.due()) == ("sent", before)


def test_the_date_that_was_wanted_is_agreed_unless_another_is_proposed() -> None:
    assert accepted().due() == "2026-03-20"
    assert accepted("2026-04-14").due() == "2026-04-14"


def test_a_proposed_date_may_be_contested_once_and_stands_when_nobody_answers() -> None:
    request = accepted("2026-04-14")
    request.do("ask_date", "requester", reason="The hearing is in March.")
    assert request.state == "date_asked"
    request.wait(days=9)
    assert (request.state, request.due()) == ("accepted", "2026-04-14")
    with pytest.raises((Refused, OutOfTurn)):
        request.do("ask_date", "requester", reason="Again.")


def test_an_agreed_earlier_date_replaces_the_proposed_one() -> None:
    request = accepted("2026-04-14")
    request.do("ask_date", "requester", reason="The hearing is in March.")
    request.do("agree_date", "responder")
    assert request.due() == "2026-03-20"


def test_there_is_nothing_to_contest_where_the_wanted_date_was_kept() -> None:
    assert "ask_date" not in accepted().may("requester")


def test_a_reply_waits_for_the_forwarded_questions() -> None:
    request = accepted("2026-04-14")
    request.do("split", "responder", choose=["GR/z"], questions=("one",))
    assert request.due("part/z") == "2026-03-09"
    request.do("take", "contributors", "part/z")
    assert request.due("part/z") == "2026-03-16"
    with pytest.raises(CounterpartError):
        request.do("reply", "responder")
    request.do("give_back", "contributors", "part/z", reason="Not ours.")
    request.know(answered=("one",))
    request.do("reply", "responder")
    assert request.state == "answered"


def test_replies_pass_the_coordinator_where_the_member_says_so_and_never_get_stuck_there() -> None:
    request = sent(switches={"GR": {"replies_via_coordinator": True}})
    request.do("accept", "responder")
    request.know(answered=("one",))
    request.do("reply", "responder")
    assert request.state == "reply_approval"
    request.do("send_reply_back", "responder_coordinator", reason="The second answer is unclear.")
    assert request.state == "accepted"
    request.do("reply", "responder")
    request.wait(days=10)
    assert request.state == "answered"


def test_additional_information_has_a_date_of_its_own() -> None:
    request = answered()
    request.wait(days=25)
    request.do(
        "ask_for_more", "requester", reason="Since when?", form={"more_information": {"wanted_on": "2026-05-05"}}
    )
    request.do("accept_more", "responder", form={"acceptance": {}})
    assert (request.state, request.due()) == ("more_accepted", "2026-05-05")


def test_a_declined_addition_can_be_closed_or_referred_but_not_asked_for_again() -> None:
    request = answered()
    request.do(
        "ask_for_more", "requester", reason="Since when?", form={"more_information": {"wanted_on": "2026-05-05"}}
    )
    request.do("decline_more", "responder", reason="We do not know.")
    may = request.may("requester")
    assert {"close", "refer"} <= set(may)
    assert "ask_for_more" not in may


def test_a_dispute_goes_to_both_coordinators_and_back_with_a_new_date() -> None:
    request = answered()
    request.do("refer", "requester", reason="The answer is empty.")
    request.do("pass_on", "requester_coordinator", reason="It is.")
    assert request.state == "with_their_coordinator"
    request.do("must_complete", "responder_coordinator")
    assert (request.state, request.due()) == ("to_complete", "2026-03-16")


def test_after_the_coordinators_found_it_sufficient_the_requester_can_only_close() -> None:
    request = answered()
    request.do("refer", "requester", reason="The answer is empty.")
    request.do("pass_on", "requester_coordinator", reason="It is.")
    request.do("is_sufficient", "responder_coordinator", reason="It says all there is.")
    assert request.may("requester") == ["close_final"]


def test_a_dispute_skips_the_coordinator_who_takes_no_part() -> None:
    request = answered()
    request.know(switches={"GR": {"disputed_replies_via_coordinator": False}})
    request.do("refer", "requester", reason="The answer is empty.")
    request.do("pass_on", "requester_coordinator", reason="It is.")
    assert request.state == "to_complete"


def test_a_refused_request_is_open_until_it_is_closed_and_may_be_appealed_once() -> None:
    request = sent()
    request.do("refuse", "responder", reason="Not ours.", form={"refusal": {"ground": "not_competent"}})
    request.do("appeal", "requester", reason="It is.")
    assert (request.state, request.due()) == ("reconsidered", "2026-03-09")
    request.do("refuse", "responder", reason="It is not.", form={"refusal": {"ground": "not_competent"}})
    assert "appeal" not in request.may("requester")
    request.wait(days=32)
    assert request.state == "closed_refused"


def test_an_answered_request_closes_by_itself_and_may_be_reopened_for_thirty_days() -> None:
    request = answered()
    request.wait(days=32)
    assert request.state == "closed"
    request.do("reopen", "requester", reason="A page is missing.")
    assert request.state == "answered"
    request.do("close", "requester", form={"survey": {"timely": "very_good", "effort": "poor"}})
    request.wait(days=35)
    with pytest.raises(CounterpartError):
        request.do("reopen", "requester", reason="Another page is missing.")


def test_nothing_can_be_attached_to_a_request_that_has_ended() -> None:
    request = sent()
    assert "add_document" in request.may("requester")
    request.do("withdraw", "requester", reason="Solved.")
    assert request.may("requester") == []
