"""Anchors outside the database: a file each, below the folder that COUNTERPART_ANCHORS names.

    COUNTERPART_ANCHORS/2026-03/00001423.json     the anchor and its moved heads, written once and never changed
    COUNTERPART_ANCHORS/3f0a….pub                 the public key that verifies them

Files that are never changed can be copied to another machine, or kept on a disk that lets nothing be removed. Without
the setting they lie in the data folder, where whoever may change the database can probably change them as well.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counterpart.core.errors import Invalid
from counterpart.foundation.database.addresses import data_folder
from counterpart.foundation.log.anchors import key_id_of
from counterpart.foundation.log.evidence import AnchoredHeads
from counterpart.foundation.log.outside import read_outside, written_outside

SETTING = "COUNTERPART_ANCHORS"


def anchors_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where anchors are kept outside the database."""
    named = environment.get(SETTING)
    return Path(named).absolute() if named else data_folder(environment) / "anchors"


def newest_in(folder: Path) -> int:
    """Return the highest number of an anchor that is kept in a folder; 0 when there is none."""
    for month in sorted(folder.glob("????-??"), reverse=True):
        if numbers := [int(path.stem) for path in month.glob("*.json") if path.stem.isdigit()]:
            return max(numbers)
    return 0


def keep_in(folder: Path, anchored: AnchoredHeads) -> None:
    """Write an anchor into its file; done again it does nothing.

    Raises `Invalid` `anchor_other_outside` when another one of that number is there: the database was put back to an
    earlier state, or somebody changed one of the two. What is there stays. Raises OSError as the disk does.
    """
    anchor, line = anchored.anchor, written_outside(anchored) + "\n"
    for path in folder.glob(f"????-??/{anchor.n:08}.json"):
        if path.read_text(encoding="utf-8") != line:
            raise Invalid("anchor_other_outside", field="anchor", n=anchor.n, file=str(path))
        return
    path = folder / f"{anchor.at:%Y-%m}" / f"{anchor.n:08}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, line)


def keep_key_in(folder: Path, key: Ed25519PublicKey) -> None:
    """Write a public key beside the anchors, for whoever verifies them elsewhere."""
    path = folder / f"{key_id_of(key).hex()}.pub"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, key.public_bytes_raw().hex() + "\n")


def keys_in(folder: Path) -> dict[bytes, Ed25519PublicKey]:
    """Return the public keys that are kept in a folder, by `key_id_of`; a file that holds none is passed over."""
    keys = {}
    for path in sorted(folder.glob("*.pub")):
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(path.read_text(encoding="utf-8")))
        except ValueError:  # anchors that it signed will be told of: their key is not known
            continue
        keys[key_id_of(key)] = key
    return keys


def kept_in(folder: Path) -> Iterator[tuple[int, AnchoredHeads | None]]:
    """Yield the anchors that are kept in a folder by number; None for a file that cannot be read."""
    files = [path for path in folder.glob("????-??/*.json") if path.stem.isdigit()]
    for path in sorted(files, key=lambda path: int(path.stem)):
        try:
            yield int(path.stem), read_outside(path.read_text(encoding="utf-8"))
        except (Invalid, UnicodeDecodeError):
            yield int(path.stem), None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, safe from a loss of power."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
