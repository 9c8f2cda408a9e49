"""The stage of a scenario: the exchanges of one file, what was written in them, and a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import Period, Unit, added
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.scenarios import Given, Players, Scenario
from counterpart.core.errors import Refused
from counterpart.core.retention import Term
from counterpart.core.simulation.events import Event, events_of, zone_at
from counterpart.core.simulation.keeping import Life, terms_at
from counterpart.core.simulation.knowing import Setting, dates_in, known_of, loaded, shown_subject
from counterpart.core.simulation.records import SUBJECT, Record, Values, flat, put, value_of
from counterpart.core.simulation.story_steps import path_of
from counterpart.core.workflow import (
    MAIN,
    Beginning,
    Cause,
    Endless,
    Linked,
    Matter,
    MatterOutcome,
    Place,
    Player,
    Rulebook,
    Rulebooks,
    begin,
    follow,
    next_alarms,
    profile_of,
    ring,
)
from counterpart.core.workflow.forms.values import day_of
from counterpart.core.workflow.outcome import Outcome, Published, Started

ROOT = "file"
"""The key of the first exchange; its children are `file/transfer/1`."""

MORNING = "09:00"
"""When a scenario begins that names a day only."""

MOST_RINGS = 10_000
_NOBODY = "none"
_ON = (True, "on")


@dataclass(frozen=True, slots=True)
class Kept:
    """How a stage was before a step; `events` is how many there were."""

    matter: Matter
    records: dict[str, Record]
    lives: dict[str, Life]
    events: int


class Stage:
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
        self.now = self.moment(given.at if " " in given.at else f"{given.at} {MORNING}")
        self.setting = _setting(self.rules, given, area.participants, seats)
        self.records = {ROOT: Record(subject=dict(given.subject), asked=list(given.ask), consulted=given.consulted)}
        self.matter = Matter({})
        self.lives: dict[str, Life] = {}
        self.events: list[Event] = []
        self.heard_from = 0
        self._begin(given, seats)

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
                    self.take(ring(self.ready(), key, due, self.now, self.rulebooks))
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
    def rules_of(self, key: str) -> Rulebook:
        """Return the rules of an exchange."""
        return self.matter.exchanges[key].rules

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

    def kept(self) -> Kept:
        """Return everything that a step may change, to be restored when it is refused."""
        kept = Kept(self.matter, self.records, dict(self.lives), len(self.events))
        self.records = {key: record.copied() for key, record in self.records.items()}
        return kept

    def restore(self, kept: Kept) -> None:
        """Go back to how it was."""
        self.matter, self.records, self.lives = kept.matter, kept.records, kept.lives
        del self.events[kept.events :]

    # -------------------------------------------------------------------------------------------------- the engine
    def ready(self) -> Matter:
        """Return the matter with everything loaded that the engine may ask for."""
        found = loaded(self.matter, self.records, self.setting, self.now)
        exchanges = {
            key: replace(linked, situation=replace(linked.situation, blocked_at=self._blocked_at(key)))
            for key, linked in found.exchanges.items()
        }
        return Matter(exchanges)

    def terms(self, key: str) -> dict[str, Term]:
        """Return when which kind of data of an exchange is blocked and erased; nothing before it has ended."""
        life = self.lives.get(key, Life())
        return terms_at(self.area.definition, self.matter, key, self.records[key].subject, life)

    def shown(self, key: str) -> Values:
        """Return the subject of an exchange, without the values of hidden fields."""
        return shown_subject(self.ready(), key, self.records[key], self.now)

    def _blocked_at(self, key: str) -> datetime | None:
        term = self.terms(key).get("personal")
        return term.block_at if term is not None and term.blocked(self.now) else None

    def tell(self, key: str, place: Place, kind: str, words: str) -> None:
        """Add a line to the trace that the engine does not write: what people wrote, or why they were refused."""
        linked = self.matter.exchanges[key]
        zone = zone_at(linked.rules, linked.situation, place)
        self.events.append(Event(self.now, zone, key.partition("/")[2], kind, words))

    def take(self, outcome: MatterOutcome) -> None:
        """Take over what a call of the engine has led to, with records for the children that began."""
        self.matter = outcome.matter
        for key, one in outcome.outcomes:
            self._live(key, one)
            self.events += events_of(self.matter, key, one, self.now)

    def take_one(self, key: str, outcome: Outcome) -> None:
        """Take over an outcome of one exchange, with all that follows in its relatives."""
        self.take(follow(self.ready(), key, outcome, self.now, self.rulebooks))

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
                self.records[f"{key}/{effect.child}/{number}"] = _copied_record(effect, self.records[key])
        self.lives[key] = life

    def _begin(self, given: Given, seats: dict[str, tuple[Player, ...]]) -> None:
        record = self.records[ROOT]
        known = known_of(self.rules, record, record.subject, self.setting)
        wanted_on, agreed_on = (given.exchange.get(name) for name in ("wanted_on", "agreed_on"))
        beginning = Beginning(
            seats=seats,
            known=known,
            wanted_on=day_of(wanted_on) if wanted_on else None,
            agreed_on=day_of(agreed_on) if agreed_on else None,
            urgent=given.exchange.get("urgent") is True,
            copied=given.exchange.get("copied") is True,
            dates=dates_in(self.rules, flat(record.subject, f"{SUBJECT}.")),
        )
        outcome = begin(self.rules, beginning, self.now)
        self.matter = Matter({ROOT: Linked(self.rules, outcome.situation)})
        self.take_one(ROOT, outcome)
        self.pass_time(self.now)


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


def _copied_record(effect: Started, parent: Record) -> Record:
    """Return the record of a child: what was copied of the parent's subject."""
    record = Record()
    for theirs, ours in effect.copied.items():
        value = value_of({SUBJECT: parent.subject}, ours)
        if value is not None:
            put(record.subject, theirs.removeprefix(f"{SUBJECT}."), value)
    return record
