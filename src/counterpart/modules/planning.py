"""What a consignment would do to what is installed: read, never written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.errors import CounterpartError, Refused
from counterpart.foundation.database.acting import as_actor
from counterpart.modules import standing
from counterpart.modules.inheriting import overlaid
from counterpart.modules.judging import Base, Judgement, What, judged, network_refusal
from counterpart.modules.packages import Consignment, ModulePackage, NetworkPackage, Wording, completed
from counterpart.modules.standing import Revision, StandingNetwork, StandingVersion, changed_languages
from counterpart.modules.stored import module_from, network_from


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one package: the judgement, the texts that its line gets, and those that it has."""

    package: ModulePackage
    judgement: Judgement
    wordings: Mapping[str, Wording]
    before: Mapping[str, Revision]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who wrote texts that others inherit: a library at a version, or the network profile (no version)."""

    name: str
    version: str
    source_language: str
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """What becomes of a network profile: the revision that it gets (has, when nothing changes), or a refusal."""

    revision: int
    changed: bool
    refusal: CounterpartError | None = None


def planned(package: ModulePackage) -> Plan:
    """Return what becomes of a package, held against what is installed at this moment."""
    found = standing.versions([package.module]).get(package.module, ())
    base = next((one for one in found if one.line == package.line), found[0] if found else None)
    before = standing.revisions(package.module, package.line)
    wordings: Mapping[str, Wording] = package.wordings
    for owner in _newer_libraries(package):
        wordings = overlaid(wordings, package.origins, owner.name, owner.wordings, owner.source_language)
    definition = ModuleDefinition.model_validate_json(package.definition)
    judgement = judged(package, definition, _base(base), revised=bool(changed_languages(wordings, before)))
    return Plan(package, judgement, wordings, before)


def planned_network(package: NetworkPackage) -> NetworkPlan:
    """Return what becomes of a network profile."""
    found = standing.network()
    if found is None:
        return NetworkPlan(1, changed=True)
    if (found.digest, found.texts) == (package.digest, package.texts):
        return NetworkPlan(found.revision, changed=False)
    refusal = network_refusal(network_from(found.definition), network_from(package.definition))
    return NetworkPlan(found.revision + 1, changed=True, refusal=refusal)


def check_network(consignment: Consignment, found: StandingNetwork | None) -> None:
    """See that all modules were composed with the profile that is installed, or comes with them.

    Raises Refused: `network_missing` when there is none, `module_other_network` for a module made with another one.
    """
    profile = consignment.network or found
    if profile is None:
        raise Refused("network_missing")
    for package in consignment.modules:
        if package.network != profile.digest:
            raise Refused("module_other_network", module=package.module, network=profile.network)


def owner_of(package: ModulePackage, wordings: Mapping[str, Wording]) -> Owner:
    """Return a library that is being installed, as the owner of its texts."""
    return Owner(package.module, package.version, package.source_language, wordings)


def network_owner(package: NetworkPackage) -> Owner:
    """Return a network profile as the owner of its texts (the fields of a person, say)."""
    english = package.texts[package.source_language]
    wordings = {language: completed(english, said) for language, said in package.texts.items()}
    wordings[package.source_language] = Wording(english)
    return Owner(package.network, "", package.source_language, wordings)


def inherits(version: StandingVersion, owner: Owner) -> bool:
    """Return whether texts of an owner reach the line of a version: it was composed with that line, and no later patch.

    The texts of a network reach everybody who has some of them.
    """
    if not any(name == owner.name for name, _ in version.origins.values()):
        return False
    if not owner.version:
        return True
    composed = version.libraries.get(owner.name, "")
    same_line = standing.line_of(composed) == standing.line_of(owner.version)
    return same_line and standing.numbers(composed) <= standing.numbers(owner.version)


def _newer_libraries(package: ModulePackage) -> Iterator[Owner]:
    """Give the libraries of which a later patch is installed than the package was composed with."""
    installed = standing.versions(package.libraries.keys()) if package.libraries else {}
    for name, composed in package.libraries.items():
        line = standing.line_of(composed)
        newest = next((one for one in installed.get(name, ()) if one.line == line), None)
        if newest is not None and standing.numbers(newest.version) > standing.numbers(composed):
            said = {language: each.wording for language, each in standing.revisions(name, line).items()}
            source = module_from(standing.definition_of(newest), newest.structure_digest).source_language
            yield Owner(name, newest.version, source, said)


def _base(version: StandingVersion | None) -> Base | None:
    if version is None:
        return None
    definition = module_from(standing.definition_of(version), version.structure_digest)
    newest = standing.revisions(version.module, version.line)
    wordings = {language: each.wording for language, each in newest.items()}
    return Base(version.version, definition, wordings, version.origins)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What installing a consignment would do at this moment."""

    plans: tuple[Plan, ...]
    network: NetworkPlan | None

    @property
    def refused(self) -> bool:
        """Return whether it would be refused for the version of a module."""
        return any(plan.judgement.refused for plan in self.plans)

    @property
    def nothing(self) -> bool:
        """Return whether nothing would change."""
        unchanged = self.network is None or not self.network.changed
        return unchanged and all(plan.judgement.what is What.NOTHING for plan in self.plans)


def forecast(consignment: Consignment) -> Forecast:
    """Return what installing would do, and change nothing.

    Raises Refused as the action does, but for versions, of which the forecast tells.
    """
    with as_actor([], read_only=True):
        check_network(consignment, standing.network())
        network = None if consignment.network is None else planned_network(consignment.network)
        if network is not None and network.refusal is not None:
            raise network.refusal
        return Forecast(tuple(planned(package) for package in consignment.modules), network)
