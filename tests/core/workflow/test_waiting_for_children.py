"""A parent that waits until its children are done, though they begin in the very step that makes it wait."""

from __future__ import annotations

from counterpart.core.workflow import Cause
from tests.core.workflow.definitions import rulebooks
from tests.core.workflow.test_matter import Filed

WAITING = rulebooks(
    """
procedures:
  consent:
    title: Prior consent
    start: asked
    parties: {keeper: {title: Keeper, role: authority}}
    children: {check: {procedure: check}}
    states:
      asked: {title: Asked, owner: keeper, due: 30 days, overdue: stop}
      checking: {title: Checking, owner: keeper, due: 30 days, overdue: stop}
      checked: {title: Checked, owner: keeper, due: 30 days, overdue: stop}
      end: {title: End, final: true, outcome: neutral}
    actions:
      check: {title: Check, by: keeper, from: asked, to: checking,
        effects: [{start: {child: check, parties: {keeper: keeper}}}]}
      back: {title: All checks are back, auto: true, from: checking, when: '!open(check)', to: checked}
      stop: {title: Stop, by: keeper, from: [asked, checking, checked], to: end}
  check:
    title: Check
    start: open
    parties: {keeper: {title: Keeper, role: authority}}
    states:
      open: {title: Open, owner: keeper, due: 10 days, overdue: finish}
      done: {title: Done, final: true, outcome: success}
    actions:
      finish: {title: Finish, by: keeper, from: open, to: done}
"""
)


def test_the_parent_does_not_go_on_before_the_child_has_begun() -> None:
    filed = Filed(books=WAITING)
    filed.do("file", "check", "keeper")
    assert (filed.state(), filed.state("file/check/1")) == ("checking", "open")


def test_the_parent_goes_on_when_the_child_is_done() -> None:
    filed = Filed(books=WAITING)
    filed.do("file", "check", "keeper")
    filed.do("file/check/1", "finish", "keeper")
    assert filed.state() == "checked"
    moves = [(key, move.action, move.cause) for key, outcome in filed.last.outcomes for move in outcome.moves]
    assert moves == [("file/check/1", "finish", Cause.PERSON), ("file", "back", Cause.AUTOMATIC)]
