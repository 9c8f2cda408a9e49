"""Do children begin, answer and end as their parent needs it? (grammar, section 2)."""

from __future__ import annotations

from counterpart.core.checking.area import Context, PlacedMachine, suggestion, understood
from counterpart.core.checking.circles import shortest_circles
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.checking.machines.automatic import guards_of
from counterpart.core.checking.moves import sources
from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.effects import Signal
from counterpart.core.definitions.procedures import SYSTEM, Procedure
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address


def started(context: Context, placed: PlacedEffect) -> tuple[str, Procedure] | None:
    """Return the procedure that an effect starts, if it starts one that exists."""
    start = placed.effect.start
    if start is None:
        return None
    child = placed.machine.procedure.children.get(start.child or "")
    name = start.procedure or (child.procedure if child else "")
    procedure = context.definition.procedures.get(name)
    return (name, procedure) if procedure else None


def children_are_procedures(context: Context, findings: Findings) -> None:
    """R001: a child, and whatever an effect starts or signals, is known by that name."""
    procedures = context.definition.procedures
    for machine in context.machines:
        children = machine.procedure.children
        for name, child in children.items() if machine.is_main else ():
            if child.procedure not in procedures:
                hint = suggestion(child.procedure, procedures, "procedures")
                address: Address = ("children", name, "procedure")
                machine.error(findings, "R001", address, f"no procedure '{child.procedure}'", hint)
        for placed in effects_in(machine):
            start, signal = placed.effect.start, placed.effect.signal
            if start and start.procedure is not None and start.procedure not in procedures:
                hint = suggestion(start.procedure, procedures, "procedures")
                address = (*placed.address, "start", "procedure")
                machine.error(findings, "R001", address, f"no procedure '{start.procedure}'", hint)
            named = {"start": start.child if start else None, "signal": signal.child if signal else None}
            for verb, child_id in named.items():
                if child_id is not None and child_id not in children:
                    hint = suggestion(child_id, children, "children")
                    address = (*placed.address, verb, "child")
                    machine.error(findings, "R001", address, f"no child '{child_id}'", hint)


def children_are_started(context: Context, findings: Findings) -> None:
    """H001: some effect starts each kind of child."""
    for main in context.main_machines:
        begun = {
            placed.effect.start.child
            for machine in context.of_procedure(main.procedure_id)
            for placed in effects_in(machine)
            if placed.effect.start
        }
        for name in main.procedure.children:
            if name not in begun:
                message = f"{main.name}: nothing ever starts child '{name}'"
                main.error(
                    findings, "H001", ("children", name), message, "add an effect 'start' to an action or a state"
                )


def starts_do_not_go_round(context: Context, findings: Findings) -> None:
    """H006: no procedure starts itself again as a child, or by itself, over however many others."""
    follows: dict[str, dict[str, PlacedEffect]] = {name: {} for name in context.definition.procedures}
    for machine in context.machines:
        for placed in effects_in(machine):
            found = started(context, placed)
            if found and placed.effect.start and (placed.effect.start.child or _by_itself(placed)):
                follows[machine.procedure_id].setdefault(found[0], placed)
    for circle in shortest_circles(follows):
        way = (*circle, circle[0])
        placed = follows[way[0]][way[1]]
        placed.machine.error(
            findings,
            "H006",
            (*placed.address, "start"),
            f"{placed.where}: starts go round in a circle: {' → '.join(way)}",
            "one of them has to be started by a person, as an exchange of its own ('start: {procedure: …}')",
        )


def _by_itself(placed: PlacedEffect) -> bool:
    """Whether an effect happens as soon as the exchange begins, or whenever the system moves."""
    if placed.action is not None:
        return placed.machine.actions[placed.action].auto
    return placed.state is None or placed.state == placed.machine.machine.start


def parents_wait_for_their_children(context: Context, findings: Findings) -> None:
    """H007: a parent that may end while a child is open says so: it asks for it, signals it, or is outlived by it."""
    for main in context.main_machines:
        for name, child in main.procedure.children.items():
            if child.outlives or not main.moves.exact:
                continue
            begins = _states_with_child(context, main, name)
            for action in _ending_blindly(main, name, begins):
                main.error(
                    findings,
                    "H007",
                    ("actions", action, "to"),
                    f"{main.name}.{action}: may end the exchange while a child '{name}' is open",
                    f"ask for it (needs: '!open({name})'), signal the child, or say 'outlives: true' of the child",
                )


