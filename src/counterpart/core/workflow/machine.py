"""A procedure made ready to run: every condition parsed, every deadline read, the actions sorted by state.

`compiling.py` makes these from a definition; they are frozen and shared by all exchanges of that definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpart.core.conditions import Condition, RowFact
from counterpart.core.deadlines import Period, Reminder
from counterpart.core.definitions.due import Due as DueRules
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Party, Procedure
from counterpart.core.workflow.forms import FormRules
from counterpart.core.workflow.profile import Profile

FORMAT = 2
"""The number of these rules; an exchange is run by the rules of the format it began with."""

SAME = "same"


@dataclass(frozen=True, slots=True)
class WayRules:
    """Where an action leads when its condition holds; `when` is None on the last way."""

    state: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class NeedRules:
    """One thing that must hold, the address of its message, and whether only the filled form can tell."""

    name: str
    check: Condition
    text: str
    of_form: bool


@dataclass(frozen=True, slots=True)
class EffectRules:
    """One effect with its condition."""

    verb: str
    effect: Effect
    when: Condition | None


@dataclass(frozen=True, slots=True)
class ActionRules:
    """One action. `first` are the effects that say who and when (assign, set), which come before the new state.

    `tells` are the parties that its effects tell. `chooses_for` are the parties that the choice of who acts fills, or
    `track.<name>`; those in `stays` are chosen in the member of whom they replace. `starts` are the children that it
    starts. `branches_on_form` and `when_of_form` say that only the filled form can tell. `reads` are the values
    (`subject.*`, `answers.*`, earlier `form.*`) that doing it may read, with all that follows from it.
    """

    name: str
    text: str
    by: tuple[str, ...]
    sources: frozenset[str]
    ways: tuple[WayRules, ...]
    when: Condition | None
    needs: tuple[NeedRules, ...]
    complete: tuple[str, ...]
    forms: tuple[str, ...]
    reason: str
    auto: bool
    four_eyes: bool
    at_most: int | None
    reopens: Period | None
    first: tuple[EffectRules, ...]
    then: tuple[EffectRules, ...]
    tells: frozenset[str]
    chooses_for: tuple[str, ...]
    chooses_questions: bool
    starts: tuple[str, ...]
    branches_on_form: bool
    when_of_form: bool
    stays: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StateRules:
    """One state. `overdue` is the action at the due date; a `standing` state has its review as due date.

    `reads_dates`, `reads_clocks` and `reads_tracks` are what its deadline hangs on. `actions` may start here.
    """

    name: str
    owners: tuple[str, ...]
    final: bool
    outcome: str
    due: DueRules | None
    reminders: tuple[Reminder, ...]
    escalate_after: Period | None
    escalate_to: tuple[str, ...]
    overdue: str
    effects: tuple[EffectRules, ...]
    tells: frozenset[str]
    quiet: bool
    edit: Mapping[str, tuple[str, ...]]
    sees: tuple[str, ...] | None
    actions: tuple[ActionRules, ...]
    autos: tuple[ActionRules, ...]
    fact: RowFact
    reads_dates: frozenset[str]
    reads_clocks: frozenset[str]
    reads_tracks: frozenset[str]


@dataclass(frozen=True, slots=True)
class MachineRules:
    """The main machine (`track` empty), or a track: whose rows they are, one per what, and how they end with main."""

    track: str
    start: str
    states: Mapping[str, StateRules]
    actions: Mapping[str, ActionRules]
    owners: tuple[str, ...] = ()
    per: str = ""
    ends_with_main: str = ""
    has_autos: bool = False
    reads_dates: frozenset[str] = frozenset()
    reads_clocks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClockRules:
    """A clock of the procedure; `party` is whose calendar counts, empty for that of the state in which it starts."""

    name: str
    starts: str
    period: Period
    pauses: frozenset[str]
    stops: frozenset[str]
    runs_out: str
    party: str
    restarts: bool


@dataclass(frozen=True, slots=True)
class ChildRules:
    """A kind of child: its procedure, and how many there may be (at all, or open at the same time)."""

    name: str
    procedure: str
    most: int | None
    only_open: bool


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """A question of the procedure: its set, and the condition under which it must be answered without being asked."""

    name: str
    question_set: str
    follow_if: Condition | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One procedure, ready to run.

    `starter` is the party that starts it: the first that is declared. `kinds` says which values need converting.
    """

    module: ModuleDefinition
    name: str
    procedure: Procedure
    profile: Profile
    main: MachineRules
    tracks: Mapping[str, MachineRules]
    clocks: Mapping[str, ClockRules]
    children: Mapping[str, ChildRules]
    questions: Mapping[str, QuestionRules]
    forms: Mapping[str, FormRules]
    kinds: Mapping[str, str]
    policies: Mapping[str, bool]
    starter: str
    form_dates: frozenset[str]
    beginning: tuple[EffectRules, ...]
    beginning_reads: frozenset[str] = frozenset()
    format: int = field(default=FORMAT)

    @property
    def parties(self) -> Mapping[str, Party]:
        """Return the parties as declared."""
        return self.procedure.parties

    def machine(self, track: str) -> MachineRules:
        """Return the main machine or that of a track; raises KeyError for a track that the procedure does not have."""
        return self.tracks[track] if track else self.main

    def reads(self, action: str, track: str = "") -> frozenset[str]:
        """Return the values to load into `Known.facts` (and a row's `facts`) before this action is done."""
        rules = self.machine(track).actions.get(action)
        return rules.reads if rules else frozenset()

    def reads_in(self, state: str, track: str = "") -> frozenset[str]:
        """Return the values to load before `possible` looks at a state."""
        return frozenset[str]().union(*(action.reads for action in self.machine(track).states[state].actions))
