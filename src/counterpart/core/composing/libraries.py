"""The libraries that a module uses: finding them, their versions, and never going round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterpart.core.composing.area import Area
from counterpart.core.composing.profile import load_network
from counterpart.core.composing.ranges import HOW_TO_WRITE, around, parse_range, parse_version
from counterpart.core.composing.removing import map_under
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Finding, Findings, Position, nearest
from counterpart.core.reading.locate import find_packages, package_named, profile_in
from counterpart.core.reading.tree import Branch

USES = "uses"
LONGEST_CHAIN = 8


class Shelf:
    """What is read only once while several modules are composed: libraries and the network profile.

    Not shared between threads, and thrown away after a run: files may change.
    """

    def __init__(self, searched: Sequence[Path]) -> None:
        """Take the folders in which libraries and the profile are searched, in this order."""
        self.searched = tuple(searched)
        self._kept: dict[Path, tuple[Area | None, tuple[Finding, ...]]] = {}
        self._networks: dict[Path, tuple[NetworkDefinition | None, tuple[Finding, ...]]] = {}

    def library(self, path: Path, findings: Findings, compose: Callable[[Findings], Area | None]) -> Area | None:
        """Return the library at a path, composed now or before; what was found in it is reported in any case."""
        if path not in self._kept:
            found = Findings()
            area = compose(found)
            self._kept[path] = (area, tuple(found))
        area, said = self._kept[path]
        findings.extend(said)
        return area

    def network(self, searched: Sequence[Path], findings: Findings) -> NetworkDefinition | None:
        """Return the network profile of the first folder that has one."""
        path = profile_in(searched)
        if path is None:
            return None
        if path not in self._networks:
            found = Findings()
            self._networks[path] = (load_network(path, found), tuple(found))
        network, said = self._networks[path]
        findings.extend(said)
        return network


Loader = Callable[[Path, Findings, tuple[str, ...]], Area | None]
"""Reads and composes the package at a path, given the names of the modules that wait for it."""


@dataclass(slots=True)
class Uses:
    """The libraries of one module. `chain` are the modules that wait for this one, itself last."""

    tree: Branch
    chain: tuple[str, ...]
    shelf: Shelf
    load: Loader
    findings: Findings
    _found: dict[str, Area | None] = field(default_factory=dict)

    def load_all(self) -> None:
        """Load what `uses` names, and report what cannot be used."""
        uses = map_under(self.tree, USES)
        for name, wanted in uses.items():
            area = self._loaded(name, uses.at(name))
            self._found[name] = area
            if area is not None and isinstance(wanted, str):
                self._check_version(area, wanted, uses.at(name))

    def named(self, name: str, place: Position) -> Area | None:
        """Return a library that an `extends` names; one that `uses` does not name is reported (X009) and still used."""
        if name not in self._found:
            path = package_named(name, self.shelf.searched)
            if path is None or name in self.chain:
                hint = self._hint_for(name)
                self.findings.error("X001", place, f"'{USES}' names no library '{name}'", hint)
                return None
            self._found[name] = self._loaded(name, place)
            hint = f"write '{name}: \"^…\"' under '{USES}:' in the module"
            area = self._found[name]
            if area is not None:
                version = parse_version(area.definition.version)
                hint = f"write '{USES}: {{{name}: \"{around(version)}\"}}'" if version else hint
            self.findings.error("X009", place, f"'{USES}' does not name the library '{name}'", hint)
        return self._found[name]

    def _hint_for(self, name: str) -> str:
        if name == self.chain[-1]:
            return "what lies in this module is named without a prefix"
        otherwise = f"libraries: {', '.join(self._found)}" if self._found else ""
        return nearest(name, self._found, otherwise=otherwise)

    def all_used(self) -> tuple[Area, ...]:
        """Return all libraries, also those that libraries use; each comes after those it uses itself."""
        ordered: dict[str, Area] = {}
        for _, area in sorted(self._found.items()):
            for each in (*area.libraries, area) if area is not None else ():
                ordered.setdefault(each.name, each)
        return tuple(ordered.values())

    def _loaded(self, name: str, place: Position) -> Area | None:
        """Return the composed library, or None after a finding."""
        if name in self.chain:
            names = " → ".join((*self.chain[self.chain.index(name) :], name))
            self.findings.error("X008", place, f"libraries use each other: {names}", "one of them has to do without")
            return None
        if len(self.chain) >= LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} libraries use one another here"
            self.findings.error("X004", place, message, "use the first of them directly")
            return None
        path = package_named(name, self.shelf.searched)
        if path is None:
            others = [each.stem for each in find_packages(self.shelf.searched)]
            hint = nearest(name, others, otherwise="searched in: " + ", ".join(map(str, self.shelf.searched)))
            self.findings.error("X005", place, f"there is no library '{name}'", hint)
            return None
        area = self.shelf.library(path, self.findings, lambda found: self.load(path, found, self.chain))
        if area is not None and not area.definition.library:
            message = f"'{name}' is a policy area and no library"
            self.findings.error("X016", place, message, "a package that others may use says 'library: true'")
        return area

    def _check_version(self, area: Area, wanted: str, place: Position) -> None:
        version, versions = parse_version(area.definition.version), parse_range(wanted)
        if versions is None:
            self.findings.error("X007", place, f"'{wanted}' is not a range of versions", HOW_TO_WRITE)
        elif area.definition.version == ModuleDefinition.STAND_INS["version"]:
            return  # it has no version that can be read, which is reported at its own place
        elif version is not None and not versions.takes_in(version):
            message = f"'{area.name}' is at version {area.definition.version}, which '{wanted}' does not take in"
            self.findings.error("X006", place, message, f"check the module against it and write '{around(version)}'")
