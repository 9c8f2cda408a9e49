"""Several exchanges under one file number: children, their parent, and signals between them (grammar, section 2).

Whoever writes locks the whole matter first. All that follows from one step is one transaction: children are started,
signals done, automatic actions of relatives looked at; more than 50 further steps are an error and nothing happened.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from counterpart.core.workflow.clock import fire_many
from counterpart.core.workflow.machine import Rulebook
from counterpart.core.workflow.outcome import Alarm, Move, Outcome, Signal, Started
from counterpart.core.workflow.players import Player
from counterpart.core.workflow.situation import ChildRow, Json, ParentView, Situation
from counterpart.core.workflow.step import Beginning, begin, resettle, signalled, step
from counterpart.core.workflow.verdicts import Endless

MOST_FURTHER_STEPS = 50
_SUBJECT = "subject."


class Procedures(Protocol):
    """Where the rulebooks of children are found: `compiling.Rulebooks`, or a mapping by name."""

    def __getitem__(self, procedure: str, /) -> Rulebook:
        """Return the rulebook of a procedure."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One exchange of a matter: its parent's key (empty for the first), and what the parent calls it."""

    rules: Rulebook
    situation: Situation
    parent: str = ""
    child: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """The exchanges of one file by key, in the order in which they began."""

    exchanges: Mapping[str, Linked]

    def children_of(self, key: str) -> list[str]:
        """Return the keys of an exchange's children."""
        return [name for name, linked in self.exchanges.items() if linked.parent == key]

    def with_family(self, key: str) -> Situation:
        """Return the situation of an exchange that knows how its children and its parent stand now."""
        linked = self.exchanges[key]
        children: dict[str, tuple[ChildRow, ...]] = {}
        for name in self.children_of(key):
            child = self.exchanges[name]
            row = ChildRow(name, child.situation.state, _is_final(child), child.situation.seats)
            children[child.child] = (*children.get(child.child, ()), row)
        parent = self.exchanges.get(linked.parent)
        if parent is None and not children and not linked.situation.known.children:
            return linked.situation
        known = replace(linked.situation.known, children=children)
        if parent is not None:
            loaded = known.parent.facts if known.parent else {}
            facts = {**_subject(parent.situation), **loaded}
            known = replace(known, parent=ParentView(parent.situation.state, facts))
        return replace(linked.situation, known=known)


@dataclass(frozen=True, slots=True)
class MatterOutcome:
    """What a step led to in the whole matter: the outcomes by key, in the order in which they happened."""

    matter: Matter
    outcomes: tuple[tuple[str, Outcome], ...]


def run(matter: Matter, key: str, move: Move, now: datetime, procedures: Procedures) -> MatterOutcome:
    """Do one action in one exchange of a matter, and all that follows in its relatives. Raises like `step`."""
    linked = matter.exchanges[key]
    return follow(matter, key, step(linked.rules, matter.with_family(key), move, now), now, procedures)


def ring(matter: Matter, key: str, alarms: Iterable[Alarm], now: datetime, procedures: Procedures) -> MatterOutcome:
    """Let alarms of one exchange of a matter go off, with all that follows. Raises like `fire_many`."""
    linked = matter.exchanges[key]
    return follow(matter, key, fire_many(linked.rules, matter.with_family(key), alarms, now), now, procedures)


def follow(matter: Matter, key: str, outcome: Outcome, now: datetime, procedures: Procedures) -> MatterOutcome:
    """Bring about what an outcome of one exchange means for its relatives.

    Raises Endless after more than 50 further steps, OutOfTurn for a signal that cannot be done.
    """
    following = _Following(matter, now, procedures)
    following.record(key, outcome)
    following.to_the_end()
    return MatterOutcome(Matter(following.exchanges), tuple(following.outcomes))


class _Following:
    """The further steps of one transaction."""

    def __init__(self, matter: Matter, now: datetime, procedures: Procedures) -> None:
        self.exchanges = dict(matter.exchanges)
        self.now = now
        self.procedures = procedures
        self.outcomes: list[tuple[str, Outcome]] = []
        self.waiting: deque[tuple[str, Signal | None]] = deque()
        self.further = 0

    def record(self, key: str, outcome: Outcome) -> None:
        """Take over an outcome, start its children, and put its signals and its relatives in the queue."""
        self.exchanges[key] = replace(self.exchanges[key], situation=outcome.situation)
        self.outcomes.append((key, outcome))
        started = [effect for effect in outcome.effects if isinstance(effect, Started) and effect.child]
        by = outcome.moves[0].player if outcome.moves else None
        for effect in started:
            self._begin(key, effect, by)
        if started:
            self.waiting.append((key, None))
        for signal in outcome.signals:
            targets = self._children(key, signal.child) if signal.child else [self.exchanges[key].parent]
            self.waiting.extend((target, signal) for target in targets if target)
        if outcome.moves:
            relatives = [self.exchanges[key].parent, *Matter(self.exchanges).children_of(key)]
            self.waiting.extend((relative, None) for relative in relatives if relative)

    def to_the_end(self) -> None:
        """Work off the queue."""
        while self.waiting:
            key, signal = self.waiting.popleft()
            linked = self.exchanges[key]
            situation = Matter(self.exchanges).with_family(key)
            if signal is None:
                outcome = resettle(linked.rules, situation, self.now)
            else:
                outcome = signalled(linked.rules, situation, signal, self.now)
            if outcome.moves:
                self._count(key)
                self.record(key, outcome)

    def _count(self, key: str) -> None:
        self.further += 1
        if self.further > MOST_FURTHER_STEPS:
            raise Endless("relatives_endless", exchange=key, procedure=self.exchanges[key].rules.name)

    def _children(self, key: str, child: str) -> list[str]:
        """Return the open children of a name."""
        return [
            name
            for name, linked in self.exchanges.items()
            if linked.parent == key and linked.child == child and not _is_final(linked)
        ]

    def _begin(self, key: str, started: Started, by: Player | None) -> None:
        """Begin a child: with its parties, the parent's switches and members, and the fields that are copied."""
        self._count(key)
        parent = self.exchanges[key]
        rules = self.procedures[started.procedure]
        ours = parent.situation.known.facts
        facts = dict.fromkeys(rules.beginning_reads)
        facts |= {theirs: ours[source] for theirs, source in started.copied.items() if source in ours}
        known = replace(
            parent.situation.known,
            facts=facts,
            asked=(),
            answered=(),
            consulted=(),
            children={},
            parent=ParentView(parent.situation.state, _subject(parent.situation)),
        )
        dates = {name: value for name, value in facts.items() if name in rules.main.reads_dates and value is not None}
        seats = {party: who for party, who in started.parties.items() if who}
        outcome = begin(rules, Beginning(seats, known, dates=dates, by=by or Player()), self.now)
        number = sum(linked.child == started.child and linked.parent == key for linked in self.exchanges.values()) + 1
        name = f"{key}/{started.child}/{number}"
        self.exchanges[name] = Linked(rules, outcome.situation, key, started.child)
        self.record(name, outcome)


def _subject(situation: Situation) -> dict[str, Json]:
    """Return the values of the subject that were loaded."""
    return {name: value for name, value in situation.known.facts.items() if name.startswith(_SUBJECT)}


def _is_final(linked: Linked) -> bool:
    return linked.rules.main.states[linked.situation.state].final
