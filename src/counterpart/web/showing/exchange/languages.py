"""In which languages one writes here, and which the others understand."""

from __future__ import annotations

from counterpart.foundation.words import SPOKEN, language_name
from counterpart.web.showing.exchange.scene import Named, Scene


def languages_of(scene: Scene) -> dict[str, str]:
    """Return the languages that a text may be in: one's own first, those of the others, then the rest, with names."""
    seats = [seat.authority for seat in scene.page.seats if seat.authority is not None]
    own = [code for one in seats if one.id == scene.authority for code in one.languages]
    others = [code for one in seats if one.id != scene.authority for code in one.languages]
    codes = dict.fromkeys([scene.language, *own, *others, *SPOKEN])
    return {code: language_name(scene.language, code) for code in codes}


def readers_of(scene: Scene) -> tuple[Named, ...]:
    """Return the other authorities, with the languages that they understand; each once."""
    found = (
        scene.authority_named(seat.authority, seat.member)
        for seat in scene.page.seats
        if seat.authority is not None and not seat.mine and scene.page.pin.rules.parties[seat.party].of is None
    )
    return tuple(dict.fromkeys(found))
