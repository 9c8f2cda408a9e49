"""To whom a draft is addressed, and whom else it may be addressed to while nobody has seen it."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.queries.players import participants
from counterpart.foundation.actor import Actor
from counterpart.web.showing.areas import asked_party
from counterpart.web.showing.drafting.capacity import Writing
from counterpart.web.showing.exchange.scene import Named, Scene

MOST = 12
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Addressing:
    """The party that is chosen by the writer, what it is called, and who sits in it now."""

    party: str
    title: str
    seated: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Authorities that were searched for; `more` says that there are others."""

    text: str
    options: tuple[Named, ...]
    more: bool


def addressing_of(scene: Scene, writing: Writing) -> Addressing | None:
    """Return to whom the exchange is addressed, None for a procedure in which nobody is chosen by who writes it."""
    party = asked_party(scene.page.pin)
    if not party or party == writing.party:
        return None
    seats = (seat for seat in scene.page.seats if seat.party == party)
    return Addressing(
        party, scene.party(party), tuple(scene.authority_named(seat.authority, seat.member) for seat in seats)
    )


def found_for(scene: Scene, actor: Actor, addressing: Addressing, text: str) -> Found:
    """Return authorities that may play the party, by words of their names."""
    said, pin = text.strip()[:LONGEST], scene.page.pin
    roles = pin.rules.parties[addressing.party].role
    hits = find_authorities(actor, pin.module, roles[0] if roles else None, text=said, limit=MOST + 1)
    here = {one.ref for one in addressing.seated}
    others = [hit.id for hit in hits.found if hit.ref not in here and hit.id != scene.authority]
    known = participants(others[:MOST])
    named = (scene.authority_named(known[number], known[number].member) for number in others[:MOST])
    return Found(said, tuple(named), len(others) > MOST or hits.after is not None)
