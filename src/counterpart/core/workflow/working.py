"""The working copy of one step: what may still change, until it is frozen into a new situation or thrown away.

Only machines that are touched are copied, so that a step on one of 13,000 rows, or on all of them at once, costs what
it touches. A step that is refused simply forgets its working copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from counterpart.core.conditions import RowFact
from counterpart.core.workflow.machine import ActionRules, MachineRules, Rulebook, StateRules
from counterpart.core.workflow.outcome import Cause, Consequence, Moved, Note, Signal
from counterpart.core.workflow.players import MAIN, SYSTEM, Place, Player, RowKey, Seat
from counterpart.core.workflow.situation import ClockRun, Due, Extension, Json, Known, Progress, Situation, TrackRow


class Running:
    """One machine while a step is under way: the main one, or a row (then `row` is how it was, or None when new).

    `recount` says that its deadline must be counted again, `alarms` that its alarms are to be handed out.
    """

    __slots__ = (
        "alarms",
        "counts",
        "done_here",
        "due",
        "entered_anew",
        "entered_at",
        "extensions",
        "first_entered",
        "opened_at",
        "place",
        "player",
        "prepared_by",
        "questions",
        "recount",
        "row",
        "rules",
        "state",
    )

    def __init__(self, rules: MachineRules, place: Place, progress: Progress, row: TrackRow | None = None) -> None:
        """Copy what may change."""
        self.rules = rules
        self.place = place
        self.row = row
        self.player = row.player if row else Player()
        self.questions = row.questions if row else ()
        self.opened_at = row.opened_at if row else progress.entered_at
        self.state = progress.state
        self.entered_at = progress.entered_at
        self.first_entered = progress.first_entered
        self.counts = progress.counts
        self.due: Due | None = progress.due
        self.extensions = progress.extensions
        self.prepared_by = progress.prepared_by
        self.done_here = progress.done_here
        self.recount = False
        self.alarms = False
        self.entered_anew = False

    @property
    def here(self) -> StateRules:
        """Return the rules of the state that the machine is in."""
        return self.rules.states[self.state]

    def can_start(self, action: ActionRules) -> bool:
        """Say whether an action may start from here; only one that reopens may leave a final state."""
        return self.state in action.sources and (action.reopens is not None or not self.here.final)

    @property
    def facts(self) -> Mapping[str, Json]:
        """Return the values that the caller loaded for a row."""
        return self.row.facts if self.row else {}

    @property
    def answered(self) -> tuple[str, ...]:
        """Return the questions of a row that have an answer."""
        return self.row.answered if self.row else ()

    def enter(self, state: str, now: datetime, person: str) -> None:
        """Come into a state, anew when it is the same."""
        self.state = state
        self.entered_at = now
        if state not in self.first_entered:
            self.first_entered = {**self.first_entered, state: now}
        self.prepared_by = person
        self.done_here = ()
        self.recount = self.entered_anew = True

    def count(self, action: str) -> None:
        """Count an action as done."""
        self.counts = {**self.counts, action: self.counts.get(action, 0) + 1}

    def extend(self, names: Iterable[str], extension: Extension) -> None:
        """Give the deadlines of these names more time."""
        self.extensions = {**self.extensions, **{name: (*self.extensions.get(name, ()), extension) for name in names}}
        self.recount = True

    def frozen(self) -> Progress:
        """Return how far the machine has come."""
        return Progress(
            self.state,
            self.entered_at,
            self.first_entered,
            self.counts,
            self.due,
            self.extensions,
            self.prepared_by,
            self.done_here,
        )

    def frozen_row(self) -> TrackRow:
        """Return the row as it is now."""
        track, key, number, _ = self.place
        return TrackRow(
            track, key, number, self.player, self.frozen(), self.opened_at, self.questions, self.answered, self.facts
        )


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, why, and what they gave with it: form values by dotted name, and their choices."""

    party: str = SYSTEM
    cause: Cause = Cause.SYSTEM
    player: Player | None = None
    person: str = ""
    form: Mapping[str, object] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    choose: tuple[Player, ...] = ()
    questions: tuple[str, ...] = ()
    due_at: datetime | None = None

    @property
    def is_system(self) -> bool:
        """Say whether nobody does it."""
        return self.party == SYSTEM


