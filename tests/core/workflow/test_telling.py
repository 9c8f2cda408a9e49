"""Who is told what: the new owner by itself, the owner before and after the date, somebody else at last."""

from __future__ import annotations

from counterpart.core.workflow import MAIN, Cause, fire, fire_due, next_alarms
from counterpart.core.workflow.outcome import AlarmKind, TellKind, Told
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play, at, player

TEXT = (
    """
procedures:
  test:
    title: Test
    start: draft
"""
    + TWO_PARTIES
    + """
      register: {title: Register, role: register, system: true, optional: true}
    states:
      draft: {title: Draft, owner: asker, due: 60 days, overdue: end}
      sent:
        title: Sent
        owner: answerer
        due: 7 days
        remind: [4 days before, 2 days before, 4 hours before, every 7 days after]
        escalate: {after: 14 days, to: [watcher, asker]}
      quiet: {title: Quiet, owner: answerer, due: 7 days, remind: [1 days before], overdue: end, quiet: true}
      own: {title: Own words, owner: answerer, due: 7 days, overdue: end,
        effects: [{notify: {to: answerer, message: own_words}}]}
      asked: {title: Register is asked, owner: register, due: 10 seconds, overdue: end}
      late: {title: Late, owner: answerer, due: 7 days, remind: [2 days before, 3 days after], overdue: end,
        escalate: {after: 3 days, to: [watcher]}}
      nobody: {title: Nobody, owner: answerer, due: 7 days, escalate: {after: 1 days, to: [watcher]}}
      listed: {title: Listed, owner: answerer, standing: {review: every 12 months}}
      reviewed: {title: Reviewed, owner: answerer, standing: {review: every 12 months, missed: end}}
      end: {title: End, final: true, outcome: neutral}
    actions:
      send: {title: Send, by: asker, from: draft, to: sent}
      whisper: {title: Whisper, by: asker, from: draft, to: quiet}
      say: {title: Say, by: asker, from: draft, to: own}
      tell: {title: Tell, by: asker, from: draft, to: sent, effects: [{notify: {to: answerer, message: please}}]}
      query: {title: Query, by: asker, from: draft, to: asked}
      late: {title: Late, by: asker, from: draft, to: late}
      nobody: {title: Nobody, by: asker, from: draft, to: nobody}
      list: {title: List, by: asker, from: draft, to: listed}
      review: {title: Review, by: asker, from: draft, to: reviewed}
      confirm: {title: Confirm, by: answerer, from: reviewed, to: reviewed}
      forward: {title: Forward, by: answerer, from: sent, to: sent,
        effects: [{assign: {party: answerer, from: choice}}]}
      end: {title: End, by: asker, from: '*', to: end}
"""
)
TELLING = rules(TEXT)


def after(action: str, watcher: str = "GB/w") -> Play:
    parties = {"asker": "PL/a", "answerer": "GB/b", "register": "GB/r"}
    play = Play(TELLING, {**parties, "watcher": watcher} if watcher else parties)
    play.do(action, "asker")
    return play


def test_the_new_owner_is_told_by_itself() -> None:
    assert after("send").outcome.effects == (Told(TellKind.NEW_WORK, "answerer", (player("GB/b"),)),)


def test_whoever_starts_is_not_told_of_the_own_draft() -> None:
    assert after("send").seen[0].effects == ()


def test_a_quiet_state_tells_nobody() -> None:
    assert after("whisper").outcome.effects == ()


def test_a_message_of_the_module_takes_the_place_of_the_built_in_one() -> None:
    for action, message in (("say", "own_words"), ("tell", "please")):
        (told,) = after(action).outcome.effects
        assert isinstance(told, Told)
        assert (told.kind, told.message) == (TellKind.MESSAGE, message)


def test_a_register_is_called_and_not_told() -> None:
    assert after("query").outcome.effects == ()


def test_an_authority_that_forwards_is_not_told_and_its_successor_is() -> None:
    play = after("send")
    play.do("forward", "answerer", choose=["GB/c"])
    told = [effect for effect in play.outcome.effects if isinstance(effect, Told)]
    assert told == [Told(TellKind.NEW_WORK, "answerer", (player("GB/c"),))]


