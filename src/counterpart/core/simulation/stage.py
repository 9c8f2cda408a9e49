"""The stage of a scenario: the exchanges of one file, what was written in them, and a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import Period, Unit, added
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.scenarios import Given, Players, Scenario
from counterpart.core.errors import Refused
from counterpart.core.simulation.events import Event, events_of, zone_at
from counterpart.core.simulation.story_steps import path_of
from counterpart.core.workflow import (
    MAIN,
    Beginning,
    Endless,
    Matter,
    Outcome,
    Place,
    Player,
    Rulebook,
    Rulebooks,
    next_alarms,
    profile_of,
)
from counterpart.core.workflow.forms.values import day_of
from counterpart.core.writing.desk import Desk, Opening, Trace
from counterpart.core.writing.knowing import Setting
from counterpart.core.writing.records import Record

ROOT = "file"
"""The key of the first exchange; its children are `file/transfer/1`."""

MORNING = "09:00"
"""When a scenario begins that names a day only."""

MOST_RINGS = 10_000
_NOBODY = "none"
_ON = (True, "on")


class _Events(Trace):
    """Writes down what happens at the stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def wrote(self, key: str, place: Place, kind: str, words: str) -> None:
        """Add what somebody wrote."""
        self.stage.tell(key, place, kind, words)

    def happened(self, matter: Matter, key: str, outcome: Outcome) -> None:
        """Add what the engine did."""
        self.stage.events += events_of(matter, key, outcome, self.stage.now)


