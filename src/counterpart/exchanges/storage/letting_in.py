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


def is_private(rules: Rulebook, situation: Situation) -> bool:
    """Say whether an exchange is still one authority's own, as a draft is: nobody else knows of it, nor oversees it."""
    return rules.main.states[situation.state].sees is not None and len(who_sees(rules, situation)) <= 1


def is_open(rules: Rulebook, situation: Situation) -> bool:
    """Say whether anything may still move: in the exchange itself, or in a row of a track that outlives it."""
    if not rules.main.states[situation.state].final:
        return True
    return any(not rules.machine(row.track).states[row.state].final for row in situation.rows.values())


def levels(module: str, seeing: Iterable[str], people: Mapping[str, int], *, overseen: bool = True) -> dict[int, int]:
    """Return the level of access of every authority that is let in; one statement, none where nobody oversees it."""
    inside = {people[ref] for ref in seeing}
    above = frozenset[int]().union(*overseers(module, inside).values()) if inside and overseen else frozenset[int]()
    return dict.fromkeys(above - inside, OVERVIEW) | dict.fromkeys(inside, CONTENT)
