"""The 15 verbs as data (grammar, sections 2, 3 and 7), their order, and their conditions."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterpart.core.workflow import Signal
from counterpart.core.workflow.outcome import (
    Assigned,
    Called,
    Charged,
    Consequence,
    Dated,
    Documented,
    Locked,
    Published,
    Started,
    TellKind,
    Told,
)
from counterpart.core.workflow.players import Seat
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play, player

ALL = rules(
    """
procedures:
  test:
    title: All verbs
    start: here
    subject: thing
    children: {follow: {procedure: test, at_most: 1 open}}
    documents: {report: {title: Report, of: exchange}}
"""
    + TWO_PARTIES
    + """
    states:
      here: {title: Here, owner: asker, due: 30 days, overdue: end}
      there: {title: There, owner: answerer, due: 30 days, overdue: end, effects: [{pdf: report}, {sign: report}]}
      end: {title: End, final: true, outcome: neutral}
    actions:
      tell: {title: Tell, by: asker, from: here, to: same,
        effects: [{notify: {to: [answerer, watcher, asker], message: news}}]}
      call: {title: Call, by: asker, from: here, to: same, effects: [{call: {operation: land.find, on: answerer}}]}
      start: {title: Start, by: asker, from: here, to: same,
        effects: [{start: {child: follow, parties: {asker: answerer, answerer: actor},
          copy: {subject.name: subject.name}}}]}
      link: {title: Link, by: asker, from: here, to: same,
        effects: [{start: {procedure: test, parties: {asker: asker}}}]}
      signal: {title: Signal, by: asker, from: here, to: same,
        effects: [{signal: {child: follow, action: end}}, {signal: {parent: end, if_possible: true}}]}
      publish: {title: Publish, by: asker, from: here, to: same,
        effects: [{publish: public, when: subject.open}, {publish: participants}, {charge: the fee}]}
      hide: {title: Hide, by: asker, from: here, to: same, effects: [{unpublish: public}]}
      lock: {title: Lock, by: asker, from: here, to: same, effects: [{lock: [thing]}, {lock: [thing, other]}]}
      agree: {title: Agree, by: asker, from: here, to: same,
        effects: [{set: {exchange.agreed_on: [subject.day, exchange.wanted_on]}}]}
      replace: {title: Replace, by: asker, from: here, to: there, effects: [{snapshot: report},
        {assign: {party: answerer, from: subject.office}}]}
      end: {title: End, by: asker, from: [here, there], to: end}
forms:
  thing:
    title: Thing
    fields:
      name: {label: Name, type: text, personal: 'yes'}
      open: {label: Open, type: yes_no, personal: 'no'}
      day: {label: Day, type: date, personal: 'no'}
      office: {label: Office, type: authority, personal: 'no'}
"""
)

FACTS = {"subject.name": "x", "subject.open": False, "subject.day": None, "subject.office": "GB/z"}


def play(facts: dict[str, Any] | None = None, **known: Any) -> Play:
    return Play(ALL, {"asker": "PL/a", "answerer": "GB/b"}, facts={**FACTS, **(facts or {})}, **known)


def effects(action: str, facts: dict[str, Any] | None = None, **known: Any) -> tuple[Consequence, ...]:
    return play(facts, **known).do(action, "asker").effects


def test_a_message_goes_to_those_who_are_there_and_not_to_who_sends_it() -> None:
    assert effects("tell") == (Told(TellKind.MESSAGE, "answerer", (player("GB/b"),), message="news"),)


def test_a_call_names_the_players_of_the_party() -> None:
    assert effects("call") == (Called("land.find", "answerer", (player("GB/b"),)),)


def test_a_child_gets_its_parties_from_ours_and_the_fields_to_copy_by_name() -> None:
    (started,) = effects("start")
    assert isinstance(started, Started)
    assert (started.child, started.procedure) == ("follow", "test")
    assert started.parties == {"asker": (player("GB/b"),), "answerer": (player("PL/a"),)}
    assert started.copied == {"subject.name": "subject.name"}


def test_a_linked_exchange_has_a_number_of_its_own() -> None:
    (started,) = effects("link")
    assert isinstance(started, Started)
    assert (started.child, started.procedure) == ("", "test")


def test_signals_are_handed_out_apart() -> None:
    outcome = play().do("signal", "asker")
    assert outcome.signals == (Signal("end", "follow"), Signal("end", if_possible=True))
    assert not outcome.effects


def test_an_effect_with_a_condition_happens_only_when_it_holds() -> None:
    assert effects("publish") == (Published("participants", visible=True), Charged("the fee"))
    assert effects("publish", {"subject.open": True})[0] == Published("public", visible=True)
    assert effects("hide") == (Published("public", visible=False),)


def test_locked_forms_stay_locked() -> None:
    one = play()
    assert one.do("lock", "asker").effects == (Locked(("thing",)), Locked(("thing", "other")))
    assert one.situation.locked == ("thing", "other")


def test_set_takes_the_first_that_is_present() -> None:
    assert effects("agree", {"subject.day": "2026-05-04"}) == (Dated("exchange.agreed_on", "2026-05-04"),)
    one = play(wanted_on=date(2026, 4, 1))
    assert one.do("agree", "asker").effects == (Dated("exchange.agreed_on", "2026-04-01"),)
    assert one.situation.agreed_on == date(2026, 4, 1)
    assert effects("agree") == (Dated("exchange.agreed_on", None),)


def test_who_is_filled_first_owns_the_new_state_and_the_rest_follows_it() -> None:
    one = play()
    told = Told(TellKind.NEW_WORK, "answerer", (player("GB/z"),))
    assert one.do("replace", "asker").effects == (
        Assigned("answerer", (Seat(player("GB/z")),), (Seat(player("GB/b")),)),
        told,
        Documented("pdf", "report"),
        Documented("sign", "report"),
        Documented("snapshot", "report"),
    )


def test_a_field_that_is_empty_replaces_nobody() -> None:
    one = play({"subject.office": None})
    one.do("replace", "asker")
    assert one.situation.players("answerer") == (player("GB/b"),)
