"""`counterpart module units`: the texts of a module as a PO template, or a translation brought up to date."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib

from counterpart.core.composing import load_network
from counterpart.core.findings import Findings
from counterpart.core.reading.package import PROFILE_FILE
from counterpart.core.reading.source import is_inside
from counterpart.core.texts import updated, updated_profile
from counterpart.core.texts.catalogue import po_file
from counterpart.core.texts.translations import locale_folder
from counterpart.operations.policy_areas.loading import existing, one_module
from counterpart.operations.policy_areas.naming import language_of, named
from counterpart.operations.policy_areas.sound import area_at
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError
from counterpart.operations.wording import counted


@dataclass(frozen=True, slots=True)
class _Texts:
    """Whose texts these are: their name, the folder of their translations, and how a PO file is made of an old one.

    `note` is what else has to be done for the language.
    """

    name: str
    folder: Path
    made_from: Callable[[str, str], str]
    note: str = ""


def run(options: Namespace, terminal: Terminal) -> int:
    """Print or write the PO file."""
    texts = _texts(options, terminal)
    if texts is None:
        return FOUND
    language = options.lang or ""
    file = texts.folder / (f"{language}.po" if language else f"{texts.name}.pot")
    try:
        content = texts.made_from(language, _already_there(texts.folder, language))
    except (ValueError, OSError) as error:
        terminal.tell(f"error: {file}: this is no PO file that can be read: {error}")
        terminal.tell("    -> mend it, or move it away; nothing was written over it")
        return FOUND
    if options.json:
        terminal.say_json(_as_json(content))
    elif not options.write:
        terminal.write(content)
    if options.write:
        _write(file, content)
        if not options.json:
            terminal.say(f"{file}: {_progress(content, translated=bool(language))}")
    elif language:
        terminal.tell(_progress(content, translated=True))
    if texts.note:
        terminal.tell(f"    -> {texts.note}")
    return ALL_WELL


def _texts(options: Namespace, terminal: Terminal) -> _Texts | None:
    path = existing(options.path)
    profile = path / PROFILE_FILE if (path / PROFILE_FILE).is_file() else path
    if profile.name == PROFILE_FILE:
        return _of_profile(profile, options.lang)
    area = area_at(one_module(options.path), terminal)
    if area is None:
        return None
    if options.lang is not None and language_of(area, options.lang) == area.definition.source_language:
        raise UsageError(f"{area.name} is written in '{options.lang}': that is no translation")
    listed = options.lang is None or options.lang in area.definition.languages
    note = "" if listed else f"add '{options.lang}' to 'languages' in {area.at(('languages',)).file}"
    return _Texts(area.name, locale_folder(area), lambda language, old: updated(area, language, old), note)


def _of_profile(path: Path, language: str | None) -> _Texts:
    findings = Findings()
    network = load_network(path, findings)
    if network is None:
        raise UsageError(f"{path}: the network profile cannot be read", f"see: counterpart module check {path}")
    if language is not None:
        named(language, dict.fromkeys(network.languages), "language", network.network)
    return _Texts(network.network, path.parent / "locale", lambda to, old: updated_profile(network, to, old))


def _already_there(folder: Path, language: str) -> str:
    """Return the translation that is there, empty where there is none. Raises OSError or ValueError."""
    file = po_file(folder, language) if language else None
    return "" if file is None else file.read_text(encoding="utf-8")


def _write(file: Path, content: str) -> None:
    """Write a file at once: whoever reads it meanwhile sees the old or the new one, never half of it."""
    if not is_inside(file.parent, file.parent.parent):
        raise UsageError(f"{file.parent} leads out of the package; nothing was written", "make it a folder")
    file.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(content)
        Path(name).chmod(file.stat().st_mode if file.exists() else 0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _progress(content: str, *, translated: bool) -> str:
    entries = list(polib.pofile(content))
    if not translated:
        return counted(len(entries), "text")
    done = sum(bool(entry.msgstr) and not entry.fuzzy for entry in entries)
    stale = sum(entry.fuzzy for entry in entries)
    return f"{done} of {counted(len(entries), 'text')} translated, {stale} stale"


def _as_json(content: str) -> list[dict[str, object]]:
    return [
        {"address": entry.msgctxt, "english": entry.msgid, "translation": entry.msgstr, "stale": entry.fuzzy}
        for entry in polib.pofile(content)
    ]
