"""Rows whose dates hang on something outside them: a date of the exchange, a clock; and rows per question."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterpart.core.workflow import Place, rewritten
from counterpart.core.workflow.outcome import Dated, Note
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, player

LINKED = rules(
    """
procedures:
  test:
    title: Linked dates
    start: open
    subject: thing
    questions: [set]
    parties:
      asker: {title: Asker, role: authority}
      answerers: {title: Answerers, role: authority, country: other, many: true}
    clocks:
      term: {title: Term, starts: open, period: 30 days, pauses: [resting]}
    children: {follow: {procedure: test, at_most: 1 open}}
    states:
      open: {title: Open, owner: asker, due: clock term, overdue: rest}
      resting: {title: Resting, owner: asker, due: 1 months, overdue: wake}
      waiting: {title: Waiting, owner: asker, due: with work.working, overdue: end}
      end: {title: End, final: true, outcome: neutral}
    actions:
      agree: {title: Agree, by: asker, from: [open, waiting], to: same, form: agreement,
        effects: [{set: {exchange.agreed_on: [form.agreement.on], exchange.wanted_on: [form.agreement.on],
          exchange.urgent: [form.agreement.hurry]}}]}
      by_clock: {title: By clock, by: asker, from: open, to: same, effects: [{open: {track: clocked, for: answerers}}]}
      by_date: {title: By date, by: asker, from: open, to: same, effects: [{open: {track: work, for: choice}}]}
      by_question: {title: By question, by: asker, from: open, to: same,
        effects: [{open: {track: item, for: choice, questions: choice}}]}
      rest: {title: Rest, by: asker, from: open, to: resting}
      wake: {title: Wake, by: asker, from: resting, to: open}
      wait: {title: Wait, by: asker, from: open, to: waiting}
      follow: {title: Follow, by: [asker, system], from: open, to: same,
        effects: [{start: {child: follow, parties: {asker: asker}}}, {start: {child: follow}}]}
      end: {title: End, by: asker, from: '*', to: end}
    tracks:
      clocked:
        title: By the clock
        per: country
        party: answerers
        start: working
        ends_with_main: ended
        states:
          working: {title: Working, owner: answerers, due: clock term, overdue: stop}
          ended: {title: Ended, final: true, outcome: neutral}
        actions: {stop: {title: Stop, by: answerers, from: working, to: ended}}
      work:
        title: Work
        per: country
        party: answerers
        start: asked
        ends_with_main: ended
        states:
          asked: {title: Asked, owner: answerers, due: 5 days, overdue: take}
          working: {title: Working, owner: answerers, due: by exchange.agreed_on, overdue: stop}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          take: {title: Take, by: answerers, from: asked, to: working}
          stop: {title: Stop, by: answerers, from: [asked, working], to: ended}
      item:
        title: One question
        per: question
        party: answerers
        start: asked
        ends_with_main: ended
        states:
          asked: {title: Asked, owner: answerers, due: 5 days, overdue: stop}
          ended: {title: Ended, final: true, outcome: success}
        actions: {stop: {title: Stop, by: answerers, from: asked, to: ended}}
forms:
  thing: {title: Thing, fields: {name: {label: Name, type: text, personal: no}}}
  agreement:
    title: Agreement
    fields:
      on: {label: On, type: datetime, personal: no}
      hurry: {label: Hurry, type: yes_no, personal: no}
questionsets:
  set: {title: Set, tree: [{q: one, text: One, answer: yes_no}, {q: two, text: Two, answer: yes_no}]}
"""
)


def play(**known: Any) -> Play:
    return Play(LINKED, {"asker": "PL", "answerers": ["DE", "FR"]}, **known)


def agreed(one: Play, on: str) -> None:
    one.do("agree", "asker", form={"agreement": {"on": f"{on}T10:00:00+00:00", "hurry": True}})


def test_rows_follow_the_clock_and_stand_still_with_it() -> None:
    one = play()
    one.do("by_clock", "asker")
    assert {one.due("clocked/DE"), one.due("clocked/FR"), one.due()} == {"2026-04-01"}
    outcome = one.do("rest", "asker")
    assert (one.due("clocked/DE"), outcome.deadlines[Place("clocked", "DE", 1)]) == (None, ())
    one.wait(days=6)
    one.do("wake", "asker")
    assert {one.due("clocked/DE"), one.due("clocked/FR"), one.due()} == {"2026-04-07"}


def test_a_date_that_is_agreed_later_moves_every_row_that_waits_for_it() -> None:
    one = play()
    one.do("by_date", "asker", choose=["DE", "FR"])
    one.do("take", "answerers", "work/DE")
    assert one.due("work/DE") is None
    agreed(one, "2026-05-04")
    assert (one.due("work/DE"), one.due("work/FR")) == ("2026-05-04", "2026-03-09")
    one.do("take", "answerers", "work/FR")
    agreed(one, "2026-06-01")
    assert (one.due("work/DE"), one.due("work/FR")) == ("2026-06-01", "2026-06-01")


def test_the_main_machine_waits_for_the_rows_in_one_state_only() -> None:
    one = play(agreed_on=date(2026, 5, 4))
    one.do("by_date", "asker", choose=["DE", "FR"])
    one.do("take", "answerers", "work/DE")
    one.do("wait", "asker")
    assert one.due() == "2026-05-04"
    agreed(one, "2026-06-01")
    assert one.due() == "2026-06-01"


def test_dates_and_urgency_can_be_set() -> None:
    one = play()
    agreed(one, "2026-05-04")
    assert (one.situation.agreed_on, one.situation.wanted_on, one.situation.urgent) == (
        date(2026, 5, 4),
        date(2026, 5, 4),
        True,
    )
    set_to = {effect.name: effect.value for effect in one.outcome.effects if isinstance(effect, Dated)}
    assert set_to == {
        "exchange.agreed_on": "2026-05-04",
        "exchange.wanted_on": "2026-05-04",
        "exchange.urgent": True,
    }


def test_a_row_per_question_is_named_after_it_and_takes_it_along() -> None:
    one = play(asked=("one", "two"))
    one.do("by_question", "asker", choose=["DE"], questions=("two",))
    row = one.row("item/two")
    assert (row.questions, row.player) == (("two",), player("DE"))


def test_the_system_starts_no_more_children_than_there_may_be_and_the_log_says_so() -> None:
    one = play()
    outcome = one.do("follow", "system")
    assert len(outcome.effects) == 1
    assert outcome.moves[0].notes == (Note("child_limit", {"child": "follow"}),)


def test_a_date_of_a_row_that_is_written_later_moves_that_row_alone() -> None:
    one = play(agreed_on=date(2026, 5, 4))
    one.do("by_date", "asker", choose=["DE", "FR"])
    for member in ("DE", "FR"):
        one.do("take", "answerers", f"work/{member}")
    place = one.row("work/DE").place
    one.take(rewritten(LINKED, one.situation, one.now, dates={"subject.name": "x"}, place=place))
    assert one.situation.dates == {"work/DE:subject.name": "x"}
    assert one.outcome.deadlines == {}
