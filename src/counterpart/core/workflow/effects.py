"""What each of the 15 verbs does: to the working copy, and as data for the caller (grammar, sections 2, 3 and 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from counterpart.core.conditions import ABSENT
from counterpart.core.definitions.due import OfClock, single_parts
from counterpart.core.definitions.effects import Effect, ExtendDue
from counterpart.core.workflow.clock_runs import extend_clock
from counterpart.core.workflow.dues import extension_names
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.filling import assign, named_players
from counterpart.core.workflow.machine import EffectRules
from counterpart.core.workflow.opening import open_rows
from counterpart.core.workflow.outcome import (
    Called,
    Charged,
    Dated,
    Documented,
    Extended,
    Locked,
    Note,
    Published,
    Signal,
    Started,
    TellKind,
    Told,
)
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.players import Place
from counterpart.core.workflow.situation import Extension, Json
from counterpart.core.workflow.working import Doer, Running, Working

Verb = Callable[[Working, Running, Effect, Doer, SituationFacts], None]


def cause(work: Working, running: Running, effects: Iterable[EffectRules], doer: Doer, facts: SituationFacts) -> None:
    """Bring about effects in the order of writing, those whose condition holds."""
    for rules in effects:
        if rules.when is None or rules.when.holds(facts):
            _VERBS[rules.verb](work, running, rules.effect, doer, facts)


def write_date(work: Working, name: str, value: Json) -> None:
    """Copy a date that deadlines count from; those that do are counted again."""
    work.dates = {**work.dates, name: value}
    date_changed(work, name.rpartition(":")[2])


def date_changed(work: Working, name: str) -> None:
    """Have every deadline counted again that hangs on a date."""
    if name in work.main.here.reads_dates:
        work.main.recount = True
    for track, machine in work.rules.tracks.items():
        if name not in machine.reads_dates:
            continue
        for key, state in list(work.states_of(track)):
            row = work.row(key) if name in machine.states[state].reads_dates else None
            if row is not None:
                row.recount = True


def _notify(work: Working, running: Running, effect: Effect, doer: Doer, _facts: SituationFacts) -> None:
    """Tell parties; of one that grew by a choice in a row, those who came: it told those before them when they came."""
    if effect.notify is None:
        return
    for party in effect.notify.to:
        found = work.chosen[party] if party in work.chosen else players_in(work, running, party)
        players = tuple(player for player in found if player != doer.player)
        if players:
            work.effects.append(Told(TellKind.MESSAGE, party, players, running.place, effect.notify.message))


def _open(work: Working, running: Running, effect: Effect, doer: Doer, facts: SituationFacts) -> None:
    if effect.open is not None:
        open_rows(work, running, effect.open, doer, facts)


def _assign(work: Working, running: Running, effect: Effect, doer: Doer, facts: SituationFacts) -> None:
    if effect.assign is not None:
        assign(work, running, effect.assign, doer, facts)


def _start(work: Working, running: Running, effect: Effect, doer: Doer, facts: SituationFacts) -> None:
    """Start a linked exchange, unless there are as many children as there may be."""
    start = effect.start
    if start is None:
        return
    if start.child and at_limit(work, start.child):
        work.note(Note("child_limit", {"child": start.child}))
        return
    parties = {theirs: named_players(work, running, ours, doer, facts) for theirs, ours in start.parties.items()}
    procedure = work.rules.children[start.child].procedure if start.child else start.procedure or ""
    work.effects.append(Started(start.child or "", procedure, parties, start.copied))


def at_limit(work: Working, child: str) -> bool:
    """Say whether no more children of a name may be started."""
    rules = work.rules.children[child]
    if rules.most is None:
        return False
    children = work.known.children.get(child, ())
    started = sum(isinstance(effect, Started) and effect.child == child for effect in work.effects)
    return sum(not (rules.only_open and one.final) for one in children) + started >= rules.most


def _signal(work: Working, _running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    signal = effect.signal
    if signal is not None:
        work.signals.append(Signal(signal.action or signal.parent or "", signal.child or "", signal.if_possible))


def _call(work: Working, running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    if effect.call is not None:
        players = players_in(work, running, effect.call.on)
        work.effects.append(Called(effect.call.operation, effect.call.on, players, running.place))


def _extend_due(work: Working, running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    """Give more time: to the clock, else to the deadline of the machine that the action belongs to."""
    rules = effect.extend_due
    if rules is None:
        return
    extension = Extension(work.now, by=rules.by or "", to=rules.to or "")
    clock = _clock_of(work, running, rules)
    if clock and extend_clock(work, clock, extension):
        work.effects.append(Extended(Place(clock=clock), extension.by, extension.to))
        return
    names = extension_names(running)
    if names:
        running.extend(names, extension)
        work.effects.append(Extended(running.place, extension.by, extension.to))


def _clock_of(work: Working, running: Running, rules: ExtendDue) -> str:
    """Return the clock that is meant: the named one, that of the state, or the only one of a state without a date."""
    if rules.clock:
        return rules.clock
    due = running.here.due
    if due is not None:
        return next((part.clock for part in single_parts(due) if isinstance(part, OfClock)), "")
    going = [name for name, run in work.clocks.items() if run.running]
    return going[0] if len(going) == 1 and not running.place.track else ""


def _set(work: Working, _running: Running, effect: Effect, _doer: Doer, facts: SituationFacts) -> None:
    """Give a value of the exchange the first of several that is present."""
    for name, sources in (effect.set or {}).items():
        values = (facts.value(source) for source in sources)
        value = next((found for found in values if found is not ABSENT), None)
        if isinstance(value, datetime):
            value = value.date()
        _SETTERS[name](work, value)
        written = value.isoformat() if isinstance(value, date) else value if isinstance(value, bool | str) else None
        work.effects.append(Dated(name, written))


def _set_wanted(work: Working, value: object) -> None:
    work.wanted_on = value if isinstance(value, date) else None
    date_changed(work, "exchange.wanted_on")


def _set_agreed(work: Working, value: object) -> None:
    work.agreed_on = value if isinstance(value, date) else None
    date_changed(work, "exchange.agreed_on")


def _set_urgent(work: Working, value: object) -> None:
    work.urgent = value is True


_SETTERS: Mapping[str, Callable[[Working, object], None]] = {
    "exchange.wanted_on": _set_wanted,
    "exchange.agreed_on": _set_agreed,
    "exchange.urgent": _set_urgent,
}
"""What an effect may set; the checker refuses every other name."""


def _document(verb: str) -> Verb:
    def make(work: Working, running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
        work.effects.append(Documented(verb, getattr(effect, verb), running.place))

    return make


def _publish(work: Working, _running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    work.effects.append(Published(effect.publish or effect.unpublish or "", visible=effect.publish is not None))


def _lock(work: Working, _running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    forms = effect.lock or ()
    work.locked = tuple(dict.fromkeys((*work.locked, *forms)))
    work.effects.append(Locked(forms))


def _charge(work: Working, running: Running, effect: Effect, _doer: Doer, _facts: SituationFacts) -> None:
    work.effects.append(Charged(effect.charge or "", running.place))


_VERBS: Mapping[str, Verb] = {
    "notify": _notify,
    "open": _open,
    "start": _start,
    "signal": _signal,
    "assign": _assign,
    "call": _call,
    "extend_due": _extend_due,
    "set": _set,
    "pdf": _document("pdf"),
    "sign": _document("sign"),
    "publish": _publish,
    "unpublish": _publish,
    "lock": _lock,
    "snapshot": _document("snapshot"),
    "charge": _charge,
}