def _states_with_child(context: Context, main: PlacedMachine, child: str) -> frozenset[str]:
    """Return the states in which such a child may be open: those after any start of it."""
    begins: set[str] = set()
    for machine in context.of_procedure(main.procedure_id):
        for placed in effects_in(machine):
            if placed.effect.start is None or placed.effect.start.child != child:
                continue
            if not machine.is_main or (placed.action is None and placed.state is None):
                return frozenset(main.states)
            if placed.state is not None:
                begins.add(placed.state)
            begins.update(edge.target for edge in main.moves.graph.edges if edge.action == placed.action)
    return main.moves.graph.reachable(begins)


def _ending_blindly(main: PlacedMachine, child: str, begins: frozenset[str]) -> list[str]:
    """Return the actions that lead from such states to a final one without a thought of the child."""
    found: dict[str, None] = {}
    for edge in main.moves.graph.edges:
        action = main.actions[edge.action]
        ends = main.states[edge.target].final and edge.source in begins and not main.states[edge.source].final
        effects = (*action.effects, *main.states[edge.target].effects)
        told = any(effect.signal and effect.signal.child == child for effect in effects)
        guards = (action.when, *(way.when for way in action.to), *(rule.check for rule in action.needs.values()))
        if ends and not told and not any(_asks(guard, child) for guard in guards):
            found[edge.action] = None
    return list(found)


def _asks(text: str | None, child: str) -> bool:
    condition = understood(text)
    return condition is not None and any(fact.kind is FactKind.ROWS and fact.name == child for fact in reads(condition))


def signals_reach_an_action(context: Context, findings: Findings) -> None:
    """H008, H009, H010: a signalled action is the system's, unguarded, and possible in every open state."""
    for machine in context.machines:
        for placed in effects_in(machine):
            signal = placed.effect.signal
            if signal is None:
                continue
            receivers = _receivers(context, placed, signal)
            if signal.parent is not None and not receivers and not context.definition.library:
                message = (
                    f"{placed.where}: signals the parent, but no procedure has '{machine.procedure_id}' as a child"
                )
                hint = "name it under 'children' of a procedure"
                machine.error(findings, "H010", (*placed.address, "signal", "parent"), message, hint)
            for receiver, action in receivers:
                _check_signal(placed, signal, receiver, action, findings)


def _receivers(context: Context, placed: PlacedEffect, signal: Signal) -> list[tuple[PlacedMachine, str]]:
    """Return the machines that a signal reaches, with the action it asks for."""
    mains = {main.procedure_id: main for main in context.main_machines}
    if signal.child is not None:
        child = placed.machine.procedure.children.get(signal.child)
        main = mains.get(child.procedure) if child else None
        return [(main, signal.action)] if main and signal.action else []
    parents = [
        main
        for main in mains.values()
        if any(child.procedure == placed.machine.procedure_id for child in main.procedure.children.values())
    ]
    return [(parent, signal.parent) for parent in parents if signal.parent]


def _check_signal(placed: PlacedEffect, signal: Signal, receiver: PlacedMachine, name: str, findings: Findings) -> None:
    address = (*placed.address, "signal", "parent" if signal.parent else "action")
    action = receiver.actions.get(name)
    said = f"{placed.where}: signalled action '{name}' of '{receiver.name}'"
    if action is None:
        hint = suggestion(name, receiver.actions, "actions")
        placed.machine.error(findings, "R001", address, f"{receiver.name} has no action '{name}'", hint)
        return
    if action.by != (SYSTEM,):
        placed.machine.error(findings, "H008", address, f"{said} is not the system's", "write 'by: system' there")
    guards = guards_of(action)
    if guards:
        message = f"{said} has '{guards[0]}'; a signal cannot be refused"
        placed.machine.error(findings, "H008", address, message, "give it branches ('to') instead")
    begins = sources(action, receiver.machine)
    closed = [state for state, found in receiver.states.items() if not found.final and state not in begins]
    if closed and not signal.if_possible:
        message = f"{said} is not possible in {', '.join(closed)}"
        hint = "add these states to its 'from', or say 'if_possible: true'"
        placed.machine.error(findings, "H009", address, message, hint)
