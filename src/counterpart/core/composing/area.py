"""One policy area, complete: the result of composing."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpart.core.composing.profile import members_named
from counterpart.core.composing.provenance import LibraryLedger, Provenance, Source
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Position
from counterpart.core.reading.package import Package
from counterpart.core.reading.tree import Address, Branch, position_of


@dataclass(frozen=True, slots=True)
class Area:
    """One module with its templates and libraries merged in, and with the place where each entry was written.

    Addresses of the definition resolve in `tree`. `libraries` are all that were used, also by one another; each comes
    after those it uses itself.
    """

    definition: ModuleDefinition
    tree: Branch
    package: Package
    network: NetworkDefinition | None = None
    libraries: tuple[Area, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def name(self) -> str:
        """Return the name of the module."""
        return self.definition.module

    @property
    def ledger(self) -> LibraryLedger:
        """Return the name and the origins of all entries, for a module that uses this one as a library."""
        return LibraryLedger(self.name, self.provenance)

    @property
    def words(self) -> dict[str, str]:
        """Return what the network calls a member, its members and the supervising body, in its source language.

        They fill `{member}`, `{members}` and `{supervisor}` in texts; empty without a network.
        """
        return {} if self.network is None else self.network.words.model_dump()

    @property
    def participants(self) -> tuple[str, ...]:
        """Return the codes of the members that take part (`countries`, groups resolved), in the order of the profile.

        All members where the module names none; empty without a network.
        """
        return () if self.network is None else members_named(self.network, self.definition.countries)

    def at(self, address: Address) -> Position:
        """Return the place of an address.

        Where a `remove` or `without` took something away that others need, this is the place of that remove.
        """
        return self.provenance.blame(address) or position_of(self.tree, address)

    def inherited(self, address: Address) -> bool:
        """Return whether the entry comes from a template or library, or from another entry of this module."""
        source = self.source(address)
        return source.library is not None or source.address != address

    def wrote(self, address: Address) -> bool:
        """Return whether the module itself wrote the entry, or something below it."""
        below = (source for noted, source in self.provenance.sources.items() if noted[: len(address)] == address)
        return not self.inherited(address) or any(source.library is None for source in below)

    def origin(self, address: Address) -> str | None:
        """Return where an inherited entry comes from, as an author writes it ("std/request"); None for an own one."""
        source = self.source(address)
        return source.template or source.library

    def source(self, address: Address) -> Source:
        """Return the address at which an entry was written first, and in which library: its translation lies there."""
        return self.provenance.source(address)

    def reported(self, address: Address) -> bool:
        """Return whether composing reported a mistake here or above, so that no follow-up should be reported.

        A procedure or form whose `extends` is broken is not in the definition, and its address is reported.
        """
        return self.provenance.is_reported(address)

    def library(self, name: str) -> Area | None:
        """Return the library of that name, or None when it is not used."""
        return next((library for library in self.libraries if library.name == name), None)
