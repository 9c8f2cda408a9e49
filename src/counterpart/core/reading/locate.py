"""Where packages and the network profile are found on disk."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from counterpart.core.reading.layout import FOLDERS, MODULE_FILE
from counterpart.core.reading.names import is_name
from counterpart.core.reading.package import PROFILE_FILE

AREAS_VARIABLE = "COUNTERPART_AREAS"
"""The environment variable that names the folder with the installed policy areas."""

_CHECKED_OUT = Path(__file__).parents[4] / "areas"


def find_packages(paths: Iterable[Path]) -> list[Path]:
    """Return the packages that the paths name, each once, in the order of the paths.

    A folder with a module.yaml and a .yaml file are packages. A folder without one stands for the packages in it, and a
    pattern (`areas/*`) for what it matches. Left out is what lies beside packages: the network profile, `locale/` and
    `scenarios/`, and files that are not YAML. A path where nothing lies is kept, so that reading it says so.
    """
    return list(dict.fromkeys(package for path in paths for package in _packages_at(path)))


def find_profiles(paths: Iterable[Path]) -> list[Path]:
    """Return the network profiles (network.yaml) that the paths name, each once, in the order of the paths."""
    found = (profile for path in paths for one in _expanded(path) for profile in (one, one / PROFILE_FILE))
    return list(dict.fromkeys(path for path in found if path.name == PROFILE_FILE and _is_file(path)))


def package_named(name: str, searched: Sequence[Path]) -> Path | None:
    """Return the package of that name in the first of the folders that has it: `name/` or `name.yaml`.

    A name that could lead elsewhere (`../x`, `/etc`) finds nothing.
    """
    if not is_name(name):
        return None
    for folder in searched:
        if _is_file(folder / name / MODULE_FILE):
            return folder / name
        if _is_file(folder / f"{name}.yaml") and f"{name}.yaml" != PROFILE_FILE:
            return folder / f"{name}.yaml"
    return None


def profile_in(searched: Sequence[Path]) -> Path | None:
    """Return the network profile of the first of the folders that has one."""
    return next((folder / PROFILE_FILE for folder in searched if _is_file(folder / PROFILE_FILE)), None)


def searched_for(package: Path, areas: Path | None = None) -> tuple[Path, ...]:
    """Return where the libraries of a package (`uses`) and its network profile are searched, in this order.

    First the folder around the package, then `areas`, the installed policy areas (None: `installed_areas`).
    """
    beside = Path(os.path.abspath(package)).parent  # noqa: PTH100 - resolve() would follow links
    if package.name == MODULE_FILE:
        beside = beside.parent
    installed = areas or installed_areas()
    folders = (beside,) if installed is None else (beside, installed)
    return tuple(dict.fromkeys(folders))


def installed_areas(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder with the installed policy areas: as the environment says, else that of the source tree."""
    said = environment.get(AREAS_VARIABLE)
    if said:
        return Path(said)
    return _CHECKED_OUT if _CHECKED_OUT.is_dir() else None


def _packages_at(path: Path) -> Iterator[Path]:
    for one in _expanded(path):
        if _is_file(one):
            if one.suffix in {".yaml", ".yml"} and one.name != PROFILE_FILE:
                yield one.parent if one.name == MODULE_FILE else one
        elif one.name not in FOLDERS or _is_file(one / MODULE_FILE):
            inside = [] if _is_file(one / MODULE_FILE) else [found for found in _within(one) if _is_package(found)]
            yield from inside or [one]


def _is_package(path: Path) -> bool:
    if _is_file(path / MODULE_FILE):
        return True
    return path.suffix == ".yaml" and path.name != PROFILE_FILE and _is_file(path)


def _within(folder: Path) -> list[Path]:
    """Return what lies in a folder, in the order of names; nothing when it cannot be looked into."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def _expanded(path: Path) -> list[Path]:
    """Return what a pattern matches, in the order of names; a path without a pattern is itself."""
    text = str(path)
    if "\0" in text or not glob.has_magic(text) or os.path.lexists(text):
        return [path]
    return sorted(Path(found) for found in glob.glob(text)) or [path]  # noqa: PTH207 - takes absolute patterns, too


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
