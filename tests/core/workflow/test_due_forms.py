"""Every form of `due:` (grammar, section 1), and what an outage or a past date make of it."""

from __future__ import annotations

from datetime import date

from counterpart.core.workflow import rewritten
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play

FORWARDED = rules(
    """
procedures:
  test:
    title: Request
    start: draft
"""
    + TWO_PARTIES
    + """
    states:
      draft: {title: Draft, owner: asker, due: 60 days, overdue: discard}
      sent:
        title: Sent
        owner: answerer
        due: 7 days from sent
        remind: [2 days before, every 2 days after]
        escalate: {after: 7 days, to: [watcher]}
      accepted: {title: Accepted, owner: answerer, due: by exchange.agreed_on, remind: [3 days before]}
      short: {title: Short, owner: answerer, due: 10 seconds, overdue: discard}
      soonest: {title: Soonest, owner: answerer, due: 'earliest of [30 days from sent, exchange.agreed_on]'}
      after: {title: After, owner: answerer, due: 5 days after subject.decided_on}
      done: {title: Done, final: true, outcome: success}
    actions:
      send: {title: Send, by: asker, from: draft, to: sent}
      accept: {title: Accept, by: answerer, from: sent, form: acceptance, to: accepted,
        effects: [{set: {exchange.agreed_on: [form.acceptance.other_date, exchange.wanted_on]}}]}
      forward: {title: Forward, by: answerer, from: [sent, accepted], to: sent,
        effects: [{assign: {party: answerer, from: choice}}]}
      amend: {title: Amend, by: asker, from: sent, to: same}
      hurry: {title: Hurry, by: asker, from: sent, to: short}
      soonest: {title: Soonest, by: asker, from: accepted, to: soonest}
      after: {title: After, by: asker, from: sent, to: after}
      discard: {title: Discard, by: [asker, system], from: [draft, short], to: done}
forms:
  acceptance: {title: Acceptance, fields: {other_date: {label: Another date, type: date, personal: 'no'}}}
"""
)


def sent(now: str = "2026-03-02 09:00") -> Play:
    play = Play(FORWARDED, {"asker": "PL", "answerer": "GB/a", "watcher": "GB/c"}, now, wanted_on=date(2026, 3, 20))
    play.do("send", "asker")
    return play


def test_a_forwarded_request_keeps_its_start() -> None:
    play = sent()
    assert play.due() == "2026-03-09"
    play.wait(days=4)
    play.do("forward", "answerer", choose=["GB/b"])
    assert (play.state, play.due()) == ("sent", "2026-03-09")
    assert [one.authority for one in play.situation.players("answerer")] == ["b"]


def test_forwarding_after_acceptance_keeps_the_start_as_well() -> None:
    play = sent()
    play.do("accept", "answerer")
    assert play.due() == "2026-03-20"
    play.wait(days=4)
    play.do("forward", "answerer", choose=["GB/b"])
    assert play.due() == "2026-03-09"


def test_the_agreed_date_is_not_moved_to_a_working_day() -> None:
    play = sent()
    play.do("accept", "answerer", form={"acceptance": {"other_date": "2026-03-21"}})
    assert play.due() == "2026-03-21"
    assert play.situation.agreed_on == date(2026, 3, 21)


def test_a_deadline_in_seconds_ends_at_its_instant() -> None:
    play = sent()
    play.do("hurry", "asker")
    play.wait(seconds=9)
    assert play.state == "short"
    play.wait(seconds=1)
    assert play.state == "done"


def test_the_earliest_of_several_counts_and_one_without_a_date_does_not() -> None:
    play = sent()
    play.do("accept", "answerer", form={"acceptance": {"other_date": "2026-03-16"}})
    play.do("soonest", "asker")
    assert play.due() == "2026-03-16"
    later = sent()
    later.do("accept", "answerer", form={"acceptance": {"other_date": "2027-03-16"}})
    later.do("soonest", "asker")
    assert later.due() == "2026-04-01"


def test_a_deadline_after_a_date_is_counted_again_when_the_date_is_written() -> None:
    play = sent()
    play.do("after", "asker")
    assert play.due() is None
    play.take(rewritten(FORWARDED, play.situation, play.now, dates={"subject.decided_on": "2026-03-02"}))
    assert play.due() == "2026-03-07"  # a Saturday: not moved
    play.take(rewritten(FORWARDED, play.situation, play.now, dates={"subject.decided_on": "2026-03-10"}))
    assert play.due() == "2026-03-15"


def test_what_stays_in_its_state_keeps_the_running_deadline_and_its_alarms() -> None:
    play = sent()
    play.wait(days=3)
    outcome = play.do("amend", "asker")
    assert play.due() == "2026-03-09"
    assert not outcome.deadlines


def test_the_alarms_of_a_state_are_handed_out_all_together() -> None:
    play = sent()
    assert play.alarms() == [
        ("remind", "2026-03-07 08:00:00"),
        ("remind", "2026-03-11 08:00:00"),
        ("escalate", "2026-03-16 08:00:00"),
    ]


def test_a_deadline_past_at_entry_is_due_at_once_and_earlier_reminders_are_dropped() -> None:
    play = sent()
    play.do("accept", "answerer")
    play.until("2026-04-01 09:00")
    play.do("forward", "answerer", choose=["GB/b"])
    assert play.due() == "2026-03-09"
    assert play.alarms() == [("escalate", "2026-04-01 09:00:00"), ("remind", "2026-04-02 07:00:00")]


def test_a_request_of_the_polish_authority_ends_by_the_clock_of_london() -> None:
    play = sent()
    due = play.situation.due
    assert due is not None
    assert due.deadline.basis.zone == "Europe/London"
    assert due.at.isoformat() == "2026-03-09T23:59:59+00:00"
