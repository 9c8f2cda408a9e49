"""The masters of this installation: their keys in one file, what is known of them in `vault.master`.

    COUNTERPART_MASTER_FILE   the file; default: `secrets/master.keys` in the data folder

The file holds a line for each master, `NUMBER KEY`, the key as 43 letters of base64 (RFC 4648, section 5). Whoever has
it and the key store reads everything, so it is in no backup that `counterpart db backup` writes. The first process
that needs it makes it, but only while the key store knows no master: a file that got lost is never made anew.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hmac
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.errors import Invalid
from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.secret_files import read_secret, write_secret
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.vault.store import ALIAS
from counterpart.foundation.vault.trouble import VaultTrouble
from counterpart.foundation.vault.wrapping import KEY_BYTES, Master, Masters

VARIABLE = "COUNTERPART_MASTER_FILE"
FILE = "master.keys"
MARK_BYTES = 16

REGISTERED = "select id, mark, created_at, retired_at, destroyed_at from vault.master order by id"
REGISTER = """
insert into vault.master(id, mark, created_at)
select id, mark, %s from unnest(%s::smallint[], %s::bytea[]) as x(id, mark)
on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the key store knows of a master: `mark` tells whether a key of that number is this one."""

    id: int
    mark: bytes
    created_at: dt.datetime
    retired_at: dt.datetime | None
    destroyed_at: dt.datetime | None


def master_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the masters lie."""
    named = environment.get(VARIABLE)
    return Path(named).absolute() if named else addresses_of(environment).place.secrets / FILE


def new_master(number: int) -> Master:
    """Return a new random master."""
    return Master(number, secrets.token_bytes(KEY_BYTES))


def mark_of(master: Master) -> bytes:
    """Return what the key store may know of a master's key: enough to recognise it, nothing to unwrap with."""
    return hmac.digest(master.secret, b"counterpart master mark 1", "sha256")[:MARK_BYTES]


def read_masters(path: Path) -> tuple[Master, ...]:
    """Return the masters of the file, by number. Raises VaultTrouble when a line cannot be read.

    Raises DatabaseTrouble `database.exposed_secret` when others may read the file, or it is empty.
    """
    try:
        lines = read_secret(path).splitlines()
    except UnicodeDecodeError as problem:
        raise VaultTrouble("vault.master_file_unreadable", file=path, line=1, why="it is no plain text") from problem
    masters = [_read(path, at, line) for at, line in enumerate(lines, 1)]
    if len({master.id for master in masters}) != len(masters):
        raise VaultTrouble("vault.master_file_unreadable", file=path, line=len(masters), why="a number stands twice")
    return tuple(sorted(masters, key=lambda master: master.id))


def write_masters(path: Path, masters: Iterable[Master], *, replace: bool) -> None:
    """Write the file, whole or not at all; without `replace` one that is there stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = (f"{one.id} {base64.urlsafe_b64encode(one.secret).decode().rstrip('=')}" for one in masters)
    write_secret(path, "\n".join(lines), replace=replace)


def registered() -> tuple[Registered, ...]:
    """Return what the key store knows of masters, by number."""
    return tuple(
        Registered(id, bytes(mark), created, retired, destroyed)
        for id, mark, created, retired, destroyed in rows(REGISTERED, using=ALIAS)
    )


def load_masters(now: dt.datetime) -> Masters:
    """Return the masters at hand, all registered; make the first one of a new installation.

    Raises VaultTrouble when the file is missing, lacks a master that is in use, or holds the key of another
    installation; DatabaseTrouble when others may read it.
    """
    path = master_file()
    known = registered()
    if not path.exists():
        if any(one.destroyed_at is None for one in known):
            raise VaultTrouble("vault.master_file_missing", file=path)
        write_masters(path, [new_master(1 + max((one.id for one in known), default=0))], replace=False)
    return register(path, read_masters(path), known, now)


def register(path: Path, masters: Sequence[Master], known: Sequence[Registered], now: dt.datetime) -> Masters:
    """Register the masters that the key store does not know yet, and return those at hand. Raises VaultTrouble."""
    fresh = [master for master in masters if master.id not in {one.id for one in known}]
    if fresh:
        run(REGISTER, [now, [one.id for one in fresh], [mark_of(one) for one in fresh]], using=ALIAS)
        known = registered()
    compare(path, masters, known)
    destroyed = {one.id for one in known if one.destroyed_at}
    retired = {one.id for one in known if one.retired_at}
    living = [master for master in masters if master.id not in destroyed]
    current = [master for master in living if master.id not in retired]
    if not current:
        raise VaultTrouble("vault.master_missing", file=path, master=max(one.id for one in known))
    return Masters(current[-1], tuple(master for master in living if master is not current[-1]))


def compare(path: Path, masters: Iterable[Master], known: Iterable[Registered]) -> None:
    """See that the file fits the key store. Raises VaultTrouble.

    A retired master may be missing: a renewal takes it out of the file before it notes that it is destroyed.
    """
    marks = {master.id: mark_of(master) for master in masters}
    for one in known:
        if one.id in marks and marks[one.id] != one.mark:
            raise VaultTrouble("vault.master_of_another", file=path, master=one.id)
        if one.id not in marks and one.retired_at is None:
            raise VaultTrouble("vault.master_missing", file=path, master=one.id)


def _read(path: Path, at: int, line: str) -> Master:
    number, _, key = line.partition(" ")
    try:
        return Master(int(number), base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as problem:  # its message may quote the key
        raise VaultTrouble("vault.master_file_unreadable", file=path, line=at, why="it reads NUMBER KEY") from problem
    except Invalid as problem:
        raise VaultTrouble("vault.master_file_unreadable", file=path, line=at, why=str(problem)) from problem
