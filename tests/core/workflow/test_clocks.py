"""Clocks of a procedure: a term of the law that runs over several states (grammar, section 1)."""

from __future__ import annotations

from counterpart.core.workflow import Cause, Place
from counterpart.core.workflow.machine import Rulebook
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play

CARD = """
procedures:
  test:
    title: Application for a card
    start: verifying
    parties:
      applicant: {{title: Professional, role: citizen, external: true}}
      home: {{title: Home authority, role: authority}}
      host: {{title: Host authority, role: authority, country: other}}
    clocks:
      host: {{title: Host authority decides, starts: deciding, period: 2 months, {clock}}}
    states:
      verifying: {{title: Verifying, owner: home, due: 1 months, overdue: transmit}}
      deciding: {{title: Host decides, owner: host, due: clock host, remind: [7 days before]}}
      waiting_home: {{title: Question to the home authority, owner: home, due: 14 days, overdue: resume}}
      waiting_applicant: {{title: Question to the applicant, owner: applicant, due: 30 days, overdue: resume}}
      testing: {{title: Compensation measure, owner: host, due: 12 months, overdue: refuse}}
      recognised: {{title: Recognised, final: true, outcome: success}}
      refused: {{title: Refused, final: true, outcome: failure}}
    actions:
      transmit: {{title: Transmit, by: home, from: verifying, to: deciding}}
      ask_home: {{title: Ask the home authority, by: host, from: deciding, to: waiting_home}}
      ask_applicant: {{title: Ask the applicant, by: host, from: deciding, to: waiting_applicant}}
      resume: {{title: Answer, by: [home, applicant], from: [waiting_home, waiting_applicant], to: deciding}}
      extend: {{title: Two more weeks, by: host, from: [deciding, waiting_home], to: same, at_most: 2,
        effects: [{{extend_due: {{by: 14 days, clock: host}}}}]}}
      test: {{title: Measure, by: host, from: deciding, to: testing}}
      send_back: {{title: Back to verification, by: host, from: deciding, to: verifying}}
      recognise: {{title: Recognise, by: host, from: deciding, to: recognised}}
      refuse: {{title: Refuse, by: host, from: [deciding, testing], to: refused}}
      reconsider: {{title: Reconsider, by: host, from: refused, to: deciding, reopens: 30 days}}
      tacit: {{title: Recognised by silence, by: system, to: recognised,
        from: [deciding, waiting_home, waiting_applicant]}}
"""

PAUSED = rules(CARD.format(clock="pauses: [waiting_applicant], stops: [testing], runs_out: tacit, calendar_of: host"))
RESTARTED = rules(CARD.format(clock="restarts: true, runs_out: tacit"))
SILENT = rules(CARD.format(clock="pauses: [waiting_applicant]"))


def application(card: Rulebook = PAUSED) -> Play:
    play = Play(card, {"applicant": "PL", "home": "PL", "host": "DE"})
    play.do("transmit", "home")
    return play


def test_the_state_is_due_when_its_clock_is() -> None:
    play = application()
    assert (play.due(), play.due("clock host")) == ("2026-05-04", "2026-05-04")


def test_the_clock_runs_on_while_the_home_authority_is_asked() -> None:
    play = application()
    play.wait(days=10)
    play.do("ask_home", "host")
    assert (play.due(), play.due("clock host")) == ("2026-03-26", "2026-05-04")
    play.wait(days=7)
    play.do("resume", "home")
    assert play.due() == "2026-05-04"


def test_the_clock_stands_still_while_the_applicant_is_asked() -> None:
    play = application()
    play.wait(days=10)
    play.do("ask_applicant", "host")
    assert play.due("clock host") is None
    play.wait(days=7)
    play.do("resume", "applicant")
    assert (play.due(), play.due("clock host")) == ("2026-05-11", "2026-05-11")


def test_questions_cannot_put_off_tacit_recognition_for_ever() -> None:
    play = application()
    for _ in range(40):
        if play.state != "deciding":
            break
        play.do("ask_home", "host")
        play.wait(days=3)
        if play.state == "waiting_home":
            play.do("resume", "home")
    assert play.state == "recognised"
    assert play.now.date().isoformat() <= "2026-05-08"


def test_silence_recognises_even_while_the_home_authority_has_the_question() -> None:
    play = application()
    play.until("2026-05-03 12:00")
    play.do("ask_home", "host")
    play.until("2026-05-06 12:00")
    assert play.state == "recognised"
    last = play.moves()[-1]
    assert (last.action, last.cause, last.party) == ("tacit", Cause.RAN_OUT, "system")
    assert last.due_at is not None
    assert last.due_at.isoformat() == "2026-05-04T21:59:59+00:00"
    assert play.situation.clocks["host"].ran_out


def test_an_extension_adds_to_the_clock_from_whichever_state_it_is_given() -> None:
    play = application()
    play.do("extend", "host")
    assert play.due() == "2026-05-18"
    play.do("ask_home", "host")
    play.do("extend", "host")
    assert (play.due(), play.due("clock host")) == ("2026-03-16", "2026-06-01")
    play.do("resume", "home")
    assert play.due() == "2026-06-01"


def test_an_extension_and_a_pause_add_up() -> None:
    play = application()
    play.do("extend", "host")
    play.wait(days=3)
    play.do("ask_applicant", "host")
    play.wait(days=5)
    play.do("resume", "applicant")
    assert play.due() == "2026-05-26"  # 18 May and five days are a Saturday; 25 May is Whit Monday


def test_a_clock_that_was_stopped_does_nothing_any_more() -> None:
    play = application()
    play.do("test", "host")
    assert not play.situation.clocks["host"].running
    assert play.outcome.deadlines[Place(clock="host")] == ()
    play.wait(days=100)
    assert play.state == "testing"


def test_the_clock_never_starts_again() -> None:
    play = application()
    play.wait(days=20)
    play.do("send_back", "host")
    assert play.due("clock host") == "2026-05-04"
    play.wait(days=5)
    play.do("transmit", "home")
    assert play.due() == "2026-05-04"


def test_a_clock_that_restarts_begins_anew() -> None:
    play = application(RESTARTED)
    play.wait(days=20)
    play.do("send_back", "host")
    play.do("transmit", "home")
    assert play.due() == "2026-05-22"


def test_a_clock_that_ended_stays_ended_when_the_exchange_is_reopened() -> None:
    play = application()
    play.do("refuse", "host")
    play.wait(days=3)
    play.do("reconsider", "host")
    assert play.state == "deciding"
    assert not play.situation.clocks["host"].running
    assert play.due() == "2026-05-04"  # the state keeps the date, for its reminders
    play.wait(days=200)
    assert play.state == "deciding"


def test_without_runs_out_the_reminders_of_the_state_apply() -> None:
    play = application(SILENT)
    assert play.alarms() == [("remind", "2026-04-27 06:00:00")]
    assert Place(clock="host") in play.outcome.deadlines
    assert play.outcome.deadlines[Place(clock="host")] == ()
    play.wait(days=100)
    assert play.state == "deciding"


def test_a_clock_is_counted_by_the_calendar_of_the_named_party() -> None:
    due = application().situation.clocks["host"].due
    assert due is not None
    assert due.deadline.basis.calendar == "DE"
    assert due.deadline.basis.zone == "Europe/Berlin"
