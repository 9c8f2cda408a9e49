"""What ended before somebody could see it stays unseen: a draft that is thrown away is not opened to its addressees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.core.definitions.procedures import Procedure
from tests.areas.test_soundness import AREAS, ROOT, loaded

PATHS = (*AREAS, ROOT / "areas" / "std")


def open_to(procedure: Procedure, state: str) -> set[str]:
    """The parties that may open an exchange in a state."""
    sees = procedure.states[state].sees
    return {*procedure.parties} if sees is None else {*sees}


def opened_by_ending(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Final states, and parties to whom none of the states that lead there is open, and which open it all the same."""
    before: dict[str, set[str]] = {}
    for action in procedure.actions.values():
        for way in action.to:
            for state in action.from_ if way.state in procedure.states else ():
                known = open_to(procedure, state) if state in procedure.states else {*procedure.parties}
                before.setdefault(way.state, set()).update(known)
    for name, seen in before.items():
        if procedure.states[name].final:
            yield from ((name, party) for party in sorted(open_to(procedure, name) - seen))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_what_nobody_saw_is_not_opened_to_them_because_it_ends(path: Path) -> None:
    procedures = loaded(path).definition.procedures
    assert {(name, *one) for name, each in procedures.items() for one in opened_by_ending(each)} == set()


def test_without_what_the_library_says_of_it_a_thrown_away_draft_would_be_opened() -> None:
    procedure = loaded(ROOT / "areas" / "std").definition.procedures["repository"]
    states = {
        name: state.model_copy(update={"sees": None} if state.final else {}) for name, state in procedure.states.items()
    }
    bare = procedure.model_copy(update={"states": states})
    assert set(opened_by_ending(bare)) == {("deleted", "readers"), ("discarded", "readers")}
