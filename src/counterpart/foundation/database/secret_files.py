"""Secrets in files: made once, readable by their owner alone, refused when somebody else can read them."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from counterpart.foundation.database.trouble import DatabaseTrouble

ENTROPY = 32
"""Bytes of chance in a secret: 256 bits."""


def secret_from(path: Path) -> str:
    """Return the secret of this file; make it when there is none. Two who make it at once get the same one.

    Raises DatabaseTrouble when others may read the file, or it is empty.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_secret(path, secrets.token_urlsafe(ENTROPY), replace=False)
    return read_secret(path)


def read_secret(path: Path) -> str:
    """Return the content of the file. Raises DatabaseTrouble when others may read it, or it holds nothing."""
    status = path.stat()
    text = path.read_text(encoding="ascii").strip()
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or not text:
        raise DatabaseTrouble("database.exposed_secret", file=path)
    return text


def write_secret(path: Path, secret: str, *, replace: bool) -> None:
    """Write the file with mode 0600, whole or not at all; without `replace` a file that is there stays."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret + "\n")
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(path)
        else:
            with suppress(FileExistsError):  # somebody else was faster: theirs counts
                os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def password_file(folder: Path, role: str) -> Path:
    """Return where the password of a role lies, in the form that libpq reads by itself (`passfile`)."""
    return folder / f"{role}.pgpass"


def password_of(folder: Path, role: str) -> str:
    """Return the password of a role; make one when there is none yet. Raises DatabaseTrouble as `secret_from`."""
    path = password_file(folder, role)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_secret(path, f"*:*:*:{role}:{secrets.token_urlsafe(ENTROPY)}", replace=False)
    return read_secret(path).rpartition(":")[2]
