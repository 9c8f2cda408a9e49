"""Exchanges under one file number: children, what they read of their parent, signals both ways (grammar, section 2)."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.errors import OutOfTurn, Refused
from counterpart.core.workflow import (
    Beginning,
    Cause,
    Endless,
    Known,
    Linked,
    Matter,
    MatterOutcome,
    Move,
    Player,
    Rulebooks,
    UndeclaredFact,
    begin,
    follow,
    next_alarms,
    ring,
    run,
    step,
)
from counterpart.core.workflow.situation import ParentView
from tests.core.workflow.definitions import rulebooks
from tests.core.workflow.playing import at

NOW = at("2026-03-02 09:00")

# A prior consent, used for transfers, each an exchange of its own.
CONSENT = rulebooks(
    """
procedures:
  consent:
    title: Prior consent
    start: asked
    subject: consented
    parties:
      keeper: {title: Keeper, role: authority}
      origin: {title: Origin, role: authority, optional: true}
    children: {transfer: {procedure: transfer, at_most: 2 open}}
    states:
      asked: {title: Asked, owner: keeper, due: 30 days, overdue: revoke}
      in_use: {title: In use, owner: keeper, due: 12 months, overdue: revoke}
      used: {title: Used, final: true, outcome: success}
      revoked: {title: Revoked, final: true, outcome: failure}
    actions:
      grant: {title: Grant, by: keeper, from: asked, to: in_use}
      begin: {title: Begin, by: keeper, from: in_use, to: same,
        effects: [{start: {child: transfer, parties: {sender: keeper, receiver: choice},
          copy: {subject.name: subject.legal_name}}}]}
      done: {title: Done, auto: true, from: in_use, when: 'any(transfer, arrived)', to: used}
      revoke: {title: Revoke, by: keeper, from: [asked, in_use], to: revoked,
        effects: [{signal: {child: transfer, action: consent_revoked}}]}
      learn: {title: Learn, by: keeper, from: in_use, to: same,
        effects: [{assign: {party: origin, from: transfer.receiver}}]}
      lost: {title: A transfer was lost, by: system, from: [in_use, used], to: same}
  transfer:
    title: Transfer
    start: prepared
    subject: goods
    parties:
      sender: {title: Sender, role: authority}
      receiver: {title: Receiver, role: authority, country: other}
    states:
      prepared: {title: Prepared, owner: sender, due: 30 days, overdue: lose}
      under_way: {title: Under way, owner: receiver, due: 10 days, overdue: lose}
      arrived: {title: Arrived, final: true, outcome: success}
      stopped: {title: Stopped, final: true, outcome: failure}
      lost: {title: Lost, final: true, outcome: failure}
    actions:
      send: {title: Send, by: sender, from: prepared, to: under_way,
        needs: {in_use: {check: "parent.state == 'in_use'", message: The consent is not in use.},
                name: {check: has(parent.subject.legal_name), message: The consent names nobody.}}}
      arrive: {title: Arrive, by: receiver, from: under_way, to: arrived}
      consent_revoked: {title: Consent revoked, by: system, from: [prepared, under_way], to: stopped}
      lose: {title: Lost, by: receiver, from: [prepared, under_way], to: lost,
        effects: [{signal: {parent: lost}}]}
  ping:
    title: Ping
    start: one
    parties: {keeper: {title: Keeper, role: authority}}
    children: {pong: {procedure: pong}}
    states:
      one: {title: One, owner: keeper, due: 30 days, overdue: stop}
      two: {title: Two, owner: keeper, due: 30 days, overdue: stop}
      end: {title: End, final: true, outcome: neutral}
    actions:
      start: {title: Start, by: keeper, from: one, to: same,
        effects: [{start: {child: pong, parties: {keeper: keeper}}}]}
      hit: {title: Hit, by: [keeper, system], from: [one, two], to: [{when: '!open(pong)', state: end}, {state: one}],
        effects: [{signal: {child: pong, action: hit}}]}
      stop: {title: Stop, by: keeper, from: [one, two], to: end}
  pong:
    title: Pong
    start: one
    parties: {keeper: {title: Keeper, role: authority}}
    states:
      one: {title: One, owner: keeper, due: 30 days, overdue: stop}
      end: {title: End, final: true, outcome: neutral}
    actions:
      hit: {title: Hit, by: system, from: one, to: one, effects: [{signal: {parent: hit}}]}
      stop: {title: Stop, by: keeper, from: one, to: end}
