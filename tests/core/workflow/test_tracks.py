"""Tracks: for whom rows are opened, whose they are, and how they end (grammar, section 3)."""

from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.errors import OutOfTurn, Refused
from counterpart.core.workflow import Cause
from counterpart.core.workflow.outcome import Assigned, Opened, TellKind, Told
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, player

ALERT = rules(
    """
procedures:
  test:
    title: Alert
    start: draft
    subject: danger
    parties:
      initiator: {title: Alert authority, role: authority}
      recipients: {title: Coordinators of the receiving members, role: coordinator, country: other, many: true}
      informed: {title: Authorities told by their coordinator, role: authority, many: true, optional: true,
        country: same as recipients}
    states:
      draft: {title: Draft, owner: initiator, due: 14 days, overdue: withdraw}
      active: {title: Active, owner: initiator, due: 6 months, overdue: withdraw}
      withdrawn: {title: Withdrawn, final: true, outcome: neutral}
    actions:
      broadcast: {title: Broadcast, by: initiator, from: draft, to: active,
        effects: [{open: {track: delivery, for: choice}}]}
      broadcast_all: {title: To all, by: initiator, from: draft, to: active,
        effects: [{open: {track: delivery, for: all}}]}
      broadcast_field: {title: To those named, by: initiator, from: [draft, active], to: active,
        effects: [{open: {track: delivery, for: subject.concerned}}]}
      ask_recipients: {title: Ask all recipients, by: initiator, from: active, to: same,
        effects: [{open: {track: opinion, for: recipients}}]}
      ask_readers: {title: Ask those who have read it, by: initiator, from: active, to: same,
        effects: [{open: {track: opinion, for: delivery.read}}]}
      ask_more: {title: Ask for documents, by: initiator, from: active, to: same,
        effects: [{open: {track: upload}}]}
      add: {title: Add a recipient, by: initiator, from: active, to: same,
        effects: [{open: {track: delivery, for: choice}}]}
      withdraw: {title: Withdraw, by: initiator, from: [draft, active], to: withdrawn}
    tracks:
      delivery:
        title: In one member
        per: country
        party: recipients
        start: received
        ends_with_main: ended
        states:
          received: {title: Received, owner: recipients, due: 1 working days, overdue: acknowledge}
          read: {title: Read, owner: recipients, due: 6 months, overdue: acknowledge}
          settled: {title: Settled, final: true, outcome: success}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          acknowledge: {title: Acknowledge, by: recipients, from: received, to: read}
          disseminate: {title: Pass on, by: recipients, from: read, to: same,
            effects: [{assign: {party: informed, from: choice}}]}
          settle: {title: Settle, by: [recipients, informed], from: read, to: settled}
      opinion:
        title: Opinion
        per: country
        party: recipients
        start: asked
        ends_with_main: ended
        states:
          asked: {title: Asked, owner: recipients, due: 5 days, overdue: silent}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          silent: {title: Nothing to say, by: recipients, from: asked, to: ended}
      upload:
        title: Documents
        per: opening
        party: recipients
        start: asked
        ends_with_main: ended
        states:
          asked: {title: Asked, owner: recipients, due: 8 weeks, overdue: give_up}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          give_up: {title: Give up, by: recipients, from: asked, to: ended}
forms:
  danger:
    title: Danger
    fields: {concerned: {label: Members concerned, type: members, personal: 'no'}}
"""
)


def alert(*recipients: str, **known: Any) -> Play:
    known.setdefault("facts", {"subject.concerned": None})
    return Play(ALERT, {"initiator": "PL/a", "recipients": list(recipients)}, **known)


def rows(play: Play, track: str) -> list[str]:
    return [key for name, key in play.situation.rows if name == track]


def test_rows_are_opened_for_those_that_were_chosen_and_they_take_part() -> None:
    play = alert()
    outcome = play.do("broadcast", "initiator", choose=["DK/d", "SE/s"])
    assert rows(play, "delivery") == ["DK", "SE"]
    assert play.situation.players("recipients") == (player("DK/d"), player("SE/s"))
    assert [effect.place.key for effect in outcome.effects if isinstance(effect, Opened)] == ["DK", "SE"]
    assert [move.cause for move in outcome.moves] == [Cause.PERSON, Cause.OPENED, Cause.OPENED]


def test_all_are_the_members_that_take_part_and_fit_the_party() -> None:
    play = alert(members=("PL", "GB", "DK"))
    play.do("broadcast_all", "initiator")
    assert rows(play, "delivery") == ["GB", "DK"]


