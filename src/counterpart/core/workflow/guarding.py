"""Whether an action may be done: who, from where, how often, and what must hold (grammar, section 7).

`turn` says whether it may be done at all, `needs` what must hold, `filling` what is wrong with what was handed in. A
step raises the first obstacle, `possible` shows all of them. The system meets none: the clock cannot be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from counterpart.core.deadlines import due_from
from counterpart.core.findings import nearest
from counterpart.core.workflow.effects import at_limit
from counterpart.core.workflow.facts import SituationFacts, questions_with_rows
from counterpart.core.workflow.forms import Problem, check_form, filled, visible
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.core.workflow.machine import SAME, ActionRules
from counterpart.core.workflow.outcome import Cause, Move
from counterpart.core.workflow.parties import calendar_of_player, may_take_over, players_in, unowned
from counterpart.core.workflow.players import SYSTEM, Player
from counterpart.core.workflow.verdicts import Obstacle
from counterpart.core.workflow.working import Doer, Running, Working


@dataclass(frozen=True, slots=True)
class Attempt:
    """An action that somebody wants to do in a machine, with the facts as they see them.

    `problems` are those of the forms that were handed in, by form.
    """

    work: Working
    running: Running
    action: ActionRules
    doer: Doer
    facts: SituationFacts
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def attempt(work: Working, running: Running, action: ActionRules, doer: Doer) -> Attempt:
    """Return an attempt."""
    return Attempt(work, running, action, doer, SituationFacts(work, running, doer))


def who_acts(work: Working, running: Running, action: ActionRules, move: Move) -> Player | Obstacle | None:
    """Return who acts (None for the system), or why this party or player may not."""
    if move.party not in action.by:
        return Obstacle("not_yours")
    if move.party == SYSTEM:
        return None
    players = players_in(work, running, move.party)
    if move.player is not None:
        seated = next((player for player in players if player.same_as(move.player)), None)
        return seated or Obstacle("not_seated")
    if len(players) == 1:
        return players[0]
    return Obstacle("player_unclear") if players else Obstacle("not_seated")


def turn(tried: Attempt, *, filled_in: bool) -> Iterator[Obstacle]:
    """Yield what is in the way whatever is filled in; a `when` that reads the action's own form waits for it."""
    action, running = tried.action, tried.running
    if not running.can_start(action):
        yield cannot_start(tried.work)
        return
    if running.here.final:
        yield from _reopening(tried)
    asks = action.when is not None and (filled_in or not action.when_of_form)
    if asks and action.when is not None and not action.when.holds(tried.facts):
        yield Obstacle("not_offered")
        return
    if action.at_most is not None and running.counts.get(action.name, 0) >= action.at_most:
        yield Obstacle("used_up", parameters={"at_most": action.at_most})
    if action.four_eyes:
        yield from _four_eyes(tried)
    for child in action.starts:
        if at_limit(tried.work, child):
            yield Obstacle("child_limit", parameters={"child": child})


def cannot_start(work: Working) -> Obstacle:
    """Return why an action that starts in other states may not be done now."""
    return Obstacle("ended" if work.main.here.final else "not_in_this_state")


def filling(tried: Attempt, move: Move) -> Iterator[Obstacle]:
    """Yield what is wrong with what was handed in: reason, forms, choices, and forms that are not complete."""
    action = tried.action
    if action.reason == "required" and not move.reason.strip():
        yield Obstacle("reason_missing")
    for form in move.form:
        if form not in action.forms:
            yield Obstacle("form_unknown", parameters={"form": form, "hint": nearest(form, action.forms)})
    yield from _forms(tried, move)
    if action.complete and move.incomplete:
        yield Obstacle("incomplete", parameters={"fields": move.incomplete})
    yield from _choices(tried, move)


