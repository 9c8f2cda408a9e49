from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.simulation.permits import GIVEN, failure_of, told

SENT = "  - {do: send, as: requester}\n"


def test_waiting_lets_the_clock_do_what_it_does(tmp_path: Path) -> None:
    given = GIVEN + "  switches: {AA: {via_coordinator: on}}\n"
    steps = SENT + '  - {expect: checked, due: "2026-03-04"}\n  - {wait: 3 days}\n  - {expect: sent}'
    played = told(tmp_path, steps, given=given)
    assert played.well
    [passed_on] = [event for event in played.events if "pass_on" in event.words]
    assert (passed_on.words, passed_on.local) == ("pass_on (overdue): checked → sent", "2026-03-04 23:00 GMT")


def test_time_is_told_by_the_clock_of_whose_turn_it_is(tmp_path: Path) -> None:
    moves = [event for event in told(tmp_path, SENT).events if event.kind == "move"]
    assert [event.local for event in moves] == ["2026-03-02 09:00 CET", "2026-03-02 08:00 GMT"]


def test_a_date_alone_keeps_the_time_of_day(tmp_path: Path) -> None:
    played = told(tmp_path, '  - {until: "2026-03-20"}\n  - {do: send, as: requester}')
    assert played.events[-1].at.isoformat() == "2026-03-20T08:00:00+00:00"


def test_time_does_not_run_backwards(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, '  - {until: "2026-03-01"}'))
    assert said == "10: expected time to pass until 2026-03-01 but it is 2026-03-02 09:00 by then"


@pytest.mark.parametrize(
    ("period", "now"),
    [
        ("8 days", "2026-03-10T08:00:00+00:00"),
        ("5 hours", "2026-03-02T13:00:00+00:00"),
        ("6 working days", "2026-03-11T08:00:00+00:00"),  # the tenth is a holiday of who started
        ("1 months", "2026-04-02T07:00:00+00:00"),  # nine o'clock in summer time
    ],
)
def test_periods_are_those_of_who_started(tmp_path: Path, period: str, now: str) -> None:
    played = told(tmp_path, f"  - {{wait: {period}}}\n  - {{do: send, as: requester}}")
    assert played.events[-1].at.isoformat() == now


def test_a_deadline_that_is_another_explains_itself(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, SENT + '  - {due: "2026-03-10"}'))
    assert said.startswith("11: expected the deadline 2026-03-10 but it is 2026-03-09 (Counted by the calendar BB")
    assert "7 days from 2026-03-02; that day is not counted." in said


def test_the_words_of_an_explanation_can_be_claimed(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + '  - {due: "2026-03-09", basis: [that day is not counted, Rule 1]}').well
    said = failure_of(told(tmp_path, SENT + "  - {basis: Easter}"))
    assert said.startswith("11: expected a deadline that is explained by 'Easter' but it is explained so: Counted by")


def test_a_deadline_can_be_claimed_to_the_minute_and_to_be_none(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + '  - {due: "2026-03-09 23:59"}').well
    ended = "  - {do: drop, as: requester}\n"
    assert told(tmp_path, ended + "  - {expect: dropped, due: none}").well
    assert failure_of(told(tmp_path, SENT + "  - {due: none}")).startswith(
        "11: expected the deadline none but it is 2026"
    )


def test_a_reminder_and_an_escalation_are_told_to_whom_they_are_for(tmp_path: Path) -> None:
    steps = """
  - {do: send, as: requester}
  - {told: [responder, board]}
  - {until: "2026-03-08 12:00"}
  - {told: responder}
  - {until: "2026-03-12 12:00"}
  - {told: board}
  - {wait: 1 hours}
  - {told: []}
"""
    assert told(tmp_path, steps).well
    assert failure_of(told(tmp_path, SENT + "  - {told: [requester]}")).startswith("11: expected requester to be told")


def test_one_authority_of_a_party_can_be_claimed_to_be_told(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {told: [responder/BB, board]}").well
    said = failure_of(told(tmp_path, SENT + "  - {told: [responder/CC, board]}"))
    assert said == "11: expected board, responder/CC to be told but told: board/, responder/BB"


def test_data_are_blocked_and_erased_on_the_dates_that_retention_says(tmp_path: Path) -> None:
    ended = "  - {do: drop, as: requester}\n"
    assert told(tmp_path, ended + '  - {blocked: "2026-04-02", erased: "2027-03-02"}').well
    assert told(
        tmp_path, ended + '  - {blocked: {answers: never}, erased: {answers: "2028-03-02", log: "2029-03-02"}}'
    ).well
    said = failure_of(told(tmp_path, ended + '  - {erased: "2027-03-03"}'))
    assert said == "11: expected personal data to be erased on 2027-03-03 but it is 2027-03-02"
    early = failure_of(told(tmp_path, '  - {erased: "2027-03-03"}'))
    assert early == (
        "10: expected personal data to be erased on 2027-03-03 but it is never, because the exchange has not ended"
    )


def test_what_is_blocked_cannot_be_reopened(tmp_path: Path) -> None:
    steps = (
        SENT
        + """
  - {as: responder, answer: {valid: {cannot: the archive burnt down}}}
  - {do: reply, as: responder}
  - {do: close, as: requester}
  - {wait: 29 days}
  - {do: reopen, as: requester}
  - {do: close, as: requester}
  - {wait: 32 days}
  - {do: reopen, as: requester, refused: blocked}
"""
    )
    assert told(tmp_path, steps).well


@pytest.mark.parametrize(("wait", "quickly"), [("1 days", 1), ("4 days", 0)])
def test_figures_count_what_was_played(tmp_path: Path, wait: str, quickly: int) -> None:
    steps = f"""
  - {{counts: {{sent: 0}}}}
  - {{do: send, as: requester}}
  - {{wait: {wait}}}
  - {{as: responder, answer: {{valid: 'no'}}}}
  - {{do: reply, as: responder}}
  - {{counts: {{sent: 1, quickly: {quickly}}}}}
"""
    assert told(tmp_path, steps).well
    said = failure_of(told(tmp_path, steps + "  - {counts: {sent: 2}}"))
    assert said.endswith("expected 2 in the figure 'sent' but it is 1")


def test_a_story_that_begins_on_a_day_begins_in_the_morning(tmp_path: Path) -> None:
    given = GIVEN.replace("2026-03-02 09:00", "2026-03-02")
    assert told(tmp_path, SENT, given=given).events[0].local == "2026-03-02 09:00 CET"