def test_all_are_the_candidates_that_the_directory_knows() -> None:
    play = alert(candidates={"recipients": (player("DK/d"), player("PL/p"))})
    play.do("broadcast_all", "initiator")
    assert play.row("delivery/DK").player == player("DK/d")
    assert rows(play, "delivery") == ["DK"]


def test_a_field_names_the_members() -> None:
    play = alert(facts={"subject.concerned": ["FR", "IE"]})
    play.do("broadcast_field", "initiator")
    assert rows(play, "delivery") == ["FR", "IE"]


def test_an_empty_set_opens_nothing() -> None:
    play = alert(facts={"subject.concerned": None})
    play.do("broadcast_field", "initiator")
    assert play.state == "active"
    assert rows(play, "delivery") == []


def test_nobody_is_opened_twice_in_a_round() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK", "SE"])
    play.do("acknowledge", "recipients", "delivery/DK")
    play.do("add", "initiator", choose=["DK", "FR"])
    assert rows(play, "delivery") == ["DK", "SE", "FR"]
    assert play.row("delivery/DK").state == "read"


def test_rows_for_a_party_of_many_belong_to_those_who_play_it() -> None:
    play = alert("DK/d", "SE/s")
    play.do("broadcast", "initiator", choose=["FR/f"])
    play.do("ask_recipients", "initiator")
    assert rows(play, "opinion") == ["DK", "SE", "FR"]
    assert play.row("opinion/SE").player == player("SE/s")


def test_rows_for_the_rows_in_a_state_of_another_track() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK", "SE", "FR"])
    play.do("acknowledge", "recipients", "delivery/DK")
    play.do("acknowledge", "recipients", "delivery/FR")
    play.do("ask_readers", "initiator")
    assert rows(play, "opinion") == ["DK", "FR"]


def test_each_opening_is_a_new_row_with_its_own_clock() -> None:
    play = alert("DK")
    play.do("broadcast", "initiator", choose=["DK"])
    play.do("ask_more", "initiator")
    play.wait(days=7)
    play.do("ask_more", "initiator")
    assert rows(play, "upload") == ["1", "2"]
    assert (play.due("upload/1"), play.due("upload/2")) == ("2026-04-27", "2026-05-04")


def test_a_member_acts_in_its_own_row_only() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK/d", "SE/s"])
    with pytest.raises(Refused, match="not_seated"):
        play.do("acknowledge", "recipients", "delivery/SE", by="DK/d")
    play.do("acknowledge", "recipients", "delivery/SE", by="SE/s")
    assert (play.row("delivery/SE").state, play.row("delivery/DK").state) == ("read", "received")


def test_there_is_nothing_to_do_in_a_row_that_was_not_opened() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK"])
    with pytest.raises(OutOfTurn, match="row_unknown"):
        play.do("acknowledge", "recipients", "delivery/SE")


def test_a_row_is_due_by_the_calendar_of_its_own_member() -> None:
    play = Play(ALERT, {"initiator": "PL"}, "2026-07-13 09:00", facts={"subject.concerned": None})
    play.do("broadcast", "initiator", choose=["FR", "SE"])
    assert play.due("delivery/FR") == "2026-07-15"  # 14 July is the national day of one of them
    assert play.due("delivery/SE") == "2026-07-14"


def test_who_was_told_by_their_coordinator_takes_part_through_that_row() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK/d"])
    play.do("acknowledge", "recipients", "delivery/DK")
    outcome = play.do("disseminate", "recipients", "delivery/DK", choose=["DK/x", "DK/y"])
    assert [seat.through.key for seat in play.situation.seats["informed"]] == ["DK", "DK"]
    play.do("disseminate", "recipients", "delivery/DK", choose=["DK/x", "DK/z"])
    assert [one.authority for one in play.situation.players("informed")] == ["x", "y", "z"]
    assigned = [effect for effect in outcome.effects if isinstance(effect, Assigned)]
    assert [seat.player.authority for effect in assigned for seat in effect.seats] == ["x", "y"]
    play.do("settle", "informed", "delivery/DK", by="DK/y")
    assert play.row("delivery/DK").state == "settled"


def test_a_coordinator_passes_on_to_authorities_of_its_own_member() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK/d", "SE/s"])
    play.do("acknowledge", "recipients", "delivery/DK")
    with pytest.raises(Refused, match="choice_unfit"):
        play.do("disseminate", "recipients", "delivery/DK", choose=["SE/x"])


