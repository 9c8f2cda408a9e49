"""Where each entry of a composed tree was written, and what was taken away on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.findings import Position
from counterpart.core.reading.tree import Address


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was written: its address in the tree of `library`, or of the module itself when that is None.

    `template` is what was extended to get it ("std/request", or the name of an own procedure, track or form); None
    for what a module wrote itself and for what a library shares by name (messages, code lists, roles, switches).
    """

    address: Address
    library: str | None = None
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Something inherited that was taken away.

    `address` counts from the root of the composed tree, `place` is where the author said so, `words` how
    ("without: [approval]"), `value` what was there. `went_along` marks an action that nobody could do any more.
    """

    address: Address
    place: Position
    words: str
    template: str
    value: Any
    went_along: bool = False


@dataclass(frozen=True, slots=True)
class Blame:
    """A removal's place as the answer to "where is this mistake?"; `below` counts for all entries below, too."""

    place: Position
    below: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that composing knows about origins; addresses count from the root of the composed tree.

    `sources` holds only the entries where the origin changes: what lies below follows from it. `replaced` keeps what
    a template said before the module said it anew. `reported` are addresses at or below which a mistake was already
    reported, so that no later check repeats it.
    """

    sources: Mapping[Address, Source] = field(default_factory=dict)
    replaced: Mapping[Address, Any] = field(default_factory=dict)
    removals: tuple[Removal, ...] = ()
    blames: Mapping[Address, Blame] = field(default_factory=dict)
    reported: frozenset[Address] = frozenset()

    def source(self, address: Address) -> Source:
        """Return where the entry at an address was written."""
        return source_in(self.sources, address)

    def blame(self, address: Address) -> Position | None:
        """Return the place of the removal that a mistake at this address comes from, if it comes from one."""
        for length in range(len(address), 0, -1):
            found = self.blames.get(address[:length])
            if found is not None and (found.below or length == len(address)):
                return found.place
        return None

    def is_reported(self, address: Address) -> bool:
        """Return whether composing already reported a mistake at this address or above it."""
        return any(address[:length] in self.reported for length in range(len(address) + 1))


class Ledger:
    """The provenance while it is being written down."""

    def __init__(self) -> None:
        """Begin with everything written by the module itself."""
        self.sources: dict[Address, Source] = {}
        self.replaced: dict[Address, Any] = {}
        self.removals: list[Removal] = []
        self.blames: dict[Address, Blame] = {}
        self.reported: set[Address] = set()

    def source(self, address: Address) -> Source:
        """Return where the entry at an address was written, as far as is known by now."""
        return source_in(self.sources, address)

    def is_own(self, address: Address) -> bool:
        """Return whether the module wrote the entry itself, at this very place."""
        return self.source(address) == Source(address)

    def own(self, address: Address) -> None:
        """Note that the module wrote this entry itself."""
        self.sources[address] = Source(address)

    def blame(self, address: Address, place: Position, *, below: bool) -> None:
        """Note that a mistake at this address (or below it) comes from the removal at a place."""
        self.blames.setdefault(address, Blame(place, below))

    def inherit(self, target: Address, origin: Address, template: str | None, library: LibraryLedger | None) -> None:
        """Note that the entry at `target` is a copy of the one at `origin`, of this module or of a library."""
        ledger: Ledger | Provenance = self if library is None else library.provenance
        name = None if library is None else library.name
        size = len(origin)
        below = {address: each for address, each in ledger.sources.items() if _is_below(address, origin)}
        self.sources[target] = _moved(ledger.source(origin), name, template)
        for address, source in below.items():
            self.sources[target + address[size:]] = _moved(source, name, template)
        blames = {address: each for address, each in ledger.blames.items() if _is_below(address, origin)}
        self.blames.update({target + address[size:]: each for address, each in blames.items()})

    def closed(self) -> Provenance:
        """Return what was written down."""
        return Provenance(self.sources, self.replaced, tuple(self.removals), self.blames, frozenset(self.reported))


@dataclass(frozen=True, slots=True)
class LibraryLedger:
    """The name of a library and what it knows about the origins of its own entries."""

    name: str
    provenance: Provenance


def source_in(sources: Mapping[Address, Source], address: Address) -> Source:
    """Return the source of an address: that of the nearest noted entry above it, and the rest of the way."""
    for length in range(len(address), 0, -1):
        found = sources.get(address[:length])
        if found is not None:
            rest = address[length:]
            return Source(found.address + rest, found.library, found.template)
    return Source(address)


def _is_below(address: Address, above: Address) -> bool:
    return len(address) > len(above) and address[: len(above)] == above


def _moved(source: Source, library: str | None, template: str | None) -> Source:
    """Return a source as it is seen from the module that inherits it; who wrote it first stays named."""
    return Source(source.address, source.library or library, source.template or template)
