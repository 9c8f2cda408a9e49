"""Is every deadline a date that will be there? Anchors, dates, tracks behind `due` (grammar, section 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from counterpart.core.checking.area import Context, PlacedMachine, suggestion, understood
from counterpart.core.checking.moves import SAME
from counterpart.core.checking.paths import Edge
from counterpart.core.checking.time.presence import Presence, tracks_opened
from counterpart.core.conditions import Kind, reads
from counterpart.core.definitions.due import (
    AfterDate,
    Due,
    EarliestOf,
    OfClock,
    OnDate,
    SinceEntry,
    SinceState,
    WithTrack,
    parse_due,
    single_parts,
)
from counterpart.core.definitions.procedures import Action
from counterpart.core.findings import Findings

NEVER_RESTARTED = (SinceState, AfterDate, OnDate, OfClock)


@dataclass(frozen=True, slots=True)
class PlacedDue:
    """The deadline of a state, read; `parts` are those of an `earliest of`, else the deadline itself."""

    machine: PlacedMachine
    state: str
    due: Due

    @property
    def parts(self) -> tuple[Due, ...]:
        """Return the single deadlines."""
        return single_parts(self.due)

    @property
    def said(self) -> str:
        """Return what messages begin with."""
        return f"{self.machine.name}.{self.state}"

    def error(self, findings: Findings, code: str, message: str, hint: str = "") -> None:
        """Report a mistake at the deadline."""
        self.machine.error(findings, code, ("states", self.state, "due"), f"{self.said}: {message}", hint)


def deadlines_in(machine: PlacedMachine) -> Iterator[PlacedDue]:
    """Give the deadlines of a machine; of final states M025 says enough."""
    for name, state in machine.states.items():
        if state.due is not None and not state.final:
            yield PlacedDue(machine, name, parse_due(state.due))


def _all_deadlines(context: Context) -> Iterator[PlacedDue]:
    return (placed for machine in context.machines for placed in deadlines_in(machine))


def anchors_lie_on_every_path(context: Context, findings: Findings) -> None:
    """D001, D002: `14 days from sent` names a state of the machine through which every path to the deadline leads."""
    for placed in _all_deadlines(context):
        machine = placed.machine
        for part in placed.parts:
            if not isinstance(part, SinceState):
                continue
            if part.state not in machine.states:
                message = f"'due: {part.period} from {part.state}' counts from a state that does not exist"
                placed.error(findings, "D001", message, suggestion(part.state, machine.states, "states"))
            elif part.state not in machine.always_before.get(placed.state, {part.state}):
                placed.error(
                    findings,
                    "D002",
                    f"'{placed.state}' can be reached without '{part.state}', so '{part.period} from {part.state}' "
                    "may have no beginning",
                    "count from a state that lies on every path, or write 'earliest of [...]'",
                )


def deadlines_name_dates(context: Context, findings: Findings) -> None:
    """E002: what stands behind `by` and `after` is a date."""
    for placed in _all_deadlines(context):
        machine = placed.machine
        values = context.names.of_machine(machine.procedure_id, machine.track_id).values
        dates = [name for name, kind in values.items() if kind.kind in (Kind.DATE, Kind.DATETIME) and not kind.many]
        for part in placed.parts:
            if not isinstance(part, OnDate | AfterDate) or part.name in dates:
                continue
            if not context.names.in_doubt(machine.procedure_id, part.name):
                written = f"by {part.name}" if isinstance(part, OnDate) else f"{part.period} after {part.name}"
                hint = suggestion(part.name, dates, "dates")
                placed.error(findings, "E002", f"'due: {written}' does not name a date", hint)


def dates_are_there_in_time(context: Context, findings: Findings) -> None:
    """D003: a date behind `by` or `after` is required, or guarded by `has()` on every path to the state.

    Of an `earliest of` one part that is certain will do.
    """
    for main in context.main_machines:
        presence = Presence(context, main.procedure_id)
        for machine in context.of_procedure(main.procedure_id):
            values = context.names.of_machine(machine.procedure_id, machine.track_id).values
            for placed in deadlines_in(machine):
                names = [part.name for part in placed.parts if isinstance(part, OnDate | AfterDate)]
                if len(names) < len(placed.parts) or not set(names) <= values.keys():
                    continue
                there = (presence.in_states(machine.track_id) or {}).get(placed.state)
                if there is not None and there.isdisjoint(names):
                    placed.error(
                        findings,
                        "D003",
                        f"nothing makes sure that '{names[0]}' is there when '{placed.state}' is entered",
                        f"make the field required, or guard every way to '{placed.state}' with has({names[0]})",
                    )


def deadlines_with_tracks_have_rows(context: Context, findings: Findings) -> None:
    """D004: `with reaction.open` names a track, opened on every path to the state, and one of its open states."""
    for machine in context.machines:
        opened = tracks_opened(machine) if machine.is_main else {}
        for placed in deadlines_in(machine):
            for part in placed.parts:
                wrong = _wrong_track(machine, part) if isinstance(part, WithTrack) else None
                if wrong:
                    placed.error(findings, "D004", *wrong)
                elif isinstance(part, WithTrack) and part.track not in opened.get(placed.state, {part.track}):
                    placed.error(
                        findings,
                        "D004",
                        f"'{placed.state}' can be reached without opening track '{part.track}', "
                        "whose rows give its date",
                        f"open '{part.track}' on every way to '{placed.state}'",
                    )


def _wrong_track(machine: PlacedMachine, part: WithTrack) -> tuple[str, str] | None:
    tracks = machine.procedure.tracks
    if part.track not in tracks:
        return f"'due: with {part.track}' names no track", suggestion(part.track, tracks, "tracks")
    states = {name: state for name, state in tracks[part.track].states.items() if not state.final}
    if part.state is not None and part.state not in states:
        message = f"'due: with {part.track}.{part.state}' names no open state of the track"
        return message, suggestion(part.state, states, "open states")
    if part.track == machine.track_id:
        return f"'due: with {part.track}' waits for itself", "give the state a deadline of its own"
    return None


def overdue_actions_do_not_go_round(context: Context, findings: Findings) -> None:
    """D005: overdue actions do not lead round over deadlines that never restart: all would be past at once."""
    for machine in context.machines:
        acting = {
            (placed.state, machine.states[placed.state].overdue)
            for placed in deadlines_in(machine)
            if _stays_over(placed)
        }
        turning = machine.moves.graph.kept(partial(_turns, machine, acting))
        for circle in turning.circles():
            state = next((name for name in circle if (name, machine.states[name].overdue) in acting), None)
            if state is not None:
                machine.error(
                    findings,
                    "D005",
                    ("states", state, "overdue"),
                    f"{machine.name}.{state}: overdue actions go round through {', '.join(circle)}, "
                    "and no deadline there begins anew",
                    "lead out of the circle, give one state a period from its entry, or add 'extend_due'",
                )


def _turns(machine: PlacedMachine, acting: set[tuple[str, str | None]], edge: Edge) -> bool:
    action = machine.actions[edge.action]
    return edge.enters and not _lengthens(action) and (action.auto or (edge.source, edge.action) in acting)


def _stays_over(placed: PlacedDue) -> bool:
    """Say whether a deadline, once over, is over at every entry; a date that the overdue action asks for is not."""
    action = placed.machine.actions.get(placed.machine.states[placed.state].overdue or "")
    asked = [understood(way.when) for way in action.to] if action else []
    read = {fact.name for condition in asked if condition for fact in reads(condition)}
    return any(
        isinstance(part, NEVER_RESTARTED) and not (isinstance(part, OnDate | AfterDate) and part.name in read)
        for part in placed.parts
    )


def overdue_actions_change_something(context: Context, findings: Findings) -> None:
    """D006: an overdue action does not keep the state with its deadline gone by: nothing would ever happen again."""
    for machine in context.machines:
        for placed in deadlines_in(machine):
            name = machine.states[placed.state].overdue or ""
            action = machine.actions.get(name)
            restarting = not any(isinstance(part, SinceEntry | SinceState | OfClock) for part in placed.parts)
            if action is None or restarting or _lengthens(action):
                continue
            if any(way.state == SAME for way in action.to):
                machine.error(
                    findings,
                    "D006",
                    ("states", placed.state, "overdue"),
                    f"{placed.said}: overdue action '{name}' may stay in '{placed.state}', "
                    "whose deadline is over: nothing would ever happen again",
                    f"write 'to: {placed.state}' to begin anew, lead to another state, or add 'extend_due'",
                )


def _lengthens(action: Action) -> bool:
    return any(effect.extend_due and effect.when is None for effect in action.effects)


def is_extendable(due: str | None) -> bool:
    """Say whether a deadline is one's own, so that `extend_due` can lengthen it; that of a track is not."""
    if due is None:
        return False
    parsed = parse_due(due)
    parts = parsed.parts if isinstance(parsed, EarliestOf) else (parsed,)
    return any(not isinstance(part, WithTrack) for part in parts)
