"""What the system and the caller do: registers that are late, dates and parties that change, alarms out of time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from counterpart.core.errors import OutOfTurn, Refused
from counterpart.core.workflow import (
    MAIN,
    Cause,
    Move,
    Signal,
    by_system,
    fire_many,
    next_alarms,
    reseated,
    rewritten,
    signalled,
    step_many,
)
from counterpart.core.workflow.outcome import Assigned
from counterpart.core.workflow.players import Seat
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, at, player
from tests.core.workflow.test_clocks import PAUSED

QUERY = rules(
    """
procedures:
  test:
    title: Query
    start: asked
    subject: person
    parties:
      asker: {title: Asker, role: authority}
      register: {title: Register, role: register, system: true}
      coordinator: {title: Coordinator, role: coordinator, of: asker, optional: true}
    states:
      asked: {title: Asked, owner: register, due: 10 seconds, overdue: fail, effects: [
        {call: {operation: land.find, on: register}}]}
      promised: {title: Answer follows, owner: register, due: by subject.promised_at, overdue: fail}
      wanted: {title: Wanted, owner: asker, due: by exchange.wanted_on, overdue: fail}
      checked: {title: Checked, owner: coordinator, due: 5 working days, overdue: fail}
      answered: {title: Answered, final: true, outcome: success}
      failed: {title: Failed, final: true, outcome: failure}
    actions:
      receive: {title: Receive, by: register, from: [asked, promised], to: answered, form: answer}
      promise: {title: Promise, by: register, from: asked, to: promised}
      tick: {title: Tick, by: system, from: asked, to: same}
      want: {title: Want, by: asker, from: asked, to: wanted}
      check: {title: Check, by: asker, from: asked, to: checked}
      fail: {title: No answer, by: register, from: [asked, promised, wanted, checked], to: failed}
      split: {title: Split, by: asker, from: asked, to: same, effects: [{open: {track: part, for: choice}}]}
    tracks:
      part:
        title: Part
        per: system
        party: register
        start: asked
        ends_with_main: late
        states:
          asked: {title: Asked, owner: register, due: 4 hours, overdue: late, remind: [1 hours before],
            escalate: {after: 2 hours, to: [coordinator, asker]}}
          handed_on: {title: Handed on, owner: register, due: 4 hours, overdue: late}
          late: {title: Late, final: true, outcome: failure}
        actions:
          late: {title: Late, by: register, from: [asked, handed_on], to: late}
          hand_on: {title: Hand on, by: register, from: asked, to: handed_on,
            effects: [{assign: {party: register, from: choice}}]}
forms:
  answer: {title: Answer, fields: {found: {label: Found, type: yes_no, required: true, personal: no}}}
  person: {title: Person, fields: {promised_at: {label: Promised, type: datetime, personal: no}}}
