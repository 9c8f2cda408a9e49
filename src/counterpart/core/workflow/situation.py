"""A situation: all that is known of one exchange at one moment, as plain values that no database is needed for.

`Situation` is what the engine moves; `Known` is what it was told: sealed values, switches, answers, relatives. Both
are frozen and JSON-able (`storing.py`). Mappings in them are never changed in place: a step makes new ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from counterpart.core.deadlines import Deadline
from counterpart.core.workflow.players import Place, Player, RowKey, Seat

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension of a deadline: `by` a period, or `to` a total (grammar, section 1)."""

    at: datetime
    by: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline of a machine or clock, since when it is this one, and what has gone out for it already.

    `member` and `zone` say whose calendar counted; `passed_at` when the overdue action was done for this date.
    """

    deadline: Deadline
    set_at: datetime
    member: str = ""
    zone: str = ""
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    passed_at: datetime | None = None

    @property
    def at(self) -> datetime:
        """Return the instant (UTC)."""
        return self.deadline.at


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one machine has come.

    `entered_at` is the last entry into `state`, `first_entered` the first entry into each state, which an anchored
    deadline counts from. `counts` says how often each action was done (`at_most`). `extensions` belong to a deadline:
    that of a state (`state:working`) or an anchored one (`10 weeks from working`), and so survive a re-entry.
    `prepared_by` is the person who brought the machine into its state (four eyes), `done_here` the automatic actions
    that were done since and changed no state.
    """

    state: str
    entered_at: datetime
    first_entered: Mapping[str, datetime] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    due: Due | None = None
    extensions: Mapping[str, tuple[Extension, ...]] = field(default_factory=dict)
    prepared_by: str = ""
    done_here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One row of a track in one round: whose it is, how far it has come, and which questions it took over.

    `facts` are values that a condition inside the track reads (`answers.*`, `form.*`), `answered` the questions with
    an answer, or a reason why there is none; the caller fills both.
    """

    track: str
    key: str
    round: int
    player: Player
    progress: Progress
    opened_at: datetime
    questions: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Return where it runs."""
        return Place(self.track, self.key, self.round)

    @property
    def state(self) -> str:
        """Return the state that the row is in."""
        return self.progress.state

    @property
    def due(self) -> Due | None:
        """Return the deadline of the row."""
        return self.progress.due


Pause = tuple[datetime, datetime | None]
"""From when until when a clock stood still; None while it does."""


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One run of a clock. `due` is None while it stands still; when it has ended, it is when it would have run out."""

    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped_at: datetime | None = None
    ran_out: bool = False
    due: Due | None = None

    @property
    def running(self) -> bool:
        """Say whether it has not ended; it may stand still."""
        return self.stopped_at is None

    @property
    def stands_still(self) -> bool:
        """Say whether it is paused now."""
        return bool(self.pauses) and self.pauses[-1][1] is None


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child as its parent sees it: a row with a state, and who takes part in it."""

    key: str
    state: str
    final: bool
    seats: Mapping[str, tuple[Seat, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParentView:
    """The parent as a child sees it: its state, and the values of its subject that conditions read (`subject.x`).

    A value may as well stand among the child's own facts, as `parent.subject.x`.
    """

    state: str
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller tells the engine.

    `facts` are the values that the action reads, by dotted name (`subject.x`, `answers.q`, `form.f.x` of earlier
    actions), as JSON (dates as ISO text), None where nothing was answered; `Rulebook.reads` says which. Reading
    another raises `UndeclaredFact`. `switches` are kept by member (`PL`) and, where a coordinator set one for a single
    authority, by `PL/ref`. `asked` and `answered` are questions of the main machine; `consulted` are procedures.
    `members` take part (none named: all of the network); `candidates` are the authorities that may play a party, for
    `open: {for: all}`.
    """

    facts: Mapping[str, Json] = field(default_factory=dict)
    switches: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    candidates: Mapping[str, tuple[Player, ...]] = field(default_factory=dict)
    children: Mapping[str, tuple[ChildRow, ...]] = field(default_factory=dict)
    parent: ParentView | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One exchange at one moment.

    `seats` holds the living seats of each party; ended ones are not there. `rows` are those of the newest round of
    each track, `rounds` counts the rounds. `dates` are copies, in clear, of the dates that a `due` counts from.
    `locked` names forms that may not be edited any more.
    """

    main: Progress
    seats: Mapping[str, tuple[Seat, ...]]
    rows: Mapping[RowKey, TrackRow] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    clocks: Mapping[str, ClockRun] = field(default_factory=dict)
    wanted_on: date | None = None
    agreed_on: date | None = None
    urgent: bool = False
    copied: bool = False
    dates: Mapping[str, Json] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    closed_at: datetime | None = None
    outcome: str = ""
    blocked_at: datetime | None = None
    known: Known = field(default_factory=Known)

    @property
    def state(self) -> str:
        """Return the state of the main machine."""
        return self.main.state

    @property
    def due(self) -> Due | None:
        """Return the deadline of the main machine."""
        return self.main.due

    def players(self, party: str) -> tuple[Player, ...]:
        """Return who plays a party, none when nobody does."""
        return tuple(seat.player for seat in self.seats.get(party, ()))

    def row(self, track: str, key: str) -> TrackRow | None:
        """Return a row of the newest round."""
        return self.rows.get((track, key))
