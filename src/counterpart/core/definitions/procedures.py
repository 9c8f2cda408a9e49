"""Procedures: parties, a flat machine of states and actions, tracks, clocks and children."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from counterpart.core.deadlines import parse_period, parse_reminder
from counterpart.core.definitions.due import parse_due
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import Rule, VisibleTo
from counterpart.core.definitions.lookups import Lookup
from counterpart.core.definitions.shape import Address, ConditionText, Id, Names, Part, PeriodText, Text

SYSTEM = "system"
REMINDER_PATTERN = r"^(\d+ (working day|hour|day|week)s? (before|after)|every \d+ (working day|day|week)s? after)$"
Pattern = Literal[
    "request", "alert", "notification", "repository", "case", "query", "search", "dialogue", "workspace"
]  # fmt: skip


def _due(value: str) -> str:
    parse_due(value)
    return value


def _reminder(value: str) -> str:
    parse_reminder(value)
    return value


def _review(value: str) -> str:
    parse_period(value.removeprefix("every "))
    return value


def _branches(value: Any) -> Any:
    return [{"state": value}] if isinstance(value, str) else value


def _standing(value: Any) -> Any:
    prefix = "review "
    return {"review": value.removeprefix(prefix)} if isinstance(value, str) and value.startswith(prefix) else value


def _editors(value: Any) -> Any:
    """Let a name or a list of forms mean: the owner of the state may edit them."""
    if isinstance(value, dict):
        return value
    return {"owner": value} if value is not None else {}


DueText = Annotated[str, AfterValidator(_due), WithJsonSchema({"type": "string"})]
Reminder = Annotated[str, Field(pattern=REMINDER_PATTERN), AfterValidator(_reminder)]
EditMap = Annotated[
    dict[str, Names],
    BeforeValidator(_editors),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"type": ["string", "array"]}},
            ]
        }
    ),
]


class Party(Part):
    """Who takes part. Which party a role plays is said here and nowhere else (grammar, section 4).

    `country` is relative to the party that starts (`any own other all none`), or a field (`subject.host`), or
    `same as <party>`. `of`: this party is the coordinator of that one.
    """

    title: Text
    role: Names
    country: str | None = None
    within: str | None = None
    many: bool = False
    optional: bool = False
    of: Id | None = None
    external: bool = False
    system: bool = False


class Escalation(Part):
    """Who is told how long after the due date; gives the overview only and moves nothing."""

    after: PeriodText
    to: Names


class Standing(Part):
    """A state without a deadline that is looked at from time to time; a missed review does `missed`."""

    review: Annotated[str, Field(pattern=r"^every \d+ (month|year|week|day)s?$"), AfterValidator(_review)]
    missed: Id | None = None


class Clock(Part):
    """A term of the law that runs over several states (grammar, section 1)."""

    title: Text
    starts: Id
    period: PeriodText
    pauses: Names = ()
    stops: Names = ()
    runs_out: Id | None = None
    calendar_of: Id | None = None
    restarts: bool = False


class State(Part):
    """Where an exchange (or a row of a track) can be: who owns it and by when, unless it is final."""

    title: Text
    help: Text | None = None
    owner: Names = ()
    due: DueText | None = None
    standing: Annotated[Standing, BeforeValidator(_standing)] | None = None
    remind: tuple[Reminder, ...] = ()
    escalate: Escalation | None = None
    overdue: Id | None = None
    final: bool = False
    outcome: Literal["success", "failure", "neutral"] | None = None
    sees: Names | None = None
    edit: EditMap = Field(default_factory=dict)
    quiet: bool = False
    effects: tuple[Effect, ...] = ()


class Way(Part):
    """Where an action leads, perhaps under a condition; the last way of an action has none."""

    state: Id
    when: ConditionText | None = None


class Action(Part):
    """What a party (or the system) may do from some states, what must hold, and what follows."""

    title: Text
    help: Text | None = None
    by: Names = ()
    from_: Names = Field(default=(), alias="from")
    to: Annotated[tuple[Way, ...], BeforeValidator(_branches)] = (Way(state="same"),)
    when: ConditionText | None = None
    needs: dict[Id, Rule] = Field(default_factory=dict)
    complete: Names = ()
    form: Names = ()
    reason: Literal["no", "optional", "required"] = "no"
    auto: bool = False
    four_eyes: bool = False
    at_most: int | None = Field(default=None, ge=1)
    reopens: PeriodText | None = None
    effects: tuple[Effect, ...] = ()


class Machine(Part):
    """What a procedure and a track have in common: a start, states and actions."""

    title: Text
    start: Id = ""
    states: dict[Id, State] = Field(default_factory=dict)
    actions: dict[Id, Action] = Field(default_factory=dict)


class Track(Machine):
    """A child machine, one row per member, authority, register, question or opening (grammar, section 3)."""

    help: Text | None = None
    per: Literal["country", "authority", "question", "system", "opening"]
    party: Id | None = None
    parties: tuple[Id, ...] = ()
    ends_with_main: Id | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """Return the parties whose members own rows: `party`, or several `parties`."""
        return self.parties or ((self.party,) if self.party else ())


class Child(Part):
    """A kind of linked exchange under the same file number (grammar, section 2).

    `outlives` says that the parent may end while such a child is still open.
    """

    procedure: Address
    title: Text | None = None
    at_most: str | None = Field(default=None, pattern=r"^\d+( open)?$")
    outlives: bool = False


class Document(Part):
    """A kind of document that `pdf`, `sign` and `snapshot` name: what it is called and what it holds."""

    title: Text
    of: str


MOST_TRACKS = 50
"""Tracks of a procedure. What one of them may name is known to all, so that checking costs their square."""


class Procedure(Machine):
    """One procedure, complete: what is pinned by an exchange and shown to people."""

    help: Text | None = None
    pattern: Pattern | None = None
    subject: Id | None = None
    forms: Names = ()
    questions: Names = ()
    parties: dict[Id, Party] = Field(default_factory=dict)
    on_start: tuple[Effect, ...] = ()
    tracks: dict[Id, Track] = Field(default_factory=dict, max_length=MOST_TRACKS)
    clocks: dict[Id, Clock] = Field(default_factory=dict)
    children: dict[Id, Child] = Field(default_factory=dict)
    documents: dict[Id, Document] = Field(default_factory=dict)
    lookups: dict[Id, Lookup] = Field(default_factory=dict)
    visible_to: dict[str, VisibleTo] = Field(default_factory=dict)
    features: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
