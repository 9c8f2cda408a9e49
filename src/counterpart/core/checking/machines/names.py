"""Do the names inside a machine lead anywhere? States, parties and the actions that time does."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.mending import ANYWHERE
from counterpart.core.checking.moves import SAME, starts_from
from counterpart.core.definitions.procedures import SYSTEM
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

ACTOR = "actor"
ROOTS = frozenset({"subject", "form", "answers", "exchange", "parent", "today", "now", SYSTEM, ACTOR, SAME, ANYWHERE})


def the_start_is_a_state(context: Context, findings: Findings) -> None:
    """M001: every machine begins in one of its states."""
    for machine in context.machines:
        start = machine.machine.start
        if start in machine.states:
            continue
        said = f"start state '{start}' does not exist" if start else "says no 'start'"
        hint = suggestion(start, machine.states, "states")
        machine.error(findings, "M001", ("start",), f"{machine.name}: {said}", hint)


def actions_lead_from_states_to_states(context: Context, findings: Findings) -> None:
    """M002: what stands under `from` and `to` are states of the same machine."""
    for machine in context.machines:
        for unknown in machine.moves.unknown:
            machine.error(
                findings,
                "M002",
                unknown.address,
                f"{machine.name}.{unknown.action}: {unknown.key} '{unknown.name}' is not a state",
                suggestion(unknown.name, machine.states, "states"),
            )


def every_action_says_from_where(context: Context, findings: Findings) -> None:
    """M008: an action without `from` could never be done."""
    for machine in context.machines:
        for name, action in machine.actions.items():
            if not action.from_:
                machine.error(
                    findings,
                    "M008",
                    ("actions", name),
                    f"{machine.name}.{name}: says no state from which it is done",
                    "write 'from: <state>', or '*' for every state that is not final",
                    lacks=("from",),
                )


def somebody_may_do_every_action(context: Context, findings: Findings) -> None:
    """M006: an action has parties under `by`, or happens by itself."""
    for machine in context.machines:
        for name, action in machine.actions.items():
            if not action.by and not action.auto:
                machine.error(
                    findings,
                    "M006",
                    ("actions", name),
                    f"{machine.name}.{name}: nobody may do this (no 'by', not 'auto')",
                    lacks=("by", "auto"),
                )


def parties_exist(context: Context, findings: Findings) -> None:
    """M005: whoever is named as owner, actor, reader, editor or receiver is a party of the procedure."""
    for machine in context.machines:
        parties = machine.procedure.parties
        for what, name, address in _named_parties(machine):
            if name not in parties:
                machine.error(
                    findings,
                    "M005",
                    address,
                    f"{machine.name}.{what}'{name}' is not a party",
                    suggestion(name, parties, "parties"),
                )


def _named_parties(machine: PlacedMachine) -> Iterator[tuple[str, str, Address]]:
    """Give what a message says before the name, the name, and where it stands."""
    for name, action in machine.machine.actions.items():
        for index, party in enumerate(action.by):
            if party != SYSTEM:
                yield f"{name}: ", party, ("actions", name, "by", index)
    for name, state in machine.machine.states.items():
        here: Address = ("states", name)
        owners = [party for party in state.owner if party != SYSTEM]
        yield from _all_named(f"{name}: owner ", owners, state.owner, (*here, "owner"))
        yield from _all_named(f"{name}: sees ", state.sees or (), state.sees or (), (*here, "sees"))
        if state.escalate:
            to = state.escalate.to
            yield from _all_named(f"{name}: escalate to ", to, to, (*here, "escalate", "to"))
        for party in state.edit:
            if party != "owner":
                yield f"{name}: edit ", party, (*here, "edit", party)


def _all_named(
    said: str, wanted: Iterable[str], written: tuple[str, ...], address: Address
) -> Iterator[tuple[str, str, Address]]:
    for party in wanted:
        yield said, party, (*address, written.index(party))


def time_does_actions_that_exist(context: Context, findings: Findings) -> None:
    """M007: what happens by itself when a state is overdue, or its review is missed, can start from that state."""
    for machine in context.machines:
        for state in machine.states:
            for action, address in machine.clocked(state, as_written=True):
                what = "missed" if address[-1] == "missed" else "overdue"
                if action not in machine.actions:
                    machine.error(
                        findings,
                        "M007",
                        address,
                        f"{machine.name}.{state}: {what} action '{action}' does not exist",
                        suggestion(action, machine.actions, "actions"),
                    )
                elif not starts_from(machine.actions[action], state, machine.machine):
                    machine.error(
                        findings,
                        "M007",
                        address,
                        f"{machine.name}.{state}: action '{action}' cannot start from '{state}'",
                        f"add '{state}' to its 'from'",
                    )


def names_mean_one_thing(context: Context, findings: Findings) -> None:
    """M009: a party, track, child or state is not called like something that already means something else."""
    for machine in context.main_machines:
        procedure = machine.procedure
        for name in procedure.parties:
            _free(machine, ("parties", name), ROOTS, "a word of the grammar", findings)
        for name in procedure.tracks:
            _free(machine, ("tracks", name), ROOTS, "a word of the grammar", findings)
        for name in procedure.children:
            _free(machine, ("children", name), ROOTS, "a word of the grammar", findings)
            _free(machine, ("children", name), procedure.tracks, "the name of a track", findings)
    for machine in context.machines:
        for name in machine.states:
            _free(machine, ("states", name), {SAME}, "the word for staying where one is", findings)


def _free(
    machine: PlacedMachine, address: tuple[str, str], taken: Container[str], what: str, findings: Findings
) -> None:
    if address[-1] in taken:
        message = f"{machine.name}: '{address[-1]}' is already {what}"
        machine.error(findings, "M009", address, message, "choose another name")
