"""The case of a citizen: first reply, preparation and the ten weeks."""

from __future__ import annotations

import pytest

from counterpart.core.errors import CounterpartError
from tests.areas.std.trial import play
from tests.core.workflow.playing import Play

NOTE = {"centre_note": {"text": "Our legal analysis."}}
SOLUTION = {"solution": {"text": "A refund was ordered."}}


def working() -> Play:
    case = play("case", {"applicant": "SK", "home": "SK/h"})
    case.do("submit", "applicant")
    case.do("begin", "home")
    case.do("offer", "home", choose=["HU/l"], form=NOTE)
    case.do("accept", "lead")
    return case


def test_the_first_reply_is_owed_within_a_week() -> None:
    case = play("case", {"applicant": "SK", "home": "SK/h"})
    case.do("submit", "applicant")
    assert (case.state, case.due()) == ("submitted", "2026-03-09")


def test_preparation_stands_still_while_the_applicant_has_the_word() -> None:
    case = play("case", {"applicant": "SK", "home": "SK/h"})
    case.do("submit", "applicant")
    case.do("begin", "home")
    assert case.due() == "2026-04-01"
    case.do("ask_applicant", "home", reason="The decision is missing.")
    case.wait(days=14)
    case.do("complete_it", "applicant")
    case.do("begin", "home")
    assert case.due() == "2026-04-15"


def test_a_case_that_the_lead_refused_can_be_sent_again() -> None:
    case = play("case", {"applicant": "SK", "home": "SK/h"})
    case.do("submit", "applicant")
    case.do("begin", "home")
    case.do("offer", "home", choose=["HU/l"], form=NOTE)
    case.do("decline", "lead", reason="No breach.")
    case.do("offer", "home", choose=["HU/l"], form=NOTE)
    assert (case.state, case.due()) == ("offered", "2026-03-09")


def test_the_ten_weeks_survive_an_objection() -> None:
    case = working()
    assert case.due() == "2026-05-11"
    case.wait(days=30)
    case.do("propose", "lead", form=SOLUTION)
    case.do("contest", "home", reason="It was not paid.")
    assert (case.state, case.due()) == ("working", "2026-05-11")


def test_four_more_weeks_are_given_once_and_survive_an_objection() -> None:
    case = working()
    case.do("extend", "lead", reason="The ministry is on leave.")
    assert case.due() == "2026-06-08"
    with pytest.raises(CounterpartError):
        case.do("extend", "lead", reason="Still.")
    case.do("propose", "lead", form=SOLUTION)
    case.do("contest", "home", reason="It was not paid.")
    assert case.due() == "2026-06-08"


def test_the_applicant_may_withdraw_at_any_time() -> None:
    case = working()
    case.do("withdraw", "applicant", reason="Solved otherwise.")
    assert case.state == "withdrawn"


def test_a_home_centre_may_enter_a_case_for_an_applicant() -> None:
    case = play("case", {"home": "SK/h"})
    case.do("submit", "home")
    assert case.state == "submitted"
