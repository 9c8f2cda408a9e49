"""Catalogues: the translations of one module (or network profile) into one language, read from its PO file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import polib

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.decoding import FORBIDDEN
from counterpart.core.reading.source import is_inside

LARGEST = 4 * 1024 * 1024
LONGEST_TEXT = 4_000
_LINE = re.compile(r"line (\d{1,6})")


@dataclass(frozen=True, slots=True)
class Translation:
    """One translated unit: the English it was made from, the translation, and where it stands."""

    english: str
    text: str
    fuzzy: bool
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a PO file says, by the address of the unit (`msgctxt`)."""

    language: str
    file: str
    entries: dict[str, Translation] = field(default_factory=dict)

    def said(self, address: str, english: str) -> str | None:
        """Return the translation of a unit if it belongs to this very English text; None when missing or stale."""
        entry = self.entries.get(address)
        if entry is None or entry.fuzzy or not entry.text or entry.english != english:
            return None
        return entry.text


def po_file(locale: Path, language: str) -> Path | None:
    """Return the PO file of a language in a folder `locale/`; None when there is none, or a link to somewhere else.

    Nothing outside the package is read, be it by a link or by a language such as `../../x`.
    """
    path = locale / f"{language}.po"
    try:
        return path if path.is_file() and is_inside(path, locale.parent) else None
    except OSError:  # a name that no file can have
        return None


def parsed_po(text: str) -> polib.POFile:
    """Return the entries of a PO file. Raises OSError or ValueError for what is none.

    polib takes a text that names a file for that file. The comment below keeps it from doing so: no path has a null.
    """
    return polib.pofile(f"{text}\n# \0\n", encoding="utf-8", check_for_duplicates=False)


def read_catalogue(path: Path, language: str, findings: Findings, *, shown_as: str | None = None) -> Catalogue:
    """Read a PO file. What cannot be read is a finding (I007) and gives an empty catalogue."""
    shown = shown_as or str(path)
    try:
        if path.stat().st_size > LARGEST:
            findings.error("I007", Position(shown), f"the file is larger than {LARGEST // 1024} kB")
            return Catalogue(language, shown)
        text = path.read_text(encoding="utf-8")
        parsed = parsed_po(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        findings.error("I007", Position(shown, _line_of(error)), f"not a readable PO file: {_plain(error)}")
        return Catalogue(language, shown)
    return Catalogue(language, shown, _entries(parsed, shown, findings))


def _entries(parsed: polib.POFile, shown: str, findings: Findings) -> dict[str, Translation]:
    entries: dict[str, Translation] = {}
    for entry in parsed:
        if entry.obsolete:
            continue
        position = Position(shown, entry.linenum or 1, 1)
        if not entry.msgctxt:
            findings.warning("I008", position, "an entry has no msgctxt: no text of the module has this address")
        elif entry.msgctxt in entries:
            findings.error("I008", position, f"{entry.msgctxt}: translated twice")
        elif FORBIDDEN.search(entry.msgstr):
            findings.error("I008", position, f"{entry.msgctxt}: holds a character that cannot be printed")
        elif len(entry.msgstr) > LONGEST_TEXT:
            findings.error("I008", position, f"{entry.msgctxt}: longer than {LONGEST_TEXT} characters")
        else:
            entries[entry.msgctxt] = Translation(entry.msgid, entry.msgstr, bool(entry.fuzzy), entry.linenum or 1)
    return entries


def _line_of(error: Exception) -> int:
    """Return the line that polib names in its message ("… (line 4)"), or 0."""
    named = _LINE.search(str(error))
    return int(named[1]) if named else 0


def _plain(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "a line is not in the form that PO files have"
