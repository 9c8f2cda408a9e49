"""What follows from a definition and from who looks, not from the exchange: kept, because it is asked for every page.

Nothing here depends on a value. Whoever has the same parties in the same states, and wrote the same, sees the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from counterpart.core.conditions import FactKind, reads
from counterpart.core.visibility import Viewer, visible_answers, visible_fields
from counterpart.core.workflow import Rulebook
from counterpart.core.workflow.due_parts import dates_behind
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.queries.answering import answers_any
from counterpart.exchanges.storage.layout import Layout
from counterpart.exchanges.storage.needs import Needs

MOST_KEPT = 1_024
OF_SUBJECT = f"{SUBJECT}."


@dataclass(frozen=True, slots=True)
class Insight:
    """What a viewer sees: names of `slots` and `answers`, and the fields of the `subject`."""

    slots: frozenset[str]
    answers: frozenset[str]
    subject: frozenset[str]


_INSIGHTS: OrderedDict[Hashable, tuple[Layout, Insight]] = OrderedDict()
_NEEDS: OrderedDict[Hashable, tuple[Layout, Needs]] = OrderedDict()

Standpoint = tuple[str, str, str]
"""A party, the track in which it acts (empty for the main machine), and the state that it is in there."""


def insight_of(layout: Layout, viewer: Viewer) -> Insight:
    """Return what a viewer sees of the exchanges of a procedure."""
    who = (viewer.parties, viewer.state, frozenset(viewer.rows.items()))
    key = (layout.pin.procedure_id, who, viewer.wrote, viewer.edits, viewer.wrote_answers)
    kept = _INSIGHTS.get(key)
    if kept is not None and kept[0] is layout:
        return kept[1]
    rules = layout.rules
    subject = rules.procedure.subject
    insight = Insight(
        slots=_slots(layout, viewer),
        answers=visible_answers(rules.module, rules.procedure, viewer),
        subject=visible_fields(rules.module, rules.procedure, subject, viewer) if subject else frozenset(),
    )
    _INSIGHTS[key] = (layout, insight)
    while len(_INSIGHTS) > MOST_KEPT:
        _INSIGHTS.popitem(last=False)
    return insight


def hidden_behind(rules: Rulebook, state: str, seen: Collection[str]) -> bool:
    """Say whether the due date of a state tells the value of a field of the subject that is not `seen`."""
    here = rules.main.states.get(state)
    named = dates_behind(here.due) if here is not None else frozenset[str]()
    return any(one.startswith(OF_SUBJECT) and one.removeprefix(OF_SUBJECT) not in seen for one in named)


def needs_of_standpoints(layout: Layout, standpoints: Iterable[Standpoint]) -> Needs:
    """Return what the verdicts on the actions of some parties read."""
    asked = tuple(standpoints)
    key = (layout.pin.procedure_id, asked)
    kept = _NEEDS.get(key)
    if kept is not None and kept[0] is layout:
        return kept[1]
    needs = _needs(layout, asked)
    _NEEDS[key] = (layout, needs)
    while len(_NEEDS) > MOST_KEPT:
        _NEEDS.popitem(last=False)
    return needs


def _slots(layout: Layout, viewer: Viewer) -> frozenset[str]:
    """Return the slots of all forms that are seen as a whole; the others are not seen at all."""
    rules = layout.rules
    found: set[str] = set()
    for name, slots in layout.slots.items():
        form = rules.procedure.subject if name == SUBJECT else name
        seen = visible_fields(rules.module, rules.procedure, str(form), viewer)
        found |= {slot.name for slot in slots if slot.fields <= seen}
    return frozenset(found)


def _needs(layout: Layout, standpoints: Iterable[Standpoint]) -> Needs:
    rules = layout.rules
    names: set[str] = set()
    answered = False
    for party, track, state in standpoints:
        answered = answered or answers_any(rules, party)
        for action in rules.machine(track).states[state].actions:
            if party in action.by:
                names |= action.reads
                conditions = (action.when, *(need.check for need in action.needs))
                facts = [fact for one in conditions if one is not None for fact in reads(one)]
                names |= {fact.name for fact in facts if fact.kind is FactKind.NAME}
                answered = answered or any(fact.kind is FactKind.ANSWERED for fact in facts)
    if answered:
        follows = (one.follow_if for one in rules.questions.values() if one.follow_if is not None)
        names |= {fact.name for one in follows for fact in reads(one) if fact.kind is FactKind.NAME}
    values = frozenset(name for name in names if name.startswith(("subject.", "answers.", "form.", "parent.")))
    return Needs(values=values, switches=any(".policy." in name for name in names))
