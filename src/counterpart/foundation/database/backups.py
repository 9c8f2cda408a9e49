"""Backup and restore with the tools of the server: `pg_dump`, `pg_restore` and `psql` (`loading.py`).

A backup is a folder: `manifest.json`, `data.dump`, and `keys.dump` when there is a schema of keys. The keys can be put
elsewhere: only then does erasing a key erase what it sealed in the backups too (data model, Vault). The data are dumped
before the keys, as a key is stored before what it seals: no sealed thing in a backup lacks its key.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from psycopg.sql import SQL, Identifier

from counterpart.foundation.database.addresses import Addresses, Parameters, Role
from counterpart.foundation.database.cluster import NO_SPACE, last_line
from counterpart.foundation.database.loading import load, password_variable, place_words
from counterpart.foundation.database.programs import our_programs, run
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble

KEYS = "vault"
"""The schema that holds keys and nothing else."""

FORMAT = 1
MANIFEST, DATA_DUMP, KEYS_DUMP = "manifest.json", "data.dump", "keys.dump"

TABLES = """
select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
"""
HAS_KEYS = "select 1 from pg_namespace where nspname = %s"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its folder, the folder of its keys (None when it has none), when it was made and how large it is."""

    folder: Path
    keys: Path | None
    made_at: datetime
    size: int


def back_up(addresses: Addresses, folder: Path, now: datetime, keys: Path | None = None) -> Backup:
    """Write a backup into a new folder, the keys into another new one if that is named.

    Nothing of the name exists before it is complete. Raises DatabaseTrouble: a folder that exists, no space, no server.
    """
    keys = keys or folder
    for target in {folder, keys}:
        if target.exists():
            raise DatabaseTrouble("database.backup_exists", folder=target)
    owner = addresses.parameters(Role.OWNER)
    with sign_in(owner) as connection:
        parts = {DATA_DUMP: [f"--exclude-schema={KEYS}"]}
        if connection.execute(HAS_KEYS, [KEYS]).fetchone():
            parts[KEYS_DUMP] = [f"--schema={KEYS}"]
        version = connection.info.server_version
    targets = {DATA_DUMP: folder, KEYS_DUMP: keys}
    drafts = {target: target.with_name(f".{target.name}.{secrets.token_hex(4)}") for target in {folder, keys}}
    try:
        for draft in drafts.values():
            draft.mkdir(parents=True, mode=0o700)
        for part, selection in parts.items():  # in this order: data, then keys
            _dump(owner, drafts[targets[part]] / part, selection)
        digests = {part: _digest(drafts[targets[part]] / part) for part in parts}
        _write_manifest(drafts[folder] / MANIFEST, {"made_at": now.isoformat(), "server": version, "parts": digests})
        size = sum((drafts[targets[part]] / part).stat().st_size for part in parts)
        for target, draft in drafts.items():
            draft.rename(target)
    finally:
        for draft in drafts.values():
            shutil.rmtree(draft, ignore_errors=True)
    return Backup(folder, keys if KEYS_DUMP in parts else None, now, size)


def look_at(folder: Path, keys: Path | None = None) -> Backup:
    """Read a backup and see that it is whole. Raises DatabaseTrouble when it is not, or part of it is elsewhere."""
    manifest = _read_manifest(folder)
    parts = manifest["parts"]
    size = 0
    for part, digest in parts.items():
        path = (keys or folder if part == KEYS_DUMP else folder) / part
        if not path.is_file():
            raise DatabaseTrouble("database.backup_damaged", folder=folder, why=f"{path} is missing")
        if _digest(path) != digest:
            raise DatabaseTrouble("database.backup_damaged", folder=folder, why=f"{path} has been changed")
        size += path.stat().st_size
    made_at = datetime.fromisoformat(manifest["made_at"])
    return Backup(folder, (keys or folder) if KEYS_DUMP in parts else None, made_at, size)


def restore(addresses: Addresses, backup: Backup) -> None:
    """Put a backup into a database that holds nothing yet, whole or not at all.

    Keys first, as nothing sealed may lack its key: when the data fail, the keys are taken out again, so that it can be
    tried once more. Raises DatabaseTrouble when the database is not empty, or a part could not be loaded.
    """
    owner = addresses.parameters(Role.OWNER)
    with sign_in(owner) as connection:
        [count] = connection.execute(TABLES).fetchone() or (0,)
    if count:
        raise DatabaseTrouble("database.not_empty", database=owner["dbname"], count=count)
    if backup.keys:
        load(backup.keys / KEYS_DUMP, owner)
    try:
        load(backup.folder / DATA_DUMP, owner)
    except DatabaseTrouble:
        with sign_in(owner) as connection:
            connection.execute(SQL("drop schema if exists {} cascade").format(Identifier(KEYS)))
        raise


def read_everything(addresses: Addresses) -> None:
    """Have the server read every row, as a dump that is thrown away. Raises DatabaseTrouble when it cannot."""
    _dump(addresses.parameters(Role.OWNER), Path(os.devnull), ["--no-sync"])


def _dump(owner: Parameters, file: Path, selection: Sequence[str]) -> None:
    _call("pg_dump", ["--format=custom", *selection, f"--file={file}", f"--dbname={place_words(owner)}"], owner)


def _call(program: str, words: Sequence[str], parameters: Parameters) -> None:
    done = run([our_programs().path(program), "--no-password", *words], more=password_variable(parameters))
    if done.returncode:
        if NO_SPACE in done.stderr:
            raise DatabaseTrouble("database.disk_full", folder=words[-1].partition("=")[2])
        raise DatabaseTrouble("database.tool_failed", program=program, said=last_line(done.stderr))


def _write_manifest(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps({"format": FORMAT, **content}, indent=2) + "\n", encoding="utf-8")


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        datetime.fromisoformat(manifest["made_at"])
        whole = manifest["format"] == FORMAT and DATA_DUMP in manifest["parts"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatabaseTrouble(
            "database.backup_damaged", folder=folder, why=f"no {MANIFEST} that can be read"
        ) from error
    if not whole or set(manifest["parts"]) - {DATA_DUMP, KEYS_DUMP}:
        raise DatabaseTrouble("database.backup_damaged", folder=folder, why="made by another version of Counterpart")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
