"""What becomes of a file, and what is known of it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.core.errors import Invalid
from counterpart.foundation.database.statements import Row
from counterpart.foundation.log import SealedPiece
from counterpart.foundation.vault import (
    DataKeyName,
    KeyClass,
    KeyGone,
    KeyName,
    Place,
    SecretKey,
    open_value,
    seal_value,
)

TABLE = "foundation_file"
COLUMNS = "ref, stream, key_class, inside, size, place, state, at, digest, meta_sealed"
FORMAT = 1
LONGEST_NAME = 255
LONGEST_TYPE = 127


class FileState(enum.IntEnum):
    """What becomes of a file; the numbers are stored and never change."""

    ARRIVING = 1
    """Its bytes are coming. A row that stays so was cut off by a crash."""
    ARRIVED = 2
    """It is whole, and belongs to nothing yet: an action keeps it (`keep_files`), or the sweep takes it."""
    KEPT = 3
    QUARANTINED = 4
    """Held back: nobody reads it. For the virus scanner."""
    ERASED = 5
    """Its bytes are going. The row goes after them."""


@dataclass(frozen=True, slots=True)
class FileMeta:
    """What the sender says of a file. Raises `Invalid` for a name or a type that is empty or too long."""

    name: str
    media_type: str

    def __post_init__(self) -> None:
        """Refuse what no system can store."""
        for field, text, most in (("name", self.name, LONGEST_NAME), ("media_type", self.media_type, LONGEST_TYPE)):
            if not 0 < len(text) <= most or any(ord(character) < 32 for character in text):
                raise Invalid("file_meta", field=field, length=len(text), most=most)


@dataclass(frozen=True, slots=True)
class FileOwner:
    """Whose file it is, and with which data it is read and erased: an exchange, a class, the authority of inside notes.

    Raises `Invalid` for inside notes of nobody.
    """

    stream: UUID
    key_class: KeyClass = KeyClass.ATTACHMENTS
    inside: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse an owner whose key cannot be."""
        DataKeyName(self.stream, self.key_class, self.inside)

    def place(self, ref: UUID) -> Place:
        """Return where the content of one of its files belongs."""
        return Place(self.stream, TABLE, str(ref), self.key_class, self.inside)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file as its readers see it; `size` in bytes."""

    ref: UUID
    name: str
    media_type: str
    size: int
    state: FileState
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it is stored: `size` in bytes when sealed, `shelf` where it lies, `digest` the SHA-256 of its bytes."""

    ref: UUID
    owner: FileOwner
    size: int
    shelf: str
    state: FileState
    at: dt.datetime
    digest: bytes
    meta_sealed: bytes

    @property
    def place(self) -> Place:
        """Where the content belongs."""
        return self.owner.place(self.ref)

    @property
    def piece(self) -> SealedPiece:
        """The file for the log: the digest stands for the ciphertext."""
        return SealedPiece(TABLE, str(self.ref), self.digest)

    def info(self, keys: Mapping[KeyName, SecretKey]) -> FileInfo:
        """Return what its readers see. Raises `KeyGone` without its key, `Damaged` when it does not verify."""
        key = keys.get(self.place.key_name)
        if key is None:
            raise KeyGone("key_gone")
        said = orjson.loads(open_value(key, meta_place(self.place), self.meta_sealed))
        return FileInfo(self.ref, said["name"], said["type"], said["size"], self.state, self.at)


def meta_place(place: Place) -> Place:
    """Return where the name, type and size of a file belong."""
    return Place(place.ref, place.table, f"{place.slot}/meta", place.key_class, place.inside)


def sealed_meta(key: SecretKey, place: Place, meta: FileMeta, size: int) -> bytes:
    """Return name, type and size of a file, sealed."""
    return seal_value(key, meta_place(place), orjson.dumps({"name": meta.name, "type": meta.media_type, "size": size}))


def stored(found: Row) -> StoredFile:
    """Return the file of a row of COLUMNS."""
    ref, stream, key_class, inside, size, shelf, state, at, digest, meta = found
    owner = FileOwner(stream, KeyClass(key_class), inside)
    return StoredFile(ref, owner, size, shelf, FileState(state), at, bytes(digest or b""), bytes(meta))
