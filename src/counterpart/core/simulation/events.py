"""What happened while a scenario was played, in the words of the trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from counterpart.core.workflow import MAIN, SYSTEM, Cause, Matter, Moved, Outcome, Place, Player, Rulebook, Situation
from counterpart.core.workflow.outcome import (
    Assigned,
    Called,
    Charged,
    Consequence,
    Dated,
    Documented,
    Extended,
    Locked,
    Opened,
    Published,
    Started,
    TellKind,
    Told,
)
from counterpart.core.workflow.situation import Due

_WHY = {
    Cause.STARTED: "begins",
    Cause.OPENED: "opened",
    Cause.NEW_ROUND: "ended by a new round",
    Cause.ENDED_WITH_MAIN: "ended with the exchange",
}
_BY_ITSELF = {
    Cause.AUTOMATIC: "automatic",
    Cause.OVERDUE: "overdue",
    Cause.RAN_OUT: "the clock has run out",
    Cause.SIGNAL: "signalled",
}
_TOLD = {
    TellKind.NEW_WORK: "has work",
    TellKind.REMINDER: "is reminded",
    TellKind.ESCALATION: "hears that it is late",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trace.

    `at` is an instant (UTC), `zone` the time zone of who owns the place where it happened. `kind` is one word, `words`
    the rest. `moved` and `told` hold what it was made from.
    """

    at: datetime
    zone: str
    exchange: str
    kind: str
    words: str
    due: str = ""
    moved: Moved | None = field(default=None, compare=False)
    told: Told | None = field(default=None, compare=False)

    @property
    def local(self) -> str:
        """Return the local time, with seconds only where they matter."""
        moment = self.at.astimezone(ZoneInfo(self.zone))
        return f"{moment:%Y-%m-%d %H:%M:%S %Z}" if moment.second else f"{moment:%Y-%m-%d %H:%M %Z}"


def events_of(matter: Matter, key: str, outcome: Outcome, now: datetime) -> Iterator[Event]:
    """Yield what an outcome of one exchange of a matter says; the situations are those after it."""
    rules = matter.exchanges[key].rules
    zone = zone_at(rules, outcome.situation, MAIN)
    name = key.partition("/")[2]
    for moved in outcome.moves:
        here = zone_at(rules, outcome.situation, moved.place)
        due = due_at(outcome.situation, moved.place) if _is_last(moved, outcome) else None
        yield Event(now, here, name, "move", _moved(moved), due_in_words(due), moved=moved)
        for note in moved.notes:
            said = ", ".join(f"{one}: {value}" for one, value in note.parameters.items())
            yield Event(now, here, name, "note", f"{note.code.replace('_', ' ')} ({said})")
    for effect in outcome.effects:
        kind, words = _effect(effect)
        yield Event(now, zone, name, kind, words, told=effect if isinstance(effect, Told) else None)
    for signal in outcome.signals:
        yield Event(now, zone, name, "signal", f"{signal.action} to {signal.child or 'the parent'}")


def zone_at(rules: Rulebook, situation: Situation, place: Place) -> str:
    """Return the time zone by which a place is read: that of its deadline, else of its owner, else of the starter."""
    due = due_at(situation, place)
    if due is not None:
        return due.deadline.basis.zone
    row = situation.row(place.track, place.key) if place.track else None
    state = rules.main.states[situation.state]
    owners = [player for owner in state.owners for player in situation.players(owner)]
    candidates = [*([row.player] if row else owners), *situation.players(rules.starter)]
    player = next((one for one in candidates if one.member), Player())
    return rules.profile.calendar(player.member, player.zone).zone


def due_at(situation: Situation, place: Place) -> Due | None:
    """Return the deadline of a place: of the main machine, a row, or a clock."""
    if place.clock:
        run = situation.clocks.get(place.clock)
        return run.due if run else None
    if not place.track:
        return situation.due
    row = situation.row(place.track, place.key)
    return row.due if row else None


def due_in_words(due: Due | None) -> str:
    """Return a date, with the time where the deadline is in hours or less; empty without a deadline."""
    if due is None:
        return ""
    basis = due.deadline.basis
    if basis.period is not None and basis.period.is_exact:
        return f"{due.at.astimezone(ZoneInfo(basis.zone)):%Y-%m-%d %H:%M:%S}"
    return due.deadline.local_date.isoformat()


def _is_last(moved: Moved, outcome: Outcome) -> bool:
    return next(other for other in reversed(outcome.moves) if other.place == moved.place) is moved


def _moved(moved: Moved) -> str:
    place = f"{moved.place} " if moved.place.track else ""
    if not moved.action:
        return f"{place}{_WHY.get(moved.cause, moved.cause.value)}: {moved.state}"
    who = _BY_ITSELF.get(moved.cause) or _who(moved.party, moved.player)
    led = moved.state if moved.before == moved.state else f"{moved.before} → {moved.state}"
    return f"{place}{moved.action} ({who}): {led}"


def _who(party: str, player: Player | None) -> str:
    if party == SYSTEM:
        return SYSTEM
    return f"{party} {player.name}" if player and player.name else party


def _names(players: tuple[Player, ...]) -> str:
    names = ", ".join(player.name for player in players if player.name)
    return f" {names}" if names else ""


def _effect(effect: Consequence) -> tuple[str, str]:
    """Return the kind of an effect, and its words."""
    if isinstance(effect, Told | Opened | Assigned | Started | Called):
        return _of_people(effect)
    match effect:
        case Documented():
            return effect.verb, effect.document
        case Published():
            return ("publish" if effect.visible else "unpublish"), f"to {effect.audience}"
        case Locked():
            return "lock", ", ".join(effect.forms)
        case Charged():
            return "charge", effect.fee
        case Dated():
            return "set", f"{effect.name} = {effect.value}"
        case Extended():
            length = f"by {effect.by}" if effect.by else f"to {effect.to} in all"
            return "extend", f"{str(effect.place) or 'the deadline'} {length}"


def _of_people(effect: Told | Opened | Assigned | Started | Called) -> tuple[str, str]:
    match effect:
        case Told():
            message = f"is told '{effect.message}'" if effect.kind is TellKind.MESSAGE else _TOLD[effect.kind]
            return "tell", f"{effect.party}{_names(effect.players)} {message}"
        case Opened():
            questions = f": {', '.join(effect.questions)}" if effect.questions else ""
            return "open", f"{effect.place} for {effect.player.name or 'nobody in particular'}{questions}"
        case Assigned():
            return "assign", f"{effect.party} is{_names(tuple(seat.player for seat in effect.seats))}"
        case Started():
            return "start", f"{effect.child or 'an exchange of its own'}: {effect.procedure}"
        case Called():
            return "call", f"{effect.operation} on {effect.party}{_names(effect.players)}"
