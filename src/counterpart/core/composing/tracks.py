"""Tracks that extend tracks: `tracks: {central: {extends: inquiry, party: central_authority}}` (grammar, section 9).

A name alone means a track beside it, `procedure.track` one of another procedure of the module,
`library/procedure.track` one of a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from counterpart.core.composing.allowance import Allowance
from counterpart.core.composing.extending import EXTENDS, MACHINE, Extension, Template
from counterpart.core.composing.provenance import Ledger
from counterpart.core.findings import Findings, Position
from counterpart.core.reading.tree import Address, Branch, value_at

PROCEDURES, TRACKS = "procedures", "tracks"
TRACK = "track"


class Elsewhere(Protocol):
    """Who finds templates outside of the procedure whose tracks are composed, and reports what is not there."""

    longest_chain: int
    allowance: Allowance

    def name_after_extends(self, own: Branch, word: str) -> str | None:
        """Return what an entry extends, or None after a finding."""

    def track_of_procedure(self, wanted: str, place: Position) -> Template | None:
        """Return `procedure.track` of this module, or None after a finding (or without, if it is broken)."""

    def track_of_library(self, wanted: str, place: Position) -> Template | None:
        """Return `library/procedure.track`, or None after a finding (or without, if it is broken)."""

    def report_missing(self, name: str, word: str, place: Position, choices: list[str]) -> None:
        """Report that nothing called so is there to extend."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """The tracks of one procedure on their way; `pending` are those that extend others."""

    procedure: Branch
    at: Address
    pending: dict[str, Branch]
    elsewhere: Elsewhere
    ledger: Ledger
    findings: Findings

    def compose(self) -> bool:
        """Compose all tracks that extend others, in place; return whether none of them is broken."""
        return all(self._composed(name, ()) is not None for name in self.pending)

    def _composed(self, name: str, chain: tuple[str, ...]) -> Branch | None:
        """Return a track; what it extends is composed before it."""
        tracks = self.procedure[TRACKS]
        if name not in self.pending or name in tracks:
            return value_at(tracks, (name,)) if isinstance(tracks.get(name), Branch) else None
        own = self.pending[name]
        if name in chain or len(chain) >= self.elsewhere.longest_chain:
            self._report_circle(own, (*chain, name))
            return None
        wanted = self.elsewhere.name_after_extends(own, TRACK)
        template = None if wanted is None else self._template(wanted, own.at(EXTENDS), (*chain, name))
        if template is None or not self.elsewhere.allowance.covers(template.tree, own.at(EXTENDS)):
            return None
        result = Extension(template, MACHINE, (*self.at, TRACKS, name), self.ledger, self.findings).composed(own)
        tracks[name] = result
        return result

    def _template(self, wanted: str, place: Position, chain: tuple[str, ...]) -> Template | None:
        if "/" in wanted:
            return self.elsewhere.track_of_library(wanted, place)
        if "." in wanted:
            return self.elsewhere.track_of_procedure(wanted, place)
        tree = self._composed(wanted, chain)
        if tree is not None:
            return Template(tree, wanted, (*self.at, TRACKS, wanted))
        if wanted not in self.pending:
            self.elsewhere.report_missing(wanted, TRACK, place, [*self.procedure[TRACKS], *self.pending])
        return None

    def _report_circle(self, own: Branch, chain: tuple[str, ...]) -> None:
        name, place = chain[-1], own.at(EXTENDS)
        if name in chain[:-1]:
            names = " → ".join(chain[chain.index(name) :])
            hint = f"one of them has to do without '{EXTENDS}'"
            self.findings.error("X003", place, f"track '{name}' extends itself: {names}", hint)
        else:
            message = f"more than {self.elsewhere.longest_chain} tracks extend one another here"
            self.findings.error("X004", place, message, "extend the first of them directly")


def split_tracks(procedure: Branch) -> tuple[Branch, dict[str, Branch]]:
    """Return a procedure without the tracks that extend others, and those tracks."""
    tracks = procedure.get(TRACKS)
    if not isinstance(tracks, Branch):
        return procedure, {}
    pending = {name: track for name, track in tracks.items() if isinstance(track, Branch) and EXTENDS in track}
    if not pending:
        return procedure, {}
    rest = procedure.without()
    rest[TRACKS] = tracks.without(*pending)
    return rest, pending


def without_tracks(template: Template, names: dict[str, Branch]) -> Template:
    """Return a template without the tracks that the module makes from others."""
    tracks = template.tree.get(TRACKS)
    if not isinstance(tracks, Branch) or not any(name in tracks for name in names):
        return template
    tree = template.tree.without()
    tree[TRACKS] = tracks.without(*names)
    return Template(tree, template.name, template.address, template.library)


def dotted_tracks(tree: Branch) -> list[str]:
    """Return all tracks of a module as `procedure.track`."""
    procedures = tree.get(PROCEDURES)
    return [
        f"{name}.{track}"
        for name, procedure in (procedures.items() if isinstance(procedures, Branch) else ())
        if isinstance(procedure, Branch) and isinstance(procedure.get(TRACKS), Branch)
        for track in procedure[TRACKS]
    ]
