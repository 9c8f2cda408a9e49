"""Gathering a speaker: the catalogues of a module, of its libraries, and of the network profile."""

from __future__ import annotations

from pathlib import Path

from counterpart.core.composing.area import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Findings
from counterpart.core.reading.layout import MODULE_FILE
from counterpart.core.reading.locate import profile_in, searched_for
from counterpart.core.reading.tree import Address
from counterpart.core.texts.catalogue import Catalogue, po_file, read_catalogue
from counterpart.core.texts.speaking import Speaker
from counterpart.core.texts.translations import locale_folder
from counterpart.core.texts.units import Unit, network_units, units_of


def speaker_for(area: Area, language: str, *, profile: Path | None = None, findings: Findings | None = None) -> Speaker:
    """Return who says the module's texts in a language.

    An inherited text is looked up where it was written first: in the catalogue of the library or of the network
    profile, under the address it has there. `profile` is the file of the profile (default: the one found beside the
    module, as when it is composed).
    """
    collected = findings if findings is not None else Findings()
    network = _network_catalogue(area, language, profile, collected)
    english = {unit.address: unit.text for unit in units_of(area.definition)}
    said = _translated(area, language, network, collected) if language != area.definition.source_language else {}
    of_network = _said_by_network(area.network, network)
    words = {key: of_network.get(f"word.{key}", word) for key, word in area.words.items()}
    members = {address.removeprefix("member."): text for address, text in of_network.items() if _is_member(address)}
    return Speaker(area, language, english, said, words, members)


def _translated(area: Area, language: str, network: Catalogue, findings: Findings) -> dict[str, str]:
    owners: dict[str | None, Area] = {None: area, **{library.name: library for library in area.libraries}}
    catalogues = {name: _catalogue(owner, language, findings) for name, owner in owners.items()}
    addresses = {name: _by_place(units_of(owner.definition)) for name, owner in owners.items()}
    if area.network is not None:
        catalogues[area.network.network] = network
        addresses[area.network.network] = _by_place(network_units(area.network))
    said: dict[str, str] = {}
    for unit in units_of(area.definition):
        source = area.source(unit.place)
        address = addresses.get(source.library, {}).get(source.address)
        text = catalogues[source.library].said(address, unit.text) if address is not None else None
        if text is not None:
            said[unit.address] = text
    return said


def _by_place(units: tuple[Unit, ...]) -> dict[Address, str]:
    return {unit.place: unit.address for unit in units}


def _catalogue(area: Area, language: str, findings: Findings) -> Catalogue:
    path = po_file(locale_folder(area), language)
    return Catalogue(language, "") if path is None else read_catalogue(path, language, findings)


def _network_catalogue(area: Area, language: str, profile: Path | None, findings: Findings) -> Catalogue:
    folder = area.package.folder
    module = folder / MODULE_FILE
    found = profile or profile_in(searched_for(module if module.is_file() else folder / area.package.name))
    path = po_file(found.parent / "locale", language) if found is not None else None
    return Catalogue(language, "") if path is None else read_catalogue(path, language, findings)


def _said_by_network(network: NetworkDefinition | None, catalogue: Catalogue) -> dict[str, str]:
    if network is None:
        return {}
    said = {unit.address: catalogue.said(unit.address, unit.text) for unit in network_units(network)}
    return {address: text for address, text in said.items() if text is not None}


def _is_member(address: str) -> bool:
    """Return whether an address is the name of a member (and not of one of its holidays)."""
    return address.startswith("member.") and ".holiday." not in address