"""
)


def query(**known: Any) -> Play:
    return Play(QUERY, {"asker": "PL/a", "register": "GB/r", "coordinator": "PL/c"}, **known)


def test_an_answer_that_is_late_is_the_systems_whoever_else_may_say_so() -> None:
    play = query()
    outcome = play.take(by_system(QUERY, play.situation, "fail", play.now))
    assert (play.state, outcome.moves[0].cause, outcome.moves[0].party) == ("failed", Cause.SYSTEM, "system")
    with pytest.raises(OutOfTurn, match="not_in_this_state"):
        by_system(QUERY, play.situation, "fail", play.now)
    with pytest.raises(Refused, match="action_unknown"):
        by_system(QUERY, play.situation, "fial", play.now)


def test_an_answer_in_a_row_may_be_late_as_well() -> None:
    play = query()
    play.do("split", "asker", choose=["GB/x", "GB/y"])
    play.take(by_system(QUERY, play.situation, "late", play.now, track=("part", "x")))
    assert (play.row("part/x").state, play.row("part/y").state) == ("late", "asked")
    with pytest.raises(OutOfTurn, match="row_unknown"):
        by_system(QUERY, play.situation, "late", play.now, track=("part", "z"))


def test_a_register_fills_in_its_answer_like_anybody() -> None:
    play = query()
    with pytest.raises(Refused, match="form_wrong"):
        play.do("receive", "register", form={"answer": {"found": "yes"}})
    play.do("receive", "register", form={"answer": {"found": True}})
    assert play.state == "answered"


def test_only_the_systems_own_actions_are_done_in_its_name() -> None:
    play = query()
    assert play.do("tick", "system").moves[0].cause is Cause.SYSTEM
    with pytest.raises(Refused, match="not_yours"):
        play.do("fail", "system")
    play.do("want", "asker")
    with pytest.raises(OutOfTurn, match="not_in_this_state"):
        play.do("tick", "system")


def test_a_date_with_time_is_due_at_the_end_of_its_day() -> None:
    play = query(dates={"subject.promised_at": "2026-03-05T23:30:00+00:00"})
    play.do("promise", "register")
    assert play.due() == "2026-03-05"
    play.take(rewritten(QUERY, play.situation, play.now, dates={"subject.promised_at": None}))
    assert play.due() is None
    assert play.outcome.deadlines == {MAIN: ()}


def test_the_wanted_date_may_change() -> None:
    play = query(wanted_on=date(2026, 3, 20))
    play.do("want", "asker")
    outcome = play.take(rewritten(QUERY, play.situation, play.now, wanted_on=date(2026, 4, 20)))
    assert play.due() == "2026-04-20"
    assert [alarm.due_at.date() for alarm in outcome.deadlines[MAIN]] == [date(2026, 4, 20)]


def test_another_coordinator_has_another_calendar() -> None:
    play = Play(QUERY, {"asker": "PL", "register": "GB", "coordinator": "DE/c"}, "2026-07-13 09:00")
    play.do("check", "asker")
    assert play.due() == "2026-07-20"
    outcome = play.take(reseated(QUERY, play.situation, "coordinator", [player("FR/d")], play.now))
    assert play.due() == "2026-07-21"
    seats = (Seat(player("FR/d")),), (Seat(player("DE/c")),)
    assert outcome.effects == (Assigned("coordinator", *seats),)
    again = reseated(QUERY, play.situation, "coordinator", [player("FR/d")], play.now)
    assert (again.effects, again.deadlines) == ((), {})


def test_another_host_counts_its_clock_by_its_own_calendar() -> None:
    play = Play(PAUSED, {"applicant": "PL", "home": "PL", "host": "DE"}, "2026-05-13 09:00")
    play.do("transmit", "home")
    assert play.due("clock host") == "2026-07-13"
    play.take(reseated(PAUSED, play.situation, "host", [player("FR")], play.now + timedelta(days=1)))
    due = play.situation.clocks["host"].due
    assert due is not None
    assert due.deadline.basis.calendar == "FR"


def test_a_row_may_be_handed_on_and_is_then_its_successors() -> None:
    play = query()
    play.do("split", "asker", choose=["GB/x"])
    outcome = play.do("hand_on", "register", "part/x", choose=["FR/z"])
    assert play.row("part/x").player == player("FR/z")
    assert Assigned("register", (Seat(player("FR/z")),), (Seat(player("GB/x")),), play.row("part/x").place) in (
        outcome.effects
    )
    due = play.row("part/x").due
    assert due is not None
    assert due.zone == ""
    assert due.member == "FR"


def test_rows_have_reminders_and_escalations_of_their_own() -> None:
    play = query()
    play.do("split", "asker", choose=["GB/x", "GB/y"])
    play.do("promise", "register")
    play.until("2026-03-02 12:30")
    kinds = [alarm.kind.value for alarm in next_alarms(QUERY, play.situation) if alarm.place.key == "x"]
    assert kinds == ["overdue", "escalate"]


def test_an_alarm_before_its_time_is_a_fault_of_the_caller() -> None:
    play = query()
    alarms = next_alarms(QUERY, play.situation)
    with pytest.raises(ValueError, match="may not go off"):
        fire_many(QUERY, play.situation, alarms, play.now)


def test_an_alarm_of_a_row_that_is_gone_or_of_a_clock_that_was_stopped_does_nothing() -> None:
    play = Play(PAUSED, {"applicant": "PL", "home": "PL", "host": "DE"})
    play.do("transmit", "home")
    alarms = next_alarms(PAUSED, play.situation)
    play.do("recognise", "host")
    outcome = fire_many(PAUSED, play.situation, alarms, at("2027-01-01 00:00"))
    assert (outcome.moves, outcome.effects) == ((), ())


def test_several_moves_are_done_together_or_not_at_all() -> None:
    play = query()
    moves = [Move("tick", "system"), Move("split", "asker", choose=(player("GB/x"),)), Move("promise", "register")]
    outcome = step_many(QUERY, play.situation, moves, play.now)
    assert [move.action for move in outcome.moves] == ["tick", "split", "", "promise"]
    with pytest.raises(Refused):
        step_many(QUERY, play.situation, [*moves, Move("want", "nobody")], play.now)


def test_a_signal_may_be_passed_over_when_it_says_so() -> None:
    play = query()
    play.do("want", "asker")
    outcome = signalled(QUERY, play.situation, Signal("tick", if_possible=True), play.now)
    assert (outcome.moves, outcome.situation) == ((), play.situation)
    with pytest.raises(OutOfTurn):
        signalled(QUERY, play.situation, Signal("tick"), play.now)
