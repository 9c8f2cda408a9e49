"""Rounds of a track, shares of votes, and a main machine that waits for its rows (grammar, sections 1 and 3)."""

from __future__ import annotations

from counterpart.core.workflow import Cause, Place, fire_due, next_alarms
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, at

# A draft decision is put to the vote; an objection brings a revised draft and a second round.
VOTE = rules(
    """
procedures:
  test:
    title: Draft decision
    start: drafting
    parties:
      lead: {title: Lead authority, role: authority}
      concerned: {title: Authorities concerned, role: authority, country: other, many: true}
    states:
      drafting: {title: Drafting, owner: lead, due: 30 days, overdue: drop}
      voting: {title: Vote, owner: lead, due: with vote, overdue: count}
      adopted: {title: Adopted, final: true, outcome: success}
      dropped: {title: Dropped, final: true, outcome: failure}
    actions:
      put: {title: Put to the vote, by: lead, from: drafting, to: voting,
        effects: [{open: {track: vote, for: concerned, again: true}}]}
      revise: {title: Revise, by: lead, from: voting, to: drafting}
      adopt: {title: Adopt, auto: true, from: voting, when: "reaches(vote, in_favour, '2/3')", to: adopted}
      count: {title: Count, by: system, from: voting,
        to: [{when: '!any(vote, against)', state: adopted}, {state: drafting}]}
      drop: {title: Drop, by: lead, from: drafting, to: dropped}
    tracks:
      vote:
        title: Vote of one authority
        per: country
        party: concerned
        start: open
        ends_with_main: ended
        states:
          open: {title: Open, owner: concerned, due: 10 working days, overdue: abstain}
          in_favour: {title: In favour, final: true, outcome: success}
          against: {title: Against, final: true, outcome: failure}
          abstained: {title: Abstained, final: true, outcome: neutral}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          agree: {title: Agree, by: concerned, from: open, to: in_favour}
          object: {title: Object, by: concerned, from: open, to: against}
          abstain: {title: Say nothing, by: concerned, from: open, to: abstained}
          extend: {title: More time, by: lead, from: open, to: same, at_most: 1,
            effects: [{extend_due: 5 working days}]}
"""
)

# An alert is closed unless somebody objects within five working days, each by its own calendar.
CLOSING = rules(
    """
procedures:
  test:
    title: Alert
    start: active
    parties:
      initiator: {title: Initiator, role: authority}
      recipients: {title: Recipients, role: coordinator, many: true, country: other}
    states:
      active: {title: Active, owner: initiator, due: 6 months, overdue: propose}
      closing: {title: Closure proposed, owner: initiator, due: with reply, overdue: close}
      closed: {title: Closed, final: true, outcome: success}
    actions:
      propose: {title: Propose closure, by: initiator, from: active, to: closing,
        effects: [{open: {track: reply, for: recipients, again: true}}]}
      back: {title: Stays active, auto: true, from: closing, when: 'any(reply, objected)', to: active}
      close: {title: Close, by: system, from: closing, to: closed}
    tracks:
      reply:
        title: Reply of one member
        per: country
        party: recipients
        start: open
        ends_with_main: agreed
        states:
          open: {title: Open, owner: recipients, due: 5 working days, overdue: agree}
          objected: {title: Objected, final: true, outcome: failure}
          agreed: {title: Agreed, final: true, outcome: success}
        actions:
          object: {title: Object, by: recipients, from: open, to: objected}
          agree: {title: Agree, by: recipients, from: open, to: agreed}
"""
)


def vote(*concerned: str) -> Play:
    play = Play(VOTE, {"lead": "IE", "concerned": list(concerned)})
    play.do("put", "lead")
    return play


def test_a_second_round_forgets_the_votes_of_the_first() -> None:
    play = vote("DE", "FR", "PL")
    play.do("object", "concerned", "vote/DE")
    play.do("agree", "concerned", "vote/FR")
    play.do("revise", "lead")
    outcome = play.do("put", "lead")
    assert {row.state for row in play.situation.rows.values()} == {"open"}
    assert {row.round for row in play.situation.rows.values()} == {2}
    assert sorted((row.key, row.round, row.state) for row in outcome.archived) == [
        ("DE", 1, "against"),
        ("FR", 1, "in_favour"),
        ("PL", 1, "ended"),
    ]
    play.do("agree", "concerned", "vote/DE")
    assert play.state == "voting"
    play.do("agree", "concerned", "vote/PL")
    assert play.state == "adopted"


