"""What an action says of itself: its branches, leaving a final state, completing what was written."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.mending import NO_FORMS, SUBJECT
from counterpart.core.checking.moves import SAME, sources
from counterpart.core.definitions.procedures import SYSTEM, Action, State, Way
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import value_at


def only_reopening_leaves_a_final_state(context: Context, findings: Findings) -> None:
    """M003: an action leaves a final state only with `reopens` (grammar, section 7)."""
    for machine in context.machines:
        for name, action in machine.actions.items():
            if action.reopens is not None:
                continue
            for index, state in enumerate(action.from_):
                if state in machine.states and machine.states[state].final:
                    machine.error(
                        findings,
                        "M003",
                        ("actions", name, "from", index),
                        f"{machine.name}.{name}: leaves '{state}', which is final",
                        "say 'reopens: 30 days' if it may be taken up again",
                    )


def reopening_leads_from_the_end_back(context: Context, findings: Findings) -> None:
    """M029: `reopens` stands only on an action of a party that leads from final states to open ones."""
    for machine in context.machines:
        for name, action in machine.actions.items():
            if action.reopens is None:
                continue
            for what, hint in _wrong_with_reopening(machine, action):
                place = ("actions", name, "reopens")
                machine.error(findings, "M029", place, f"{machine.name}.{name}: 'reopens', but {what}", hint)


def _wrong_with_reopening(machine: PlacedMachine, action: Action) -> Iterator[tuple[str, str]]:
    states = machine.states
    for state in sources(action, machine.machine):
        if state in states and not states[state].final:
            yield f"'{state}' is not final", "name only final states under 'from'"
    for way in action.to:
        if way.state == SAME or (way.state in states and states[way.state].final):
            yield f"'{way.state}' is no open state", "name the state in which work goes on under 'to'"
    if action.auto or action.by == (SYSTEM,):
        yield "nobody does it", "name a party under 'by'"


def branches_end_with_an_open_way(context: Context, findings: Findings) -> None:
    """M004: every branch but the last has a condition and the last has none, or the action could lead nowhere."""
    for machine in context.machines:
        for name, action in machine.actions.items():
            *others, last = action.to or (Way(state=SAME),)
            if last.when is not None or any(way.when is None for way in others):
                machine.error(
                    findings,
                    "M004",
                    ("actions", name, "to"),
                    f"{machine.name}.{name}: every branch but the last needs 'when', and the last must have none "
                    "(else the action could lead nowhere)",
                )


def what_others_see_is_complete(context: Context, findings: Findings) -> None:
    """M028: who sends what was written has it checked: the action says `complete` (grammar, section 7).

    Asked of every action by which an editor moves from the start, or from a state that the readers of the next state
    do not see, to a state that another party sees; final states without outcome success are free.
    """
    for machine in context.machines:
        for name, action in machine.actions.items():
            wanted: dict[str, str] = {}
            for edge in machine.moves.graph.edges:
                if edge.action == name and _hands_over(machine, action, edge.source, edge.target):
                    wanted |= dict.fromkeys(_forms_edited(machine.states[edge.source], action), edge.target)
            for form, target in wanted.items():
                if form not in action.complete:
                    machine.error(
                        findings,
                        "M028",
                        ("actions", name, "complete"),
                        f"{machine.name}.{name}: leads to '{target}', which others see, without 'complete: [{form}]'",
                        "without it a form with missing or wrong fields would be sent",
                    )


def _hands_over(machine: PlacedMachine, action: Action, source: str, target: str) -> bool:
    before, after = machine.states[source], machine.states[target]
    if source == target or (after.final and after.outcome != "success") or before.final:
        return False
    editors = _editors(before) & set(action.by)
    readers = _readers(machine, after) - _editors(before)
    if not editors or not readers:
        return False
    return source == machine.machine.start or not readers <= _readers(machine, before)


def _editors(state: State) -> set[str]:
    return {owner for party in state.edit for owner in (state.owner if party == "owner" else (party,))}


def _readers(machine: PlacedMachine, state: State) -> set[str]:
    return set(machine.procedure.parties) if state.sees is None else set(state.sees)


def _forms_edited(state: State, action: Action) -> list[str]:
    """Return the forms that those who do the action may edit in the state; questions and answers are no forms."""
    found: list[str] = []
    for party, forms in state.edit.items():
        editors = state.owner if party == "owner" else (party,)
        if set(editors) & set(action.by):
            found += [form for form in forms if form not in NO_FORMS]
    return found


def what_is_completed_was_written(context: Context, findings: Findings) -> None:
    """M034: an action completes a form that somebody edits in some state of the machine, or fills in with an action."""
    for machine in context.machines:
        written = {form for state in machine.states.values() for forms in state.edit.values() for form in forms}
        written |= {form for action in machine.actions.values() for form in action.form}
        for name, action in machine.machine.actions.items():
            for index, form in enumerate(action.complete):
                known = form == SUBJECT or form in machine.procedure.forms  # of another name R001 says enough
                if known and form not in written:
                    machine.warning(
                        findings,
                        "M034",
                        ("actions", name, "complete", index),
                        f"{machine.name}.{name}: completes '{form}', which nobody may edit in any state",
                        f"let a state say 'edit: [{form}]', or take it out of 'complete'",
                    )


def actions_say_where_they_lead(context: Context, findings: Findings) -> None:
    """M035: an action that stays where it is says so (`to: same`)."""
    for machine in context.machines:
        for name in machine.actions:
            if value_at(machine.area.tree, (*machine.address, "actions", name, "to")) is None:
                message = f"{machine.name}.{name}: does not say where it leads"
                machine.warning(
                    findings, "M035", ("actions", name), message, "write 'to: same' if it stays", lacks=("to",)
                )


def working_copies_take_effect(context: Context, findings: Findings) -> None:
    """M031: what is edited in a state that others see takes effect with an action that has `complete`; there is one."""
    for machine in context.machines:
        for name, state in machine.states.items():
            copies = bool(_readers(machine, state) - _editors(state))
            if state.final or not copies or _is_handed_over(machine, name):
                continue
            for party, forms in state.edit.items():
                editors = set(state.owner if party == "owner" else (party,))
                lacking = [form for form in forms if form not in NO_FORMS | _completed(machine, name, editors)]
                if lacking and name in machine.states_on_the_way:
                    machine.error(
                        findings,
                        "M031",
                        ("states", name, "edit", party),
                        f"{machine.name}: what {' or '.join(sorted(editors))} edits in '{name}' never takes effect: "
                        f"no action from there has 'complete: [{lacking[0]}]'",
                        "others see this state, so editing makes a working copy; add an action that takes it over",
                    )


def _is_handed_over(machine: PlacedMachine, state: str) -> bool:
    """Whether an action hands over what is written in a state; then M028 asks for `complete`."""
    return any(
        _hands_over(machine, machine.actions[edge.action], edge.source, edge.target)
        for edge in machine.moves.graph.out_of(state)
    )


def _completed(machine: PlacedMachine, state: str, editors: set[str]) -> set[str]:
    return {
        form
        for action in machine.actions.values()
        if state in sources(action, machine.machine) and editors & set(action.by)
        for form in action.complete
    }
