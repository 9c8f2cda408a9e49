"""The picture of the procedure: where it has been, where it is, and the usual way on. Side branches only when taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.core.workflow import MAIN, Place
from counterpart.exchanges.queries.views import EntryView
from counterpart.web.showing.exchange.due import date_shown
from counterpart.web.showing.exchange.route import Leg, usual_route
from counterpart.web.showing.exchange.scene import Scene

MOST = 7
"""Steps in one picture; of a longer way the middle is said in one step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One state on the way: `kind` is done, here or ahead; `note` says when and who. `left_out` counts steps."""

    kind: str
    title: str = ""
    note: str = ""
    left_out: int = 0


def path_shown(scene: Scene) -> tuple[Step, ...]:
    """Return the steps of the main machine."""
    page = scene.page
    machine = page.pin.rules.main
    ahead = usual_route(machine, page.state, _not_offered(scene))
    coming = {leg.state for leg in ahead} | {page.state}
    declared = [name for name in machine.states if name in page.passed and name not in coming]
    been = sorted(declared, key=page.passed.__getitem__)
    done = [Step("done", scene.state(MAIN, name), _when(scene, name)) for name in been]
    final = machine.states[page.state].final
    here = Step("here", scene.state(MAIN, page.state), scene.day(page.entered_at))
    if final:
        return _shortened([*done, here])
    return _shortened([*done, here, *_ahead(scene, ahead)])


def not_offered(scene: Scene, place: Place, party: str, state: str) -> frozenset[str]:
    """Return the actions of a party in a state that are not even offered to it now: a switch keeps them away."""
    at = (place.track, place.key)
    offered = {one.action for one in scene.page.verdicts if (one.place.track, one.place.key) == at}
    actions = scene.page.pin.rules.machine(place.track).states[state].actions
    return frozenset(one.name for one in actions if party in one.by and one.name not in offered)


def _not_offered(scene: Scene) -> frozenset[str]:
    """Return the actions that the reader would do next and is not offered."""
    owners = scene.page.pin.rules.main.states[scene.page.state].owners
    parties = (party for place, party in scene.page.capacities if place == MAIN and party in owners)
    return frozenset(name for party in parties for name in not_offered(scene, MAIN, party, scene.page.state))


def _ahead(scene: Scene, legs: Sequence[Leg]) -> list[Step]:
    """Return what is still to come; who takes the first step, and by when, is known."""
    found = []
    due = scene.page.due
    for number, leg in enumerate(legs):
        if number == 0 and due is not None:
            note = scene.words.gettext("by %(day)s", day=date_shown(scene, due).day)
        else:
            note = ""
        found.append(Step("ahead", scene.state(MAIN, leg.state), note))
    return found


def _when(scene: Scene, state: str) -> str:
    """Return who brought the exchange into a state, and when, as far as the history on the page tells."""
    day = scene.day(scene.page.passed[state])
    entry = next((one for one in reversed(scene.page.history) if one.after == state and one.before != state), None)
    who = _who(scene, entry) if entry is not None else ""
    return scene.words.gettext("%(who)s, %(day)s", who=who, day=day) if who else day


def _who(scene: Scene, entry: EntryView) -> str:
    seats = (seat for seat in scene.page.seats if seat.authority is not None)
    found = next((seat for seat in seats if seat.authority and seat.authority.ref == entry.authority_ref), None)
    return scene.who(found.authority, found.member) if found is not None else ""


def _shortened(steps: list[Step]) -> tuple[Step, ...]:
    """Return at most so many steps: the first, a gap, and those around the present one."""
    here = next(number for number, one in enumerate(steps) if one.kind == "here")
    after = steps[here + 1 :][: max(1, MOST - 4)] if len(steps) > MOST else steps[here + 1 :]
    before = steps[:here]
    room = MOST - 1 - len(after)
    if len(before) > room:
        kept = before[len(before) - (room - 2) :] if room > 2 else []
        before = [before[0], Step("done", left_out=len(before) - 1 - len(kept)), *kept]
    return (*before, steps[here], *after)
