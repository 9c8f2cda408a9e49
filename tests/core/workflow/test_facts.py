"""What conditions may read, what must be loaded for an action, and that reading anything else is found out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from counterpart.core.conditions import ABSENT
from counterpart.core.errors import Invalid, Refused
from counterpart.core.workflow import UndeclaredFact, may
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.working import Doer, Working
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play

TEXT = """
procedures:
  test:
    title: Reading
    start: open
    subject: thing
    forms: [earlier]
    questions: [set]
    parties:
      asker: {title: Asker, role: authority}
      answerer: {title: Answerer, role: authority, country: other}
    states:
      open: {title: Open, owner: asker, due: 30 days, overdue: end}
      shared: {title: Shared, owner: answerer, due: 5 days after subject.day, overdue: end,
        effects: [{publish: public, when: subject.open}]}
      end: {title: End, final: true, outcome: neutral}
    actions:
      share: {title: Share, by: asker, from: open, to: shared}
      give: {title: Give, by: asker, from: open, form: given, to: same, when: subject.open,
        needs: {sure: {check: "form.given.sure && form.earlier.amount > 3", message: Be sure.}},
        effects: [{set: {exchange.agreed_on: [form.given.on, subject.day]}}]}
      known: {title: Known, by: asker, from: open, to: same, when: "consulted(test) && asker.member == 'PL'"}
      end: {title: End, by: asker, from: '*', to: end}
    tracks:
      part:
        title: Part
        per: country
        party: answerer
        start: open
        ends_with_main: ended
        states:
          open: {title: Open, owner: answerer, due: by form.promise.until, overdue: end}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          promise: {title: Promise, by: answerer, from: open, form: promise, to: same}
          end: {title: End, by: answerer, from: open, to: ended}
    on_start: [{open: {track: part, for: answerer}}]
forms:
  thing:
    title: Thing
    fields:
      open: {label: Open, type: yes_no, personal: no}
      day: {label: Day, type: date, personal: no}
  earlier: {title: Earlier, fields: {amount: {label: Amount, type: number, personal: no}}}
  promise: {title: Promise, fields: {until: {label: Until, type: date, required: true, personal: no}}}
  given:
    title: Given
    fields:
      sure: {label: Sure, type: yes_no, personal: no}
      on: {label: On, type: date, show_if: sure, personal: no}
questionsets:
  set: {title: Set, tree: [{q: since, text: Since, answer: date}]}
"""
READING = rules(TEXT)
EASY = rules(TEXT.replace('"form.given.sure &&', '"!form.given.sure &&'))


def play(facts: dict[str, Any] | None = None, **known: Any) -> Play:
    return Play(READING, {"asker": "PL/a", "answerer": "GB"}, facts=facts or {}, **known)


def facts_of(one: Play) -> SituationFacts:
    work = Working(READING, one.situation, one.now)
    return SituationFacts(work, work.main, Doer())


def test_an_action_says_what_it_reads_with_all_that_follows() -> None:
    assert READING.reads("share") == {"subject.open"}
    assert READING.reads("give") == {"subject.open", "form.earlier.amount", "subject.day"}
    assert READING.reads("end") == frozenset()
    assert READING.reads("known") == frozenset()
    assert READING.reads("promise", "part") == frozenset()
    assert READING.reads_in("open") >= READING.reads("give")


def test_reading_what_was_not_loaded_is_a_fault_of_the_program() -> None:
    with pytest.raises(UndeclaredFact) as caught:
        play().do("share", "asker")
    assert caught.value.name == "subject.open"
    play({"subject.open": None}).do("share", "asker")


def test_what_is_declared_is_enough() -> None:
    one = play(dict.fromkeys(READING.reads_in("open")))
    assert may(READING, one.situation, "asker", one.now) == ["end", "share"]


def test_values_come_as_conditions_compare_them() -> None:
    facts = facts_of(
        play(
            {"subject.day": "2026-05-04", "form.earlier.amount": 2.5, "answers.since": "", "subject.open": True},
            wanted_on=date(2026, 3, 20),
        )
    )
    assert facts.value("subject.day") == date(2026, 5, 4)
    assert facts.value("form.earlier.amount") == Decimal("2.5")
    assert facts.value("answers.since") is ABSENT
    assert facts.value("subject.open") is True
    assert facts.value("exchange.wanted_on") == date(2026, 3, 20)
    assert facts.value("exchange.agreed_on") is ABSENT
    assert (facts.value("exchange.urgent"), facts.value("exchange.copied")) == (False, False)
    assert facts.value("asker.member") == "PL"
    assert facts.value("parent.state") is ABSENT
    assert facts.value("now") is not ABSENT


def test_a_stored_value_of_the_wrong_kind_is_named_without_the_value() -> None:
    with pytest.raises(Invalid) as caught:
        facts_of(play({"subject.day": "soon"})).value("subject.day")
    assert caught.value.field == "subject.day"
    assert "soon" not in str(caught.value)


def test_the_values_of_the_form_that_is_handed_in_count_at_once() -> None:
    one = play({"subject.open": True, "form.earlier.amount": 4, "subject.day": None})
    one.do("give", "asker", form={"given": {"sure": True, "on": "2026-06-01"}})
    assert one.situation.agreed_on == date(2026, 6, 1)


def test_a_value_that_was_typed_into_a_field_that_is_hidden_now_does_not_count() -> None:
    one = play({"subject.open": True, "form.earlier.amount": 4, "subject.day": "2026-07-01"})
    form = {"given": {"sure": False, "on": "2026-06-01"}}
    with pytest.raises(Refused, match="needs"):
        one.do("give", "asker", form=form)
    one.rules = EASY
    one.do("give", "asker", form=form)
    assert one.situation.agreed_on == date(2026, 7, 1)


def test_what_was_consulted_and_who_acts_can_be_asked() -> None:
    loaded = dict.fromkeys(READING.reads_in("open"))
    assert "known" in play(loaded, consulted=("test",)).may("asker")
    assert "known" not in play(loaded).may("asker")


def test_a_date_in_the_form_of_a_row_is_copied_to_the_deadline_of_that_row() -> None:
    one = Play(READING, {"asker": "PL", "answerer": "GB"})
    assert one.due("part/GB") is None
    one.do("promise", "answerer", "part/GB", form={"promise": {"until": "2026-04-11"}})
    assert one.due("part/GB") == "2026-04-11"
    assert one.situation.dates == {"part/GB:form.promise.until": "2026-04-11"}
    one.do("promise", "answerer", "part/GB", form={"promise": {"until": "2026-04-30"}})
    assert one.due("part/GB") == "2026-04-30"


def test_today_is_the_day_of_who_acts() -> None:
    one = Play(READING, {"asker": "GR", "answerer": "GB"}, "2026-03-02 22:30")
    assert facts_of(one).today == date(2026, 3, 3)
