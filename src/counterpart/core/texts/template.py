"""Writing PO files: the template (`.pot`) of a module, and a translation brought up to date with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import polib

from counterpart.core.composing.area import Area
from counterpart.core.texts.units import Unit, own_units


def template_of(area: Area) -> str:
    """Return the `.pot` file of a module. It is generated and never edited."""
    return _written(area, "", {(unit.address, unit.text): unit for unit in own_units(area)}, {})


def updated(area: Area, language: str, existing: str) -> str:
    """Return a PO file with every text of the module, keeping what `existing` has translated.

    A translation whose English changed is kept and marked fuzzy, so that a translator sees it and nobody reads it.
    Raises ValueError or OSError when `existing` is not a PO file.
    """
    old = {entry.msgctxt: entry for entry in polib.pofile(existing)} if existing.strip() else {}
    return _written(area, language, {(unit.address, unit.text): unit for unit in own_units(area)}, old)


def _written(
    area: Area, language: str, units: dict[tuple[str, str], Unit], old: dict[str, polib.POEntry]
) -> str:
    definition = area.definition
    file = polib.POFile(wrapwidth=110)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Module": f"{definition.module} {definition.version}",
    }
    file.extend(_entry(area, unit, old.get(unit.address)) for unit in units.values())
    return f"{file}\n" if not str(file).endswith("\n") else str(file)


def _entry(area: Area, unit: Unit, old: polib.POEntry | None) -> polib.POEntry:
    position = area.at(unit.place)
    entry = polib.POEntry(msgctxt=unit.address, msgid=unit.text, msgstr=old.msgstr if old else "")
    entry.occurrences = [(_short(position.file), "")]
    if old is not None and old.msgstr and (old.fuzzy or old.msgid != unit.text):
        entry.flags = ["fuzzy"]
    return entry


def _short(file: str) -> str:
    """Name the file without the folders above the module: line numbers and machines do not belong in a PO file."""
    parts = PurePosixPath(file).parts
    kept: Iterable[str] = parts[-2:] if len(parts) > 1 and parts[-2] in _FOLDERS else parts[-1:]
    return "/".join(kept)


_FOLDERS = frozenset({"forms", "questions", "procedures", "codelists"})