class Working:
    """A situation while a step is under way, with all that the step brings about."""

    def __init__(self, rules: Rulebook, before: Situation, now: datetime) -> None:
        """Begin with how it was."""
        self.rules = rules
        self.before = before
        self.now = now
        self.main = Running(rules.main, MAIN, before.main)
        self.touched: dict[RowKey, Running] = {}
        self.gone: set[RowKey] = set()
        self.seats: Mapping[str, tuple[Seat, ...]] = before.seats
        self.rounds: Mapping[str, int] = before.rounds
        self.clocks: Mapping[str, ClockRun] = before.clocks
        self.clocks_recounted: set[str] = set()
        self.clock_alarms: set[str] = set()
        self.wanted_on, self.agreed_on = before.wanted_on, before.agreed_on
        self.urgent, self.copied = before.urgent, before.copied
        self.dates: Mapping[str, Json] = before.dates
        self.locked = before.locked
        self.closed_at, self.outcome = before.closed_at, before.outcome
        self.moves: list[Moved] = []
        self.effects: list[Consequence] = []
        self.signals: list[Signal] = []
        self.chosen: dict[str, tuple[Player, ...]] = {}
        self.archived: list[TrackRow] = []
        self.arrived: list[Running] = []
        self._row_facts: dict[str, Sequence[RowFact]] = {}
        self._by_member: dict[str, defaultdict[str, list[Player]]] = {}

    @property
    def known(self) -> Known:
        """Return what the caller told."""
        return self.before.known

    def note(self, note: Note) -> None:
        """Let the log say something beside the move that is under way."""
        if self.moves:
            self.moves[-1] = replace(self.moves[-1], notes=(*self.moves[-1].notes, note))

    def today(self, player: Player | None = None) -> date:
        """Return the date that the player reads, else that of the party that started the exchange."""
        whose = player or next(iter(self.players(self.rules.starter)), Player())
        return self.rules.profile.calendar(whose.member, whose.zone).local_date(self.now)

    # ------------------------------------------------------------------------------------------------------- rows
    def row(self, key: RowKey) -> Running | None:
        """Return a row of the newest round, ready to be changed."""
        running = self.touched.get(key)
        if running is not None or key in self.gone:
            return running
        row = self.before.rows.get(key)
        if row is None:
            return None
        running = self.touched[key] = Running(self.rules.tracks[row.track], row.place, row.progress, row)
        return running

    def at(self, place: Place) -> Running | None:
        """Return the machine at a place, None when that round or row is over."""
        if not place.track:
            return self.main
        running = self.row((place.track, place.key))
        return running if running is not None and running.place.round == place.round else None

    def add_row(self, running: Running) -> None:
        """Put a new row into the newest round."""
        key = (running.place.track, running.place.key)
        self.touched[key] = running
        self.gone.discard(key)
        self.changed(running)

    def archive(self, track: str) -> None:
        """Take all rows of a track out of the situation; the caller keeps them as history."""
        for key in self.keys(track):
            running = self.row(key)
            if running is not None:
                self.archived.append(running.frozen_row())
                del self.touched[key]
                self.gone.add(key)
        self._row_facts.pop(track, None)

    def keys(self, track: str) -> list[RowKey]:
        """Return the keys of the newest round of a track, in the order of opening."""
        old = [key for key in self.before.rows if key[0] == track and key not in self.gone]
        new = [key for key in self.touched if key[0] == track and (key not in self.before.rows or key in self.gone)]
        return old + [key for key in new if key not in old] if new else old

    def has_row(self, key: RowKey) -> bool:
        """Say whether the newest round has such a row."""
        return key in self.touched or (key in self.before.rows and key not in self.gone)

    def states_of(self, track: str) -> Iterator[tuple[RowKey, str]]:
        """Yield the keys of a track's rows with their states, without copying any row."""
        for key in self.keys(track):
            running = self.touched.get(key)
            yield key, running.state if running is not None else self.before.rows[key].state

    def row_facts(self, machine: str) -> Sequence[RowFact]:
        """Return the rows of a track, or the children of a name, as conditions read them."""
        found = self._row_facts.get(machine)
        if found is None:
            track = self.rules.tracks.get(machine)
            if track is None:
                children = self.known.children.get(machine, ())
                found = tuple(RowFact(child.state, child.final) for child in children)
            else:
                found = [track.states[state].fact for _, state in self.states_of(machine)]
            self._row_facts[machine] = found
        return found

    def changed(self, running: Running) -> None:
        """Note that a machine is in another state than before."""
        self._row_facts.pop(running.place.track, None)

    # ------------------------------------------------------------------------------------------------------ seats
    def players(self, party: str) -> tuple[Player, ...]:
        """Return who plays a party in the main machine."""
        return tuple(seat.player for seat in self.seats.get(party, ()))

    def players_of(self, party: str, member: str) -> tuple[Player, ...]:
        """Return who plays a party for a member."""
        by_member = self._by_member.get(party)
        if by_member is None:
            by_member = self._by_member[party] = defaultdict(list)
            for player in self.players(party):
                by_member[player.member].append(player)
        return tuple(by_member.get(member, ()))

    def seat(self, party: str, seats: tuple[Seat, ...]) -> None:
        """Fill a party; deadlines that hang on its calendar are counted again."""
        self.seats = {**self.seats, party: seats}
        self._by_member.pop(party, None)
        if party in self.main.here.owners:
            self.main.recount = True
        for name, run in self.clocks.items():
            rules = self.rules.clocks[name]
            if run.running and (party == rules.party or party in self.rules.main.states[rules.starts].owners):
                self.clocks_recounted.add(name)

    # ----------------------------------------------------------------------------------------------------- clocks
    def set_clock(self, name: str, run: ClockRun) -> None:
        """Put a new run of a clock in the place of the old one."""
        self.clocks = {**self.clocks, name: run}
        self.clocks_recounted.add(name)
