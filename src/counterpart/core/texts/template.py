"""Writing PO files: the template (`.pot`) of a module, and a translation brought up to date with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import polib

from counterpart.core.composing.area import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.texts.catalogue import parsed_po
from counterpart.core.texts.units import Unit, network_units, own_units

WIDTH = 110
_FOLDERS = frozenset({"forms", "questions", "procedures", "codelists"})


def template_of(area: Area) -> str:
    """Return the `.pot` file of a module. It is generated and never edited."""
    return updated(area, "", "")


def updated(area: Area, language: str, existing: str) -> str:
    """Return a PO file with every text of the module, keeping what `existing` has translated.

    A translation whose English changed is kept and marked fuzzy, so that a translator sees it and nobody reads it.
    Raises ValueError or OSError when `existing` is not a PO file.
    """
    name = f"{area.definition.module} {area.definition.version}"
    return _written(name, language, own_units(area), existing, lambda unit: _short(area.at(unit.place).file))


def updated_profile(network: NetworkDefinition, language: str, existing: str) -> str:
    """Return a PO file with every text of a network profile, keeping what `existing` has translated."""
    return _written(network.network, language, network_units(network), existing, lambda _: "network.yaml")


def _written(name: str, language: str, units: Sequence[Unit], existing: str, file_of: Callable[[Unit], str]) -> str:
    old = {entry.msgctxt: entry for entry in parsed_po(existing)} if existing.strip() else {}
    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Module": name,
    }
    for unit in units:
        entry = _entry(unit, old.get(unit.address))
        entry.occurrences = [(file_of(unit), "")]
        file.append(entry)
    return str(file).rstrip("\n") + "\n"


def _entry(unit: Unit, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=unit.address, msgid=unit.text, msgstr=old.msgstr if old else "")
    if old is not None and old.msgstr and (old.fuzzy or old.msgid != unit.text):
        entry.flags = ["fuzzy"]
    return entry


def _short(file: str) -> str:
    """Name the file without the folders above the module: line numbers and machines do not belong in a PO file."""
    parts = PurePosixPath(file).parts
    return "/".join(parts[-2:] if len(parts) > 1 and parts[-2] in _FOLDERS else parts[-1:])
