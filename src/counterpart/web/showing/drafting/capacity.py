"""As whom the reader writes in an exchange, what they may write there, and which action makes it count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.conditions import reads
from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow import MAIN, Rulebook, Standing, Verdict
from counterpart.core.workflow.machine import SAME, ActionRules, StateRules
from counterpart.core.writing import QUESTIONS, SUBJECT
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.web.showing.exchange.scene import Scene

OWNER = "owner"
WANTED, URGENT = "exchange.wanted_on", "exchange.urgent"


@dataclass(frozen=True, slots=True)
class Writing:
    """What the reader may write. `copy`: others see the exchange, so it is a working copy until `sends` is done.

    `sends` is the verdict on the action that makes it count, None where no action of the reader's does. `draft` says
    that nobody else has ever seen the exchange: it may be addressed anew, and thrown away.
    """

    party: str
    subject: bool
    questions: bool
    copy: bool
    draft: bool
    wanted: bool
    urgent: bool
    sends: Verdict | None

    @property
    def capacity(self) -> Capacity:
        """As whom it is written."""
        return Capacity(self.party)


def writing_of(scene: Scene) -> Writing | None:
    """Return what the reader may write in the exchange itself, None when it is nothing."""
    page = scene.page
    if page.content is None:
        return None
    rules, state = page.pin.rules, page.pin.rules.main.states[page.state]
    form = rules.procedure.subject or ""
    offered = {one.form: one.working_copy for place, one in page.editable if place == MAIN}
    for party in (party for place, party in page.capacities if place == MAIN):
        named = _named(state, party)
        subject = bool(form) and any(name in named and name in offered for name in (SUBJECT, form))
        questions = QUESTIONS in named and QUESTIONS in offered and bool(rules.questions)
        if subject or questions:
            copy = offered.get(SUBJECT, offered.get(form, offered.get(QUESTIONS, False)))
            begun = page.state == rules.main.start and set(page.passed) <= {page.state}
            return Writing(
                party=party,
                subject=subject,
                questions=questions,
                copy=copy,
                draft=begun and party == rules.starter and not copy,
                wanted=says(rules, WANTED),
                urgent=True,
                sends=_sends(scene, party, state),
            )
    return None


def says(rules: Rulebook, name: str) -> bool:
    """Say whether a procedure asks for something on the cover of an exchange, or puts it there."""
    return name in _mentioned(rules)


@by_identity(512)
def _mentioned(rules: Rulebook) -> frozenset[str]:
    """Return everything that actions ask for or put: it hangs on no exchange."""
    return frozenset(name for machine in _machines(rules) for action in machine.values() for name in _names(action))


def _machines(rules: Rulebook) -> list[dict[str, ActionRules]]:
    return [dict(rules.machine(track).actions) for track in ("", *rules.tracks)]


def _names(action: ActionRules) -> Iterator[str]:
    yield from (fact.name for need in action.needs for fact in reads(need.check))
    for one in (*action.first, *action.then):
        for target, values in (one.effect.set or {}).items():
            yield from (target, *values)


def _named(state: StateRules, party: str) -> set[str]:
    """Return what a party may edit in a state, by the definition."""
    forms = {*state.edit.get(party, ())}
    return forms | {*state.edit.get(OWNER, ())} if party in state.owners else forms


def _sends(scene: Scene, party: str, state: StateRules) -> Verdict | None:
    """Return the action that makes count what was written: what wants it complete, else leads on; allowed first.

    Of several that lead on, one that is offered only where a member chose it stands before those offered everywhere.
    """
    states = scene.page.pin.rules.main.states
    verdicts = {one.action: one for one in scene.page.verdicts if one.party == party and not one.place.track}
    found = []
    for number, action in enumerate(state.actions):
        on = _leads_on(states, action, state.name)
        if action.name in verdicts and (action.complete or on):
            held = verdicts[action.name].standing is not Standing.ALLOWED
            chosen = bool(on and action.when and action.complete)
            found.append((not action.complete, held, not chosen, number, action.name))
    return verdicts[min(found)[-1]] if found else None


def _leads_on(states: Mapping[str, StateRules], action: ActionRules, here: str) -> bool:
    """Say whether an action leads to another state that is no end."""
    return any(way.state not in (SAME, here) and not states[way.state].final for way in action.ways)
