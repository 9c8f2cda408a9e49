"""What goes into a step (`Move`) and what comes out of it (`Outcome`): plain values, for the caller to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counterpart.core.deadlines import Basis
from counterpart.core.workflow.players import MAIN, Place, Player, RowKey, Seat
from counterpart.core.workflow.situation import Json, Situation, TrackRow


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody wants to do.

    `track` names the row (track and key) the action belongs to, None for the main machine. `player` says who acts
    where a party has several seats. `person` is the ref of the person, for four eyes. `form` holds the values of the
    action's forms by form and field. `choose` answers `for: choice` and `from: choice`, `questions` answers
    `questions: choice`. `incomplete` is the verdict on the forms that the action wants complete: the addresses of
    what is missing or wrong, found by whoever may read those forms (`forms.check_form`); empty when all is well.
    """

    action: str
    party: str
    track: RowKey | None = None
    form: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    reason: str = ""
    choose: tuple[Player, ...] = ()
    questions: tuple[str, ...] = ()
    player: Player | None = None
    person: str = ""
    incomplete: tuple[str, ...] = ()


class Cause(StrEnum):
    """Why something moved."""

    PERSON = "person"
    SYSTEM = "system"
    STARTED = "started"
    AUTOMATIC = "automatic"
    OVERDUE = "overdue"
    RAN_OUT = "ran_out"
    SIGNAL = "signal"
    OPENED = "opened"
    NEW_ROUND = "new_round"
    ENDED_WITH_MAIN = "ended_with_main"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the log says beside a move: a branch that was not taken, and why."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that happened. `action` is empty for what no action did (opening, ending with the main machine).

    `due_at` is the date that had passed, for what the clock did.
    """

    action: str
    place: Place
    before: str
    state: str
    cause: Cause
    party: str
    player: Player | None = None
    person: str = ""
    due_at: datetime | None = None
    notes: tuple[Note, ...] = ()


class AlarmKind(StrEnum):
    """What a deadline may do: say something to its owner, say it to another, or act."""

    REMIND = "remind"
    ESCALATE = "escalate"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Alarm:
    """When the clock has to look at a place again. `zone` and `basis` are those of the deadline."""

    place: Place
    kind: AlarmKind
    fire_at: datetime
    due_at: datetime
    zone: str
    basis: Basis


class TellKind(StrEnum):
    """What a message is: what a module says, new work, a reminder, or an escalation (which shows the overview only)."""

    MESSAGE = "message"
    NEW_WORK = "new_work"
    REMINDER = "reminder"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Told:
    """Tell the players of a party; `message` names one of the module where `kind` is MESSAGE."""

    kind: TellKind
    party: str
    players: tuple[Player, ...]
    place: Place = MAIN
    message: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A row was opened; it stands in the new situation."""

    place: Place
    player: Player
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A party was filled: these seats are new, those ended. In a row, its own player was replaced."""

    party: str
    seats: tuple[Seat, ...]
    ended: tuple[Seat, ...] = ()
    place: Place = MAIN


@dataclass(frozen=True, slots=True)
class Started:
    """Start a linked exchange: `child` under the same file number, else a `procedure` with a number of its own.

    `parties` are theirs, filled; `copied` maps their fields to ours, values stay where they are.
    """

    child: str
    procedure: str
    parties: Mapping[str, tuple[Player, ...]]
    copied: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Called:
    """Ask a machine: an operation of an interface, on these players of the party."""

    operation: str
    party: str
    players: tuple[Player, ...]
    place: Place = MAIN


@dataclass(frozen=True, slots=True)
class Documented:
    """Make a document of a declared kind: `verb` is pdf, sign or snapshot."""

    verb: str
    document: str
    place: Place = MAIN


@dataclass(frozen=True, slots=True)
class Published:
    """Publish (or take back, when not `visible`) to `audience`: participants or public."""

    audience: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """These forms may not be edited any more."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charged:
    """A fee is due, as the module words it."""

    fee: str
    place: Place = MAIN


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of the exchange was set (`exchange.agreed_on`), to an ISO date, yes/no or nothing."""

    name: str
    value: Json


@dataclass(frozen=True, slots=True)
class Extended:
    """A deadline was given more time: of a place, or of a clock."""

    place: Place
    by: str = ""
    to: str = ""


Consequence = Told | Opened | Assigned | Started | Called | Documented | Published | Locked | Charged | Dated | Extended


@dataclass(frozen=True, slots=True)
class Signal:
    """An action that relatives have to do, by the system: the children called `child`, or the parent when empty."""

    action: str
    child: str = ""
    if_possible: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step leads to; nothing has happened until the caller writes it.

    `moves` are in the order in which they happened. `deadlines` holds, for each place whose alarms changed, all of
    them, so that the caller replaces what it had; none for a place that has ended. `archived` are rows of earlier
    rounds, which the situation no longer holds.
    """

    situation: Situation
    moves: tuple[Moved, ...] = ()
    deadlines: Mapping[Place, tuple[Alarm, ...]] = field(default_factory=dict)
    effects: tuple[Consequence, ...] = ()
    signals: tuple[Signal, ...] = ()
    archived: tuple[TrackRow, ...] = ()
