"""A player of procedures for tests: it keeps the situation and a clock, and lets time pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpart.core.workflow import (
    MAIN,
    Beginning,
    Known,
    Move,
    Moved,
    Outcome,
    Place,
    Player,
    Rulebook,
    begin,
    fire_due,
    may,
    next_alarms,
    step,
)
from counterpart.core.workflow.outcome import TellKind, Told
from counterpart.core.workflow.situation import TrackRow


def at(text: str) -> datetime:
    """Return an instant written in UTC: `2026-03-02 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def player(text: str) -> Player:
    """Return `PL`, or `PL/ref`."""
    member, _, authority = text.partition("/")
    return Player(member, authority)


class Play:
    """One exchange that is played through; `seen` is everything that has come out of it."""

    def __init__(
        self,
        rules: Rulebook,
        parties: Mapping[str, str | Sequence[str]],
        now: str = "2026-03-02 09:00",
        **known: Any,
    ) -> None:
        """Begin."""
        self.rules = rules
        self.now = at(now)
        beginning = {key: known.pop(key) for key in ("wanted_on", "agreed_on", "dates", "urgent") if key in known}
        seats = {
            party: tuple(player(one) for one in ([who] if isinstance(who, str) else who))
            for party, who in parties.items()
        }
        self.outcome = begin(rules, Beginning(seats, Known(**known), **beginning), self.now)
        self.situation = self.outcome.situation
        self.seen: list[Outcome] = [self.outcome]

    def take(self, outcome: Outcome) -> Outcome:
        """Go on with an outcome."""
        self.outcome, self.situation = outcome, outcome.situation
        self.seen.append(outcome)
        return outcome

    def do(self, action: str, party: str, track: str = "", by: str = "", **given: Any) -> Outcome:
        """Do an action; `track` is `delivery/DK`, `choose` a list of players as text."""
        name, _, key = track.partition("/")
        if "choose" in given:
            given["choose"] = tuple(player(one) for one in given["choose"])
        move = Move(action, party, (name, key) if name else None, player=player(by) if by else None, **given)
        return self.take(step(self.rules, self.situation, move, self.now))

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.until(self.now + timedelta(**time))

    def until(self, when: datetime | str) -> None:
        """Let time pass until an instant, with everything that falls due on the way."""
        end = at(when) if isinstance(when, str) else when
        for _ in range(1000):
            alarm = next(iter(next_alarms(self.rules, self.situation)), None)
            if alarm is None or alarm.fire_at > end:
                self.now = end
                return
            self.now = max(self.now, alarm.fire_at)
            self.take(fire_due(self.rules, self.situation, self.now))
        raise AssertionError("the clock does not come to an end")

    def know(self, **known: Any) -> None:
        """Let the engine know more."""
        self.situation = replace(self.situation, known=replace(self.situation.known, **known))

    @property
    def state(self) -> str:
        """Return the state of the main machine."""
        return self.situation.state

    def row(self, place: str) -> TrackRow:
        """Return a row by `delivery/DK`."""
        track, _, key = place.partition("/")
        row = self.situation.row(track, key)
        assert row is not None, f"no row {place}"
        return row

    def due(self, place: str = "") -> str | None:
        """Return the local date on which the main machine, a row or `clock x` is due."""
        if place.startswith("clock "):
            due = self.situation.clocks[place.removeprefix("clock ")].due
        else:
            due = self.row(place).due if place else self.situation.due
        return due.deadline.local_date.isoformat() if due else None

    def may(self, party: str) -> list[str]:
        """Return what a party may do in the main machine."""
        return may(self.rules, self.situation, party, self.now)

    def moves(self) -> list[Moved]:
        """Return everything that has moved."""
        return [move for outcome in self.seen for move in outcome.moves]

    def told(self, kind: TellKind | None = None) -> list[str]:
        """Return the parties that were told something, in order."""
        effects = [effect for outcome in self.seen for effect in outcome.effects]
        return [effect.party for effect in effects if isinstance(effect, Told) and kind in (None, effect.kind)]

    def alarms(self, place: Place = MAIN) -> list[tuple[str, str]]:
        """Return kind and time of the alarms of a place, as the last outcome hands them out."""
        given = self.outcome.deadlines.get(place, ())
        return [(alarm.kind.value, alarm.fire_at.strftime("%Y-%m-%d %H:%M:%S")) for alarm in given]
