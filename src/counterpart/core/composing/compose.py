"""From a package to a policy area: the order in which a module is composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from counterpart.core.composing.allowance import Allowance
from counterpart.core.composing.area import Area
from counterpart.core.composing.broken import check_broken
from counterpart.core.composing.libraries import Shelf, Uses
from counterpart.core.composing.profile import add_person_fields, check_countries
from counterpart.core.composing.provenance import Ledger
from counterpart.core.composing.resolving import Resolver
from counterpart.core.composing.sharing import Sharing
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.locate import searched_for
from counterpart.core.reading.package import Package, read_package
from counterpart.core.reading.tree import Branch, copied


def compose(
    package: Package,
    findings: Findings,
    *,
    searched: Sequence[Path],
    network: NetworkDefinition | None,
    shelf: Shelf | None = None,
) -> Area | None:
    """Return a package with its templates and libraries merged in and checked against the schema.

    `searched` are the folders in which libraries lie. A `shelf` with the same folders saves reading them again for the
    next module. None, after findings, when too little is left to make a definition.
    """
    return _Composing(shelf or Shelf(searched), network).composed(package, findings, ())


def load_area(
    path: Path,
    findings: Findings,
    *,
    searched: Sequence[Path] = (),
    shelf: Shelf | None = None,
    display: Path | None = None,
) -> Area | None:
    """Return the policy area at a path: read, composed with the libraries and the network profile found, validated.

    Libraries and the profile are searched in `searched`; without it in the folder around the package, then in the
    installed areas. `display` is the folder that positions are relative to. None after findings.
    """
    package = read_package(path, findings, display=display)
    if package is None:
        return None
    folders = tuple(searched) or (shelf.searched if shelf else searched_for(path))
    kept = shelf if shelf is not None and shelf.searched == folders else Shelf(folders)
    network = kept.network(folders, findings)
    return _Composing(kept, network, display).composed(package, findings, ())


@dataclass(frozen=True, slots=True)
class _Composing:
    """What is the same for a module and for all libraries that it uses."""

    shelf: Shelf
    network: NetworkDefinition | None
    display: Path | None = None

    def composed(self, package: Package, findings: Findings, chain: tuple[str, ...]) -> Area | None:
        """Compose one package; `chain` are the modules that wait for it."""
        tree = cast("Branch", copied(package.root))
        ledger = Ledger()
        uses = Uses(tree, (*chain, package.name), self.shelf, self._library, findings)
        uses.load_all()
        if self.network is not None:
            add_person_fields(tree, self.network, ledger)
            check_countries(tree, self.network, findings)
        allowance = Allowance(findings, package.source.limits.inherited_nodes)
        resolver = Resolver(tree, ledger, findings, uses.named, complete=package.complete, allowance=allowance)
        resolver.resolve_all()
        libraries = uses.all_used()
        Sharing(tree, libraries, ledger, findings).share()
        check_broken(package.root, resolver.broken, findings)
        definition, remaining = validate(tree, ModuleDefinition, findings)
        if definition is None:
            return None
        return Area(definition, remaining, package, self.network, libraries, ledger.closed())

    def _library(self, path: Path, findings: Findings, chain: tuple[str, ...]) -> Area | None:
        package = read_package(path, findings, display=self.display)
        return None if package is None else self.composed(package, findings, chain)
