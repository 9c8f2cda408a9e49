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
FORMAT = 1
LONGEST_NAME = 255
LONGEST_TYPE = 127
LONGEST_LANGUAGE = 35


class FileState(enum.IntEnum):
    """What becomes of a file; the numbers are stored and never change."""

    ARRIVING = 1
    """Its bytes are coming. A row that stays so was cut off by a crash."""
    ARRIVED = 2
    """It is whole, and belongs to nothing yet: an action keeps it (`keep_files`), or the sweep takes it."""
    KEPT = 3
    QUARANTINED = 4
    """Held back: nobody reads it. `held` says why where the scanner has doubts, and then it is scanned again."""
    ERASED = 5
    """Its bytes are going. The row goes after them."""
    REMOVED = 6
    """A later scan found something (`held` names the rule): the bytes are gone, or going while `size` is not 0."""


@dataclass(frozen=True, slots=True)
class FileMeta:
    """What the sender says of a file. Raises `Invalid` for a name or a type that is empty or too long.

    What is stored as its type is what its content says. `language` is that of the document, nothing where it was not
    said; `personal` says that it holds personal data, as a document does unless somebody says otherwise.
    """

    name: str
    media_type: str
    language: str = ""
    personal: bool = True

    def __post_init__(self) -> None:
        """Refuse what no system can store."""
        for field, text, most in (("name", self.name, LONGEST_NAME), ("media_type", self.media_type, LONGEST_TYPE)):
            if not 0 < len(text) <= most or any(ord(character) < 32 for character in text):
                raise Invalid("file_meta", field=field, length=len(text), most=most)
        if len(self.language) > LONGEST_LANGUAGE or not self.language.isascii():
            raise Invalid("file_meta", field="language", length=len(self.language), most=LONGEST_LANGUAGE)


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
    """A file as its readers see it; `size` in bytes, `held` why nobody reads it (a doubt, or what was found)."""

    ref: UUID
    name: str
    media_type: str
    size: int
    state: FileState
    at: dt.datetime
    language: str
    personal: bool
    held: str


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
    held: str = ""

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
        place = self.place
        key = keys.get(place.key_name)
        if key is None:
            raise KeyGone("key_gone")
        said = orjson.loads(open_value(key, meta_place(place), self.meta_sealed))
        said = {"language": "", "personal": True} | said
        return FileInfo(
            self.ref, said["name"], said["type"], said["size"], self.state, self.at, said["language"],
            said["personal"], self.held,
        )  # fmt: skip


def meta_place(place: Place) -> Place:
    """Return where the name, type and size of a file belong."""
    return Place(place.ref, place.table, f"{place.slot}/meta", place.key_class, place.inside)


def sealed_meta(key: SecretKey, place: Place, meta: FileMeta, size: int) -> bytes:
    """Return what is known of a file, sealed."""
    said = {"name": meta.name, "type": meta.media_type, "size": size}
    said |= {"language": meta.language, "personal": meta.personal}
    return seal_value(key, meta_place(place), orjson.dumps(said))


def stored(found: Row) -> StoredFile:
    """Return the file of a row of the columns that are named here, in this order."""
    ref, stream, key_class, inside, size, shelf, state, at, digest, meta, held = found
    owner = FileOwner(stream, KeyClass(key_class), inside)
    return StoredFile(ref, owner, size, shelf, FileState(state), at, bytes(digest or b""), bytes(meta), held or "")
