"""What is installed: a composed policy area or a network profile, ready for the database.

A package holds no path and no object: it is what an action gets, and what its request is recognised by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.composing import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Findings
from counterpart.core.texts import network_units, own_units, speaker_for, units_of
from counterpart.core.texts.catalogue import po_file, read_catalogue
from counterpart.core.versions import line_of, structure_digest
from counterpart.core.workflow import FORMAT
from counterpart.modules.stored import as_stored

Texts = dict[str, str]
"""Sentences by address."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a line in one language, complete; `untranslated` are addresses said in the source language."""

    texts: Texts
    untranslated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModulePackage:
    """A module or library. `line` is "1.0", `format` the number of the engine's rules, `definition` JSON.

    `origins` leads from the address of an inherited text to the library (or network) that wrote it, and its address
    there; `libraries` are their versions, `network` is the digest of the profile that it was composed with. `status`
    is what the author says: draft, pilot, live or retired.
    """

    module: str
    version: str
    line: str
    library: bool
    status: str
    format: int
    structure_digest: str
    definition: str
    source_language: str
    procedures: tuple[str, ...]
    wordings: dict[str, Wording]
    origins: dict[str, tuple[str, str]]
    libraries: dict[str, str]
    network: str


@dataclass(frozen=True, slots=True)
class NetworkPackage:
    """A network profile with its texts, by language."""

    network: str
    digest: str
    definition: str
    source_language: str
    texts: dict[str, Texts]


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is installed at one time, all of it or nothing."""

    modules: tuple[ModulePackage, ...] = ()
    network: NetworkPackage | None = None


def module_package(area: Area, *, profile: Path | None = None) -> ModulePackage:
    """Return a composed policy area, ready to be installed; `profile` is the file of its network profile."""
    definition = area.definition
    line = line_of(definition)
    return ModulePackage(
        module=definition.module,
        version=definition.version,
        line=f"{line.major}.{line.minor}",
        library=definition.library,
        status=definition.status,
        format=FORMAT,
        structure_digest=structure_digest(definition),
        definition=as_stored(definition),
        source_language=definition.source_language,
        procedures=() if definition.library else tuple(definition.procedures),
        wordings=_wordings(area, profile),
        origins=_origins(area),
        libraries={library.name: library.definition.version for library in area.libraries},
        network="" if area.network is None else definition_digest(as_stored(area.network)),
    )


def network_package(network: NetworkDefinition, profile: Path) -> NetworkPackage:
    """Return a network profile, ready to be installed; `profile` is its file, beside which its `locale/` lies."""
    units = network_units(network)
    texts = {network.source_language: {unit.address: unit.text for unit in units}}
    locale = profile.parent / "locale"
    for file in filter(None, (po_file(locale, each.stem) for each in sorted(locale.glob("*.po")))):
        catalogue = read_catalogue(file, file.stem, Findings())  # what is wrong with it was reported by the check
        said = {unit.address: catalogue.said(unit.address, unit.text) for unit in units}
        texts[file.stem] = {address: text for address, text in said.items() if text is not None}
    definition = as_stored(network)
    return NetworkPackage(
        network=network.network,
        digest=definition_digest(definition),
        definition=definition,
        source_language=network.source_language,
        texts=texts,
    )


def definition_digest(definition: str) -> str:
    """Return the digest of a stored definition, every key in its place."""
    return hashlib.sha256(definition.encode()).hexdigest()


def digest_of(wording: Wording) -> str:
    """Return the digest by which a revision of texts is recognised."""
    parts: Iterable[tuple[str, str]] = sorted(wording.texts.items())
    lines = [f"{address}\0{text}" for address, text in parts] + ["", *sorted(wording.untranslated)]
    return hashlib.sha256("\0\0".join(lines).encode()).hexdigest()


def _wordings(area: Area, profile: Path | None) -> dict[str, Wording]:
    """Return what is said in the source language and in every other language that the module names."""
    definition = area.definition
    english = {unit.address: unit.text for unit in units_of(definition)}
    found = {definition.source_language: Wording(english)}
    for language in definition.languages:
        if language != definition.source_language:
            said = speaker_for(area, language, profile=profile, findings=Findings()).said
            found[language] = completed(english, said)
    return found


def completed(english: Mapping[str, str], said: Mapping[str, str]) -> Wording:
    """Return a wording in which what has no translation is said in the source language."""
    untranslated = tuple(sorted(address for address in english if not said.get(address)))
    return Wording({address: said.get(address) or text for address, text in english.items()}, untranslated)


def _origins(area: Area) -> dict[str, tuple[str, str]]:
    """Return where inherited texts were written, by address. A library's own are left out: it wrote them."""
    owners = {library.name: units_of(library.definition) for library in area.libraries}
    if area.network is not None:
        owners[area.network.network] = network_units(area.network)
    addresses = {name: {unit.place: unit.address for unit in units} for name, units in owners.items()}
    own = {unit.address for unit in own_units(area)}
    found: dict[str, tuple[str, str]] = {}
    for unit in units_of(area.definition):
        source = area.source(unit.place)
        if unit.address in own or source.library is None:
            continue
        address = addresses.get(source.library, {}).get(source.address)
        if address is not None:
            found[unit.address] = (source.library, address)
    return found
