"""What an alarm finds that comes late, twice, or where there is nothing left to do."""

from __future__ import annotations

from datetime import timedelta

from counterpart.core.workflow import AlarmKind, fire, fire_due, next_alarms
from counterpart.core.workflow.machine import Rulebook
from counterpart.core.workflow.outcome import TellKind
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play, at

TEXT = (
    """
procedures:
  test:
    title: Test
    start: open
"""
    + TWO_PARTIES
    + """
    clocks: {term: {title: Term, starts: open, period: 10 days, runs_out: over}}
    states:
      open: {title: Open, owner: asker, due: 5 days, overdue: nudge, remind: [1 days before],
        escalate: {after: 1 days, to: [watcher]}}
      both: {title: Both, owner: answerer, due: 'earliest of [clock term, 60 days]', overdue: over}
      bare: {title: Bare, owner: answerer}
      busy: {title: Busy, owner: answerer, due: 60 days, overdue: over}
      end: {title: End, final: true, outcome: neutral}
    actions:
      nudge: {title: Nudge, by: system, from: open, to: same, effects: [{charge: a nudge}]}
      longer: {title: Longer, by: asker, from: open, to: same, at_most: 1, effects: [{extend_due: 2 days}]}
      more: {title: More, by: answerer, from: [both, bare], to: same, at_most: 2, effects: [{extend_due: 10 days}]}
      both: {title: Both, by: asker, from: open, to: both}
      bare: {title: Bare, by: asker, from: open, to: bare}
      work: {title: Work, by: asker, from: open, to: busy}
      over: {title: Over, by: system, from: %s, to: end}
"""
)
EVERYWHERE = rules(TEXT % "[open, busy]")
HERE = rules(TEXT % "open")


def play(book: Rulebook = EVERYWHERE) -> Play:
    return Play(book, {"asker": "PL", "answerer": "DE"})


def test_an_overdue_action_that_changes_no_state_is_done_once_for_its_date() -> None:
    one = play()
    one.until("2026-03-10 09:00")
    assert [move.action for move in one.moves()] == ["", "nudge"]
    assert one.state == "open"


def test_it_is_done_again_for_a_new_date() -> None:
    one = play()
    one.until("2026-03-10 09:00")
    one.do("longer", "asker")
    assert one.due() == "2026-03-11"  # five days ended on Monday the ninth; two more are counted from there
    one.until("2026-03-12 09:00")
    assert [move.action for move in one.moves() if move.action == "nudge"] == ["nudge", "nudge"]


def test_an_alarm_that_comes_twice_does_its_work_once() -> None:
    one = play()
    alarms = next_alarms(EVERYWHERE, one.situation)
    later = at("2026-03-11 09:00")
    for alarm in (*alarms, *alarms):
        if alarm.fire_at <= later:
            one.take(fire(EVERYWHERE, one.situation, alarm, later))
    assert [move.action for move in one.moves()] == ["", "nudge"]
    assert one.told(TellKind.ESCALATION) == ["operator"]
    assert one.told(TellKind.REMINDER) == []


def test_a_clock_that_runs_out_where_nothing_can_follow_has_run_out_all_the_same() -> None:
    one = play(HERE)
    one.do("work", "asker")
    one.until("2026-03-20 09:00")
    assert one.situation.clocks["term"].ran_out
    assert one.state == "busy"
    assert AlarmKind.OVERDUE not in {a.kind for a in next_alarms(HERE, one.situation) if a.place.clock}


def test_everything_that_is_due_goes_off_in_the_order_of_time() -> None:
    one = play()
    one.now = at("2026-04-01 09:00")
    outcome = one.take(fire_due(EVERYWHERE, one.situation, one.now))
    assert [move.action for move in outcome.moves] == ["nudge", "over"]
    assert one.state == "end"


def test_nothing_is_due_twice() -> None:
    one = play()
    now = at("2026-03-11 09:00")
    one.take(fire_due(EVERYWHERE, one.situation, now))
    again = fire_due(EVERYWHERE, one.situation, now + timedelta(seconds=1))
    assert (again.moves, again.effects, again.deadlines) == ((), (), {})


def test_an_extension_goes_to_the_clock_of_the_state_or_to_the_only_one_that_runs() -> None:
    for action in ("both", "bare"):
        one = play()
        one.do(action, "asker")
        assert one.due("clock term") == "2026-03-12"
        one.do("more", "answerer")
        assert one.due("clock term") == "2026-03-23"  # ten days later is a Sunday
    one = play()
    one.do("both", "asker")
    one.do("more", "answerer")
    one.do("more", "answerer")
    assert (one.due(), one.due("clock term")) == ("2026-04-02", "2026-04-02")
