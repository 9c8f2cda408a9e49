"""Checks of translations: complete, up to date, with the same placeholders (codes I001 to I009)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.composing.area import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.findings import Findings, Position
from counterpart.core.texts.catalogue import Catalogue, Translation, po_file, read_catalogue
from counterpart.core.texts.placeholders import holes, patterns_agree, stray_braces, unknown_filters
from counterpart.core.texts.units import Unit, network_units, own_units


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a module is translated into one language."""

    language: str
    translated: int
    units: int

    @property
    def percent(self) -> int:
        """Return whole percent, rounded down: 100 only when nothing is missing."""
        return 100 if not self.units else 100 * self.translated // self.units


def check_translations(area: Area, findings: Findings) -> tuple[Coverage, ...]:
    """Check every language that the module names (a live one: that the network has), and say how complete each is."""
    units = own_units(area)
    _check_english(area, units, findings)
    definition = area.definition
    _check_languages(area, findings)
    languages = [language for language in definition.languages if language != definition.source_language]
    return tuple(_check_language(area, language, units, findings) for language in languages)


def check_profile_translations(network: NetworkDefinition, path: Path, findings: Findings) -> tuple[Coverage, ...]:
    """Check the PO files beside a network profile (`path`), and say how complete each language is.

    A language of the network without a file is no mistake: its readers are told in English what a member is called.
    """
    units = network_units(network)
    found = []
    locale = path.parent / "locale"
    for file in filter(None, (po_file(locale, each.stem) for each in sorted(locale.glob("*.po")))):
        catalogue = read_catalogue(file, file.stem, findings)
        found.append(_compared(catalogue, units, findings, live=False))
    return tuple(found)


def locale_folder(area: Area) -> Path:
    """Return where the PO files of a module lie: `locale/` in its folder, or beside its single file."""
    return area.package.folder / "locale"


def _check_languages(area: Area, findings: Findings) -> None:
    definition = area.definition
    if definition.status != "live" or area.network is None:
        return
    for language in area.network.languages:
        if language not in definition.languages and language != definition.source_language:
            message = f"a live module is complete in the network's languages; '{language}' is missing"
            findings.error("I001", area.at(("languages",)), message)


def _check_english(area: Area, units: tuple[Unit, ...], findings: Findings) -> None:
    for unit in units:
        if stray_braces(unit.text):
            hint = "a placeholder is a name in braces, such as {person} or {surname|upper}"
            findings.error("I009", area.at(unit.place), f"{unit.address}: a brace stands alone", hint)
        for name in unknown_filters(unit.text):
            findings.error("I009", area.at(unit.place), f"{unit.address}: no filter '{name}'", "filters: upper, lower")


def _check_language(area: Area, language: str, units: tuple[Unit, ...], findings: Findings) -> Coverage:
    path = po_file(locale_folder(area), language)
    live = area.definition.status == "live"
    severe = findings.error if live else findings.warning
    if path is None:
        severe("I002", area.at(("languages",)), f"no locale/{language}.po")
        return Coverage(language, 0, len(units))
    return _compared(read_catalogue(path, language, findings, shown_as=_shown(area, path)), units, findings, live=live)


def _compared(catalogue: Catalogue, units: tuple[Unit, ...], findings: Findings, *, live: bool) -> Coverage:
    """Hold a catalogue against the texts it should translate."""
    language = catalogue.language
    known = {unit.address: unit for unit in units}
    good = sum(_is_good(catalogue, unit, findings, live=live) for unit in units)
    for address, entry in catalogue.entries.items():
        if address not in known:
            _at(catalogue, entry, findings, "I005", f"{address}: not (or no longer) a text of the module")
    coverage = Coverage(language, good, len(units))
    if good < len(units):
        message = f"{language}: {good} of {len(units)} texts translated ({coverage.percent} %)"
        severe = findings.error if live else findings.warning
        severe("I006", Position(catalogue.file, 1, 1), message)
    return coverage


def _shown(area: Area, path: Path) -> str:
    """Show a PO file the way the module's own files are shown: relative to where the command was called."""
    module_file = area.at(("module",)).file
    shown_folder = Path(module_file).parent if module_file else area.package.folder
    return str(shown_folder / os.path.relpath(path, area.package.folder))


def _is_good(catalogue: Catalogue, unit: Unit, findings: Findings, *, live: bool) -> bool:
    entry = catalogue.entries.get(unit.address)
    if entry is None or not entry.text:
        return False
    if entry.fuzzy or entry.english != unit.text:
        say = findings.error if live else findings.warning
        message = f"{unit.address}: the English text changed, the translation is stale"
        say("I003", Position(catalogue.file, entry.line, 1), message, f"now: {unit.text}")
        return False
    if stray_braces(entry.text) or unknown_filters(entry.text):
        hint = "a placeholder is a name in braces; filters are upper and lower"
        message = f"{unit.address}: a brace stands alone, or a filter is not known"
        findings.error("I004", Position(catalogue.file, entry.line, 1), message, hint)
        return False
    if not patterns_agree(unit.text, entry.text):
        wanted = ", ".join(f"{{{hole.name}}}" for hole in holes(unit.text)) or "none"
        found = ", ".join(f"{{{hole.name}}}" for hole in holes(entry.text)) or "none"
        message = f"{unit.address}: placeholders differ: {wanted} in English, {found} here"
        findings.error("I004", Position(catalogue.file, entry.line, 1), message)
        return False
    return True


def _at(catalogue: Catalogue, entry: Translation, findings: Findings, code: str, message: str) -> None:
    findings.warning(code, Position(catalogue.file, entry.line, 1), message)
