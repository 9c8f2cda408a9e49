"""The files of the embedded server: made once, looked at before each start, and what a failed start tells."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterpart.foundation.database.place import Place, User
from counterpart.foundation.database.programs import MAJOR, Programs, run
from counterpart.foundation.database.secret_files import password_of
from counterpart.foundation.database.trouble import DatabaseTrouble

SUPERUSER = "postgres"
NO_SPACE = "No space left on device"
SAID = 4_000
"""Characters from the end of the log in which the reason of a failed start is looked for."""

SYNC = "syncfs" if sys.platform == "linux" else "fsync"
"""How many files at once reach the disk: by one call for all, or (4 s instead of 0.5 at the first start) one by one."""

LARGEST_LOG = 10_000_000
PATIENCE = 60.0
"""Seconds that the processes of an earlier server get to end."""

DAMAGE = (
    "checksum verification failed",
    "could not locate a valid checkpoint record",
    "could not open file",
    "could not read file",
    "database files are incompatible",
    "incorrect checksum in control file",
    "invalid data in file",
    "invalid page in block",
    "is not a valid data directory",
    "required WAL directory",
    "PANIC:",
)


def ensure_cluster(place: Place, programs: Programs, user: User) -> None:
    """Make the cluster when there is none, and see that what is there is ours.

    It is made under another name and moved when it is complete, so that a start that was cut off leaves nothing behind.
    Raises DatabaseTrouble: another version, no disk space, a damaged folder, a folder that may not be written.
    """
    if place.cluster.exists():
        _check_version(place)
        return
    draft, words = place.server / "cluster.new", place.server / "cluster.password"
    shutil.rmtree(draft, ignore_errors=True)
    place.prepared.unlink(missing_ok=True)
    try:
        draft.mkdir(mode=0o700)
        words.write_text(password_of(place.secrets, SUPERUSER) + "\n", encoding="ascii")
        words.chmod(0o600)
        for path in (draft, words):
            os.chown(path, user.uid, user.gid)
        _initdb(draft, words, programs, user)
        draft.rename(place.cluster)
    except OSError as error:
        raise DatabaseTrouble(
            "database.disk_full" if error.errno == 28 else "database.no_permission", folder=place.server
        ) from error
    finally:
        words.unlink(missing_ok=True)


def _initdb(folder: Path, words: Path, programs: Programs, user: User) -> None:
    """Run initdb: every role signs in with SCRAM, pages carry checksums, words are ordered by code point everywhere."""
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
    access = ["--auth=scram-sha-256", f"--username={SUPERUSER}", f"--pwfile={words}"]
    storing = ["--data-checksums", f"--sync-method={SYNC}"]
    done = run([programs.path("initdb"), "-D", folder, *locale, *access, *storing], user=user)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        if NO_SPACE in done.stderr:
            raise DatabaseTrouble("database.disk_full", folder=folder.parent)
        raise DatabaseTrouble("database.start_failed", folder=folder.parent, said=last_line(done.stderr))


def _check_version(place: Place) -> None:
    try:
        found = (place.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError, NotADirectoryError) as error:
        raise DatabaseTrouble("database.damaged", folder=place.cluster, said="PG_VERSION is missing") from error
    if found != str(MAJOR):
        raise DatabaseTrouble("database.other_version", folder=place.cluster, found=found, ours=MAJOR)


def ensure_socket_folder(place: Place, user: User) -> None:
    """Make the folder of the socket for the server's user alone. Raises DatabaseTrouble when it is somebody else's."""
    folder = place.socket
    folder.mkdir(exist_ok=True, mode=0o700)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid not in {user.uid, os.geteuid()}:
        raise DatabaseTrouble("database.no_permission", folder=folder)
    os.chown(folder, user.uid, user.gid, follow_symlinks=False)
    folder.chmod(0o700)


def remove_stale_files(place: Place) -> None:
    """Remove what a killed server left behind. Only for who holds `alive`: then no process of it is left."""
    for path in (place.cluster / "postmaster.pid", place.socket_file, place.socket / f"{place.socket_file.name}.lock"):
        path.unlink(missing_ok=True)


@contextmanager
def earlier_server_gone(place: Place, patience: float = PATIENCE) -> Iterator[int]:
    """Wait until no process of an earlier server lives, and yield the open lock, to be inherited by the next server.

    Every process of a server holds the lock, as it inherits it from the first. A pid in a file may be anybody's after a
    kill -9 or a restart of the machine; this lock is not. Raises DatabaseTrouble when it takes longer than `patience`.
    """
    descriptor = os.open(place.alive, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while not locked(descriptor):
            if time.monotonic() > until:
                raise DatabaseTrouble("database.too_slow", folder=place.server, seconds=int(patience))
            time.sleep(0.02)  # neither a lock of a file nor the end of another process tells anybody
        yield descriptor
    finally:
        os.close(descriptor)


def locked(descriptor: int) -> bool:
    """Take the lock of an open file if it is free, and tell whether it is ours now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def server_command(place: Place, programs: Programs) -> list[str]:
    """Return how the server is called.

    It listens on its socket alone. Its log never quotes a statement or the values in an error: these may be personal.
    """
    options = {
        "listen_addresses": "",
        "port": place.socket_file.name.rpartition(".")[2],
        "unix_socket_directories": str(place.socket),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_line_prefix": "%m [%p] %q%u ",
        "log_timezone": "UTC",
        "timezone": "UTC",
        "jit": "off",
        "recovery_init_sync_method": SYNC,
    }
    settings = [f"--{name}={value}" for name, value in options.items()]
    return [str(programs.path("postgres")), "-D", str(place.cluster), *settings]


def open_log(place: Place) -> int:
    """Open the log for appending; one that has grown large is put aside, and the one before it forgotten."""
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG:
        place.log.replace(place.log.with_suffix(".log.old"))
    return os.open(place.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def why_it_failed(place: Place, since: int) -> DatabaseTrouble:
    """Return what the log, from byte `since` on, says about a server that did not start."""
    with place.log.open("rb") as file:
        file.seek(max(since, place.log.stat().st_size - SAID))
        said = file.read().decode("utf-8", errors="backslashreplace")
    if NO_SPACE in said:
        return DatabaseTrouble("database.disk_full", folder=place.server)
    if tells_of_damage(said):
        return DatabaseTrouble("database.damaged", folder=place.cluster, said=last_line(said))
    return DatabaseTrouble("database.start_failed", folder=place.server, said=last_line(said))


def tells_of_damage(said: str) -> bool:
    """Tell whether a server that says this has lost or spoiled files."""
    return any(words in said for words in DAMAGE)


def last_line(text: str) -> str:
    """Return the last line that says something is wrong, or the last one at all, without time and process."""
    lines = [line for line in text.splitlines() if line.strip()]
    grave = [line for line in lines if any(word in line for word in ("FATAL:", "PANIC:", "ERROR:", "error:"))]
    chosen = (grave or lines or [""])[-1]
    for word in ("FATAL:", "PANIC:", "ERROR:", "error:"):
        chosen = chosen.rpartition(word)[2]
    return chosen.strip()
