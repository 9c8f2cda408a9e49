"""Where the embedded server lies: folders, socket, and the user that it runs as.

    <data>/                     the data folder, named by COUNTERPART_DATA
      secrets/                  passwords and keys, each in a file of its own, 0600
      database/                 the server: `lock`, `alive`, `cluster/`, `socket/`, `programs/`, `postgres.log`

PostgreSQL refuses to run as root. Started by root it runs as another user, and that user must be able to reach its
folder: where a folder above is closed to it (a clone below /root, for instance), the server lies in a folder of its own
below REMOTE, and `<data>/database.path` says where.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from counterpart.foundation.database.trouble import DatabaseTrouble

PORT = 5432
"""Only a part of the name of the socket: the server listens on no address of a network."""

LONGEST_SOCKET = 103
"""Bytes that fit into `sockaddr_un`: 107 on Linux, 103 on other systems."""

REMOTE = Path("/var/lib/counterpart-servers")
USERS = ("postgres", "nobody")
"""Whom a server that root starts runs as: the first that this system has."""


@dataclass(frozen=True, slots=True)
class User:
    """The user that the server runs as."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Tell whether this is somebody else than we are: so when we are root."""
        return self.uid != os.geteuid()


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one embedded server."""

    data: Path
    server: Path

    @property
    def secrets(self) -> Path:
        """Where passwords and keys lie."""
        return self.data / "secrets"

    @property
    def cluster(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.server / "cluster"

    @property
    def log(self) -> Path:
        """What the server and its supervisor say."""
        return self.server / "postgres.log"

    @property
    def lock(self) -> Path:
        """Held by the one supervisor of this folder; holds its process id."""
        return self.server / "lock"

    @property
    def alive(self) -> Path:
        """Held by every process of the server, for as long as one of them lives."""
        return self.server / "alive"

    @property
    def prepared(self) -> Path:
        """Written when roles and rights are in place; holds their version."""
        return self.server / "prepared"

    @property
    def socket(self) -> Path:
        """The folder of the socket: in the server's own, or, where that path is too long, a short one of its own."""
        near = self.server / "socket"
        if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
            return near
        name = hashlib.sha256(os.fsencode(self.server)).hexdigest()[:16]
        owner = _owner_of(self.data)
        return Path("/run") / f"counterpart-{name}" if owner == 0 else Path("/tmp") / f"counterpart-{owner}-{name}"  # noqa: S108  made with 0700 and checked in cluster.py

    @property
    def socket_file(self) -> Path:
        """The socket itself."""
        return self.socket / f".s.PGSQL.{PORT}"


def place_of(data: Path) -> Place:
    """Return the place of the server of this data folder, whether it exists yet or not."""
    data = Path(os.path.realpath(data))
    note = data / "database.path"
    if note.exists():
        return Place(data, Path(note.read_text(encoding="utf-8").strip()))
    near = data / "database"
    user = server_user()
    if user.is_other and not (near / "cluster").exists() and not _will_reach(near, user):
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        return Place(data, REMOTE / name)
    return Place(data, near)


def make_place(place: Place) -> None:
    """Make the folders of a server. Raises DatabaseTrouble when that is not allowed, or they are another's."""
    mode = 0o711 if server_user().is_other else 0o700
    try:
        place.data.mkdir(parents=True, exist_ok=True, mode=mode)
        place.server.mkdir(parents=True, exist_ok=True, mode=mode)
        place.secrets.mkdir(exist_ok=True, mode=0o700)
        if place.server.parent != place.data:
            (place.data / "database.path").write_text(f"{place.server}\n", encoding="utf-8")
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise DatabaseTrouble("database.no_permission", folder=error.filename or place.data) from error
    if place.server.stat().st_uid != os.geteuid():
        raise DatabaseTrouble("database.no_permission", folder=place.server)


def server_user() -> User:
    """Return the user that the server runs as. Raises DatabaseTrouble for a system that has none of USERS."""
    if os.geteuid() != 0:
        return User(os.geteuid(), os.getegid())
    for name in USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return User(entry.pw_uid, entry.pw_gid)
    raise DatabaseTrouble("database.no_permission", folder=" / ".join(USERS))


def reaches(path: Path, user: User) -> bool:
    """Tell whether the user may pass through every folder above `path` and through `path` itself."""
    return all(_passes(folder, user) for folder in (path, *path.parents))


def _will_reach(path: Path, user: User) -> bool:
    """Tell the same of a folder of which some parts are not made yet: these will be open (`make_place`)."""
    return all(_passes(folder, user) for folder in path.parents if folder.exists())


def _passes(folder: Path, user: User) -> bool:
    status = folder.stat()
    if status.st_uid == user.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == user.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _owner_of(folder: Path) -> int:
    """Return who owns the folder; of one that is not made yet, who we are, for we shall make it."""
    return folder.stat().st_uid if folder.exists() else os.geteuid()
