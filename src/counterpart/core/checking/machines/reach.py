"""Does a machine come to an end? Every state is reached, leads to a final one, and its owner can leave it."""

from __future__ import annotations

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.mending import meant
from counterpart.core.checking.paths import Edge, Graph
from counterpart.core.definitions.procedures import SYSTEM, Action
from counterpart.core.findings import Findings


def every_state_is_reached(context: Context, findings: Findings) -> None:
    """M010: some path leads from the start to each state; of states behind an unreached one nothing is said."""
    for machine in context.machines:
        graph = _with_the_end_of_the_main(machine)
        if not machine.moves.certain or machine.moves.start is None:
            continue
        reached = graph.reachable([machine.moves.start])
        lost = [state for state in machine.states if state not in reached]
        for state in lost:
            before = graph.leading_to([state]).difference(reached)
            after = graph.reachable([state])
            if before <= after and not any(other in before for other in lost[: lost.index(state)]):
                machine.error(
                    findings,
                    "M010",
                    ("states", state),
                    f"{machine.name}: state '{state}' can never be reached",
                    f"give some action 'to: {state}', or remove the state",
                )


def some_state_is_final(context: Context, findings: Findings) -> None:
    """M011: a machine without a final state never ends."""
    for machine in context.machines:
        if machine.states and not any(state.final for state in machine.states.values()):
            machine.error(
                findings,
                "M011",
                ("start",),
                f"{machine.name}: has no final state",
                "say 'final: true' where it ends",
            )


def every_state_leads_to_an_end(context: Context, findings: Findings) -> None:
    """M012: from every state a final one can be reached; of states that lead into a dead end nothing is said."""
    for machine in context.machines:
        finals = [name for name, state in machine.states.items() if state.final]
        if not finals or machine.moves.adrift:
            continue
        graph = machine.moves.graph
        good = graph.leading_to([*finals, *machine.moves.loose])
        dead = [state for state in machine.states if state not in good]
        for state in dead:
            onward = graph.reachable([state])
            before = graph.leading_to([state])
            if onward <= before and not any(other in onward for other in dead[: dead.index(state)]):
                machine.error(
                    findings,
                    "M012",
                    ("states", state),
                    f"{machine.name}: from '{state}' no final state can be reached (dead end)",
                    "let some action lead on to a final state",
                )


def the_owner_can_leave(context: Context, findings: Findings) -> None:
    """M015: in every state one of its owners, the clock or the system itself can move on; in tracks, too."""
    for machine in context.machines:
        for name, state in machine.states.items():
            known = [party for party in state.owner if party in machine.procedure.parties or party == SYSTEM]
            if state.final or not known or nothing_is_known(machine, name) or can_be_left(machine, name):
                continue
            machine.error(
                findings,
                "M015",
                ("states", name),
                f"{machine.name}: the owner of '{name}' ({', '.join(state.owner)}) has no action that leaves it",
                "give the owner an action that leads on, or let the deadline do one ('overdue')",
            )


def can_be_left(machine: PlacedMachine, state: str) -> bool:
    """Say whether an owner of a state, the clock or the system itself has an action that leaves it."""
    movers = {*machine.states[state].owner, SYSTEM}
    return any(_moves(machine, state, action, movers) for action in _leaving(machine, state))


def nothing_is_known(machine: PlacedMachine, state: str) -> bool:
    """Say whether the ways out of a state are in doubt, or nobody comes there: both are said elsewhere."""
    return machine.moves.adrift or state in machine.moves.loose or state not in machine.states_on_the_way


def some_way_out_is_free(context: Context, findings: Findings) -> None:
    """M016: where every way out has a condition (or is used up), the clock opens one."""
    for machine in context.machines:
        for name, state in machine.states.items():
            leaving = [machine.actions[action] for action in _leaving(machine, name)]
            if state.final or not leaving or nothing_is_known(machine, name) or any(machine.clocked(name)):
                continue
            if all(_may_be_closed(action) for action in leaving) and not _ended_by_a_clock(machine, name):
                machine.warning(
                    findings,
                    "M016",
                    ("states", name),
                    f"{machine.name}: every way out of '{name}' is conditional and nothing happens when it is overdue",
                    "add an action without 'when', or 'overdue'",
                    lacks=("overdue",),
                )


def _with_the_end_of_the_main(machine: PlacedMachine) -> Graph:
    """Return the moves of a machine; a track also moves to `ends_with_main` when the main machine ends."""
    graph = machine.moves.graph
    end = meant(machine.track.ends_with_main or "", machine.states) if machine.track else None
    if end is None:
        return graph
    ended = (Edge(name, end, "") for name, state in machine.states.items() if not state.final)
    return Graph(graph.nodes, (*graph.edges, *ended))


def _leaving(machine: PlacedMachine, state: str) -> list[str]:
    """Return the actions that lead from a state to another one."""
    return list(dict.fromkeys(edge.action for edge in machine.moves.graph.out_of(state) if edge.target != state))


def _moves(machine: PlacedMachine, state: str, action: str, movers: set[str]) -> bool:
    by = {*machine.actions[action].by}
    nobody_known = not by <= {*machine.procedure.parties, SYSTEM}  # M005 says enough
    return nobody_known or bool(movers & by) or machine.done_by_system(action, state)


def _may_be_closed(action: Action) -> bool:
    return action.when is not None or action.at_most is not None


def _ended_by_a_clock(machine: PlacedMachine, state: str) -> bool:
    """Whether a clock of the procedure may run out in a state and then does something."""
    runs_out = {clock.runs_out for clock in machine.procedure.clocks.values() if clock.runs_out}
    return machine.is_main and any(edge.action in runs_out for edge in machine.moves.graph.out_of(state))