forms:
  consented: {title: Consent, fields: {legal_name: {label: Name, type: text, personal: 'yes'}}}
  goods: {title: Goods, fields: {name: {label: Name, type: text, personal: 'yes'}}}
"""
)


class Filed:
    """A matter that is played through."""

    def __init__(self, procedure: str = "consent", books: Rulebooks = CONSENT) -> None:
        self.books, self.now = books, NOW
        known = Known(facts={"subject.legal_name": "Arms Ltd"})
        outcome = begin(books[procedure], Beginning({"keeper": [Player("PL", "k")]}, known), NOW)
        self.matter = Matter({"file": Linked(books[procedure], outcome.situation)})
        self.last = MatterOutcome(self.matter, ())

    def do(self, key: str, action: str, party: str, **given: Any) -> MatterOutcome:
        return self.take(run(self.matter, key, Move(action, party, **given), self.now, self.books))

    def take(self, outcome: MatterOutcome) -> MatterOutcome:
        self.matter, self.last = outcome.matter, outcome
        return outcome

    def state(self, key: str = "file") -> str:
        return self.matter.exchanges[key].situation.state


def granted(transfers: int = 1) -> Filed:
    filed = Filed()
    filed.do("file", "grant", "keeper")
    for _ in range(transfers):
        filed.do("file", "begin", "keeper", choose=(Player("DE", "r"),))
    return filed


def test_a_child_begins_under_the_same_file_with_the_parties_that_were_mapped() -> None:
    filed = granted()
    child = filed.matter.exchanges["file/transfer/1"]
    assert (child.parent, child.child, child.situation.state) == ("file", "transfer", "prepared")
    assert child.situation.players("sender") == (Player("PL", "k"),)
    assert child.situation.players("receiver") == (Player("DE", "r"),)
    assert child.situation.known.facts["subject.name"] == "Arms Ltd"
    assert [key for key, _ in filed.last.outcomes] == ["file", "file/transfer/1"]


def test_a_child_comes_back_to_its_parent() -> None:
    filed = granted()
    filed.do("file/transfer/1", "send", "sender")
    assert filed.state() == "in_use"
    filed.do("file/transfer/1", "arrive", "receiver")
    assert (filed.state("file/transfer/1"), filed.state()) == ("arrived", "used")
    moves = [(key, move.action, move.cause) for key, outcome in filed.last.outcomes for move in outcome.moves]
    assert moves == [("file/transfer/1", "arrive", Cause.PERSON), ("file", "done", Cause.AUTOMATIC)]


def test_a_signal_goes_down_to_every_open_child() -> None:
    filed = granted(2)
    filed.do("file/transfer/1", "send", "sender")
    filed.do("file", "revoke", "keeper")
    assert (filed.state("file/transfer/1"), filed.state("file/transfer/2")) == ("stopped", "stopped")
    causes = {move.cause for key, outcome in filed.last.outcomes for move in outcome.moves if key != "file"}
    assert causes == {Cause.SIGNAL}


def test_a_signal_goes_up_to_the_parent_when_the_clock_moves_the_child() -> None:
    filed = granted()
    filed.do("file/transfer/1", "send", "sender")
    filed.now = at("2026-04-01 09:00")
    child = filed.matter.exchanges["file/transfer/1"]
    alarms = [alarm for alarm in next_alarms(child.rules, child.situation) if alarm.fire_at <= filed.now]
    filed.take(ring(filed.matter, "file/transfer/1", alarms, filed.now, filed.books))
    assert filed.state("file/transfer/1") == "lost"
    assert [key for key, _ in filed.last.outcomes] == ["file/transfer/1", "file"]
    assert filed.last.outcomes[1][1].moves[0].action == "lost"


def test_a_child_reads_how_its_parent_stands() -> None:
    filed = granted()
    filed.do("file/transfer/1", "send", "sender")
    other = granted()
    other.matter = Matter({**other.matter.exchanges, "file": Filed().matter.exchanges["file"]})
    with pytest.raises(Refused, match="needs") as caught:
        other.do("file/transfer/1", "send", "sender")
    assert caught.value.parameters["texts"] == ("procedure.transfer.action.send.needs.in_use",)


def test_what_a_child_reads_of_its_parent_must_have_been_loaded() -> None:
    rules = CONSENT["transfer"]
    assert rules.reads("send") == {"parent.subject.legal_name"}
    seats = {"sender": [Player("PL")], "receiver": [Player("DE")]}
    alone = begin(rules, Beginning(seats, Known(parent=ParentView("in_use"))), NOW).situation
    with pytest.raises(UndeclaredFact):
        step(rules, alone, Move("send", "sender"), NOW)
    facts = {"parent.subject.legal_name": "Arms Ltd"}
    loaded = begin(rules, Beginning(seats, Known(facts=facts, parent=ParentView("in_use"))), NOW).situation
    assert step(rules, loaded, Move("send", "sender"), NOW).situation.state == "under_way"


def test_an_exchange_that_was_started_alone_has_no_parent() -> None:
    rules = CONSENT["transfer"]
    alone = begin(rules, Beginning({"sender": [Player("PL")], "receiver": [Player("DE")]}), NOW).situation
    with pytest.raises(Refused) as caught:
        step(rules, alone, Move("send", "sender"), NOW)
    assert caught.value.parameters["texts"] == (
        "procedure.transfer.action.send.needs.in_use",
        "procedure.transfer.action.send.needs.name",
    )


def test_there_are_no_more_children_than_there_may_be_open() -> None:
    filed = granted(2)
    with pytest.raises(Refused, match="child_limit"):
        filed.do("file", "begin", "keeper", choose=(Player("DE", "r"),))
    filed.do("file/transfer/1", "send", "sender")
    filed.do("file/transfer/1", "lose", "receiver")
    filed.do("file", "begin", "keeper", choose=(Player("FR", "r"),))
    assert filed.state("file/transfer/3") == "prepared"


def test_a_party_of_a_child_fills_a_party_of_the_parent() -> None:
    filed = granted()
    filed.do("file", "learn", "keeper")
    assert filed.matter.exchanges["file"].situation.players("origin") == (Player("DE", "r"),)


def test_a_signal_that_cannot_be_done_stops_everything() -> None:
    filed = granted()
    filed.do("file/transfer/1", "send", "sender")
    filed.do("file", "revoke", "keeper")
    before = filed.matter
    outcome = begin(filed.books["transfer"], Beginning({"sender": [Player("PL")], "receiver": [Player("DE")]}), NOW)
    late = Linked(filed.books["transfer"], outcome.situation, "file", "transfer")
    filed.matter = Matter({**before.exchanges, "file/transfer/9": late})
    with pytest.raises(OutOfTurn, match="not_in_this_state"):
        filed.do("file/transfer/9", "lose", "receiver")


def test_signals_that_go_back_and_forth_are_stopped_and_nothing_has_happened() -> None:
    filed = Filed("ping")
    filed.do("file", "start", "keeper")
    before = filed.matter
    with pytest.raises(Endless, match="relatives_endless"):
        filed.do("file", "hit", "keeper")
    assert filed.matter is before


def test_an_outcome_of_another_kind_is_followed_as_well() -> None:
    filed = granted()
    filed.do("file/transfer/1", "send", "sender")
    child = filed.matter.exchanges["file/transfer/1"]
    alone = step(child.rules, filed.matter.with_family("file/transfer/1"), Move("arrive", "receiver"), NOW)
    filed.take(follow(filed.matter, "file/transfer/1", alone, NOW, filed.books))
    assert filed.state() == "used"
