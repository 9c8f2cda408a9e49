"""Thousands of rows: together they cost what they are, not their square, and their order does not matter."""

from __future__ import annotations

from cProfile import Profile
from time import perf_counter

from counterpart.core.workflow import Move, Player, fire_due, fire_many, next_alarms, step, step_many, to_json
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, at

ALERT = rules(
    """
procedures:
  test:
    title: Alert
    start: active
    parties:
      initiator: {title: Initiator, role: authority}
      recipients: {title: Recipients, role: coordinator, many: true}
    on_start: [{open: {track: reply, for: all}}]
    states:
      active: {title: Active, owner: initiator, due: with reply, overdue: close}
      closed: {title: Closed, final: true, outcome: success}
    actions:
      done: {title: Done, auto: true, from: active, when: 'all(reply, agreed)', to: closed}
      close: {title: Close, by: system, from: active, to: closed}
    tracks:
      reply:
        title: Reply
        per: authority
        party: recipients
        start: open
        ends_with_main: agreed
        states:
          open: {title: Open, owner: recipients, due: 5 working days, remind: [1 days before], overdue: agree}
          agreed: {title: Agreed, final: true, outcome: success}
        actions:
          agree: {title: Agree, by: recipients, from: open, to: agreed}
"""
)
DUE = at("2026-03-20 09:00")


def alert(rows: int) -> Play:
    candidates = {"recipients": tuple(Player("DE", f"a{number}") for number in range(rows))}
    return Play(ALERT, {"initiator": "PL/a"}, candidates=candidates)


def test_thirteen_thousand_rows_that_fall_due_together_take_seconds() -> None:
    play = alert(13_000)
    began = perf_counter()
    outcome = fire_due(ALERT, play.situation, DUE)
    assert perf_counter() - began < 8  # under one second on an idle machine; squared it would be minutes
    assert outcome.situation.state == "closed"
    assert len(outcome.moves) == 13_001


def calls(rows: int) -> int:
    """Return how many functions are called when so many rows fall due."""
    play = alert(rows)
    profile = Profile()
    profile.enable()
    fire_due(ALERT, play.situation, DUE)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def test_ten_times_the_rows_cost_ten_times_the_work() -> None:
    calls(10)  # the calendar of the year is read once
    assert calls(2_000) < 11 * calls(200)


def test_many_moves_at_one_moment_come_to_the_same_as_one_after_the_other() -> None:
    play = alert(20)
    moves = [Move("agree", "recipients", ("reply", f"a{number}")) for number in range(20)]
    together = step_many(ALERT, play.situation, moves, play.now)
    situation = play.situation
    for move in moves:
        situation = step(ALERT, situation, move, play.now).situation
    assert to_json(together.situation) == to_json(situation)
    assert situation.state == "closed"


def test_the_order_of_the_alarms_does_not_matter() -> None:
    play = alert(20)
    alarms = [alarm for alarm in next_alarms(ALERT, play.situation) if alarm.fire_at <= DUE]
    forwards = fire_many(ALERT, play.situation, alarms, DUE)
    backwards = fire_many(ALERT, play.situation, reversed(alarms), DUE)
    assert forwards == backwards


def test_one_move_among_many_rows_copies_no_other_row() -> None:
    play = alert(50)
    outcome = step(ALERT, play.situation, Move("agree", "recipients", ("reply", "a7")), play.now)
    changed = [key for key, row in outcome.situation.rows.items() if row is not play.situation.rows[key]]
    assert changed == [("reply", "a7")]