def test_the_alarms_of_an_archived_row_go_and_what_was_open_is_logged_as_ended() -> None:
    play = vote("DE", "FR")
    first = play.row("vote/FR").place
    play.do("object", "concerned", "vote/DE")
    play.do("revise", "lead")
    outcome = play.do("put", "lead")
    assert outcome.deadlines[first] == ()
    assert outcome.deadlines[Place("vote", "FR", 2)]
    ended = [move.place for move in outcome.moves if move.cause is Cause.NEW_ROUND]
    assert ended == [first]


def test_a_share_is_reached_exactly() -> None:
    play = vote("DE", "FR", "PL")
    play.do("agree", "concerned", "vote/DE")
    assert play.state == "voting"
    play.do("agree", "concerned", "vote/FR")
    assert play.state == "adopted"
    assert play.row("vote/PL").state == "ended"


def test_the_main_machine_is_due_with_the_latest_of_its_rows() -> None:
    play = vote("DE", "FR")
    assert play.due() == "2026-03-16"
    outcome = play.do("extend", "lead", "vote/DE")
    assert (play.due("vote/DE"), play.due("vote/FR"), play.due()) == ("2026-03-23", "2026-03-16", "2026-03-23")
    assert set(outcome.deadlines) == {Place(), play.row("vote/DE").place}


def test_silence_of_all_is_counted_at_the_date_on_which_the_last_row_ended() -> None:
    play = vote("DE", "FR")
    play.until("2026-03-16 22:30")
    assert play.state == "voting"
    play.until("2026-03-17 09:00")
    assert {row.state for row in play.situation.rows.values()} == {"abstained"}
    assert play.state == "adopted"


def test_the_main_machine_waits_for_its_date_when_all_rows_end_early() -> None:
    play = vote("DE", "FR", "PL", "SE")
    for member in ("DE", "FR", "PL", "SE"):
        play.do("object" if member == "DE" else "abstain", "concerned", f"vote/{member}")
    assert (play.state, play.due()) == ("voting", "2026-03-16")
    play.until("2026-03-17 09:00")
    assert play.state == "drafting"


def test_without_anybody_to_wait_for_the_main_machine_is_due_at_once() -> None:
    play = Play(VOTE, {"lead": "IE"})
    play.do("put", "lead")
    assert play.state == "voting"
    play.wait(seconds=1)
    assert play.state == "adopted"


def closing() -> Play:
    # Thursday before Good Friday 2026; the Orthodox Easter is a week later.
    play = Play(CLOSING, {"initiator": "PL", "recipients": ["DE", "GR", "SE"]}, "2026-04-02 09:00")
    play.do("propose", "initiator")
    return play


def test_each_member_has_its_own_easter() -> None:
    play = closing()
    assert play.due("reply/DE") == "2026-04-13"  # Good Friday and Easter Monday are days off
    assert play.due("reply/GR") == "2026-04-09"  # works at that Easter
    assert play.due() == "2026-04-13"


def test_the_last_objection_on_the_last_day_still_counts() -> None:
    play = closing()
    play.until(at("2026-04-13 21:59"))
    assert (play.row("reply/GR").state, play.row("reply/DE").state) == ("agreed", "open")
    play.do("object", "recipients", "reply/DE")
    assert play.state == "active"
    play.until(at("2026-04-20 09:00"))
    assert play.state == "active"


def test_the_member_whose_day_is_over_has_agreed() -> None:
    play = closing()
    play.until(at("2026-04-15 09:00"))
    assert play.state == "closed"
    assert play.row("reply/DE").state == "agreed"


def test_the_rows_fire_before_the_main_machine_that_waits_for_them() -> None:
    play = closing()
    play.now = at("2026-05-01 09:00")
    due = [str(alarm.place) for alarm in next_alarms(play.rules, play.situation)]
    assert due[-1] == ""
    outcome = play.take(fire_due(play.rules, play.situation, play.now))
    assert [move.action for move in outcome.moves] == ["agree", "agree", "agree", "close"]
