"""Which questions a party has to answer, and whether it may do so now.

A question is answered by the party that its set names, else by whom the exchange is addressed to: anybody but who
started it (grammar, section 7).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow import Rulebook, Situation, editable
from counterpart.core.workflow.machine import ActionRules, MachineRules
from counterpart.core.writing import Author
from counterpart.core.writing.knowing import facts_at
from counterpart.exchanges.queries.views import ToAnswer

ANSWERS = "answers"


def to_answer(rules: Rulebook, situation: Situation, authors: Iterable[Author], now: dt.datetime) -> Iterator[ToAnswer]:
    """Yield what each of these parties has to answer, place by place; nothing where it has nothing to answer."""
    for author in authors:
        row = situation.row(*author.row) if author.row else None
        if (author.row and row is None) or not answers_any(rules, author.party):
            continue
        facts = facts_at(rules, situation, author.place, now, author.player)
        wanted = tuple(one.name for one in facts.to_answer() if _answers(rules, author.party, one.question_set))
        if wanted:
            answered = row.answered if row is not None else situation.known.answered
            left = tuple(name for name in wanted if name not in answered)
            yield ToAnswer(author.place, author.party, wanted, left, _may_now(rules, situation, author))


def answers_any(rules: Rulebook, party: str) -> bool:
    """Say whether any question of the procedure is for a party: of others nothing has to be loaded."""
    return any(_answers(rules, party, name) for name in rules.procedure.questions)


def _answers(rules: Rulebook, party: str, question_set: str) -> bool:
    """Say whether the questions of a set are for a party."""
    named = rules.module.questionsets[question_set].answered_by
    return party == named if named is not None else party != rules.starter


def _may_now(rules: Rulebook, situation: Situation, author: Author) -> bool:
    """Say whether answers are written here: by who owns the state and can end it with them, or may edit them."""
    if any(one.form == ANSWERS for one in editable(rules, situation, author.party, author.row)):
        return True
    machine = rules.machine(author.place.track)
    row = situation.row(*author.row) if author.row else None
    state = machine.states[row.state if row is not None else situation.state]
    if state.final:
        return False
    if author.party not in state.owners:
        sets = rules.procedure.questions
        return any(rules.module.questionsets[name].answered_by == author.party for name in sets)
    asking = _asking(machine)
    return not asking or any(author.party in action.by for action in asking if _starts(machine, action, state.name))


@by_identity(1_024)
def _asking(machine: MachineRules) -> tuple[ActionRules, ...]:
    """Return the actions that ask for answers."""
    return tuple(action for action in machine.actions.values() if _asks_for_answers(action))


def _starts(machine: MachineRules, action: ActionRules, state: str) -> bool:
    return any(one.name == action.name for one in machine.states[state].actions)


def _asks_for_answers(action: ActionRules) -> bool:
    return any(fact.kind is FactKind.ANSWERED for need in action.needs for fact in reads(need.check))
