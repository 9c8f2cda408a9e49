"""Do the clocks of a procedure run, and do what they should when they run out? (grammar, section 1)."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.checking.machines.automatic import guards_of
from counterpart.core.checking.mending import meant
from counterpart.core.checking.moves import SAME, sources
from counterpart.core.checking.time.deadlines import deadlines_in, is_extendable
from counterpart.core.definitions.due import OfClock
from counterpart.core.definitions.effects import ExtendDue
from counterpart.core.definitions.procedures import Clock
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address


def clocks_name_what_exists(context: Context, findings: Findings) -> None:
    """D008, M005: a clock starts, pauses and stops in states, runs out into an action, by the calendar of a party."""
    for machine in context.main_machines:
        for name, clock in machine.procedure.clocks.items():
            here: Address = ("clocks", name)
            said = f"{machine.name}: clock '{name}'"
            for address, state in _states_named(clock):
                if state not in machine.states:
                    message = f"{said}: {address[0]} '{state}' is not a state"
                    hint = suggestion(state, machine.states, "states")
                    machine.error(findings, "D008", (*here, *address), message, hint)
            if clock.runs_out is not None and clock.runs_out not in machine.actions:
                message = f"{said}: runs_out '{clock.runs_out}' is not an action"
                hint = suggestion(clock.runs_out, machine.actions, "actions")
                machine.error(findings, "D008", (*here, "runs_out"), message, hint)
            party, parties = clock.calendar_of, machine.procedure.parties
            if party is not None and party not in parties:
                message = f"{said}: calendar_of '{party}' is not a party"
                machine.error(findings, "M005", (*here, "calendar_of"), message, suggestion(party, parties, "parties"))


def _states_named(clock: Clock) -> Iterator[tuple[Address, str]]:
    yield ("starts",), clock.starts
    for key, states in (("pauses", clock.pauses), ("stops", clock.stops)):
        for index, state in enumerate(states):
            yield (key, index), state


def where_it_runs(machine: PlacedMachine, clock: Clock) -> frozenset[str]:
    """Return the states in which a clock may run or stand still: from its start up to its stops and final states."""
    ends = {name for name, state in machine.states.items() if state.final}
    return machine.moves.graph.reachable([clock.starts], around=frozenset({*ends, *clock.stops}))


def _sound_clocks(machine: PlacedMachine) -> Iterator[tuple[str, Clock]]:
    """Give the clocks that start in a state, of a machine whose paths are known."""
    if machine.moves.exact:
        for name, clock in machine.procedure.clocks.items():
            if clock.starts in machine.states:
                yield name, clock


def clocks_pause_and_stop_where_they_run(context: Context, findings: Findings) -> None:
    """D011: a clock begins in an open state, and pauses and stops where it may run."""
    for machine in context.main_machines:
        for name, clock in _sound_clocks(machine):
            runs = where_it_runs(machine, clock)
            reached = machine.moves.graph.reachable([clock.starts])
            if not runs:
                message = f"{machine.name}: clock '{name}' ends where it starts, in '{clock.starts}'"
                hint = "let it start in an open state that is not one of its 'stops'"
                machine.error(findings, "D011", ("clocks", name, "starts"), message, hint)
                continue
            for key, states, where in (("pauses", clock.pauses, runs), ("stops", clock.stops, reached)):
                for index, state in enumerate(states):
                    if state in machine.states and state not in where:
                        message = f"{machine.name}: clock '{name}' never runs when '{state}' is reached"
                        hint = f"take '{state}' out of '{key}', or let the clock start earlier"
                        machine.error(findings, "D011", ("clocks", name, key, index), message, hint)


def running_out_is_never_refused(context: Context, findings: Findings) -> None:
    """D009: `runs_out` has no guard and can start from every state in which the clock may run."""
    for machine in context.main_machines:
        for name, clock in _sound_clocks(machine):
            action = machine.actions.get(clock.runs_out or "")
            if action is None:
                continue
            said, address = (
                f"{machine.name}: clock '{name}' runs out into '{clock.runs_out}'",
                ("clocks", name, "runs_out"),
            )
            guards = guards_of(action)
            if guards:
                hint = "give the action branches instead"
                machine.error(
                    findings, "D009", address, f"{said}, which has '{guards[0]}'; the clock cannot be refused", hint
                )
            begins = sources(action, machine.machine)
            runs = where_it_runs(machine, clock).difference(clock.pauses)
            missing = [state for state in machine.states if state in runs and state not in begins]
            if missing:
                hint = f"add them to 'from' of '{clock.runs_out}', or to 'pauses' or 'stops' of the clock"
                message = f"{said}, which cannot start from {', '.join(missing)}, where the clock may run"
                machine.error(findings, "D009", address, message, hint)


def states_wait_for_a_clock_that_runs(context: Context, findings: Findings) -> None:
    """D007, D010: `due: clock host` names a clock of the procedure, and stands where that clock runs."""
    for machine in context.machines:
        clocks = machine.procedure.clocks
        for placed in deadlines_in(machine):
            for part in placed.parts:
                if not isinstance(part, OfClock):
                    continue
                if part.clock not in clocks:
                    message = f"'due: clock {part.clock}' names no clock"
                    placed.error(findings, "D007", message, suggestion(part.clock, clocks, "clocks"))
                elif machine.is_main and (wrong := _not_running(machine, clocks[part.clock], placed.state)):
                    message = f"clock '{part.clock}' does not run in '{placed.state}': {wrong}"
                    placed.error(findings, "D010", message, "give the state a deadline of its own")


def _not_running(machine: PlacedMachine, clock: Clock, state: str) -> str:
    """Return why a clock may have no date in a state, or nothing."""
    before = machine.always_before.get(state)
    if before is None or clock.starts not in machine.states:
        return ""
    if clock.starts not in before:
        return f"the state can be reached without '{clock.starts}', where the clock starts"
    if state in clock.pauses:
        return "it stands still there"
    ends = [name for name, found in machine.states.items() if found.final or name in clock.stops]
    anew = frozenset({clock.starts}) if clock.restarts else frozenset[str]()
    if state in machine.moves.graph.reachable(ends, around=anew):
        return "it has ended, or may have ended before"
    return ""


def clocks_matter(context: Context, findings: Findings) -> None:
    """D012: a clock does something when it runs out, or gives some state its deadline."""
    for machine in context.main_machines:
        used = {
            meant(part.clock, machine.procedure.clocks)
            for each in context.of_procedure(machine.procedure_id)
            for placed in deadlines_in(each)
            for part in placed.parts
            if isinstance(part, OfClock)
        }
        for name, clock in machine.procedure.clocks.items():
            if clock.runs_out is None and name not in used:
                message = f"{machine.name}: nothing depends on clock '{name}'"
                hint = f"say 'runs_out: <action>', or 'due: clock {name}' in some state"
                machine.warning(findings, "D012", ("clocks", name), message, hint)


def a_clock_and_a_deadline_do_not_compete(context: Context, findings: Findings) -> None:
    """D018: where the deadline of a state is a clock that does something, `overdue` does nothing else."""
    for machine in context.main_machines:
        for placed in deadlines_in(machine):
            state = machine.states[placed.state]
            for part in placed.parts:
                clock = machine.procedure.clocks.get(part.clock) if isinstance(part, OfClock) else None
                if clock and clock.runs_out and state.overdue and state.overdue != clock.runs_out:
                    machine.error(
                        findings,
                        "D018",
                        ("states", placed.state, "overdue"),
                        f"{placed.said}: at the same moment the clock does '{clock.runs_out}' and the deadline does "
                        f"'{state.overdue}'",
                        "leave one of them out",
                    )


def extensions_are_counted(context: Context, findings: Findings) -> None:
    """D013: an action that lengthens a deadline says `at_most`, or it could be put off for ever."""
    for machine in context.machines:
        for placed in effects_in(machine):
            if placed.effect.extend_due is None:
                continue
            if placed.action is None or machine.actions[placed.action].at_most is None:
                machine.error(
                    findings,
                    "D013",
                    (*placed.address, "extend_due"),
                    f"{placed.where}: 'extend_due' without 'at_most' could put the deadline off for ever",
                    "say 'at_most: 1' on the action" if placed.action else "put it on an action with 'at_most'",
                )


def extensions_hit_a_deadline(context: Context, findings: Findings) -> None:
    """D007, D014: `extend_due` names a clock that runs, or stands where the machine has a deadline of its own."""
    for machine in context.machines:
        for placed in effects_in(machine):
            extension = placed.effect.extend_due
            if extension is None or placed.action is None:
                continue
            clocks = machine.procedure.clocks
            if extension.clock is not None and extension.clock not in clocks:
                message = f"{placed.where}: no clock '{extension.clock}'"
                address = (*placed.address, "extend_due", "clock")
                machine.error(findings, "D007", address, message, suggestion(extension.clock, clocks, "clocks"))
                continue
            missed = [state for state in _starts(machine, placed) if not _hits(machine, placed, state, extension)]
            if missed:
                machine.error(
                    findings,
                    "D014",
                    (*placed.address, "extend_due"),
                    f"{placed.where}: there is no deadline to lengthen in {', '.join(missed)}",
                    "do it where a deadline or the named clock runs",
                )


def _starts(machine: PlacedMachine, placed: PlacedEffect) -> list[str]:
    action = machine.actions[placed.action or ""]
    return [state for state in sources(action, machine.machine) if state in machine.states]


def _hits(machine: PlacedMachine, placed: PlacedEffect, state: str, extension: ExtendDue) -> bool:
    if extension.clock is not None:
        clock = machine.procedure.clocks[extension.clock]
        known = machine.is_main and machine.moves.exact and clock.starts in machine.states
        return not known or state in where_it_runs(machine, clock)
    targets = [way.state for way in machine.actions[placed.action or ""].to if way.state != SAME]
    return is_extendable(machine.states[state].due) or any(
        is_extendable(machine.states[target].due) for target in targets if target in machine.states
    )
