"""What an action is going to lead to, said before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.workflow import Place
from counterpart.core.workflow.machine import SAME
from counterpart.exchanges.queries.foresight import Foreseen
from counterpart.web.showing.exchange.due import DueShown, explained
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.exchange.status import row_at


@dataclass(frozen=True, slots=True)
class Foretold:
    """What follows: the state (several while it is open which), whose move it is then, by when, who is told."""

    states: tuple[str, ...]
    stays: bool
    ends: bool
    movers: tuple[Named, ...]
    due: DueShown | None
    told: tuple[str, ...]
    starts: tuple[str, ...]


def foretold(scene: Scene, found: Foreseen | None) -> Foretold | None:
    """Return what is known of what follows, None where nothing is."""
    if found is None:
        return None
    place = found.place
    machine = scene.page.pin.rules.machine(place.track)
    row = row_at(scene, place)
    now = row.state if row is not None else scene.page.state
    states = tuple(dict.fromkeys(now if name == SAME else name for name in found.states))
    return Foretold(
        states=tuple(scene.state(place, name) for name in states if name in machine.states),
        stays=states == (now,),
        ends=all(machine.states[name].final for name in states) and not place.track,
        movers=tuple(dict.fromkeys(scene.authority_named(one.authority, one.member) for one in found.moves)),
        due=explained(scene, found.due) if found.due is not None else None,
        told=tuple(scene.party(name) for name in found.told),
        starts=tuple(_child(scene, name) for name in found.starts),
    )


def _child(scene: Scene, name: str) -> str:
    address = f"procedure.{scene.page.pin.procedure}.child.{name}"
    return scene.said.text(address) if address in scene.said.english else name


def same_place(one: Place, track: str, key: str) -> bool:
    """Say whether a place is the main machine (empty names) or the row of a track; the round does not count."""
    return (one.track, one.key) == (track, key)
