"""The desk: the exchanges of one file, what was written in them, and the moment at which somebody works on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.retention import Term
from counterpart.core.workflow import (
    Alarm,
    Beginning,
    Cause,
    Linked,
    Matter,
    MatterOutcome,
    Outcome,
    Place,
    Player,
    Rulebook,
    begin,
    follow,
    ring,
)
from counterpart.core.workflow.matter import Procedures
from counterpart.core.workflow.outcome import Published, Started
from counterpart.core.writing.keeping import Life, terms_at
from counterpart.core.writing.knowing import Setting, dates_in, known_of, loaded, shown_subject
from counterpart.core.writing.records import SUBJECT, Record, Values, flat, put, value_of

PERSONAL = "personal"
"""The kind of data whose blocking closes an exchange."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What an exchange begins with, beside what is written in it: who takes part, and what stands on its cover."""

    seats: dict[str, tuple[Player, ...]]
    beginning: Beginning = field(default_factory=lambda: Beginning({}))
    person: str = ""


class Trace:
    """Somebody who wants to hear of everything that happens at a desk; this one does not."""

    def wrote(self, key: str, place: Place, kind: str, words: str) -> None:
        """Hear what somebody wrote: which party, which fields or questions, never a value."""

    def happened(self, matter: Matter, key: str, outcome: Outcome) -> None:
        """Hear what a call of the engine has led to in one exchange; `matter` is how all stand now."""


class Desk:
    """What is so at this moment; whoever writes or acts changes it.

    `records` holds what was written by the keys of `matter`, `lives` what retention counts from. `module` says how long
    data are kept, `procedures` gives the rulebooks of children.
    """

    def __init__(
        self, module: ModuleDefinition, procedures: Procedures, setting: Setting, now: datetime, trace: Trace
    ) -> None:
        """Begin with an empty desk."""
        self.module = module
        self.procedures = procedures
        self.setting = setting
        self.now = now
        self.trace = trace
        self.matter = Matter({})
        self.records: dict[str, Record] = {}
        self.lives: dict[str, Life] = {}

    def begin(self, key: str, rules: Rulebook, opening: Opening) -> None:
        """Begin an exchange with what its record holds already. Raises what the engine's `begin` raises."""
        record = self.records.setdefault(key, Record())
        beginning = replace(
            opening.beginning,
            seats=opening.seats,
            known=known_of(rules, record, record.subject, self.setting),
            dates=dates_in(rules, flat(record.subject, f"{SUBJECT}.")),
        )
        outcome = begin(rules, beginning, self.now, person=opening.person)
        self.matter = Matter({**self.matter.exchanges, key: Linked(rules, outcome.situation)})
        self.take_one(key, outcome)

    def rules_of(self, key: str) -> Rulebook:
        """Return the rules of an exchange."""
        return self.matter.exchanges[key].rules

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Let everything in the block happen, or, when it raises, nothing of it."""
        kept = self.matter, self.records, dict(self.lives)
        self.records = {key: record.copied() for key, record in self.records.items()}
        try:
            yield
        except BaseException:
            self.matter, self.records, self.lives = kept
            raise

    # -------------------------------------------------------------------------------------------------- the engine
    def ready(self) -> Matter:
        """Return the matter with everything loaded that the engine may ask for."""
        found = loaded(self.matter, self.records, self.setting, self.now)
        blocked = {key: self._blocked_at(key) for key in found.exchanges}
        exchanges = {
            key: linked
            if linked.situation.blocked_at == blocked[key]
            else replace(linked, situation=replace(linked.situation, blocked_at=blocked[key]))
            for key, linked in found.exchanges.items()
        }
        return Matter(exchanges)

    def ring(self, key: str, alarms: Iterable[Alarm]) -> None:
        """Let alarms of one exchange go off."""
        self.take(ring(self.ready(), key, alarms, self.now, self.procedures))

    def terms(self, key: str) -> dict[str, Term]:
        """Return when which kind of data of an exchange is blocked and erased; nothing before it has ended."""
        return terms_at(self.module, self.matter, key, self.records[key].subject, self.lives.get(key, Life()))

    def shown(self, key: str) -> Values:
        """Return the subject of an exchange, without the values of hidden fields."""
        return shown_subject(self.ready(), key, self.records[key], self.now)

    def take(self, outcome: MatterOutcome) -> None:
        """Take over what a call of the engine has led to, with records for the children that began."""
        self.matter = outcome.matter
        for key, one in outcome.outcomes:
            self._live(key, one)
            self.trace.happened(self.matter, key, one)

    def take_one(self, key: str, outcome: Outcome) -> None:
        """Take over an outcome of one exchange, with all that follows in its relatives."""
        self.take(follow(self.ready(), key, outcome, self.now, self.procedures))

    def do(self, key: str, engine: Callable[[Matter], Outcome]) -> None:
        """Call the engine for one exchange with everything loaded, and take over what it led to."""
        self.take_one(key, engine(self.ready()))

    def _blocked_at(self, key: str) -> datetime | None:
        subject, life = self.records[key].subject, self.lives.get(key, Life())
        term = terms_at(self.module, self.matter, key, subject, life, [PERSONAL]).get(PERSONAL)
        return term.block_at if term is not None and term.blocked(self.now) else None

    def _live(self, key: str, outcome: Outcome) -> None:
        """Note what retention counts from, and begin the records of children with the fields that were copied."""
        life = self.lives.setdefault(key, Life())
        if any(moved.cause in (Cause.PERSON, Cause.STARTED) for moved in outcome.moves):
            life = replace(life, last_activity=self.now)
        for effect in outcome.effects:
            if isinstance(effect, Published) and effect.visible and life.published is None:
                life = replace(life, published=self.now)
            if isinstance(effect, Started) and effect.child:
                number = life.started.get(effect.child, 0) + 1
                life = replace(life, started={**life.started, effect.child: number})
                self.records[f"{key}/{effect.child}/{number}"] = copied_record(effect, self.records[key])
        self.lives[key] = life


def copied_record(effect: Started, parent: Record) -> Record:
    """Return the record of what was started: what was copied of the subject of the exchange that started it."""
    record = Record()
    for theirs, ours in effect.copied.items():
        value = value_of({SUBJECT: parent.subject}, ours)
        if value is not None:
            put(record.subject, theirs.removeprefix(f"{SUBJECT}."), value)
    return record
