"""Automatic actions: as soon as their condition holds, never for ever."""

from __future__ import annotations

import pytest

from counterpart.core.workflow import Cause, Endless, resettle, to_json
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play

CHAIN = rules(
    """
procedures:
  test:
    title: Chain
    start: first
"""
    + TWO_PARTIES
    + """
    states:
      first: {title: First, owner: asker, due: 30 days, overdue: end}
      second: {title: Second, owner: asker, due: 30 days, overdue: end}
      third: {title: Third, owner: answerer, due: 30 days, overdue: end}
      left: {title: Left, owner: asker, due: 30 days, overdue: end}
      right: {title: Right, owner: asker, due: 30 days, overdue: end}
      end: {title: End, final: true, outcome: neutral}
    actions:
      go: {title: Go, by: asker, from: first, to: second}
      on: {title: On, auto: true, from: second, to: third}
      note: {title: Note, auto: true, from: third, to: same, effects: [{charge: once}]}
      back: {title: Back, by: answerer, from: third, to: second}
      stay: {title: Stay, by: answerer, from: third, to: same}
      circle: {title: Circle, by: asker, from: first, to: left}
      there: {title: There, auto: true, from: left, to: right}
      here: {title: Here, auto: true, from: right, to: left}
      end: {title: End, by: asker, from: '*', to: end}
"""
)

ROWS = rules(
    """
procedures:
  test:
    title: Rows
    start: asked
    parties:
      asker: {title: Asker, role: authority}
      registers: {title: Registers, role: register, country: other, many: true, system: true}
    on_start: [{open: {track: answer, for: all}}]
    states:
      asked: {title: Asked, owner: asker, due: 65 seconds, overdue: time_up}
      complete: {title: Complete, final: true, outcome: success}
    actions:
      finish: {title: Finish, auto: true, from: asked, when: '!open(answer)', to: complete}
      time_up: {title: Time is up, by: system, from: asked, to: complete}
    tracks:
      answer:
        title: Answer
        per: country
        party: registers
        start: waiting
        ends_with_main: timeout
        states:
          waiting: {title: Waiting, owner: registers, due: 60 seconds, overdue: give_up}
          found: {title: Found, owner: registers, due: 60 seconds, overdue: give_up}
          stored: {title: Stored, final: true, outcome: success}
          timeout: {title: No answer, final: true, outcome: failure}
        actions:
          hit: {title: Hit, by: registers, from: waiting, to: found}
          store: {title: Store, auto: true, from: found, to: stored}
          give_up: {title: Give up, by: system, from: [waiting, found], to: timeout}
"""
)


def chain() -> Play:
    return Play(CHAIN, {"asker": "PL", "answerer": "DE"})


def test_an_automatic_action_follows_at_once_and_is_the_systems() -> None:
    play = chain()
    outcome = play.do("go", "asker")
    assert play.state == "third"
    assert [(move.action, move.cause) for move in outcome.moves] == [
        ("go", Cause.PERSON),
        ("on", Cause.AUTOMATIC),
        ("note", Cause.AUTOMATIC),
    ]


def test_one_that_changes_no_state_is_done_once_per_entry() -> None:
    play = chain()
    play.do("go", "asker")
    play.do("stay", "answerer")
    assert [move.action for move in play.outcome.moves] == ["stay"]
    play.do("back", "answerer")
    assert [move.action for move in play.outcome.moves] == ["back", "on", "note"]


def test_automatic_actions_that_go_round_are_stopped_and_nothing_has_happened() -> None:
    play = chain()
    before = to_json(play.situation)
    with pytest.raises(Endless, match="automatic_endless"):
        play.do("circle", "asker")
    assert to_json(play.situation) == before


def test_looking_again_changes_nothing_when_nothing_is_to_be_done() -> None:
    play = chain()
    outcome = resettle(CHAIN, play.situation, play.now)
    assert (outcome.moves, outcome.deadlines) == ((), {})
    assert outcome.situation == play.situation


def search(*members: str) -> Play:
    return Play(ROWS, {"asker": "PL"}, members=("PL", *members))


def test_a_search_ends_early_when_all_registers_have_answered() -> None:
    play = search("DE", "SE")
    play.do("hit", "registers", "answer/DE")
    assert (play.row("answer/DE").state, play.state) == ("stored", "asked")
    play.do("hit", "registers", "answer/SE")
    assert play.state == "complete"


def test_a_silent_register_is_cut_off_and_the_search_is_complete() -> None:
    play = search("DE", "SE", "FR")
    play.do("hit", "registers", "answer/DE")
    play.wait(seconds=59)
    assert play.state == "asked"
    play.wait(seconds=1)
    assert (play.state, play.row("answer/SE").state) == ("complete", "timeout")


def test_a_search_with_nobody_to_ask_is_complete_at_once() -> None:
    assert search().state == "complete"
