"""Doing an action that may be done: first who and when, then the new state, then all other effects."""

from __future__ import annotations

from datetime import date

from counterpart.core.workflow.dues import row_date
from counterpart.core.workflow.effects import cause, write_date
from counterpart.core.workflow.entering import arrive_rows, enter
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.machine import SAME, ActionRules
from counterpart.core.workflow.outcome import Cause, Moved, Note
from counterpart.core.workflow.parties import unowned
from counterpart.core.workflow.verdicts import Obstacle
from counterpart.core.workflow.working import Doer, Running, Working


def act(work: Working, running: Running, action: ActionRules, doer: Doer) -> None:
    """Do an action. Raises Refused when the state that it leads to would belong to nobody and a person does it.

    Parties and dates are set first, so that the new state has its owner and its date; other effects follow the new
    state. An action that does not leave the state (`same`) keeps the deadline; one that names the same state enters
    it anew.
    """
    facts = SituationFacts(work, running, doer)
    _copy_dates(work, running, doer)
    cause(work, running, action.first, doer, facts)
    state, notes = _way(work, running, action, facts, doer)
    before = running.state
    stays = state == SAME
    work.moves.append(
        Moved(
            action=action.name,
            place=running.place,
            before=before,
            state=before if stays else state,
            cause=doer.cause,
            party=doer.party,
            player=doer.player,
            person=doer.person,
            due_at=doer.due_at,
            notes=notes,
        )
    )
    running.count(action.name)
    if stays:
        if doer.cause is Cause.AUTOMATIC:
            running.done_here = (*running.done_here, action.name)
    else:
        if running.here.final and not running.place.track:
            work.closed_at, work.outcome = None, ""
        enter(work, running, state, doer, action.tells)
    cause(work, running, action.then, doer, facts)
    arrive_rows(work, doer)


def _way(
    work: Working, running: Running, action: ActionRules, facts: SituationFacts, doer: Doer
) -> tuple[str, tuple[Note, ...]]:
    """Return where an action leads, and which branches were not taken because nobody is there to own their state."""
    notes: list[Note] = []
    for way in action.ways[:-1]:
        if way.when is not None and not way.when.holds(facts):
            continue
        missing = "" if way.state == SAME else unowned(work, running, way.state)
        if not missing:
            return way.state, tuple(notes)
        notes.append(Note("branch_not_taken", {"state": way.state, "party": missing}))
    last = action.ways[-1].state
    missing = "" if last == SAME or doer.is_system else unowned(work, running, last)
    if missing:
        raise Obstacle("owner_missing", parameters={"party": missing}).error()
    return last, tuple(notes)


def _copy_dates(work: Working, running: Running, doer: Doer) -> None:
    """Copy the dates of the forms that a deadline counts from (grammar, section 7)."""
    for name in work.rules.form_dates & doer.form.keys():
        value = doer.form[name]
        write_date(work, row_date(running.place, name), value.isoformat() if isinstance(value, date) else None)
