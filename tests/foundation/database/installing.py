"""Counterpart and what it stands on, copied to where every user of the machine can read it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from tests.architecture.guards.files import ROOT

LEFT_OUT = frozenset({"pginstall", "include", "__pycache__", "locale-data"})
"""Folders that nothing here needs: another version of the server, headers, and many small files."""

EXTRAS = ("psycopg-binary", "psycopg-pool")
"""What we ask for beyond what a library always needs."""

NAME = re.compile(r"[A-Za-z0-9._-]+")


def install_into(site: Path) -> None:
    """Copy the program and the libraries that it requires, with theirs, into a folder."""
    shutil.copytree(ROOT / "src", site, ignore=shutil.ignore_patterns("__pycache__"))
    for file in _files(_required(["counterpart"], set())):
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(str(file.locate())), target)


def _required(names: Iterable[str], known: set[str]) -> set[str]:
    """Return the names of what is required, over any number of steps, and is installed."""
    for name in names:
        try:
            required = distribution(name).requires or []
        except PackageNotFoundError:  # for another system, or another version of Python
            continue
        if name not in known:
            known.add(name)
            own = [found for found in required if "extra ==" not in found or found.startswith(EXTRAS)]
            _required([match.group().lower() for found in own if (match := NAME.match(found))], known)
    return known


def _files(names: Iterable[str]) -> Iterator[PackagePath]:
    for name in sorted(set(names) - {"counterpart"}):
        for file in distribution(name).files or []:
            if ".." not in file.parts and not LEFT_OUT.intersection(file.parts) and file.suffix != ".a":
                yield file
