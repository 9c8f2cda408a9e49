"""Extensions: to what they add, that they add up, survive a re-entry, never shorten, and stay where they were given."""

from __future__ import annotations

from counterpart.core.workflow.outcome import Extended
from tests.core.workflow.definitions import TWO_PARTIES, rules
from tests.core.workflow.playing import Play

# Ten weeks from the acceptance, four more once; an objection brings the case back to work.
CENTRE = rules(
    """
procedures:
  test:
    title: Case of a citizen
    start: offered
    parties:
      home: {title: Home centre, role: authority}
      lead: {title: Lead centre, role: authority, country: other}
    states:
      offered: {title: Offered, owner: home, due: 7 days, overdue: take}
      working: {title: Being solved, owner: lead, due: 10 weeks from working, overdue: give_up}
      proposed: {title: Solution proposed, owner: home, due: 7 days, overdue: agree}
      solved: {title: Solved, final: true, outcome: success}
      unsolved: {title: Not solved, final: true, outcome: failure}
    actions:
      take: {title: Accept, by: lead, from: offered, to: working}
      propose: {title: Propose, by: lead, from: working, to: proposed}
      contest: {title: Object, by: home, from: proposed, to: working}
      agree: {title: Agree, by: home, from: proposed, to: solved}
      extend: {title: Four more weeks, by: home, from: working, to: same, at_most: 1, effects: [{extend_due: 4 weeks}]}
      give_up: {title: Give up, by: lead, from: working, to: unsolved}
"""
)

# Each part answers within five working days, and may take five more; the main machine has a deadline of its own.
PARTS = rules(
    """
procedures:
  test:
    title: Request in parts
    start: asked
"""
    + TWO_PARTIES
    + """
    states:
      asked: {title: Asked, owner: answerer, due: 30 days, overdue: end}
      ended: {title: Ended, final: true, outcome: neutral}
    actions:
      share: {title: Share out, by: answerer, from: asked, to: same, effects: [{open: {track: part, for: choice}}]}
      end: {title: End, by: asker, from: asked, to: ended}
    tracks:
      part:
        title: Part
        per: authority
        party: answerer
        start: open
        ends_with_main: ended
        states:
          open: {title: Open, owner: answerer, due: 5 working days, overdue: give_back}
          done: {title: Done, final: true, outcome: success}
          returned: {title: Returned, final: true, outcome: failure}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          deliver: {title: Deliver, by: answerer, from: open, to: done}
          give_back: {title: Return, by: answerer, from: open, to: returned}
          extend: {title: Five more, by: answerer, from: open, to: same, at_most: 1,
            effects: [{extend_due: 5 working days}]}
"""
)

# Three months of standstill; a detailed opinion makes them six, however many there are.
STANDSTILL = rules(
    """
procedures:
  test:
    title: Draft rule
    start: standstill
    parties:
      notifier: {title: Notifier, role: authority}
      readers: {title: Readers, role: authority, country: other, many: true}
    states:
      standstill: {title: Standstill, owner: notifier, due: 3 months from standstill, overdue: over}
      over: {title: Over, final: true, outcome: success}
    actions:
      over: {title: Over, by: system, from: standstill, to: over}
      opine: {title: Detailed opinion, by: readers, from: standstill, to: same, at_most: 30,
        effects: [{extend_due: {to: 6 months}}]}
      add: {title: A little more, by: notifier, from: standstill, to: same, at_most: 30,
        effects: [{extend_due: 2 weeks}]}
"""
)

ENTERED = rules(
    """
procedures:
  test:
    title: Entered
    start: asked
"""
    + TWO_PARTIES
    + """
    states:
      asked: {title: Asked, owner: answerer, due: 14 days, overdue: end}
      other: {title: Other, owner: answerer, due: 14 days, overdue: end}
      ended: {title: Ended, final: true, outcome: neutral}
    actions:
      extend: {title: More, by: asker, from: asked, to: same, at_most: 3, effects: [{extend_due: 7 days}]}
      away: {title: Away, by: asker, from: asked, to: other}
      back: {title: Back, by: asker, from: other, to: asked}
      again: {title: Again, by: asker, from: asked, to: asked}
      end: {title: End, by: asker, from: [asked, other], to: ended}
"""
)


