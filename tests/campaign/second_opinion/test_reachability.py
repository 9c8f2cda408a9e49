"""A second opinion on reachability: every machine that ships, told to another library of state machines.

`python-statemachine` is given the states and who leads where; what it finds unreachable, or without a way to an end,
must be what our checker finds (M010, M012): nothing in what ships, and the planted faults in the controls.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from statemachine import State
from statemachine.graph import disconnected_states, states_without_path_to_final_states

from counterpart.core.checking import Context
from counterpart.core.checking.area import PlacedMachine
from counterpart.core.checking.moves import moves_of
from counterpart.core.composing import load_area
from counterpart.core.definitions.procedures import Machine, Track
from counterpart.core.drawing.graph import sources
from counterpart.core.findings import Findings

pytestmark = pytest.mark.campaign

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = sorted(path.parent for path in (ROOT / "areas").glob("*/module.yaml"))


def machines_of(path: Path) -> list[PlacedMachine]:
    area = load_area(path, Findings())
    assert area is not None
    return list(Context(area).machines)


MACHINES = [(path.name, machine) for path in SHIPPED for machine in machines_of(path)]


def told(machine: Machine) -> dict[str, State]:
    """Tell the other library the machine: its states, and a transition for every way of every action."""
    states = {
        name: State(name, initial=name == machine.start, final=state.final) for name, state in machine.states.items()
    }
    for action in machine.actions.values():
        for source in sources(action, machine):
            for target in {way.state for way in action.to} - {"same", source}:
                states[source].to(states[target])
    if isinstance(machine, Track) and machine.ends_with_main:
        for name, state in machine.states.items():
            if not state.final and name != machine.ends_with_main:
                states[name].to(states[machine.ends_with_main])
    return states


def opinion(machine: Machine) -> tuple[set[str], set[str]]:
    """Return the states that cannot be reached, and those from which no end can be reached."""
    states = told(machine)
    apart = disconnected_states(states[machine.start], set(states.values()))
    stuck = states_without_path_to_final_states(states.values())
    return {state.name for state in apart}, {state.name for state in stuck}


@pytest.mark.parametrize(("package", "placed"), MACHINES, ids=[f"{name}-{each.name}" for name, each in MACHINES])
def test_both_find_every_state_reachable_and_leading_to_an_end(package: str, placed: PlacedMachine) -> None:
    assert opinion(placed.machine) == (set(), set())


def test_every_machine_that_ships_is_asked_about() -> None:
    assert len(MACHINES) >= 30
    assert {package for package, _ in MACHINES} == {path.name for path in SHIPPED} - {"eu"}


@pytest.mark.parametrize("dropped", ["accept", "reply", "close", "discard", "refuse", "pass_on"])
def test_both_agree_on_what_a_dropped_action_makes_unreachable(dropped: str) -> None:
    (placed,) = [each for name, each in MACHINES if (name, each.name) == ("std", "request")]
    kept = {name: action for name, action in placed.machine.actions.items() if name != dropped}
    broken = placed.machine.model_copy(update={"actions": kept})
    graph = moves_of(broken).graph
    ends = [name for name, state in broken.states.items() if state.final]
    ours = set(broken.states) - graph.reachable([broken.start]), set(broken.states) - graph.leading_to(ends)
    assert opinion(broken) == ours


def test_both_notice_a_state_that_nothing_leads_to_and_one_that_leads_nowhere() -> None:
    (placed,) = [each for name, each in MACHINES if (name, each.name) == ("std", "query")]
    kept = {name: action for name, action in placed.machine.actions.items() if "in_progress" not in action.from_}
    broken = placed.machine.model_copy(update={"actions": kept})
    apart, stuck = opinion(broken)
    graph = moves_of(broken).graph
    assert apart | stuck
    assert apart == set(broken.states) - graph.reachable([broken.start])
