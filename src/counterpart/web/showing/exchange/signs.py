"""Signs of states: what marks a state beside its colour, so that colour is never the only thing that tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.workflow.machine import MachineRules, StateRules
from counterpart.modules.memory import Kept
from counterpart.modules.pins import Pinned

RING = "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state is marked: a kind for the colour, lines and surfaces in a square of 12, else a number.

    `kind` is `open` (something is still to be done), `good`, `bad` or `plain`.
    """

    kind: str
    line: str = ""
    surface: str = ""
    number: str = ""


Shape = tuple[str, str]
OPEN: tuple[Shape, ...] = (
    (RING, ""),
    (RING, "M6 1.5a4.5 4.5 0 0 1 0 9z"),
    (RING, RING),
    (RING, "M6 4.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3z"),
    ("M6 1.5l4.5 8.5h-9z", ""),
    ("M6 1.5l4.5 8.5h-9z", "M6 1.5l4.5 8.5h-9z"),
)
GOOD: tuple[Shape, ...] = (("M1.5 6.5l3 3.5l6-8", ""), ("M1.5 6.5l3 3.5l6-8M1.5 11.5h9", ""))
BAD: tuple[Shape, ...] = (("M2 2l8 8M10 2l-8 8", ""), ("M2 2l8 8M10 2l-8 8M1 11.5h10", ""))
PLAIN: tuple[Shape, ...] = (("M1.5 6h9", ""), ("M1.5 4h9M1.5 8h9", ""), ("M1.5 3h9M1.5 6h9M1.5 9h9", ""))
SHAPES: Mapping[str, tuple[Shape, ...]] = {"open": OPEN, "good": GOOD, "bad": BAD, "plain": PLAIN}

_SIGNS: Kept[tuple[int, str, str], Mapping[str, Sign]] = Kept(512)


def signs_of(pin: Pinned, track: str) -> Mapping[str, Sign]:
    """Return the sign of every state of a track: no two states have the same."""
    key = (pin.procedure_id, pin.structure_digest, track)
    found = _SIGNS.get(key)
    return found if found is not None else _SIGNS.keep(key, signs_in(pin.rules.machine(track)))


def signs_in(machine: MachineRules) -> dict[str, Sign]:
    """Return the signs of a machine by state."""
    return dict(_signs(machine))


def _signs(machine: MachineRules) -> Iterator[tuple[str, Sign]]:
    left = {kind: list(shapes) for kind, shapes in SHAPES.items()}
    for number, (name, state) in enumerate(machine.states.items(), start=1):
        kind = kind_of(state)
        shapes = left[kind]
        yield name, Sign(kind, *shapes.pop(0)) if shapes else Sign(kind, number=str(number))


def kind_of(state: StateRules) -> str:
    """Return how a state is to be taken."""
    if not state.final:
        return "open"
    return {"success": "good", "failure": "bad"}.get(state.outcome, "plain")