def test_open_rows_end_with_the_main_machine_and_others_stay_as_they_are() -> None:
    play = alert()
    play.do("broadcast", "initiator", choose=["DK", "SE"])
    play.do("acknowledge", "recipients", "delivery/DK")
    play.do("settle", "recipients", "delivery/DK")
    outcome = play.do("withdraw", "initiator")
    assert (play.row("delivery/DK").state, play.row("delivery/SE").state) == ("settled", "ended")
    assert outcome.deadlines[play.row("delivery/SE").place] == ()
    assert outcome.moves[-1].cause is Cause.ENDED_WITH_MAIN
    with pytest.raises(OutOfTurn, match="ended"):
        play.do("acknowledge", "recipients", "delivery/SE")


BOTH = rules(
    """
procedures:
  test:
    title: Inspection
    start: open
    parties:
      lead: {title: Lead, role: authority}
      registers: {title: Registers, role: authority, country: other, many: true}
      boards: {title: Boards, role: authority, country: other, many: true, optional: true}
    states:
      open: {title: Open, owner: lead, due: 30 days, overdue: end}
      end: {title: End, final: true, outcome: neutral}
    actions:
      ask: {title: Ask, by: lead, from: open, to: same, effects: [{open: {track: inspection, for: registers}}]}
      end: {title: End, by: lead, from: open, to: end}
    tracks:
      inspection:
        title: Inspection
        per: country
        parties: [registers, boards]
        start: looked_up
        ends_with_main: ended
        states:
          looked_up: {title: Looked up, owner: registers, due: 5 days, overdue: stop}
          judged: {title: Judged, owner: boards, due: 5 days, overdue: stop}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          found: {title: Found, by: registers, from: looked_up, to: judged}
          judge: {title: Judge, by: boards, from: judged, to: ended}
          stop: {title: Stop, by: [registers, boards], from: [looked_up, judged], to: ended}
"""
)


def test_several_parties_may_own_states_of_one_row_each_for_its_member() -> None:
    play = Play(BOTH, {"lead": "IE", "registers": ["DK/r", "SE/r"], "boards": ["SE/b", "DK/b"]})
    play.do("ask", "lead")
    outcome = play.do("found", "registers", "inspection/DK")
    told = [effect for effect in outcome.effects if isinstance(effect, Told)]
    assert told == [Told(TellKind.NEW_WORK, "boards", (player("DK/b"),), play.row("inspection/DK").place)]
    with pytest.raises(Refused, match="not_seated"):
        play.do("judge", "boards", "inspection/DK", by="SE/b")
    play.do("judge", "boards", "inspection/DK", by="DK/b")
    assert play.row("inspection/DK").state == "ended"


def test_a_row_does_not_go_where_its_member_has_nobody() -> None:
    play = Play(BOTH, {"lead": "IE", "registers": ["DK/r", "SE/r"], "boards": ["SE/b"]})
    play.do("ask", "lead")
    play.do("found", "registers", "inspection/SE")
    assert play.may("boards") == []
    play.do("found", "registers", "inspection/DK")  # a party of many whom the clock carries on
    play.wait(days=8)
    assert play.row("inspection/DK").state == "ended"


ITEMS = rules(
    """
procedures:
  test:
    title: Inspection
    start: open
    parties:
      lead: {title: Lead, role: authority}
      boards: {title: Boards, role: authority, country: other, many: true}
    states:
      open: {title: Open, owner: lead, due: 30 days, overdue: end}
      end: {title: End, final: true, outcome: neutral}
    actions:
      offer: {title: Offer, by: [lead, boards], from: open, to: same, effects: [{open: {track: item}}]}
      end: {title: End, by: lead, from: open, to: end}
    tracks:
      item:
        title: Item
        per: opening
        parties: [lead, boards]
        start: written
        ends_with_main: ended
        states:
          written: {title: Written, owner: [lead, boards], due: 5 days, overdue: drop}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          drop: {title: Drop, by: [lead, boards], from: written, to: ended}
"""
)


def test_whoever_opened_a_row_acts_in_it_as_the_party_that_they_are_and_not_as_another_owner() -> None:
    play = Play(ITEMS, {"lead": "IE/l", "boards": ["DK/b", "SE/b"]})
    play.do("offer", "boards", by="DK/b")
    with pytest.raises(Refused, match="not_seated"):
        play.do("drop", "lead", "item/1", by="DK/b")
    play.do("drop", "boards", "item/1", by="DK/b")
    play.do("offer", "lead")
    play.do("drop", "lead", "item/2")
