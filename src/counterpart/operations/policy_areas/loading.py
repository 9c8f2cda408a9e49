"""Which modules a command is about: from the paths of the call to composed policy areas."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.composing import Area, Shelf, load_area
from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.locate import find_packages, find_profiles, searched_for
from counterpart.operations.usage import UsageError


@dataclass(frozen=True, slots=True)
class Meant:
    """What the paths of a call name: modules and network profiles, each once, in the order of the call."""

    modules: tuple[Path, ...]
    profiles: tuple[Path, ...] = ()


class Shelves:
    """Loads modules; what several of them use (libraries, the network profile) is read only once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._shelves: dict[tuple[Path, ...], Shelf] = {}

    def load(self, path: Path, findings: Findings) -> Area | None:
        """Return the policy area at a path, or None after findings."""
        folders = searched_for(path)
        shelf = self._shelves.setdefault(folders, Shelf(folders))
        return load_area(path, findings, shelf=shelf)


def meant_by(written: Sequence[str]) -> Meant:
    """Return what the paths name. Raises UsageError for a path where nothing lies, or where no module is."""
    paths = [existing(one) for one in written]
    modules, profiles = find_packages(paths), find_profiles(paths)
    if not modules and not profiles:
        raise UsageError(f"there is no module at {', '.join(written)}", "a module is a folder with a module.yaml")
    return Meant(tuple(modules), tuple(profiles))


def one_module(written: str) -> Path:
    """Return the one module that a path names. Raises UsageError when there is none, or when there are several."""
    modules = meant_by([written]).modules
    if len(modules) != 1:
        names = ", ".join(path.as_posix() for path in modules[:6])
        raise UsageError(f"{written}: one module is wanted here, and {len(modules)} are meant", names)
    return modules[0]


def existing(written: str) -> Path:
    """Return a path where something lies (or a pattern). Raises UsageError with the nearest name that there is."""
    path = Path(written)
    if "\0" in written or not written:
        raise UsageError("this is not the name of a file or folder")
    if os.path.lexists(path) or (glob.has_magic(written) and glob.glob(written)):  # noqa: PTH207 - absolute patterns
        return path
    hint = nearest(path.name, _names_in(path.parent))
    raise UsageError(f"{written}: there is no file or folder here", hint)


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:  # the folder is missing, too, or may not be looked into: there is nothing to suggest
        return []
