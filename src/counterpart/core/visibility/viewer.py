"""Who looks: as which parties, in which state, and what they wrote themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Viewer:
    """An authority that looks at an exchange.

    `parties`: the parties it plays; an authority that plays several sees what any of them sees. `state`: of the main
    machine. `rows`: the states of the rows that were opened for its member or that made it a party, by track.
    `wrote`: the forms it filled in itself; `edits`: the forms it may fill in now; `wrote_answers`: questions that it
    answered or may answer.
    """

    parties: frozenset[str]
    state: str
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wrote: frozenset[str] = frozenset()
    edits: frozenset[str] = frozenset()
    wrote_answers: frozenset[str] = frozenset()

    def is_in(self, place: str) -> bool:
        """Return whether the exchange is in `state`, or one of the viewer's rows in `track.state`."""
        track, dot, state = place.rpartition(".")
        return state in self.rows.get(track, frozenset()) if dot else place == self.state