def given(work: Working, running: Running, action: ActionRules, move: Move, player: Player | None) -> Attempt:
    """Return the attempt that a move is, with the values of its forms as conditions read them.

    Of a form that is not filled in well no value counts; its problems are found here, once.
    """
    cause = Cause.SYSTEM if move.party == SYSTEM else Cause.PERSON
    doer = Doer(move.party, cause, player, move.person, {}, action.forms, move.choose, move.questions)
    facts = SituationFacts(work, running, doer)
    if not action.forms or doer.is_system:
        return Attempt(work, running, action, doer, facts)
    around = surroundings(work, facts)
    values: dict[str, object] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for form in action.forms:
        rules = work.rules.forms[form]
        handed_in = visible(rules, move.form.get(form, {}), around, facts)
        problems[form] = check_form(rules, handed_in, around, facts)
        if not problems[form]:
            values |= {f"form.{form}.{name}": value for name, value in filled(rules, handed_in).items()}
    doer = replace(doer, form=values)
    return Attempt(work, running, action, doer, SituationFacts(work, running, doer), problems)


def surroundings(work: Working, facts: SituationFacts) -> Surroundings:
    """Return what the values of a form are checked against."""
    return Surroundings(facts.today, work.rules.module.codelists, work.rules.profile)


def _reopening(tried: Attempt) -> Iterator[Obstacle]:
    """Yield why a closed exchange may not be reopened: its window is over, or its data have been blocked."""
    work, period = tried.work, tried.action.reopens
    if work.before.blocked_at is not None:
        yield Obstacle("blocked")
    if period is not None:
        calendar = calendar_of_player(work, tried.doer.player or Player())
        until = due_from(tried.running.entered_at, period, calendar, work.rules.profile.counting)
        if work.now > until.at:
            yield Obstacle("window_over", parameters={"until": until.local_date.isoformat()})


def _four_eyes(tried: Attempt) -> Iterator[Obstacle]:
    person = tried.doer.person
    if not person:
        yield Obstacle("person_unknown")
    elif person == tried.running.prepared_by:
        yield Obstacle("four_eyes")


def needs(tried: Attempt, *, filled_in: bool) -> Iterator[Obstacle]:
    """Yield one obstacle with the texts of all that must still be mended."""
    checked = (need for need in tried.action.needs if filled_in or not need.of_form)
    unmet = tuple(need.text for need in checked if not need.check.holds(tried.facts))
    if unmet:
        yield Obstacle("needs", texts=unmet)


def next_owner(tried: Attempt) -> Iterator[Obstacle]:
    """Yield that nobody would own the next state, where that can be told before anything is filled in."""
    action, work, running = tried.action, tried.work, tried.running
    if action.branches_on_form or action.first:
        return
    for way in action.ways:
        if way.when is not None and not way.when.holds(tried.facts):
            continue
        missing = "" if way.state == SAME else unowned(work, running, way.state)
        if not missing:
            return
        if way is action.ways[-1]:
            yield Obstacle("owner_missing", parameters={"party": missing})


def _forms(tried: Attempt, move: Move) -> Iterator[Obstacle]:
    for form, problems in tried.problems.items():
        if problems and form not in move.form:
            yield Obstacle("form_missing", parameters={"form": form})
        elif problems:
            said = tuple(f"{problem.field}: {problem.code}" for problem in problems)
            texts = tuple(problem.text for problem in problems if problem.text)
            yield Obstacle("form_wrong", texts, {"form": form, "problems": said})


def _choices(tried: Attempt, move: Move) -> Iterator[Obstacle]:
    """Yield what is wrong with the choice of parties, members and questions."""
    work, action = tried.work, tried.action
    if action.chooses_for and not move.choose:
        yield Obstacle("choice_missing")
    for target in action.chooses_for:
        track = target.removeprefix("track.")
        parties = work.rules.tracks[track].owners if track != target else (target,)
        for player in move.choose:
            if parties and not any(may_take_over(work, one, player, tried.running, action) for one in parties):
                yield Obstacle("choice_unfit", parameters={"player": player.name, "party": parties[0]})
    if not action.chooses_questions:
        return
    if not move.questions:
        yield Obstacle("questions_missing")
    with_others = questions_with_rows(work)
    for question in move.questions:
        if question not in work.known.asked or question in with_others:
            yield Obstacle("question_not_asked", parameters={"question": question})
