"""In which languages one writes here, and which the others understand."""

from __future__ import annotations

from collections.abc import Collection

from counterpart.core.workflow import Verdict
from counterpart.core.workflow.machine import SAME
from counterpart.exchanges.parties import own_side
from counterpart.foundation.words import SPOKEN, language_name
from counterpart.web.showing.exchange.scene import Named, Scene


def languages_of(scene: Scene) -> dict[str, str]:
    """Return the languages that a text may be in: one's own first, those of the others, then the rest, with names."""
    seats = [seat.authority for seat in scene.page.seats if seat.authority is not None]
    own = [code for one in seats if one.id == scene.authority for code in one.languages]
    others = [code for one in seats if one.id != scene.authority for code in one.languages]
    codes = dict.fromkeys([scene.language, *own, *others, *SPOKEN])
    return {code: language_name(scene.language, code) for code in codes}


def side_of_reason(scene: Scene, verdict: Verdict) -> tuple[str, ...]:
    """Return the parties that read the reason of an action, nothing where it is for all, or not known yet."""
    page, rules = scene.page, scene.page.pin.rules
    if verdict.place.track:
        return ()
    states, ways = rules.main.states, rules.main.actions[verdict.action].ways
    before = states[page.state].owners
    after = {page.state if way.state == SAME else way.state for way in ways}
    sides = {own_side(rules, verdict.party, before, states[state].owners) or () for state in after}
    return sides.pop() if len(sides) == 1 else ()


def readers_of(scene: Scene, side: Collection[str] = ()) -> tuple[Named, ...]:
    """Return the other authorities, with the languages that they understand; each once.

    `side`: those that play one of these parties; else all that accompany no other party.
    """
    found = (
        scene.authority_named(seat.authority, seat.member)
        for seat in scene.page.seats
        if seat.authority is not None
        and not seat.mine
        and (seat.party in side if side else scene.page.pin.rules.parties[seat.party].of is None)
    )
    return tuple(dict.fromkeys(found))
