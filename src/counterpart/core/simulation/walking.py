"""Random walks through a procedure: parties and clock move it about, and then everybody tries to end it.

The first part goes anywhere, rather where nobody has been. In the second, whoever can take it nearer to a final state
does so, rows come to their ends, guards turn out one way or the other, and time goes by: a walk that does not end then
could not be ended by anybody in the running system either. Situations are plain values, so a walk may set out from
where an earlier one came by; its trace tells the way from the very beginning all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from counterpart.core.errors import CounterpartError, OutOfTurn, Refused
from counterpart.core.simulation.casting import cast_for
from counterpart.core.simulation.walk_facts import Pools, drawn_known
from counterpart.core.simulation.walk_rules import distances, done_by_system, for_walking, signalled_actions
from counterpart.core.workflow import (
    MAIN,
    SYSTEM,
    Beginning,
    Cause,
    Endless,
    Move,
    Outcome,
    Place,
    Player,
    Rulebook,
    Signal,
    Situation,
    begin,
    fire_many,
    next_alarms,
    signalled,
    step,
)
from counterpart.core.workflow.machine import ActionRules, MachineRules

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOST_ANYWHERE = 12
MOST_HOMEWARD = 90
MOST_PACES = 30_000
"""What may happen on all walks of a module together: some seconds. Shipped modules need less than 4,000."""

FEWER_WALKS = 3
_TRIES_A_MOVE = 3
_MOST_ROWS = 4
_REDRAWN = 0.4
_BY_PEOPLE = 0.8
_INTO_THE_END = 0.15
_FROM_ELSEWHERE = 0.6
_REOPENED = 0.3
_AUTHORITIES = ("", "one", "two")


@dataclass(frozen=True, slots=True)
class Pace:
    """One thing that happened on a walk: `what` was done (by an action or by the clock), and how it stood then."""

    what: str
    where: str
    standing: tuple[str, ...]

    @property
    def state(self) -> str:
        """Return the state of the main machine."""
        return self.standing[0]


@dataclass(frozen=True, slots=True)
class Walked:
    """Where a walk led. `endless` says that automatic actions would not come to rest."""

    ended: bool
    paces: tuple[Pace, ...]
    endless: str = ""


@dataclass(frozen=True, slots=True)
class _Option:
    place: Place
    action: ActionRules
    party: str


class Walker:
    """Walks through one procedure, again and again."""

    def __init__(self, rules: Rulebook, members: tuple[str, ...]) -> None:
        """Prepare the procedure, with these members as players."""
        self.rules = for_walking(rules, members)
        self.members = members
        self.pools = Pools(self.rules, members)
        self.system = signalled_actions(rules.module, rules.name)
        self.far = {"": distances(self.rules.main)}
        self.far |= {name: distances(machine) for name, machine in self.rules.tracks.items()}
        self.patience = max(MOST_HOMEWARD, _TRIES_A_MOVE * max(self.far[""].values(), default=0))
        cast = cast_for(rules.procedure, members)
        self.cast = {party: tuple(Player(member) for member in played) for party, played in cast.items()}
        self.done: Counter[tuple[str, str]] = Counter()
        self.resting: dict[str, _Resting] = {}
        self.set_out: Counter[str] = Counter()

    def walks(self, number: int, seed: int, most_paces: int = MOST_PACES) -> list[Walked]:
        """Walk so often, or a few times when more happens than `most_paces`; the same seed goes the same ways."""
        rng = Random(seed)  # noqa: S311 - a walk must be the same every time
        found: list[Walked] = []
        while len(found) < number and (most_paces > 0 or len(found) < FEWER_WALKS):
            found.append(_Walk(self, rng).to_the_end())
            most_paces -= len(found[-1].paces)
        return found


@dataclass(frozen=True, slots=True)
class _Resting:
    """Where a walk came by, for another one to set out from."""

    situation: Situation
    now: datetime
    paces: tuple[Pace, ...]


class _Walk:
    def __init__(self, walker: Walker, rng: Random) -> None:
        self.walker = walker
        self.rules = walker.rules
        self.rng = rng
        self.now = BEGINNING
        self.paces: list[Pace] = []
        self.known = drawn_known(self.rules, walker.pools, rng, walker.members, self.now)
        self.situation: Situation | None = None

    def to_the_end(self) -> Walked:
        """Begin, go anywhere, then home."""
        try:
            self._set_out()
            for _ in range(self.rng.randrange(MOST_ANYWHERE)):
                if not self._is_over():
                    self._anywhere()
            self._go_home()
            if self._is_over() and self.rng.random() < _REOPENED and self._reopen():
                self._go_home()
        except Endless as error:
            return Walked(False, tuple(self.paces), str(error.parameters.get("action", error.code)))
        return Walked(self._is_over(), tuple(self.paces))

    # --------------------------------------------------------------------------------------------------- directions
    def _set_out(self) -> None:
        """Begin, or go on from a state that few have set out from."""
        walker = self.walker
        if walker.resting and self.rng.random() < _FROM_ELSEWHERE:
            state = min(walker.resting, key=lambda name: (walker.set_out[name], name))
            walker.set_out[state] += 1
            resting = walker.resting[state]
            self.situation, self.now, self.paces = resting.situation, resting.now, list(resting.paces)
        else:
            self._begin()

    def _begin(self) -> None:
        facts = self.known.facts
        behind = self.rules.main.reads_dates.union(*(track.reads_dates for track in self.rules.tracks.values()))
        dates = {name: facts[name] or self.now.date().isoformat() for name in sorted(behind) if "exchange." not in name}
        soon = (self.now + timedelta(days=self.rng.randrange(60))).date()
        beginning = Beginning(self.walker.cast, self.known, wanted_on=soon, agreed_on=soon, dates=dates)
        self._take("begins", MAIN, begin(self.rules, beginning, self.now))

    def _anywhere(self) -> None:
        """Do anything: an action of anybody, or let time go by until something happens."""
        self._draw(_REDRAWN)
        options = [one for one in self._options() if self.rng.random() < _INTO_THE_END or not self._ends(one)]
        if options and self.rng.random() < _BY_PEOPLE:
            tried = self.rng.sample(options, min(len(options), 3))
            self._try(min(tried, key=lambda one: self.walker.done[one.place.track, one.action.name]))
        elif self.rng.random() < _INTO_THE_END or not self._time_ends():
            self._ring()

    def _go_home(self) -> None:
        """Try to come to the end, for a while: the longer, the further it may be."""
        for _ in range(self.walker.patience):
            if self._is_over():
                return
            self._homeward()

    def _reopen(self) -> bool:
        """Reopen what has ended, where that is possible; say whether it was."""
        situation = self._at()
        actions = [action for action in self.rules.main.states[situation.state].actions if action.reopens]
        parties = [(action, party) for action in actions for party in action.by if situation.seats.get(party)]
        return bool(parties) and self._try(_Option(MAIN, *self.rng.choice(parties)))

    def _homeward(self) -> None:
        """Try to come nearer to the end: in the main machine, in a row, by waiting, and else by whatever is left."""
        self._draw(1)
        options = list(self._options())
        nearer = [option for option in options if self._leads_nearer(option)]
        main = [option for option in nearer if not option.place.track]
        lot = self.rng.random()
        if main and lot < 0.5:
            self._try(self.rng.choice(main))
        elif nearer and lot < 0.8:
            self._try(self.rng.choice(nearer))
        elif not self._ring() and options:
            self._try(self.rng.choice(options))

    def _ends(self, option: _Option) -> bool:
        """Say whether an action of the main machine can only end the exchange."""
        states = self.rules.main.states
        ways = option.action.ways
        return not option.place.track and all(way.state in states and states[way.state].final for way in ways)

    def _time_ends(self) -> bool:
        """Say whether the deadline of the state ends the exchange."""
        overdue = self.rules.main.actions.get(self.rules.main.states[self._at().state].overdue)
        return overdue is not None and self._ends(_Option(MAIN, overdue, SYSTEM))

    def _leads_nearer(self, option: _Option) -> bool:
        far = self.walker.far[option.place.track]
        state = self._state_at(option.place)
        here = far.get(state, len(far))
        return any(far.get(way.state, here) < here for way in option.action.ways)

    # ------------------------------------------------------------------------------------------------------- moves
    def _options(self) -> Iterator[_Option]:
        """Yield what might be done now: by the parties, and by the system where relatives or registers call for it."""
        situation = self._at()
        yield from self._in_machine(self.rules.main, situation.state, MAIN)
        rows = [row for row in situation.rows.values() if not self.rules.tracks[row.track].states[row.state].final]
        if len(rows) > _MOST_ROWS:
            rows = self.rng.sample(rows, _MOST_ROWS)
        for row in rows:
            yield from self._in_machine(self.rules.tracks[row.track], row.state, row.place)

    def _in_machine(self, machine: MachineRules, state: str, place: Place) -> Iterator[_Option]:
        for action in machine.states[state].actions:
            if action.reopens:
                continue
            for party in action.by:
                if party == SYSTEM:
                    if action.name in self.walker.system and done_by_system(action):
                        yield _Option(place, action, party)
                elif self._at().seats.get(party) or (place.track and party in machine.owners):
                    yield _Option(place, action, party)

    def _try(self, option: _Option) -> bool:
        """Do an action if it can be done; say whether it was."""
        self._pass_some_time()
        try:
            if option.party == SYSTEM and not option.place.track:
                outcome = signalled(self.rules, self._at(), Signal(option.action.name), self.now)
            else:
                outcome = step(self.rules, self._at(), self._move(option), self.now)
        except (Refused, OutOfTurn):
            return False
        self._take(option.action.name, option.place, outcome)
        return True

    def _move(self, option: _Option) -> Move:
        action, place, situation = option.action, option.place, self._at()
        seated = situation.players(option.party)
        row = situation.row(place.track, place.key) if place.track else None
        own = row is not None and option.party in self.rules.tracks[place.track].owners
        player = None if own or len(seated) < 2 else self.rng.choice(seated)
        return Move(
            action=action.name,
            party=option.party,
            track=(place.track, place.key) if place.track else None,
            choose=self._chosen(action) if action.chooses_for else (),
            questions=situation.known.asked[:1] if action.chooses_questions else (),
            player=player,
        )

    def _chosen(self, action: ActionRules) -> tuple[Player, ...]:
        """Return somebody who might play what is to be chosen."""
        target = action.chooses_for[0]
        track = target.removeprefix("track.")
        party = next(iter(self.rules.tracks[track].owners), "") if track != target else target
        members = [player.member for player in self.walker.cast.get(party, ())] or [*self.walker.members]
        member = self.rng.choice(members)
        return (Player(member, self.rng.choice(_AUTHORITIES)),)

    # -------------------------------------------------------------------------------------------------------- time
    def _pass_some_time(self) -> None:
        """Let hours or days go by, but nothing that the clock would do."""
        later = self.now + timedelta(hours=self.rng.choice((0, 1, 30, 100)))
        waiting = next_alarms(self.rules, self._at())
        self.now = min(later, max(self.now, waiting[0].fire_at)) if waiting else later

    def _ring(self) -> bool:
        """Let time go by until the clock does something; say whether it ever will."""
        waiting = next_alarms(self.rules, self._at())
        if not waiting:
            return False
        self.now = max(self.now, waiting[0].fire_at)
        due = [alarm for alarm in waiting if alarm.fire_at <= self.now]
        outcome = fire_many(self.rules, self._at(), due, self.now)
        what = next((moved.action for moved in outcome.moves if moved.cause is not Cause.AUTOMATIC), "time passes")
        self._take(f"{what} (overdue)" if outcome.moves else what, due[0].place, outcome)
        return True

    # --------------------------------------------------------------------------------------------------- standing
    def _draw(self, chance: float) -> None:
        if self.rng.random() < chance:
            self.known = drawn_known(self.rules, self.walker.pools, self.rng, self.walker.members, self.now)

    def _at(self) -> Situation:
        if self.situation is None:
            raise CounterpartError("walk_not_begun")
        situation = self.situation
        rows = situation.rows
        if any(row.facts is not self.known.facts for row in rows.values()):
            rows = {
                key: replace(row, facts=self.known.facts, answered=row.questions if self.known.answered else ())
                for key, row in rows.items()
            }
        if situation.known is not self.known or rows is not situation.rows:
            self.situation = situation = replace(situation, known=self.known, rows=rows)
        return situation

    def _take(self, what: str, place: Place, outcome: Outcome) -> None:
        self.situation = outcome.situation
        rows = sorted(f"{row.place}: {row.state}" for row in self.situation.rows.values())
        self.paces.append(Pace(what, str(place), (self.situation.state, *rows)))
        self.walker.done[place.track, what] += 1
        if self.situation.state not in self.walker.resting and not self._is_over():
            self.walker.resting[self.situation.state] = _Resting(self.situation, self.now, tuple(self.paces))

    def _state_at(self, place: Place) -> str:
        situation = self._at()
        row = situation.row(place.track, place.key) if place.track else None
        return row.state if row is not None else situation.state

    def _is_over(self) -> bool:
        return self.situation is not None and self.rules.main.states[self.situation.state].final
