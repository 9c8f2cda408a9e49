from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.simulation.loops import shortest_trap
from counterpart.core.simulation.walking import Pace, Walked


def walk(*states: str, ended: bool = False, endless: str = "") -> Walked:
    paces = [Pace("begins", "", (states[0],))]
    paces += [Pace(f"to_{state}", "", (state,)) for state in states[1:]]
    return Walked(ended, tuple(paces), endless)


def test_when_all_walks_end_there_is_nothing_to_tell() -> None:
    assert shortest_trap([walk("draft", "closed", ended=True)]) is None
    assert shortest_trap([]) is None


def test_the_way_is_told_without_detours_and_the_circle_once() -> None:
    trap = shortest_trap([walk("a", "b", "a", "c", "d", "c", "e", "d", "c", "d", "c")])
    assert trap is not None
    assert str(trap) == "a —to_c→ c; then round and round: c —to_d→ d —to_c→ c"
    assert trap.state == "c"


def test_of_several_traps_the_shortest_is_told() -> None:
    long, short = walk("a", "b", "c", "d", "c", "d"), walk("a", "b", "b")
    trap = shortest_trap([long, short])
    assert str(trap) == "a —to_b→ b; then round and round: b —to_b→ b"


def test_where_nothing_happens_any_more_is_said() -> None:
    assert str(shortest_trap([walk("a", "b")])) == "a —to_b→ b: nobody can go on, and time does nothing"


def test_automatic_actions_without_an_end_are_named() -> None:
    said = str(shortest_trap([walk("a", "b", endless="hop")]))
    assert said == "a —to_b→ b: automatic actions (hop) go on and on"


def test_what_happened_in_a_row_is_told_with_its_place() -> None:
    paces = (Pace("begins", "", ("a",)), Pace("deliver", "part/DK", ("a", "part/DK: done")))
    assert str(shortest_trap([Walked(ended=False, paces=paces)])).startswith("a —part/DK deliver→ a: ")


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30))
def test_the_trace_is_never_longer_than_the_walk_and_ends_where_it_ended(states: list[str]) -> None:
    walked = walk(*states)
    trap = shortest_trap([walked])
    assert trap is not None
    assert trap.state == states[-1]
    assert len(trap.way) <= len(set(states))
    assert len({pace.state for pace in trap.way}) == len(trap.way)
    assert not trap.circle or trap.circle[-1].state == states[-1]
