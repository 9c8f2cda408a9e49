"""Where things lie in a package: which files and folders it has, and what does not belong there (modules.md 2)."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.limits import beyond
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.source import Source, is_inside

MODULE_FILE = "module.yaml"
PARTS = ("interfaces", "messages", "policies", "retention", "roles", "statistics")
"""Files beside module.yaml; each holds a key of the same name."""

FOLDERS: dict[str, tuple[str, ...]] = {
    "codelists": (".csv",),
    "forms": (".yaml",),
    "locale": (".po", ".pot"),
    "procedures": (".yaml",),
    "questions": (".yaml",),
    "scenarios": (".yaml",),
}
"""The folders of a package and the endings of the files in them."""

PAPERS = frozenset({"CHANGELOG.md", "LICENSE", "README.md"})
"""For people who look into the folder; nothing reads them."""

_TOP_FILES = (MODULE_FILE, *(f"{part}.yaml" for part in PARTS))


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a package by their place; `whole` says whether nothing had to be left out."""

    top: dict[str, Path]
    folders: dict[str, tuple[Path, ...]]
    whole: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """Return all files, in a fixed order."""
        return (*self.top.values(), *(path for paths in self.folders.values() for path in paths))


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """One entry of a folder, all links followed; `size` in bytes."""

    path: Path
    is_folder: bool
    size: int


def list_package(source: Source, findings: Findings) -> Listing | None:
    """Return what lies in a package, or None when it is too large or cannot be looked into.

    Files and folders without a place are warnings (S020), links that lead out of the package errors (S021). Hidden
    entries (`.git`, `.DS_Store`) are no part of a package. Folders in folders are not looked into.
    """
    walk = _Walk(source, findings)
    top: dict[str, Path] = {}
    folders: dict[str, tuple[Path, ...]] = {}
    for entry in walk.entries(source.folder):
        name = entry.path.name
        if name in FOLDERS and entry.is_folder:
            folders[name] = tuple(_in_folder(entry.path, walk))
        elif name in _TOP_FILES:
            top[name] = entry.path
        elif name not in PAPERS:
            _out_of_place(entry, source, findings)
    return None if walk.failed else Listing(top, folders, walk.whole)


def list_companions(source: Source, folder: str, beginning: str, findings: Findings) -> tuple[Path, ...]:
    """Return the files of a folder beside a one-file module (or the profile) whose names begin so."""
    path = source.folder / folder
    if not os.path.lexists(path):
        return ()
    walk = _Walk(source, findings)
    return tuple(entry.path for entry in walk.entries(path, beginning) if entry.path.suffix in FOLDERS[folder])


class _Walk:
    """Looks into folders, and gives up as soon as the package has too many files or bytes."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.source = source
        self.findings = findings
        self.failed = False
        self.whole = True
        self._files = 0
        self._bytes = 0

    def entries(self, folder: Path, beginning: str = "") -> Iterator[_Entry]:
        """Give the entries of a folder that belong to the package, in the order of their names."""
        left = self.source.limits.package_files - self._files
        try:
            with os.scandir(folder) as found:
                visible = (one for one in found if one.name[0] != "." and one.name.startswith(beginning))
                entries = sorted(_entry(folder, entry) for entry in islice(visible, left + 1))
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror or error}"
            self.findings.error("Y002", self.source.position(folder), message)
            self.failed = True
            return
        for entry in entries:
            if not is_inside(entry.path, self.source.folder):
                hint = "put the file itself into the package"
                position = self.source.position(entry.path)
                self.findings.error("S021", position, "this link leads out of the package", hint)
                self.whole = False
            elif self._fits(entry):
                yield entry
            if self.failed:
                return

    def _fits(self, entry: _Entry) -> bool:
        """Count a file; return whether the package is still within its limits."""
        self._files += not entry.is_folder
        self._bytes += entry.size
        what = beyond(self.source.limits, files=self._files, size=self._bytes)
        if what:
            position = self.source.position(self.source.folder)
            self.findings.error("Y005", position, what, "cut the module into smaller ones")
            self.failed = True
        return not what


def _entry(folder: Path, entry: os.DirEntry[str]) -> _Entry:
    """Return an entry; a link into nowhere counts as an empty file, and reading it will say why it cannot be read."""
    try:
        is_folder = entry.is_dir()
        return _Entry(folder / entry.name, is_folder, 0 if is_folder else entry.stat().st_size)
    except OSError:
        return _Entry(folder / entry.name, is_folder=False, size=0)


def _in_folder(folder: Path, walk: _Walk) -> Iterator[Path]:
    """Give the files of a folder that have a place in it."""
    endings = FOLDERS[folder.name]
    for entry in walk.entries(folder):
        path = entry.path
        if path.suffix in endings and not entry.is_folder:
            yield path
            continue
        kind = "folder" if entry.is_folder else "file"
        allowed = " and ".join(f"*{ending}" for ending in endings)
        close = [] if entry.is_folder else difflib.get_close_matches(path.suffix, endings, n=1)
        hint = f"did you mean {quoted(path.stem + close[0])}?" if close else f"only {allowed} lie here"
        message = f"the {kind} {quoted(path.name)} has no place in {folder.name}/, and nothing reads it"
        walk.findings.warning("S020", walk.source.position(path), message, hint)


def _out_of_place(entry: _Entry, source: Source, findings: Findings) -> None:
    """Say that a file or folder at the top of a package has no place there."""
    known = list(FOLDERS) if entry.is_folder else list(_TOP_FILES)
    kind = "folder" if entry.is_folder else "file"
    hint = nearest(entry.path.name, known, otherwise=f"{kind}s of a package: {', '.join(known)}")
    message = f"the {kind} {quoted(entry.path.name)} has no place in a package, and nothing reads it"
    findings.warning("S020", source.position(entry.path), message, hint)
