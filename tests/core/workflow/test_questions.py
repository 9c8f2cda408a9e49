"""Questions and answers: what needs one, what an answer makes necessary, and which a part takes along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpart.core.errors import Refused
from counterpart.core.workflow import UndeclaredFact
from tests.core.workflow.definitions import rules
from tests.core.workflow.playing import Play, player

REQUEST = rules(
    """
procedures:
  test:
    title: Request
    start: open
    questions: [work, home]
    parties:
      asker: {title: Asker, role: authority}
      answerer: {title: Answerer, role: authority, country: other}
    states:
      open: {title: Open, owner: answerer, due: 30 days, overdue: end}
      answered: {title: Answered, final: true, outcome: success}
      end: {title: End, final: true, outcome: neutral}
    actions:
      split: {title: Forward some, by: answerer, from: open, to: same,
        effects: [{open: {track: part, for: choice, questions: choice}}]}
      share_all: {title: Forward all, by: answerer, from: open, to: same,
        effects: [{open: {track: part, for: choice, questions: all}}]}
      reply:
        title: Reply
        by: answerer
        from: open
        to: answered
        needs:
          all: {check: all_answered(), message: Answer every question.}
          back: {check: '!open(part)', message: A part is still open.}
      work: {title: Only the work, by: answerer, from: open, to: answered,
        needs: {all: {check: all_answered(work), message: Answer these.}}}
      end: {title: End, by: asker, from: open, to: end}
    tracks:
      part:
        title: Part
        per: authority
        party: answerer
        start: open
        ends_with_main: ended
        states:
          open: {title: Open, owner: answerer, due: 7 days, overdue: give_back}
          done: {title: Done, final: true, outcome: success}
          returned: {title: Returned, final: true, outcome: failure}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          deliver: {title: Deliver, by: answerer, from: open, to: done,
            needs: {all: {check: all_answered(), message: Answer what was forwarded.}}}
          give_back: {title: Return, by: answerer, from: open, to: returned}
questionsets:
  work:
    title: Work
    tree:
      - {q: regulated, text: Is it regulated, answer: yes_no}
      - {q: why_not, text: Why not, answer: free_text, follow_if: "answers.regulated == 'no'"}
      - group: more
        title: More
        items: [{q: since, text: Since when, answer: date}]
  home: {title: Home, tree: [{q: lives, text: Where, answer: country}]}
"""
)
NOTHING = {"answers.regulated": None}


def request(asked: tuple[str, ...] = ("regulated", "since"), **known: Any) -> Play:
    return Play(REQUEST, {"asker": "PL", "answerer": "DE/m"}, asked=asked, facts=NOTHING, **known)


def unmet(play: Play, action: str, party: str = "answerer", track: str = "") -> list[str]:
    with pytest.raises(Refused, match="needs") as caught:
        play.do(action, party, track)
    texts = caught.value.parameters["texts"]
    assert isinstance(texts, tuple)
    return [text.rpartition(".")[2] for text in texts]


def test_every_question_that_was_asked_needs_an_answer_or_a_reason_why_not() -> None:
    play = request()
    assert unmet(play, "reply") == ["all"]
    play.know(answered=("regulated",))
    assert unmet(play, "reply") == ["all"]
    play.know(answered=("regulated", "since"))
    play.do("reply", "answerer")
    assert play.state == "answered"


def test_an_answer_may_make_another_question_necessary() -> None:
    play = request(("regulated",))
    play.know(answered=("regulated",), facts={"answers.regulated": "no"})
    assert unmet(play, "reply") == ["all"]
    play.know(answered=("regulated", "why_not"))
    play.do("reply", "answerer")


def test_one_set_may_be_asked_for_alone() -> None:
    play = request(("regulated", "lives"))
    play.know(answered=("regulated",))
    assert unmet(play, "reply") == ["all"]
    play.do("work", "answerer")


def test_the_values_behind_an_answer_must_have_been_loaded() -> None:
    play = Play(REQUEST, {"asker": "PL", "answerer": "DE"}, asked=("regulated",), answered=("regulated",))
    assert REQUEST.reads("reply") == {"answers.regulated"}
    with pytest.raises(UndeclaredFact, match=r"answers\.regulated"):
        play.do("reply", "answerer")


def test_forwarded_questions_leave_the_list_and_come_back_when_they_are_returned() -> None:
    play = request()
    play.do("split", "answerer", choose=["DE/n"], questions=("since",))
    assert play.row("part/n").questions == ("since",)
    play.know(answered=("regulated",))
    assert unmet(play, "reply") == ["back"]
    play.do("give_back", "answerer", "part/n")
    assert unmet(play, "reply") == ["all"]


def test_forwarded_questions_that_were_answered_need_no_answer_any_more() -> None:
    play = request()
    play.do("split", "answerer", choose=["DE/n"], questions=("since",))
    answered_row(play, "part/n", ())
    assert unmet(play, "deliver", track="part/n") == ["all"]
    answered_row(play, "part/n", ("since",))
    play.do("deliver", "answerer", "part/n")
    play.know(answered=("regulated",))
    play.do("reply", "answerer")
    assert play.state == "answered"


def answered_row(play: Play, place: str, answered: tuple[str, ...]) -> None:
    """Write answers into a row, as the caller does when they are saved."""
    row = replace(play.row(place), answered=answered, facts=NOTHING)
    rows = {**play.situation.rows, (row.track, row.key): row}
    play.situation = replace(play.situation, rows=rows)


def test_a_question_is_not_forwarded_twice_nor_one_that_was_not_asked() -> None:
    play = request()
    play.do("split", "answerer", choose=["DE/n"], questions=("since",))
    for question in ("since", "lives"):
        with pytest.raises(Refused, match="question_not_asked"):
            play.do("split", "answerer", choose=["DE/s"], questions=(question,))
    with pytest.raises(Refused, match="questions_missing"):
        play.do("split", "answerer", choose=["DE/s"])


def test_all_questions_may_be_forwarded_together() -> None:
    play = request()
    play.do("share_all", "answerer", choose=["DE/n"])
    assert play.row("part/n").questions == ("regulated", "since")
    assert play.row("part/n").player == player("DE/n")
