"""What a key is for: the data of one class in one exchange, or the blind index of one module in one quarter."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.layout import laid_out


class KeyClass(enum.IntEnum):
    """The classes of data that are read and erased apart; the numbers are stored and never change.

    They are the kinds of data of a module's retention, without `log`, which holds no values, and with the inside notes.
    """

    PERSONAL = 1
    """Fields of the subject; plain fields too."""
    SENSITIVE = 2
    ATTACHMENTS = 3
    ANSWERS = 4
    MESSAGES = 5
    DRAFTS = 6
    INSIDE = 7
    """The inside notes of one authority: a key for each, so that none opens another's."""


@dataclass(frozen=True, slots=True)
class DataKeyName:
    """The key for one class of data of one ref; `inside` names the authority of inside notes. Raises `Invalid`."""

    ref: UUID
    key_class: KeyClass
    inside: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse inside notes of nobody, and an authority where the key is everybody's."""
        if (self.inside is not None) != (self.key_class is KeyClass.INSIDE):
            raise Invalid("key_inside", field="inside", key_class=self.key_class.name)

    def __hash__(self) -> int:
        """Hash by numbers: a list of exchanges looks up hundreds of names, and a `UUID` hashes in Python."""
        return hash((self.ref.int, int(self.key_class)))

    def bound(self) -> bytes:
        """Return the name as bytes, for associated data."""
        return laid_out("data key", self.ref, int(self.key_class), self.inside)


@dataclass(frozen=True, slots=True)
class IndexKeyName:
    """The key for the blind index of one module in one quarter (`blind.epoch_of`)."""

    module: str
    epoch: int

    def bound(self) -> bytes:
        """Return the name as bytes, for associated data."""
        return laid_out("index key", self.module, self.epoch)


KeyName = DataKeyName | IndexKeyName
