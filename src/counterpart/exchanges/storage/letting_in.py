"""Whom an exchange lets in: the authorities of its living seats while they may see it, and who oversees these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterpart.core.workflow import Rulebook, Situation
from counterpart.directory.queries.players import overseers
from counterpart.exchanges.row_security import CONTENT, OVERVIEW


def who_sees(rules: Rulebook, situation: Situation) -> frozenset[str]:
    """Return the refs of the authorities that may open an exchange in its present state (`sees`, grammar section 5)."""
    seeing = rules.main.states[situation.state].sees
    parties = rules.parties if seeing is None else seeing
    seated = {seat.player.authority for party in parties for seat in situation.seats.get(party, ())}
    of_rows = {
        row.player.authority
        for row in situation.rows.values()
        if any(owner in parties for owner in rules.tracks[row.track].owners)
    }
    return frozenset((seated | of_rows) - {""})


def levels(module: str, seeing: Iterable[str], people: Mapping[str, int]) -> dict[int, int]:
    """Return the level of access of every authority that is let in; one statement."""
    inside = {people[ref] for ref in seeing}
    above = frozenset[int]().union(*overseers(module, inside).values()) if inside else frozenset[int]()
    return dict.fromkeys(above - inside, OVERVIEW) | dict.fromkeys(inside, CONTENT)