def case() -> Play:
    play = Play(CENTRE, {"home": "PL", "lead": "DE"})
    play.do("take", "lead")
    return play


def test_the_ten_weeks_survive_an_objection() -> None:
    play = case()
    assert play.due() == "2026-05-11"
    play.wait(weeks=9)
    play.do("propose", "lead")
    play.wait(days=2)
    play.do("contest", "home")
    assert play.due() == "2026-05-11"


def test_an_extension_survives_an_objection_as_well() -> None:
    play = case()
    play.do("extend", "home")
    assert play.due() == "2026-06-08"
    play.do("propose", "lead")
    assert play.due() == "2026-03-09"
    play.do("contest", "home")
    assert play.due() == "2026-06-08"


def test_a_case_contested_again_and_again_still_ends() -> None:
    play = case()
    for _ in range(30):
        if play.state != "working":
            break
        play.do("propose", "lead")
        play.wait(days=3)
        play.do("contest", "home")
    play.wait(days=1)
    assert play.state == "unsolved"


def test_two_parallel_extensions_do_not_overwrite_each_other() -> None:
    play = Play(PARTS, {"asker": "PL", "answerer": "DE/main"})
    play.do("share", "answerer", choose=["DE/north", "DE/south", "DE/west"])
    assert {play.due(f"part/{key}") for key in ("north", "south", "west")} == {"2026-03-09"}
    play.do("extend", "answerer", "part/north")
    assert play.due("part/north") == "2026-03-16"
    assert (play.due("part/south"), play.due("part/west")) == ("2026-03-09", "2026-03-09")
    play.wait(days=1)
    play.do("extend", "answerer", "part/south")
    assert (play.due("part/north"), play.due("part/south")) == ("2026-03-16", "2026-03-16")
    assert (play.due("part/west"), play.due()) == ("2026-03-09", "2026-04-01")


def test_only_the_row_that_was_extended_gets_new_alarms() -> None:
    play = Play(PARTS, {"asker": "PL", "answerer": "DE/main"})
    play.do("share", "answerer", choose=["DE/north", "DE/south"])
    outcome = play.do("extend", "answerer", "part/north")
    assert [str(place) for place in outcome.deadlines] == ["part/north"]
    assert outcome.effects == (Extended(play.row("part/north").place, by="5 working days"),)


def test_two_detailed_opinions_make_six_months_and_not_nine() -> None:
    play = Play(STANDSTILL, {"notifier": "FR", "readers": ["DE", "PL"]})
    assert play.due() == "2026-06-02"
    play.do("opine", "readers", by="DE")
    assert play.due() == "2026-09-02"
    play.wait(days=10)
    play.do("opine", "readers", by="PL")
    assert play.due() == "2026-09-02"


def test_an_extension_to_a_total_never_shortens() -> None:
    play = Play(STANDSTILL, {"notifier": "FR", "readers": ["DE", "PL"]})
    for _ in range(8):
        play.do("add", "notifier")
    longer = play.due()
    assert longer is not None
    assert longer > "2026-09-02"
    play.do("opine", "readers", by="PL")
    assert play.due() == longer


def test_an_extension_after_a_total_adds_to_it() -> None:
    play = Play(STANDSTILL, {"notifier": "FR", "readers": ["DE"]})
    play.do("opine", "readers", by="DE")
    play.do("add", "notifier")
    assert play.due() == "2026-09-16"


def test_extensions_of_a_deadline_from_entry_add_up_and_survive_a_re_entry() -> None:
    play = Play(ENTERED, {"asker": "PL", "answerer": "DE"})
    assert play.due() == "2026-03-16"
    play.do("extend", "asker")
    play.do("extend", "asker")
    assert play.due() == "2026-03-30"
    play.do("away", "asker")
    assert play.due() == "2026-03-16"
    play.wait(days=1)
    play.do("back", "asker")
    assert play.due() == "2026-03-31"


def test_naming_the_same_state_enters_it_anew() -> None:
    play = Play(ENTERED, {"asker": "PL", "answerer": "DE"})
    play.wait(days=3)
    play.do("again", "asker")
    assert play.due() == "2026-03-19"
    assert play.situation.main.entered_at == play.now