def test_reminders_go_out_at_eight_in_the_owners_morning() -> None:
    play = after("send")
    assert play.alarms() == [
        ("remind", "2026-03-05 08:00:00"),
        ("remind", "2026-03-07 08:00:00"),
        ("remind", "2026-03-09 19:59:59"),
        ("remind", "2026-03-16 08:00:00"),
        ("escalate", "2026-03-23 08:00:00"),
    ]
    play.until("2026-03-05 09:00")
    assert play.told(TellKind.REMINDER) == ["answerer"]
    assert [alarm[1][:10] for alarm in play.alarms()] == ["2026-03-07", "2026-03-09", "2026-03-16", "2026-03-23"]


def test_a_repeated_reminder_goes_on_for_ever() -> None:
    play = after("send")
    play.until("2026-05-01 12:00")
    assert len(play.told(TellKind.REMINDER)) == 3 + 7
    assert play.alarms()[-1] == ("remind", "2026-05-04 07:00:00")  # summer time in London


def test_after_an_outage_the_reminders_of_one_state_are_one() -> None:
    play = after("send")
    play.now = at("2026-03-12 09:00")
    play.take(fire_due(TELLING, play.situation, play.now))
    assert play.told(TellKind.REMINDER) == ["answerer"]
    assert [kind for kind, _ in play.alarms()] == ["remind", "escalate"]


def test_nobody_is_reminded_of_what_is_done_by_itself_at_the_same_moment() -> None:
    play = after("late")
    play.now = at("2026-03-20 09:00")
    outcome = play.take(fire_due(TELLING, play.situation, play.now))
    assert play.state == "end"
    assert play.told(TellKind.REMINDER) == []
    (move,) = outcome.moves
    assert (move.cause, move.action) == (Cause.OVERDUE, "end")
    assert move.due_at == at("2026-03-09 23:59:59")


def test_an_escalation_goes_to_the_first_that_is_present_and_moves_nothing() -> None:
    play = after("send")
    play.until("2026-03-23 09:00")
    assert play.told(TellKind.ESCALATION) == ["watcher"]
    assert play.state == "sent"
    play.until("2026-06-23 09:00")
    assert play.told(TellKind.ESCALATION) == ["watcher"]
    without = after("send", watcher="")
    without.until("2026-03-23 09:00")
    assert without.told(TellKind.ESCALATION) == ["asker"]


def test_where_nobody_of_the_list_is_present_the_operators_desk_is_told() -> None:
    play = after("nobody", watcher="")
    play.until("2026-03-12 09:00")
    assert play.told(TellKind.ESCALATION) == ["operator"]


def test_an_alarm_that_was_overtaken_does_nothing() -> None:
    play = after("send")
    alarms = next_alarms(TELLING, play.situation)
    play.wait(hours=1)
    play.do("end", "asker")
    play.now = at("2026-04-23 09:00")
    for alarm in alarms:
        outcome = fire(TELLING, play.situation, alarm, play.now)
        assert (outcome.moves, outcome.effects, outcome.deadlines) == ((), (), {})


def test_a_review_without_consequence_is_asked_for_every_time() -> None:
    play = after("list")
    assert play.due() == "2027-03-02"
    play.until("2028-03-03 12:00")
    assert play.told(TellKind.REMINDER) == ["answerer", "answerer"]
    assert play.state == "listed"


def test_a_missed_review_does_something_and_a_confirmed_one_begins_anew() -> None:
    play = after("review")
    play.until("2027-03-01 12:00")
    play.do("confirm", "answerer")
    assert play.due() == "2028-03-01"
    play.until("2028-03-02 12:00")
    assert play.state == "end"


def test_the_overdue_alarm_comes_after_the_last_second_of_the_last_day() -> None:
    play = after("late")
    (alarm,) = [alarm for alarm in next_alarms(TELLING, play.situation) if alarm.kind is AlarmKind.OVERDUE]
    assert alarm.place == MAIN
    assert (alarm.due_at, alarm.fire_at) == (at("2026-03-09 23:59:59"), at("2026-03-10 00:00:00"))
    assert alarm.zone == "Europe/London"