class Stage(Desk):
    """What is so at this point of a scenario; steps change it."""

    def __init__(self, area: Area, network: NetworkDefinition, scenario: Scenario) -> None:
        """Begin the exchange as the scenario says. Raises what `begin` raises."""
        given = scenario.given
        self.area = area
        self.profile = profile_of(network, area.participants)
        self.rulebooks = Rulebooks(area.definition, self.profile)
        self.rules = self.rulebooks[scenario.procedure]
        seats = _seats(self.rules, given)
        starter = next(iter(seats.get(self.rules.starter, ())), Player())
        self.calendar = self.profile.calendar(starter.member)
        self.events: list[Event] = []
        self.heard_from = 0
        setting = _setting(self.rules, given, area.participants, seats)
        super().__init__(area.definition, self.rulebooks, setting, datetime.min.replace(tzinfo=UTC), _Events(self))
        self.now = self.moment(given.at if " " in given.at else f"{given.at} {MORNING}")
        self.records[ROOT] = Record(subject=dict(given.subject), asked=list(given.ask), consulted=given.consulted)
        self.begin(ROOT, self.rules, _opening(given, seats))
        self.pass_time(self.now)

    # --------------------------------------------------------------------------------------------------------- time
    def moment(self, written: str) -> datetime:
        """Return the instant of a date and time by the clock of who started; a date alone keeps the time of day."""
        local = datetime.fromisoformat(written)
        if len(written) == len("2026-03-02"):
            local = datetime.combine(local.date(), self.now.astimezone(self.calendar.clock).time())
        return local.replace(tzinfo=self.calendar.clock).astimezone(UTC)

    def later(self, period: Period) -> datetime:
        """Return the moment a period from now; working days are those of who started."""
        local = self.now.astimezone(self.calendar.clock)
        if period.unit is Unit.WORKING_DAY:
            day, _ = self.calendar.walk(local.date(), period.count)
            return datetime.combine(day, local.timetz()).astimezone(UTC)
        return added(local, period).astimezone(UTC)

    def pass_time(self, until: datetime) -> None:
        """Let time go by, with everything that it does on the way. Raises Endless when that never comes to rest."""
        for _ in range(MOST_RINGS):
            waiting = self._next_ring(until)
            if waiting is None:
                self.now = max(self.now, until)
                return
            self.now = max(self.now, waiting)
            for key in list(self.matter.exchanges):
                situation = self.matter.exchanges[key].situation
                due = [one for one in next_alarms(self.rules_of(key), situation) if one.fire_at <= self.now]
                if due:
                    self.ring(key, due)
        raise Endless("clock_endless", until=until.isoformat())

    def _next_ring(self, until: datetime) -> datetime | None:
        """Return when the clock next does something, None when that is after `until`."""
        times = [
            max(alarm.fire_at, self.now)
            for key, linked in self.matter.exchanges.items()
            for alarm in next_alarms(self.rules_of(key), linked.situation)
        ]
        first = min(times, default=None)
        return first if first is not None and first <= until else None

    # ------------------------------------------------------------------------------------------------------- places
    def key_of(self, child: str | None) -> str:
        """Return the key of an exchange: the first, or a child. Raises Refused for a child that was not started."""
        key = ROOT
        for name, number in path_of(child) if child else ():
            key = f"{key}/{name}/{number}"
        if key not in self.matter.exchanges:
            raise Refused("child_missing", child=child or "")
        return key

    def place_of(self, key: str, track: str | None) -> Place:
        """Return the place of a row: by its key (`delivery/DK`), by its member, or by number in order of opening.

        A row that is not there has a place, too: the engine says so when something is done there.
        """
        if track is None:
            return MAIN
        name, _, wanted = track.partition("/")
        situation = self.matter.exchanges[key].situation
        rows = [row for row in situation.rows.values() if row.track == name]
        for row in rows:
            if row.key == wanted:
                return row.place
        if wanted.isdecimal() and 0 < int(wanted) <= len(rows):
            return rows[int(wanted) - 1].place
        own = [row for row in rows if row.player.member == wanted]
        return own[0].place if len(own) == 1 else Place(name, wanted, situation.rounds.get(name, 1))

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Let everything in the block happen, or nothing of it; the trace forgets it, too."""
        count = len(self.events)
        try:
            with super().all_or_nothing():
                yield
        except BaseException:
            del self.events[count:]
            raise

    def tell(self, key: str, place: Place, kind: str, words: str) -> None:
        """Add a line to the trace that the engine does not write: what people wrote, or why they were refused."""
        linked = self.matter.exchanges[key]
        zone = zone_at(linked.rules, linked.situation, place)
        self.events.append(Event(self.now, zone, key.partition("/")[2], kind, words))


def _opening(given: Given, seats: dict[str, tuple[Player, ...]]) -> Opening:
    """Return what the exchange begins with."""
    wanted_on, agreed_on = (given.exchange.get(name) for name in ("wanted_on", "agreed_on"))
    beginning = Beginning(
        seats={},
        wanted_on=day_of(wanted_on) if wanted_on else None,
        agreed_on=day_of(agreed_on) if agreed_on else None,
        urgent=given.exchange.get("urgent") is True,
        copied=given.exchange.get("copied") is True,
    )
    return Opening(seats, beginning)


def _seats(rules: Rulebook, given: Given) -> dict[str, tuple[Player, ...]]:
    """Return who plays what: as given, and the supervising body, which takes part of itself."""
    seats = {party: _players(players) for party, players in given.parties.items()}
    for name, party in rules.parties.items():
        if party.country == _NOBODY and not party.external:
            seats.setdefault(name, (Player(),))
    return seats


def _players(players: Players) -> tuple[Player, ...]:
    return tuple(Player(player.member, player.authority or "") for player in players)


def _setting(
    rules: Rulebook, given: Given, participants: tuple[str, ...], seats: dict[str, tuple[Player, ...]]
) -> Setting:
    switches = {
        whose: {name: value in _ON for name, value in values.items()} for whose, values in given.switches.items()
    }
    candidates = {
        party: players
        for party, players in seats.items()
        if party in rules.parties and rules.parties[party].many and any(player.authority for player in players)
    }
    return Setting(switches, given.members or participants, candidates)
